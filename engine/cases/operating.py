"""The store in the hands of who holds its passphrase: everything may be done, and every reading and writing leaves a line as well."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from engine.cases.accounts import Accounts
from engine.cases.guarded import GuardedStore
from engine.cases.register import Register
from engine.cases.store import CaseStore
from engine.cases.store_reading import NOTHING
from engine.diagnostics import Diagnostic, KnowledgeError
from engine.model.accounts import OPERATOR, Deed, Seen
from engine.model.history import Kept, Rights

__all__ = ["OperatorStore", "restored"]


@dataclass(repr=False)
class OperatorStore(GuardedStore):
    """A store whose trail says `operator`, and `user`: whose name at this machine that was.

    Who has the passphrase can read the store by other means too, so the trail does not keep them out: where its end was changed behind
    our back no line can follow it, which is `told` and does not stop the work; `Accounts.verify` shows it.
    """

    user: str
    told: Callable[[Diagnostic], None]

    @classmethod
    def held(cls, store: CaseStore, user: str, told: Callable[[Diagnostic], None]) -> OperatorStore:
        """Take an opened store in hand."""
        s = store
        held = cls(s.url, s.school, s.apart, s.engine, s.keys, s.passphrase, Accounts(store), OPERATOR, user, told)
        held.accounts = Accounts(held)  # which then sees another passphrase as this does
        return held

    def rekey(self, key: str) -> None:
        """Open with another passphrase from now on."""
        self._allowed("rekey", "keep")
        CaseStore.rekey(self, key)

    def _writer(self, who: str) -> str:
        return who or self.user

    def _readable(self, kind: Seen, deed: Deed = "read") -> frozenset[str]:  # noqa: ARG002 - everything may be done
        with self.accounts.registering() as register:
            self._add(register, kind)
            return frozenset(register.ledger.pupils())

    def _allowed(self, kind: Seen | None, deed: Deed, pseudonym: str | None = None, asked: Rights = NOTHING) -> Rights:  # noqa: ARG002 - as above
        if kind:
            with self.accounts.registering() as register:
                pupil = register.ledger.find(pseudonym or "") or ""
                if pupil or pseudonym is None:  # of who is not there nothing is read or written
                    self._add(register, kind, pupil, **({"safety": True} if asked.safety else {}))
        return asked

    def _add(self, register: Register, kind: Seen, pupil: str = "", **more: object) -> None:
        try:
            register.trail.add(OPERATOR, kind, pupil, **{"as": self.user}, **more)
        except KnowledgeError as problem:
            told, self.told = self.told, _unheard  # once is enough
            for each in problem.diagnostics:
                told(each)


def restored(backup: Path, url: str, key: str, *, school: str, user: str) -> tuple[Kept, Kept]:
    """Put a copy back as a store, as `CaseStore.restore` does, and keep in its trail who did that; gives history and trail as found."""
    kept = CaseStore.restore(backup, url, key, school=school)
    with closing(CaseStore.open(url, key, school=school, create=False)) as store:
        trail = Accounts(store).verify()  # tells also why no line can follow
        OperatorStore.held(store, user, _unheard)._allowed("restore", "keep")  # noqa: SLF001 - of this module
    return kept, trail


def _unheard(_: Diagnostic) -> None:
    """Say nothing."""
