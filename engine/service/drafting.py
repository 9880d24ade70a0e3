"""A vignette made bit by bit: what is said and done put in and taken out, and kept in a school's own folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.library import SCHOOL_FILE
from engine.model.case import Case, Event, Observation
from engine.service.playing import Playing

__all__ = ["DRAFT", "Drafting"]

DRAFT = "concept"  # what a vignette that is being made is called
_FILE = "vignet.yaml"


@dataclass(slots=True, repr=False)
class Drafting(Playing):
    """Makes vignettes."""

    def draft(self, text: str) -> Case:
        """Read a draft; an empty one begins anew, today. Raises `KnowledgeError` with the faults of the text."""
        if not text.strip():
            return Case(DRAFT, date.today(), (), ())  # noqa: DTZ011 - a school day is local
        return self.parse(text, _FILE)

    def draft_text(self, case: Case) -> str:
        """Give a draft as the text of a case file."""
        from engine.authoring.vignettes import vignette_text  # noqa: PLC0415 - only where something is made

        return vignette_text(case, {}, case.title or "-", "case.schema.json")

    def with_said(self, case: Case, fact: str, answer: str, by: str = "", day: str = "") -> Case:
        """Add what somebody says; an answer in words as people give them. Raises `KnowledgeError` where it does not fit."""
        from engine.cases.answers import read_answer  # noqa: PLC0415 - as above

        known = self.base.knowledge.facts.get(fact)
        if known is None:
            raise KnowledgeError([fault("case.unknown_fact", Location(), name=fact)])
        value = None if answer == "unknown" else read_answer(known, answer)
        said = Observation(fact, value, by or None, date=_day(day))
        return self._read_again(replace(case, observations=(*case.observations, said)))

    def with_done(self, case: Case, step: str, day: str, state: Literal["done", "started"] = "done") -> Case:
        """Add a step that was done or begun. Raises `KnowledgeError` where there is no such step."""
        protocol, _, node = step.partition(".")
        when = _day(day) or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        happened = Event(protocol, node, when, state)
        return self._read_again(replace(case, events=(*case.events, happened)))

    def without(self, case: Case, place: int) -> Case:
        """Take out what was said, or after all of that what was done, by its place from 0; a place that is not there changes nothing."""
        said = tuple(o for i, o in enumerate(case.observations) if i != place)
        done = tuple(e for i, e in enumerate(case.events, len(case.observations)) if i != place)
        return replace(case, observations=said, events=done)

    def _read_again(self, case: Case) -> Case:
        return self.draft(self.draft_text(case))

    def keep_vignette(self, text: str) -> Path:
        """Write a vignette into the school's own folder, under its own name, and give where it stands.

        Raises `KnowledgeError` where there is no such folder, where one of that name is there already, or where it is not sound.
        """
        from engine.authoring.school_files import checked_name, path_in  # noqa: PLC0415 - only where something is written
        from engine.authoring.together import written_together  # noqa: PLC0415 - as above

        if not (self.root / SCHOOL_FILE).is_file():
            raise KnowledgeError([fault("new.no_school", Location(), file=SCHOOL_FILE)])
        name = checked_name(f"vignettes/{self.parse(text, _FILE).id}.yaml", {})
        path = path_in(self.root, name)
        if path.exists():
            raise KnowledgeError([fault("draft.known", Location(name), file=name)])
        with written_together({path: text}):
            return path


def _day(text: str) -> date | None:
    from engine.language.constants import parse_date  # noqa: PLC0415 - as above

    if not text:
        return None
    found = parse_date(text)
    if found is None:
        raise KnowledgeError([fault("shape.date", Location(), value=text)])
    return found
