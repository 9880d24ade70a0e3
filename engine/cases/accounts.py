"""Accounts of a school, as an administrator handles them: invited, given roles and pupils, disabled, reset; and their trail read."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import secrets
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from engine.cases.lockout import begin_anew
from engine.cases.passwords import Passwords, check_password
from engine.cases.register import Known, Register, looking, made_id, registering
from engine.cases.store import CaseStore
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.model.accounts import OPERATOR, ROLES, Account, AccountRole, Deed, Grant, Invitation, Trace, may
from engine.model.history import Kept

__all__ = ["INVITED_FOR", "Accounts", "Clock", "hashed_code", "normal_login", "utc_now"]

Clock = Callable[[], dt.datetime]
INVITED_FOR = dt.timedelta(days=7)
_LOGIN = re.compile(r"[a-z0-9][a-z0-9._@+-]{1,99}")


def utc_now() -> dt.datetime:
    """Give the moment it is."""
    return dt.datetime.now(dt.UTC)


def normal_login(login: str) -> str:
    """Give a login as it is kept: without case, in one form of Unicode."""
    return unicodedata.normalize("NFKC", login).strip().casefold()


def hashed_code(code: str) -> str:
    """Give what is kept of a code or token of chance: it has 256 bits of it, so a plain hash cannot be guessed back."""
    return hashlib.sha256(code.encode()).hexdigest()


@dataclass(slots=True, repr=False)
class Accounts:
    """The accounts of the school of a store.

    `by` is the id of the account that asks, which must be an administrator's, or `OPERATOR` for who holds the store's passphrase.
    `told` hears what could not be kept of what that one does.
    Every method raises `KnowledgeError` with a sentence when it cannot do what is asked; then nothing was changed.
    """

    store: CaseStore
    clock: Clock = utc_now
    passwords: Passwords = field(default_factory=Passwords)
    told: Callable[[Diagnostic], None] = lambda _: None

    @contextmanager
    def looking(self) -> Iterator[Register]:
        """Look at the register."""
        s = self.store
        with looking(s.engine, s.keys, s.school, s.place, self.clock()) as register:
            yield register

    @contextmanager
    def registering(self) -> Iterator[Register]:
        """Change the register, all or nothing."""
        s = self.store
        with registering(s.engine, s.keys, s.school, s.place, self.clock()) as register:
            yield register

    # --- by administrators ---

    def invite(self, login: str, roles: Iterable[AccountRole], *, safety: bool = False, by: str = OPERATOR) -> Invitation:
        """Make an account, and give what lets its owner choose how to sign in."""
        login = normal_login(login)
        if not _LOGIN.fullmatch(login) or login == OPERATOR:
            raise KnowledgeError([fault("account.login", Location(), name=login)])
        with self.registering() as register:
            self._allow(register, by, "accounts")
            if register.by_login(login):
                raise KnowledgeError([fault("account.known", Location(), name=login)])
            return self._invited(register, Known(Account(made_id(), login, _roles(roles), safety)), by, "invited")

    def reset(self, login: str, *, by: str = OPERATOR) -> Invitation:
        """Take away every way to sign in, and give an invitation to choose anew; failed tries are forgotten."""
        with self._changing(login, by) as (register, known):
            begin_anew(register.ledger, known.account.login, known.account.id)
            bare = replace(known, password=None, issuer=None, subject=None, account=replace(known.account, ways=()))
            return self._invited(register, bare, by, "reset")

    def set_roles(self, login: str, roles: Iterable[AccountRole], *, safety: bool = False, by: str = OPERATOR) -> Account:
        """Give an account these roles and no others; `safety`: of all whose record it may read, also what stands apart."""
        with self._changing(login, by) as (register, known):
            account = replace(known.account, roles=_roles(roles), safety=safety)
            return register.save(replace(known, account=account), by, "roles").account

    def give(self, login: str, pseudonym: str, *, write: bool = False, safety: bool = False, by: str = OPERATOR) -> Account:
        """Give an account a right to one pupil, in the place of what it had."""
        with self._changing(login, by) as (register, known):
            grant = Grant(register.ledger.pupil(pseudonym), write, safety)
            others = (g for g in known.account.grants if g.pupil != grant.pupil)
            account = replace(known.account, grants=tuple(sorted((*others, grant))))
            return register.save(replace(known, account=account), by, "given").account

    def take(self, login: str, pseudonym: str, *, by: str = OPERATOR) -> Account:
        """Take the right to one pupil from an account."""
        with self._changing(login, by) as (register, known):
            pupil = register.ledger.pupil(pseudonym)
            account = replace(known.account, grants=tuple(g for g in known.account.grants if g.pupil != pupil))
            return register.save(replace(known, account=account), by, "taken").account

    def set_disabled(self, login: str, *, disabled: bool = True, by: str = OPERATOR) -> Account:
        """Have an account not count any more, or count again; it is never removed, so that the trail stays readable."""
        with self._changing(login, by) as (register, known):
            account = replace(known.account, disabled=disabled)
            what = "disabled" if disabled else "enabled"
            return register.save(replace(known, account=account, invitation=None, invited_until=None), by, what).account

    def all(self, *, by: str = OPERATOR) -> tuple[Account, ...]:
        """Give all accounts, by login."""
        with self.looking() as register:
            self._allow(register, by, "accounts")
            return tuple(known.account for known in register.all())

    def logins(self) -> dict[str, str]:
        """Give how people sign in, by the id of their account."""
        with self.looking() as register:
            return register.logins()

    def pseudonyms(self, *, by: str = OPERATOR) -> dict[str, str]:
        """Give the pseudonyms of pupils by what grants call them, to whoever gives rights to them."""
        with self.looking() as register:
            self._allow(register, by, "accounts")
            return {pupil: pseudonym for pseudonym, pupil in register.ledger.pupils().items()}

    def audit(self, *, of: str = "", pseudonym: str = "", by: str = OPERATOR) -> tuple[Trace, ...]:
        """Give the audit trail, oldest first: whole, or of a login or a pupil alone, where asked; that it was read is its last line."""
        with self.registering() as register:
            self._allow(register, by, "audit")
            self._keep_read(register, by)
            logins = register.logins()
            who, pupil = self._meant(register, logins, of, pseudonym)
            return tuple(register.trail.lines(logins, register.trail.rows(who=who, pupil=pupil)))

    def latest(self, most: int, *, of: str = "", pseudonym: str = "", before: int = 0, by: str = OPERATOR) -> tuple[Trace, ...]:
        """Give so many lines of the audit trail, newest first: of a login or a pupil alone, or of before a line, where asked.

        That it was read is kept too; whom nobody knows did nothing.
        """
        with self.registering() as register:
            self._allow(register, by, "audit")
            logins = register.logins()
            who, pupil = self._meant(register, logins, of, pseudonym)
            rows = register.trail.latest(most, who=who, pupil=pupil, before=before)
            found = tuple(register.trail.lines(logins, rows))
            self._keep_read(register, by)
            return found

    @staticmethod
    def _meant(register: Register, logins: Mapping[str, str], of: str, pseudonym: str) -> tuple[str, str]:
        """Give the account and the pupil that are meant, as lines name them; whom nobody knows did nothing."""
        who = next((account for account, login in logins.items() if login == of), of)
        return who, (register.ledger.find(pseudonym) or pseudonym) if pseudonym else ""

    def _keep_read(self, register: Register, by: str) -> None:
        """Keep that the trail was read; who holds the passphrase reads it also where no line can follow, since it may tell why."""
        try:
            register.trail.add(by, "audit")
        except KnowledgeError as problem:
            if by != OPERATOR:
                raise
            for each in problem.diagnostics:
                self.told(each)

    def resume(self, user: str) -> bool:
        """Have a trail go on whose end was changed behind our back, for who holds the passphrase; gives whether it was changed."""
        with self.registering() as register:
            return register.trail.resume(OPERATOR, user)

    def verify(self) -> Kept:
        """Look at the trail and the accounts, and give what was done behind the tool's back."""
        with self.looking() as register:
            kept = register.trail.verified()
            return replace(kept, damage=(*kept.damage, *register.damage()))

    @contextmanager
    def _changing(self, login: str, by: str) -> Iterator[tuple[Register, Known]]:
        """Change somebody else's account: nobody gives themselves a right."""
        login = normal_login(login)
        with self.registering() as register:
            self._allow(register, by, "accounts")
            known = register.by_login(login)
            if known is None:
                values = {"name": login, "nearest": nearest(login, register.logins().values())}
                raise KnowledgeError([Diagnostic("account.unknown", Location(), values)])
            if known.account.id == by:
                raise KnowledgeError([fault("account.own", Location())])
            yield register, known

    @staticmethod
    def _allow(register: Register, by: str, deed: Deed) -> None:
        known = None if by == OPERATOR else register.by_id(by)
        if by != OPERATOR and (known is None or not may(known.account, deed)):
            raise KnowledgeError([fault("store.no_right", Location())])

    def _invited(self, register: Register, known: Known, by: str, what: str) -> Invitation:
        code, until = (
            secrets.token_hex(32),
            register.ledger.now + INVITED_FOR,
        )  # hex: a code that began with a dash would look like an option
        register.save(replace(known, invitation=hashed_code(code), invited_until=until.isoformat()), by, what)
        return Invitation(known.account.login, code, until)

    # --- by who was invited ---

    def accept(self, code: str, password: str) -> Account:
        """Choose a password with an invitation, which is then used up."""
        with self.registering() as register:
            known = self._invitee(register, code)
            check_password(password, known.account.login)
            return self._accepted(register, replace(known, password=self.passwords.hashed(password)))

    def accept_openid(self, code: str, issuer: str, subject: str) -> Account:
        """Link an account to somebody at a provider, with an invitation, which is then used up."""
        with self.registering() as register:
            known = self._invitee(register, code)
            if register.by_identity(issuer, subject):
                raise KnowledgeError([fault("account.linked", Location())])
            return self._accepted(register, replace(known, issuer=issuer, subject=subject))

    @staticmethod
    def _invitee(register: Register, code: str) -> Known:
        known = register.by_invitation(hashed_code(code))
        until = known and known.invited_until
        if known is None or not until or known.account.disabled or register.ledger.now >= dt.datetime.fromisoformat(until):
            raise KnowledgeError([fault("account.no_invitation", Location())])
        return known

    @staticmethod
    def _accepted(register: Register, known: Known) -> Account:
        return register.save(replace(known, invitation=None, invited_until=None), known.account.id, "accepted").account


def _roles(roles: Iterable[AccountRole]) -> tuple[AccountRole, ...]:
    """Give roles in their own order; raises `KnowledgeError` at one that does not exist."""
    asked = set(roles)
    for each in sorted(asked - set(ROLES)):
        raise KnowledgeError([fault("account.role", Location(), name=each, known=", ".join(ROLES))])
    return tuple(role for role in ROLES if role in asked)
