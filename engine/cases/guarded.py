"""The store as one account may see it: every reading and writing is allowed by a right, and leaves a line in the audit trail.

The line comes before what it tells of: what cannot be written down cannot be read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from engine.cases.accounts import Accounts
from engine.cases.audit import Trail
from engine.cases.ledger import Ledger
from engine.cases.register import Register
from engine.cases.store import CaseStore
from engine.cases.store_reading import NOTHING
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.accounts import Account, Deed, Seen, may
from engine.model.history import Backup, Entry, Fresh, Kept, Kind, Pupil, Removal, Rights

__all__ = ["GuardedStore"]

# What is added by itself; the rest has a method of its own, with a right of its own.
_ADDED: frozenset[Kind] = frozenset(get_args(Kind)) - {"opened", "imported", "named", "left", "erased"}


@dataclass(repr=False)
class GuardedStore(CaseStore):
    """A store in the hands of an account; `who` of whatever is written is that account, whoever the caller says it is.

    What the account may is looked up at every call, so a right that is taken counts at once. The caller asks with `rights` for what
    stands apart, and gets what the account may see of it. Raises `KnowledgeError` where the account has no right; that is kept too.
    """

    accounts: Accounts
    account: str

    @classmethod
    def of(cls, accounts: Accounts, account: str) -> GuardedStore:
        """Give the store to an account, by its id."""
        s = accounts.store
        return cls(s.url, s.school, s.apart, s.engine, s.keys, s.passphrase, accounts, account)

    # --- reading ---

    def pupils(self) -> tuple[Pupil, ...]:
        """Give the pupils whose record the account may read, by pseudonym."""
        readable = self._readable("list")
        return tuple(pupil for pupil in super().pupils() if pupil.pseudonym in readable)

    def history(self, pseudonym: str, *, at: int | dt.datetime | None = None, rights: Rights = NOTHING) -> tuple[Entry, ...]:
        """Give what was kept of a pupil, without what the account may not see."""
        return super().history(pseudonym, at=at, rights=self._allowed("read", "read", pseudonym, rights))

    def export_case(self, pseudonym: str, *, rights: Rights = NOTHING) -> tuple[str | None, str]:
        """Give the text of a case file."""
        allowed = self._allowed("export", "read", pseudonym, rights)
        return self._as_files(pseudonym, super().history(pseudonym, rights=allowed))

    def search(self, words: str) -> tuple[Entry, ...]:
        """Search the records that the account may read; the words are kept nowhere."""
        readable = self._readable("search")
        return tuple(entry for entry in super().search(words) if entry.pseudonym in readable)

    def names(self, *, rights: Rights) -> dict[str, str]:
        """Give the names that the account may see."""
        readable = self._readable("names", "names")
        return {pseudonym: name for pseudonym, name in super().names(rights=rights).items() if pseudonym in readable}

    def name(self, pseudonym: str, *, rights: Rights) -> str:
        """Give the name of a pupil whose name the account may see."""
        return super().name(pseudonym, rights=self._allowed("names", "names", pseudonym, rights))

    def rights_for(self, pseudonym: str, asked: Rights) -> Rights:
        """Give what of `asked` the account may see of a pupil."""
        return self._allowed(None, "read", pseudonym, asked)

    # --- writing ---

    def open_case(
        self, pseudonym: str, *, who: str = "", name: str = "", fresh: Iterable[Fresh] = (), apart: frozenset[str] = frozenset()
    ) -> Entry:
        """Begin the history of a pupil; who may begin one may say what is known already."""
        coming = tuple(fresh)
        self._allowed(None, "open")
        self._refuse_unless(all(each.kind in _ADDED for each in coming), "open")
        return super().open_case(pseudonym, who=self._writer(who), name=name, fresh=coming, apart=apart)

    def import_case(
        self, content: Mapping[str, Any], text: str, *, who: str = "", apart: frozenset[str] = frozenset()
    ) -> tuple[Entry, ...]:
        """Begin the history of a pupil with a case file."""
        self._allowed(None, "open")
        return super().import_case(content, text, who=self._writer(who), apart=apart)

    def _opened(self, ledger: Ledger, pseudonym: str, who: str) -> Entry:
        """Begin a history, and keep in the trail that it was: neither is there without the other."""
        opened = super()._opened(ledger, pseudonym, who)
        ledger = replace(ledger, now=self.accounts.clock())
        self._add(Register(ledger, Trail.of(ledger)), "open", ledger.pupil(pseudonym), asked="open")
        return opened

    def append(  # noqa: PLR0913 - as the store has it
        self,
        pseudonym: str,
        fresh: Iterable[Fresh],
        *,
        who: str = "",
        seen: int | None,
        rights: Rights = NOTHING,
        apart: frozenset[str] = frozenset(),
    ) -> tuple[Entry, ...]:
        """Add to the history of a pupil; who may write may also tell what concerns safety, and not read it back without the right."""
        coming = tuple(fresh)
        allowed = self._allowed("write", "write", pseudonym, rights)
        self._refuse_unless(all(each.kind in _ADDED for each in coming), "write", pseudonym)
        back = {each.body.get("seq") for each in coming if each.kind == "retracted"}
        known = {entry.seq for entry in super().history(pseudonym, rights=allowed)} if back else set()
        self._refuse_unless(back <= known, "write", pseudonym)
        return super().append(pseudonym, coming, who=self._writer(who), seen=seen, rights=allowed, apart=apart)

    def set_name(self, pseudonym: str, name: str, *, who: str = "") -> None:
        """Keep the name of a pupil, apart."""
        self._allowed("write", "write", pseudonym)
        self._allowed("names", "names", pseudonym)
        super().set_name(pseudonym, name, who=self._writer(who))

    def set_left(self, pseudonym: str, day: dt.date | None, *, who: str = "") -> None:
        """Keep on which day a pupil left."""
        self._allowed("write", "write", pseudonym)
        super().set_left(pseudonym, day, who=self._writer(who))

    def erase(self, pseudonym: str, *, who: str = "") -> Removal:
        """Remove a pupil."""
        self._allowed("erase", "erase", pseudonym)
        return super().erase(pseudonym, who=self._writer(who))

    def expired(self, day: dt.date, years: float) -> tuple[Pupil, ...]:
        """Give the pupils of whom nothing may be kept any more, to who may erase them."""
        self._allowed(None, "erase")
        return super().expired(day, years)

    # --- keeping ---

    def verify(self) -> Kept:
        """Look at the whole history, without showing any of it."""
        self._allowed("verify", "keep")
        return super().verify()

    def backup(self, file: Path) -> Backup:
        """Copy the store, sealed as it is."""
        self._allowed("backup", "keep")
        return super().backup(file)

    def backups(self) -> tuple[Backup, ...]:
        """Give the copies that were made."""
        self._allowed(None, "keep")
        return super().backups()

    def rekey(self, key: str) -> None:  # noqa: ARG002 - it is never used
        """Refuse: another passphrase is for who has the passphrase, not for an account."""
        self._allowed("refused", "keep")
        raise KnowledgeError([fault("store.no_right", Location(self.place))])

    # --- rights ---

    def _writer(self, who: str) -> str:  # noqa: ARG002 - whoever the caller names
        """Give who writes: the account, whoever the caller names."""
        with self.accounts.looking() as register:
            return register.logins()[self.account]

    def _readable(self, kind: Seen, deed: Deed = "read") -> frozenset[str]:
        """Keep that something was asked of many, and give the pupils for whom it may be."""
        with self.accounts.registering() as register:
            account = self._who(register)
            found = frozenset(pseudonym for pseudonym, pupil in register.ledger.pupils().items() if account and may(account, deed, pupil))
            allowed = account is not None and (bool(found) or may(account, deed) or bool(account.grants))
            self._add(register, kind if allowed else "refused", asked=kind)
        if not allowed:
            raise KnowledgeError([fault("store.no_right", Location(self.place))])
        return found

    def _allowed(self, kind: Seen | None, deed: Deed, pseudonym: str | None = None, asked: Rights = NOTHING) -> Rights:
        """Keep that something was asked, and give what of `asked` may be seen; raises `KnowledgeError` where the account has no right.

        Who may not read all is told the same of a pupil who is not theirs and of one who does not exist.
        """
        if kind is None:  # nothing is kept of what is allowed, so nobody has to wait for a turn to write
            with self.accounts.looking() as register:
                allowed, _, rights = self._found(register, deed, pseudonym, asked)
            if allowed:
                return rights
        with self.accounts.registering() as register:
            allowed, pupil, rights = self._found(register, deed, pseudonym, asked)
            if kind or not allowed:
                told = {"safety": True} if rights.safety else {}
                self._add(register, kind if kind and allowed else "refused", pupil or "", asked=kind or deed, **told)
        if not allowed:
            raise KnowledgeError([fault("store.no_right", Location(self.place))])
        return rights

    def _found(self, register: Register, deed: Deed, pseudonym: str | None, asked: Rights) -> tuple[bool, str | None, Rights]:
        """Find whether a deed is allowed, whom it is about, and what of `asked` may be seen."""
        account = self._who(register)
        pupil = register.ledger.find(pseudonym) if pseudonym else None
        if account is None or not may(account, deed, pupil):
            return False, pupil, NOTHING
        return True, pupil, Rights(asked.safety and may(account, "safety", pupil), asked.names and may(account, "names", pupil))

    def _refuse_unless(self, fits: bool, asked: Deed, pseudonym: str = "") -> None:  # noqa: FBT001 - what must be so
        """Raise `KnowledgeError` where something may not be done, and keep that it was asked."""
        if fits:
            return
        with self.accounts.registering() as register:
            self._add(register, "refused", register.ledger.find(pseudonym) or "", asked=asked)
        raise KnowledgeError([fault("store.no_right", Location(self.place))])

    def _add(self, register: Register, kind: Seen, pupil: str = "", **more: object) -> None:
        """Keep in the trail that something was done or asked."""
        register.trail.add(self.account, kind, pupil, **more)

    def _who(self, register: Register) -> Account | None:
        known = register.by_id(self.account)
        return known.account if known else None
