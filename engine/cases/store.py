"""The case store: a history of each pupil that is only ever added to, of one school, sealed."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import insert, update

from engine.cases import copying, opening, removing, tables
from engine.cases.connecting import writing
from engine.cases.contents import taken_apart
from engine.cases.keys import Passphrase
from engine.cases.ledger import Ledger, text_of_moment
from engine.cases.store_reading import NOTHING, ReadStore
from engine.cases.verifying import verified
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.history import Backup, Entry, Fresh, Kept, Pupil, Removal, Rights

__all__ = ["SAFETY", "CaseStore", "ChangedError"]

SAFETY = frozenset({"home.unsafe"})  # what stands apart even where the caller names nothing
_PSEUDONYM = re.compile(r"[a-z0-9][a-z0-9-]*")
_SILENT = ("advice",)  # what nobody has to have seen before writing


class ChangedError(KnowledgeError):
    """Somebody else wrote in this case since it was read; `entries` is what they did, and nothing was written."""

    def __init__(self, place: str, entries: tuple[Entry, ...]) -> None:
        """Keep what they did."""
        who = ", ".join(sorted({each.who for each in entries}))
        super().__init__([fault("store.changed", Location(place), count=len(entries), who=who)])
        self.entries = entries


@dataclass(slots=True, repr=False)
class CaseStore(ReadStore):
    """One school's store; open one with `CaseStore.open`, use it from any thread, and close it.

    `who` is always the id of a person, never of a pupil. What may be read beyond the shared record is said by `rights`. Every
    method raises `KnowledgeError` with a sentence when it cannot do what is asked; then nothing was written.
    """

    @classmethod
    def open(cls, url: str, key: str, *, school: str = "school", apart: frozenset[str] = SAFETY, create: bool = True) -> CaseStore:
        """Open a store, or make it: `url` is a file, or `postgresql://...`; `key` the passphrase; `apart` the facts about safety."""
        passphrase = Passphrase(key)
        engine = opening.engine_for(url, passphrase, create=create)
        try:
            keys = opening.keys_for(engine, url, school, passphrase, create=create)
        except BaseException:
            engine.dispose()
            raise
        return cls(url, school, SAFETY | apart, engine, keys, passphrase)

    def beside(self, school: str, key: str) -> CaseStore:
        """Open another school of the same store, by the same way to it; there must be one, and closing one closes both."""
        passphrase = Passphrase(key)
        return CaseStore(
            self.url, school, self.apart, self.engine, opening.keys_for(self.engine, self.url, school, passphrase, create=False), passphrase
        )

    @contextmanager
    def _writing(self) -> Iterator[Ledger]:
        with writing(self.engine, self.school) as connection:
            ledger = Ledger(connection, self.keys, self.school, self.place)
            ledger.end(hold=True)  # one writer at a time
            yield ledger

    # --- writing ---

    def open_case(
        self, pseudonym: str, *, who: str, name: str = "", fresh: Iterable[Fresh] = (), apart: frozenset[str] = frozenset()
    ) -> Entry:
        """Begin the history of a pupil with what is known already, all or nothing; a name, if it is kept at all, is kept apart.

        `apart` is as `import_case` has it.
        """
        with self._writing() as ledger:
            opened = self._opened(ledger, pseudonym, who)
            if name:
                self._named(ledger, pseudonym, who, name)
            self._added(ledger, pseudonym, who, fresh, apart)
            return opened

    def import_case(self, content: Mapping[str, Any], text: str, *, who: str, apart: frozenset[str] = frozenset()) -> tuple[Entry, ...]:
        """Begin the history of a pupil with a case file that was found sound: what it says, and its text.

        `apart` are facts that by the rules of now stand apart, besides those by which the store was opened.
        """
        pseudonym = str(content["case"])
        with self._writing() as ledger:
            begun = self._opened(ledger, pseudonym, who)
            pupil = ledger.pupil(pseudonym)
            return (begun, *(ledger.add(pupil, pseudonym, who, each) for each in taken_apart(content, text, self.apart | apart)))

    def append(  # noqa: PLR0913 - what is written, by whom, what they saw, and what stands apart
        self,
        pseudonym: str,
        fresh: Iterable[Fresh],
        *,
        who: str,
        seen: int | None,
        rights: Rights = NOTHING,
        apart: frozenset[str] = frozenset(),
    ) -> tuple[Entry, ...]:
        """Add to the history of a pupil, all or nothing.

        `seen` is the last entry that the writer saw; raises `ChangedError` with what others did since. None: whatever others did.
        `apart` is as at `import_case`.
        """
        with self._writing() as ledger:
            pupil = ledger.pupil(pseudonym)
            if seen is not None:
                since = tuple(e for e in ledger.entries(pseudonym, rights, pupil) if e.seq > seen and e.kind not in _SILENT)
                if since:
                    raise ChangedError(self.place, since)
            return self._added(ledger, pseudonym, who, fresh, apart)

    def set_name(self, pseudonym: str, name: str, *, who: str) -> None:
        """Keep the name of a pupil, apart."""
        with self._writing() as ledger:
            self._named(ledger, pseudonym, who, name)

    def set_left(self, pseudonym: str, day: dt.date | None, *, who: str) -> None:
        """Keep on which day a pupil left the school, or that they did not leave after all."""
        text = day.isoformat() if day else None
        p = tables.pupils
        with self._writing() as ledger:
            pupil = ledger.pupil(pseudonym)
            ledger.add(pupil, pseudonym, who, Fresh("left", {"date": text}))
            ledger.connection.execute(update(p).where(p.c.school == self.school, p.c.pupil == pupil).values(left_on=text))

    def _opened(self, ledger: Ledger, pseudonym: str, who: str) -> Entry:
        if not _PSEUDONYM.fullmatch(pseudonym):
            raise KnowledgeError([fault("store.pseudonym", Location(self.place), name=pseudonym)])
        if ledger.find(pseudonym):
            raise KnowledgeError([fault("store.known", Location(self.place), name=pseudonym)])
        pupil = secrets.token_hex(16)
        made = text_of_moment(dt.datetime.now(dt.UTC))
        told = {"school": self.school, "pupil": pupil, "pseudonym": pseudonym, "made": made}
        ledger.connection.execute(insert(tables.pupils), told)
        return ledger.add(pupil, pseudonym, who, Fresh("opened", {"pseudonym": pseudonym}))

    def _added(self, ledger: Ledger, pseudonym: str, who: str, fresh: Iterable[Fresh], apart: frozenset[str]) -> tuple[Entry, ...]:
        pupil = ledger.pupil(pseudonym)
        return tuple(ledger.add(pupil, pseudonym, who, self._placed(each, apart)) for each in fresh)

    def _named(self, ledger: Ledger, pseudonym: str, who: str, name: str) -> None:
        pupil = ledger.pupil(pseudonym)
        ledger.add(pupil, pseudonym, who, Fresh("named", {"commitment": ledger.set_name(pupil, name)}))

    def _placed(self, fresh: Fresh, apart: frozenset[str]) -> Fresh:
        """Put what tells of a fact about safety apart, whatever the caller said."""
        return Fresh(fresh.kind, fresh.body, apart=True) if fresh.body.get("fact") in self.apart | apart else fresh

    # --- keeping it sound, and not longer than needed ---

    def verify(self) -> Kept:
        """Look at the whole history and give what is not as it was written."""
        with self._reading() as ledger:
            return verified(ledger)

    def backup(self, file: Path) -> Backup:
        """Copy the store to a file of its own, read it back, and remember that the copy is there; an existing file is not touched."""
        with self._reading() as ledger:
            last = copying.copied(ledger, file, self.passphrase)
        made = Backup(dt.datetime.now(dt.UTC), file.absolute(), last)
        told = {"school": self.school, "at": text_of_moment(made.at), "place": str(made.place), "last": last}
        with self._writing() as ledger:
            ledger.connection.execute(insert(tables.backups), told)
        return made

    @classmethod
    def restore(cls, backup: Path, url: str, key: str, *, school: str = "school") -> Kept:
        """Put a copy back as a store where there is none yet, read it back, and give what was found."""
        copying.restored(backup, url, Passphrase(key), school)
        store = cls.open(url, key, school=school, create=False)
        try:
            return store.verify()
        finally:
            store.close()

    def backups(self) -> tuple[Backup, ...]:
        """Give the copies that were made, oldest first."""
        with self._reading() as ledger:
            return removing.backups(ledger)

    def erase(self, pseudonym: str, *, who: str) -> Removal:
        """Remove a pupil: texts, name, pseudonym, and what the file still held of them; that it was done stays."""
        with self._writing() as ledger:
            removed = removing.erased(ledger, pseudonym, who)
        removing.wiped(self.engine)
        return removed

    def expired(self, day: dt.date, years: float) -> tuple[Pupil, ...]:
        """Give the pupils who left so long ago that nothing may be kept of them any more."""
        return tuple(each for each in self.pupils() if each.left_on and removing.kept_until(each.left_on, years) <= day)

    def rekey(self, key: str) -> None:
        """Open with another passphrase from now on; copies made earlier keep theirs. Whenever it stops, one of the two opens."""
        fresh = Passphrase(key)
        opening.rekey(self.engine, self.url, self.school, self.passphrase, fresh)
        self.close()
        self.passphrase = fresh
        self.engine = opening.engine_for(self.url, fresh, create=False)
