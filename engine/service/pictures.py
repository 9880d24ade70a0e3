"""The rules to look at: pictures, the trainer's page, and the handbook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.library import shipped_folder
from engine.model.book import Book
from engine.model.case import Case
from engine.model.diagram import Diagram, Scenario
from engine.model.text import Language
from engine.service.one_case import OneCase
from engine.service.opening import open_base

__all__ = ["Pictures"]


@dataclass(slots=True, repr=False)
class Pictures(OneCase):
    """Shows the rules, and a case on them."""

    def graph(  # noqa: PLR0913 - what a picture is of, and what is laid over it
        self,
        name: str,
        language: Language = "nl",
        *,
        case: Case | None = None,
        as_of: date | None = None,
        against: OneCase | None = None,
        whole: bool = False,
    ) -> tuple[Diagram, ...]:
        """Give the sheets of a picture: a protocol, `all`, `pyramid`, `causes` or `roles`.

        `case` lays a pupil's route over it, `against` an earlier version of the rules; `whole` keeps a long protocol on one sheet.
        Raises `KnowledgeError` when there is no such picture, or when a case cannot be laid over it.
        """
        from engine.rendering.diagrams import comparing, pictures  # noqa: PLC0415 - only for pictures

        if case and name in ("causes", "roles"):
            raise KnowledgeError([fault("graph.no_case", Location(), name=name)])
        day = as_of or (case.as_of if case else None) or date.today()  # noqa: DTZ011 - a school day is local
        plan = self.plan(case, as_of) if case else None
        support = self.advise(case, as_of).support if case and name == "pyramid" else None
        sheets = pictures.picture(name, self.on(day).base.knowledge, day, language, plan, support, whole=whole)
        if against is None:
            return sheets
        before = against.on(day).base.knowledge
        old = pictures.picture(name, before, day, language, whole=whole) if name in pictures.picture_names(before) else ()
        return comparing.compared_all(old, sheets)

    def route(self, name: str, case: Case, language: Language = "nl", as_of: date | None = None) -> tuple[str, tuple[str, ...]]:
        """Give a protocol with a pupil's place on it as SVG for a page, and the same in words, line by line.

        The layout is made once for these rules and this language, which takes seconds. Raises `KnowledgeError` as `graph` does.
        """
        from engine.rendering.diagrams.drawing import draw  # noqa: PLC0415 - only for pictures
        from engine.rendering.diagrams.outline import outline  # noqa: PLC0415 - as above
        from engine.rendering.diagrams.standing import placed  # noqa: PLC0415 - as above
        from engine.rendering.diagrams.svg import svg  # noqa: PLC0415 - as above

        diagram = self.graph(name, language, case=case, as_of=as_of, whole=True)[0]
        return svg(draw(placed(diagram)), f"{name}-"), tuple(outline(diagram))

    def book(self, as_of: date | None = None, language: Language = "nl") -> Book:
        """Give the rules of a day (default: today) as a handbook, with what differs from what they stand on at the front."""
        from engine.impact.amendments import amendments  # noqa: PLC0415 - only for the handbook
        from engine.impact.differing import differing  # noqa: PLC0415 - as above
        from engine.rendering.book_contents import handbook  # noqa: PLC0415 - as above

        day = as_of or date.today()  # noqa: DTZ011 - a school day is local
        own = self.on(day).base
        base = open_base(shipped_folder(), None) if own.knowledge.local else own
        return handbook(own.knowledge, base.knowledge, amendments(base, own, differing(base, own)), day, language)

    def trainer_page(
        self,
        name: str,
        language: Language = "nl",
        *,
        case: Case | None = None,
        as_of: date | None = None,
        against: OneCase | None = None,
    ) -> str:
        """Give the trainer's page of a picture: one HTML file, both languages in it, with vignettes to walk for a protocol."""
        from engine.rendering.diagrams import page  # noqa: PLC0415 - only for the page

        languages: tuple[Language, Language] = ("nl", "en")
        sheets = {each: self.graph(name, each, as_of=as_of, against=against) for each in languages}
        whole = {each: self.graph(name, each, as_of=as_of, against=against, whole=True)[0] for each in languages}
        return page.page(sheets, whole, () if against else tuple(self._scenarios(name, case, as_of)), language)

    def trainer_body(self, name: str, language: Language = "nl") -> str:
        """Give what stands within the trainer's page of a picture, in one language, for a page that is served."""
        from engine.rendering.diagrams import page  # noqa: PLC0415 - only for the page

        sheets = {language: self.graph(name, language)}
        whole = {language: self.graph(name, language, whole=True)[0]}
        return page.page_body(sheets, whole, tuple(self._scenarios(name, None, None)), language)

    def _scenarios(self, name: str, case: Case | None, as_of: date | None) -> Iterator[Scenario]:
        """Give the cases to walk: the given one first, then the vignettes that say something of this protocol."""
        from engine.impact.walks import concerned, scenario_of  # noqa: PLC0415 - only for the page

        if name not in self.base.knowledge.protocols:
            return
        found = [case] if case else []
        folder = shipped_folder() / "rules" / "vignettes"
        found += concerned(name, (self.load(path) for path in sorted(folder.rglob("*.yaml"))))
        for each in found:
            decision, day = self.decide(each, as_of if each is case else None)
            yield scenario_of(name, each, self.on(day).base.knowledge, decision.conclusions, self.plan(each, day))
