"""Signing in and out: sessions whose token is known to the browser alone, and which end by themselves."""

from __future__ import annotations

import datetime as dt
import hmac
import json
import secrets
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import delete, insert, select, update

from engine.cases import tables
from engine.cases.accounts import Accounts, hashed_code, normal_login
from engine.cases.ledger import moment, text_of_moment
from engine.cases.lockout import count_knock, count_try, door_of, forget_knock, forget_tries, made_device
from engine.cases.passwords import check_password
from engine.cases.register import Known, Register
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.accounts import Account, SignedIn

__all__ = ["IDLE", "WHOLE", "Sessions"]

IDLE = dt.timedelta(minutes=30)
WHOLE = dt.timedelta(hours=10)  # a long day at school
_FRESH = dt.timedelta(minutes=1)  # so long a use is not written down again: not every page that is read has to be a writing


@dataclass(frozen=True, slots=True, repr=False)
class Sessions:
    """The sessions of who signed in at a school. Everything raises `KnowledgeError` with a sentence that tells a stranger nothing."""

    accounts: Accounts

    # --- in ---

    def sign_in(self, login: str, password: str, *, device: str = "", before: str = "", address: str = "") -> SignedIn:
        """Sign in with a password.

        `device` is what this browser kept from last time, `before` the token that it had until now, `address` where in the network it is.
        """
        login = normal_login(login)
        with self.accounts.registering() as register:
            if address:
                count_knock(register.ledger, address)
            known = register.by_login(login)
            door = door_of(register.ledger, login, known.account.id if known else None, device)
            count_try(register.ledger, door)
        fits = self.accounts.passwords.fits(known.password if known else None, password)
        with self.accounts.registering() as register:
            now = register.by_id(known.account.id) if known else None
            if fits and now and known and not now.account.disabled and now.password == known.password:
                forget_tries(register.ledger, door)
                if address:
                    forget_knock(register.ledger, address)
                return self._begun(register, self._renewed(register, now, password), before, "password")
            register.trail.add(known.account.id if known else "", "failed")
        raise KnowledgeError([fault("account.wrong", Location())])

    def accept(self, code: str, password: str, *, device: str = "", before: str = "", address: str = "") -> SignedIn:
        """Choose a password with an invitation, and sign in with it; the rest is as `sign_in` has it."""
        if address:
            self.knock(address)
        account = self.accounts.accept(code, password)
        signed = self.sign_in(account.login, password, device=device, before=before)
        if address:
            with self.accounts.registering() as register:
                forget_knock(register.ledger, address)
        return signed

    def sign_in_openid(self, issuer: str, subject: str, *, before: str = "", address: str = "") -> SignedIn:
        """Sign in who proved to a provider who they are; only an account that was linked with an invitation is found.

        That they came to the door from an `address` was counted when they left for the provider, and counts no more.
        """
        with self.accounts.registering() as register:
            known = register.by_identity(issuer, subject)
            if known and not known.account.disabled:
                if address:
                    forget_knock(register.ledger, address)
                return self._begun(register, known, before, "openid")
            register.trail.add(known.account.id if known else "", "failed", way="openid")
        raise KnowledgeError([fault("account.not_linked", Location())])

    def _renewed(self, register: Register, known: Known, password: str) -> Known:
        """Keep a password at the cost of today."""
        if known.password and self.accounts.passwords.is_old(known.password):
            return register.save(replace(known, password=self.accounts.passwords.hashed(password)), known.account.id, "rehashed")
        return known

    def _begun(self, register: Register, known: Known, before: str, way: str) -> SignedIn:
        """Begin a session under a new token, whatever token the browser came with."""
        ledger = register.ledger
        s, school, now, token = tables.sessions, ledger.school, ledger.now, secrets.token_urlsafe(32)
        oldest = text_of_moment(now - WHOLE)
        ledger.connection.execute(delete(s).where(s.c.school == school, (s.c.session == hashed_code(before)) | (s.c.made <= oldest)))
        told = {"session": hashed_code(token), "account": known.account.id, "made": text_of_moment(now), "used": text_of_moment(now)}
        sealed = _seal(register, known, told["session"], told["made"])
        ledger.connection.execute(insert(s), {"school": school, "seal": sealed, **told})
        register.trail.add(known.account.id, "signed_in", way=way)
        return SignedIn(known.account, token, made_device(ledger, known.account.id), now + WHOLE)

    # --- on ---

    def account(self, token: str) -> Account:
        """Give whose session it is, and have it go on; raises `KnowledgeError` when it ended."""
        with self.accounts.looking() as register:
            row, known = self._live(register, token)
            if row is not None and known is not None and register.ledger.now < moment(row.used) + _FRESH:
                return known.account
        if row is not None:  # a token that nobody has costs no writing
            with self.accounts.registering() as register:
                ledger, s = register.ledger, tables.sessions
                here = (s.c.school == ledger.school) & (s.c.session == hashed_code(token))
                _, known = self._live(register, token)
                if known is not None:
                    ledger.connection.execute(update(s).where(here).values(used=text_of_moment(ledger.now)))
                    return known.account
                ledger.connection.execute(delete(s).where(here))
        raise KnowledgeError([fault("account.signed_out", Location())])

    @staticmethod
    def _live(register: Register, token: str) -> tuple[Any, Known | None]:
        """Give the row of a session, and whose it is while it goes on."""
        ledger, s = register.ledger, tables.sessions
        row = ledger.connection.execute(select(s).where(s.c.school == ledger.school, s.c.session == hashed_code(token))).one_or_none()
        known = register.by_id(row.account) if row else None
        if row is None or known is None or known.account.disabled:
            return row, None
        if ledger.now >= moment(row.used) + IDLE or ledger.now >= moment(row.made) + WHOLE:
            return row, None
        return row, known if hmac.compare_digest(row.seal, _seal(register, known, row.session, row.made)) else None

    def change_password(self, token: str, old: str, new: str, *, device: str = "") -> SignedIn:
        """Take another password: all sessions of the account end, and this browser begins a new one."""
        login = self.account(token).login
        check_password(new, login)
        self.sign_in(login, old, device=device, before=token)
        with self.accounts.registering() as register:
            known = register.by_login(login)
            if known is None or not known.password:
                raise KnowledgeError([fault("account.signed_out", Location())])
            kept = replace(known, password=self.accounts.passwords.hashed(new))
            return self._begun(register, register.save(kept, known.account.id, "password"), token, "password")

    def knock(self, address: str) -> None:
        """Count that somebody came to the door from a network address; raises `KnowledgeError` when there were too many."""
        with self.accounts.registering() as register:
            count_knock(register.ledger, address)

    # --- out ---

    def sign_out(self, token: str) -> None:
        """End a session; one that ended already stays ended."""
        with self.accounts.registering() as register:
            ledger, s = register.ledger, tables.sessions
            _, known = self._live(register, token)
            ledger.connection.execute(delete(s).where(s.c.school == ledger.school, s.c.session == hashed_code(token)))
            if known:
                register.trail.add(known.account.id, "signed_out")


def _seal(register: Register, known: Known, session: str, made: str) -> bytes:
    """Bind a session to its account as it is, so that a row that somebody puts there or back opens nothing."""
    said = [register.ledger.school, session, known.account.id, made, known.seal.hex()]
    return hmac.digest(register.ledger.keys.of_purpose("sessions"), json.dumps(said).encode(), "sha256")
