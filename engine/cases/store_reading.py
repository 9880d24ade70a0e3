"""What is read from a school's store: its pupils, what was kept of each, and who they are for who may know."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, select

from engine.cases import tables
from engine.cases.connecting import file_of, is_plain, reading, shown
from engine.cases.contents import case_of, content_of
from engine.cases.keys import Keys, Passphrase
from engine.cases.ledger import Ledger, moment
from engine.cases.texts import case_text, grown_text
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.case import Case
from engine.model.history import Entry, Pupil, Rights

__all__ = ["NOTHING", "ReadStore"]

NOTHING = Rights()


@dataclass(slots=True, repr=False)
class ReadStore:
    """One school's store, to read; what may be read beyond the shared record is said by `rights`."""

    url: str
    school: str
    apart: frozenset[str]
    engine: Engine
    keys: Keys
    passphrase: Passphrase

    def is_reachable(self) -> bool:
        """Tell whether the store answers."""
        try:
            with self._reading() as ledger:
                ledger.end()
        except KnowledgeError:
            return False
        return True

    def close(self) -> None:
        """Let go of the store."""
        self.engine.dispose()

    @property
    def place(self) -> str:
        """Give where the store lies, as it may be shown."""
        return shown(self.url)

    @property
    def is_encrypted(self) -> bool:
        """Tell whether all of the file is encrypted; texts and names are sealed in any case, and a server guards its own disk."""
        file = file_of(self.url)
        return file is None or not is_plain(file)

    @contextmanager
    def _reading(self) -> Iterator[Ledger]:
        with reading(self.engine, self.school) as connection:
            yield Ledger(connection, self.keys, self.school, self.place)

    def pupils(self) -> tuple[Pupil, ...]:
        """Give all pupils, by pseudonym."""
        p = tables.pupils
        with self._reading() as ledger:
            asked = select(p).where(p.c.school == self.school, p.c.pseudonym.is_not(None)).order_by(p.c.pseudonym)
            return tuple(
                Pupil(r.pseudonym, moment(r.made), dt.date.fromisoformat(r.left_on) if r.left_on else None)
                for r in ledger.connection.execute(asked)
            )

    def history(self, pseudonym: str, *, at: int | dt.datetime | None = None, rights: Rights = NOTHING) -> tuple[Entry, ...]:
        """Give what was kept of a pupil, oldest first: up to the entry of a number or up to a moment, by default all."""
        with self._reading() as ledger:
            return tuple(each for each in ledger.entries(pseudonym, rights) if _counts(each, at))

    def last(self, pseudonym: str, *, rights: Rights = NOTHING) -> int:
        """Give the number of the last entry of a pupil: what whoever writes next has `seen`."""
        return max((each.seq for each in self.history(pseudonym, rights=rights)), default=0)

    def content(self, pseudonym: str, *, at: int | dt.datetime | None = None, rights: Rights = NOTHING) -> dict[str, Any]:
        """Give what a case file of a pupil would say."""
        return content_of(pseudonym, self.history(pseudonym, at=at, rights=rights))

    def case(self, pseudonym: str, *, as_of: dt.date | None = None, at: int | dt.datetime | None = None, rights: Rights = NOTHING) -> Case:
        """Give the case of a pupil as it is kept, or was; a case that is kept is asked about on `as_of`, by default today."""
        return case_of(self.content(pseudonym, at=at, rights=rights), as_of)

    def export_case(self, pseudonym: str, *, rights: Rights = NOTHING) -> tuple[str | None, str]:
        """Give the text of a case file in two ways: the text that came in with what was added (None where it cannot be), and anew.

        Reading the first back must give `content`; where it does not, the second counts.
        """
        return self._as_files(pseudonym, self.history(pseudonym, rights=rights))

    @staticmethod
    def _as_files(pseudonym: str, entries: tuple[Entry, ...]) -> tuple[str | None, str]:
        return grown_text(entries), case_text(content_of(pseudonym, entries))

    def search(self, words: str) -> tuple[Entry, ...]:
        """Give the entries in which all words stand; what concerns safety, and names, are never searched."""
        wanted = words.casefold().split()
        with self._reading() as ledger:
            whose = {pupil: pseudonym for pseudonym, pupil in ledger.pupils().items()}
            shared = (ledger.entry(r, whose[r.pupil]) for r in ledger.rows() if not r.apart and r.pupil in whose and r.text is not None)
            return tuple(e for e in shared if e.kind != "imported" and _holds(e, wanted))

    def names(self, *, rights: Rights) -> dict[str, str]:
        """Give the names of pupils by pseudonym, to who may see them."""
        if not rights.names:
            raise KnowledgeError([fault("store.no_right", Location(self.place))])
        with self._reading() as ledger:
            whose = {pupil: pseudonym for pseudonym, pupil in ledger.pupils().items()}
            return {whose[pupil]: name for pupil, (name, _) in ledger.names().items() if pupil in whose}

    def name(self, pseudonym: str, *, rights: Rights) -> str:
        """Give the name of one pupil, empty where there is none, to who may see it."""
        if not rights.names:
            raise KnowledgeError([fault("store.no_right", Location(self.place))])
        with self._reading() as ledger:
            pupil = ledger.find(pseudonym)
            return ledger.name(pupil) if pupil else ""

    def rights_for(self, pseudonym: str, asked: Rights) -> Rights:  # noqa: ARG002 - who has the store itself may see all
        """Give what of `asked` may be seen of a pupil."""
        return asked


def _counts(entry: Entry, at: int | dt.datetime | None) -> bool:
    if isinstance(at, dt.datetime):
        return entry.at <= at
    return at is None or entry.seq <= at


def _holds(entry: Entry, wanted: list[str]) -> bool:
    said = f"{entry.pseudonym} {json.dumps(entry.body, ensure_ascii=False)}".casefold()
    return all(word in said for word in wanted)
