"""An explanation in sentences: the answer first, then what is enough for it, then what would make it otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from engine.model.advice import Justification
from engine.model.explanation import Change, Explanation, Obstacle, SufficientReason
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance
from engine.model.text import Language
from engine.model.told import Line, Told
from engine.model.vocabulary import Value
from engine.rendering.tree_telling import TreeTelling
from engine.rendering.words import STRENGTHS, on_day

__all__ = ["reasons_told", "told"]

DEEP = 99
SOURCES = 3  # that the short answer shows
SHORT = 2  # reasons, changes and levels of a tree that the short answer shows

_SAYS: dict[str, tuple[str, str]] = {
    "yes": ("wordt voorgesteld", "is proposed"),
    "no": ("wordt nu niet voorgesteld", "is not proposed now"),
    "protocol.yes": ("geldt nu", "applies now"),
    "protocol.no": ("geldt nu niet", "does not apply now"),
    "open": ("nu te doen", "to be done now"),
    "started": ("loopt", "running"),
    "deciding": ("samen te beslissen", "to be decided together"),
    "done": ("is gedaan", "is done"),
    "passed": ("al beslist door wat bekend is", "already decided by what is known"),
    "set_aside": ("anders besloten", "decided otherwise"),
    "skipped": ("overgeslagen", "passed over"),
    "possible": ("nu nog niet; kan nog komen", "not now; may still come"),
    "closed": ("nu niet aan de orde", "not at issue now"),
    "known": ("bekend", "known"),
    "fact.unknown": ("nog niet gevraagd of niet bekend", "not asked yet or not known"),
    "need.true": ("ja", "yes"),
}
_ASIDE = ("Wat het opzij zet", "What sets it aside")
_LACKING = ("Wat ontbreekt of niet klopt", "What is missing or does not hold")
_OBSTACLES: dict[Obstacle, tuple[str, str]] = {
    "crowded_out": (
        "Het zou passen, maar er worden er maar een paar voorgesteld, en andere gaan hier voor.",
        "It would fit, but only a few are proposed, and others go before it here.",
    ),
    "too_heavy": (
        "Het hoort bij een zwaardere laag van ondersteuning dan nu wordt voorgesteld.",
        "It belongs to a heavier layer of support than is proposed now.",
    ),
}


def told(e: Explanation, knowledge: Knowledge, language: Language = "nl", *, full: bool = False) -> Told:
    """Tell an explanation, short or in full."""
    page = _Page(e, knowledge, language, full=full)
    parts = tuple(part for each in page.parts() if (part := tuple(each())))
    return Told(page.title(), page.says(), parts, page.left_out)


def reasons_told(e: Explanation, knowledge: Knowledge, language: Language = "nl") -> tuple[Line, ...]:
    """Tell why something is as it is, or is not, and what would make it otherwise, in few lines and without sources."""
    page = _Page(e, knowledge, language, full=False)
    return tuple(line for part in (page.term, page.reasons, page.weighing, page.why_not, page.otherwise) for line in part())


class _Page(TreeTelling):
    """Tells one explanation."""

    def __init__(self, e: Explanation, knowledge: Knowledge, language: Language, *, full: bool) -> None:
        super().__init__(knowledge, language, e.conditions, about=e.id)
        self.e = e
        self.full = full

    def parts(self) -> tuple[Callable[[], Iterator[Line]], ...]:
        """Give what tells each part, in order."""
        return (self.term, self.reasons, self.weighing, self.why_not, self.higher, self.disputes, self.otherwise, self.sources)

    def title(self) -> str:
        """Name what is explained, by its label."""
        k, id_ = self.k, self.e.id
        match self.e.kind:
            case "support":
                return self.pick(("Ondersteuning", "Support")) + self._asked_layer()
            case "step":
                return self.task_of(id_)[1:-1]
            case "alert":
                label = k.alerts[id_].label
            case "intervention":
                label = k.interventions[id_].label
            case "protocol":
                label = k.protocols[id_].label
            case _:
                tables = (k.findings, k.needs, k.hypotheses, k.measures, k.facts)
                label = next(table[id_].label for table in tables if id_ in table)
        text = label.of(self.language)
        return text[:1].upper() + text[1:]

    def _asked_layer(self) -> str:
        layer = self.k.layers.get(self.e.id.removeprefix("support."))
        return f" ({layer.label.of(self.language)}?)" if layer else ""

    def says(self) -> str:
        """Say the verdict."""
        e = self.e
        if e.kind == "support":
            return self.label(self.k.layers[e.verdict].label)
        if e.kind in ("intervention", "step"):
            return self.pick(_SAYS[e.verdict])
        words = _SAYS.get(f"{e.kind}.{e.verdict}") or _SAYS.get(e.verdict) if e.kind in ("protocol", "fact", "measure") else None
        return self.pick(words) if words else self.w(e.verdict)

    # --- why ---

    def term(self) -> Iterator[Line]:
        """Say from when and by when an open step is due."""
        step = self.e.step
        if step and (step.start or step.due):
            since = f"{self.pick(('vanaf', 'from'))} {on_day(step.start, self.language)}" if step.start else ""
            due = f"{self.w('overdue' if step.overdue else 'before')} {on_day(step.due, self.language)}" if step.due else self.w("no_term")
            yield Line(f"{self.pick(('Termijn', 'Term'))}: {', '.join(p for p in (since, due) if p)}", "sentence")

    def reasons(self) -> Iterator[Line]:
        """Print each set that is enough by itself, with its tree."""
        e = self.e
        if e.holds or e.against or e.kind in ("hypothesis", "fact", "measure"):
            yield from self._reasons(e.reasons, ("Waarom", "Why"))
        elif e.kind == "support":
            yield from self._reasons(e.reasons, ("Waarom niet lichter", "Why not lighter"))
        elif e.reasons:
            yield from self._reasons(e.reasons, ("Waarom niet", "Why not"))
        yield from self._reasons(e.against, ("Wat ertegen spreekt", "What speaks against it"))
        if e.reasons and e.more and self.full:
            words = ("Er zijn nog andere combinaties die genoeg zijn.", "There are other combinations that are enough.")
            yield Line(self.pick(words), "between")

    def _reasons(self, reasons: Iterable[SufficientReason], heading: tuple[str, str]) -> Iterator[Line]:
        all_of_them = list(reasons)
        if not all_of_them:
            return
        shown = all_of_them if self.full else all_of_them[:SHORT]
        self.left_out |= len(shown) < len(all_of_them)
        yield Line(self.pick(heading), "heading")
        for i, reason in enumerate(shown):
            if i:
                yield Line(self.pick(("ook zonder dat genoeg:", "enough without that too:")), "between")
            yield from self._reason(reason)

    def _reason(self, reason: SufficientReason) -> tuple[Line, ...]:
        nothing = Line(self.pick(("niets wijst op iets anders", "nothing points to anything else")))
        return tuple(self.tree(reason.tree, 1, DEEP if self.full else SHORT)) or (nothing,)

    def weighing(self) -> Iterator[Line]:
        """Print the arguments of a hypothesis on each side, each with its strength."""
        weighed = self.e.weighed
        if not weighed:
            return
        low, high = self.w(weighed.at_least), self.w(weighed.at_most)
        heading = self.pick(("Gewogen", "Weighed"))
        if low != high:
            heading += f" ({self.pick(('kan nog worden: van', 'may still become: from'))} {low} {self.pick(('tot', 'to'))} {high})"
        yield Line(heading, "heading")
        definition = self.k.hypotheses[self.e.id]
        for side in (weighed.speaks_for, weighed.against):
            for strength, number, _ in side:
                text = self.condition(definition.arguments[number].when.expression)
                yield Line(f"{self.pick(STRENGTHS[strength])}: {text}")
        shown = weighed.open if self.full else weighed.open[:0]
        self.left_out |= len(shown) < len(weighed.open)
        for strength, number, _ in shown:
            text = self.condition(definition.arguments[number].when.expression)
            words = ("nog te vragen; als het zo is,", "still to ask; if it is so, it")
            yield Line(f"{self.pick(words)} {self.pick(STRENGTHS[strength])}: {text}")

    # --- why not ---

    def why_not(self) -> Iterator[Line]:
        """Print which premises fail or are missing."""
        e = self.e
        if e.holds or e.reasons or e.kind in ("hypothesis", "fact", "measure"):
            return
        asked = self._what_it_takes()
        own = len(e.tree) == 1 and asked and e.tree[0].condition  # a condition that was just said is told by its parts
        lacking = _lacking(e.tree[0].of if own else e.tree)
        if asked:
            yield Line(f"{self.pick(('Nodig hiervoor', 'What it takes'))}: {asked}", "sentence")
        lines = list(self.tree(lacking, 1, DEEP if self.full else 1))
        if lines:
            aside = all(n.status == "true" for n in lacking)
            yield Line(self.pick(_ASIDE if aside else _LACKING), "heading")
            yield from lines
        if e.obstacle:
            yield Line(self.pick(_OBSTACLES[e.obstacle]), "sentence")

    def _what_it_takes(self) -> str:
        """Say the condition of what was asked for, where it has one of its own."""
        k, id_ = self.k, self.e.id
        match self.e.kind:
            case "finding":
                return self.either(self.condition(r.when.expression) for r in k.findings[id_].rules)
            case "need":
                return self.condition(k.needs[id_].when.expression)
            case "alert":
                return self.condition(k.alerts[id_].when.expression)
            case "protocol":
                return self.condition(k.protocols[id_].trigger.expression)
        return ""

    def higher(self) -> Iterator[Line]:
        """Print, in full, what a heavier layer of support would take and is not so."""
        self.left_out |= bool(self.e.beyond) and not self.full
        if self.full and self.e.beyond and self.e.holds:
            yield Line(self.pick(("Waarom niet zwaarder", "Why not heavier")), "heading")
            yield from self.tree(self.e.beyond, 1, DEEP)

    def disputes(self) -> Iterator[Line]:
        """Name the facts on which people contradict each other, with everyone who spoke."""
        for said in self.e.disputed:
            label = self.label(self.k.facts[said[0].fact].label)
            yield Line(f"{self.w('seen_differently').capitalize()}: {label}", "heading")
            for o in said:
                yield Line(self.observed(o))

    def otherwise(self) -> Iterator[Line]:
        """Print the changes that would make the difference."""
        if not self.e.changes:
            return
        heading = (
            ("Dit zou het anders maken", "This would make it otherwise")
            if self.e.holds
            else ("Het zou wel zo zijn met", "It would be so with")
        )
        yield Line(self.pick(heading), "heading")
        shown = self.e.changes if self.full else self.e.changes[: SHORT + 1]
        self.left_out |= len(shown) < len(self.e.changes)
        for change in shown:
            yield Line(self.change(change), settings=_settings(change))

    def sources(self) -> Iterator[Line]:
        """Print where the knowledge comes from; in full also the words by which a passage is found, and why without a source."""
        texts = dict.fromkeys(text for p in self.e.provenance for text in self._provenance(p))
        if texts:
            yield Line(self.w("sources"), "heading")
            shown = list(texts) if self.full else list(texts)[:SOURCES]
            self.left_out |= len(shown) < len(texts)
            for text in shown:
                yield Line(text, "source")

    def _provenance(self, provenance: Provenance) -> Iterator[str]:
        for c in provenance.citations:
            near = f" (“{c.near}”)" if self.full else ""
            yield f"{self.k.sources[c.doc].title}, {c.section}{near}"
        if provenance.basis:
            why = f": {provenance.basis.why.of(self.language)}" if self.full else ""
            yield f"{self.w(provenance.basis.kind)}{why}"


def _settings(change: Change) -> tuple[tuple[str, str], ...]:
    """Give a change as answers that can be tried; one that takes a step to be done cannot."""
    return () if change.happenings else tuple((s.fact, _written(s.value)) for s in change.settings)


def _written(value: Value) -> str:
    """Write a value as an answer to its question."""
    if isinstance(value, bool):
        return str(value).lower()
    return f"{value:g}" if isinstance(value, float | int) else value


def _lacking(nodes: Iterable[Justification]) -> list[Justification]:
    """Leave out of trees what holds, since that is not what is missing; but where all holds, it is what stands in the way."""
    kept = [n for n in nodes if not n.observation]
    lacking = [n for n in kept if n.status != "true"]
    if not lacking:
        return [n for n in kept if not n.id.startswith("support.")]
    return [n._replace(of=tuple(_lacking(n.of))) for n in lacking]
