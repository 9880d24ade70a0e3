"""Where the answers of an interview are kept: in a case file, or in the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from cli.records import opened_records, pseudonym_of, who_writes
from cli.speech import write_whole
from engine.diagnostics import KnowledgeError, Language, Location, fault
from engine.model.case import Case, Observation
from engine.service import Wegwijzer

if TYPE_CHECKING:  # the store needs libraries that are slow to import
    from engine.recording import Records

__all__ = ["Keeping", "keeping_of"]


class Keeping(Protocol):
    """Keeps answers one by one, and can take the last one back."""

    def case(self) -> Case:
        """Give the case as it is kept."""

    def keep(self, answer: Observation, note: str) -> Case:
        """Keep an answer and give the case with it."""

    def take_back(self) -> Case:
        """Undo the last answer and give the case without it."""


def keeping_of(wegwijzer: Wegwijzer, case: Path, language: Language) -> Keeping:
    """Give what keeps the answers of a case that is named as a file, or as `store:PSEUDONYM`."""
    pseudonym = pseudonym_of(case)
    return _InFile(wegwijzer, case) if pseudonym is None else _InStore(opened_records(wegwijzer, language), pseudonym, language)


@dataclass(slots=True)
class _InFile:
    """A case file, whose text grows by a line an answer."""

    wegwijzer: Wegwijzer
    path: Path
    texts: list[tuple[str, str]] = field(default_factory=list)  # of the file, before and after each answer

    def case(self) -> Case:
        return self.wegwijzer.load(self.path)

    def keep(self, answer: Observation, note: str) -> Case:
        before = _text_of(self.path)
        after, case = self.wegwijzer.record(before, str(self.path), answer, note)
        write_whole(self.path, after.encode())
        self.texts.append((before, after))
        return case

    def take_back(self) -> Case:
        before, after = self.texts[-1]
        if _text_of(self.path) != after:
            raise KnowledgeError([fault("ask.changed", Location(str(self.path)))])
        write_whole(self.path, before.encode())
        self.texts.pop()
        return self.case()


@dataclass(slots=True)
class _InStore:
    """A pupil in the store; what others wrote meanwhile is shown before an answer is kept."""

    records: Records
    pseudonym: str
    language: Language
    seen: int = 0
    kept: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        from engine.recording import ALL_RIGHTS  # noqa: PLC0415 - only where a store is used

        self.seen = self.records.store.last(self.pseudonym, rights=ALL_RIGHTS)

    def case(self) -> Case:
        return self.records.case(self.pseudonym)

    def keep(self, answer: Observation, note: str) -> Case:
        from engine.cases.store import ChangedError  # noqa: PLC0415 - as above
        from engine.recording import ALL_RIGHTS  # noqa: PLC0415 - as above
        from engine.rendering.history_text import history_text  # noqa: PLC0415 - as above

        try:
            entry = self.records.observe(self.pseudonym, answer, note, who=who_writes(None), seen=self.seen, rights=ALL_RIGHTS)
        except ChangedError as problem:
            self.seen = problem.entries[-1].seq
            click.echo(history_text(problem.entries, self.records.wegwijzer.base.knowledge, self.language), nl=False, err=True)
            raise
        self.seen = entry.seq
        self.kept.append(entry.seq)
        return self.case()

    def take_back(self) -> Case:
        from engine.recording import ALL_RIGHTS  # noqa: PLC0415 - as above

        because = "mistake" if self.language == "en" else "vergissing"
        entry = self.records.take_back(self.pseudonym, self.kept[-1], because, who=who_writes(None), seen=self.seen, rights=ALL_RIGHTS)
        self.kept.pop()
        self.seen = entry.seq
        return self.case()


def _text_of(path: Path) -> str:
    """Read a file with its line ends as they are."""
    with path.open(encoding="utf-8", newline="") as stream:
        return stream.read()
