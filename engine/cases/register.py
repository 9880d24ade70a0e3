"""The accounts of a school within one transaction: rows sealed, so that one changed behind the tool's back counts no more."""

from __future__ import annotations

import datetime as dt
import hmac
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Engine, delete, insert, select

from engine.cases import tables
from engine.cases.audit import Trail
from engine.cases.connecting import reading, writing
from engine.cases.keys import Keys
from engine.cases.ledger import Ledger
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.accounts import Account, Grant
from engine.model.history import Damage

__all__ = ["Known", "Register", "looking", "made_id", "registering"]


@dataclass(frozen=True, slots=True, repr=False)
class Known:
    """An account with what only the register needs: how its owner proves to be themselves."""

    account: Account
    password: str | None = None
    issuer: str | None = None
    subject: str | None = None
    invitation: str | None = None
    invited_until: str | None = None
    seal: bytes = b""


@dataclass(frozen=True, slots=True, repr=False)
class Register:
    """The accounts of a school, and the trail in which every change of them is kept."""

    ledger: Ledger
    trail: Trail

    # --- reading ---

    def by_id(self, account: str) -> Known | None:
        """Find an account by its id."""
        return next(self._found(tables.accounts.c.account == account), None)

    def by_login(self, login: str) -> Known | None:
        """Find an account by what its owner types."""
        return next(self._found(tables.accounts.c.login == login), None)

    def by_identity(self, issuer: str, subject: str) -> Known | None:
        """Find the account that is linked to somebody at a provider."""
        a = tables.accounts
        return next(self._found((a.c.issuer == issuer) & (a.c.subject == subject)), None)

    def by_invitation(self, hashed: str) -> Known | None:
        """Find the account that an invitation is for."""
        return next(self._found(tables.accounts.c.invitation == hashed), None)

    def all(self) -> Iterator[Known]:
        """Give all accounts, by login."""
        return self._found(True)  # noqa: FBT003 - every row

    def logins(self) -> dict[str, str]:
        """Give how people sign in, by the id of their account; also where a row was changed."""
        a = tables.accounts
        found = self.ledger.connection.execute(select(a.c.account, a.c.login).where(a.c.school == self.ledger.school))
        return {r.account: r.login for r in found}

    def _found(self, which: Any) -> Iterator[Known]:  # noqa: ANN401 - a condition of SQLAlchemy
        for known in self._rows(which):
            if not hmac.compare_digest(known.seal, self._seal(known)):
                raise KnowledgeError([fault("account.changed_behind", Location(self.ledger.place), name=known.account.login)])
            yield known

    def _rows(self, which: Any = True) -> Iterator[Known]:  # noqa: ANN401, FBT002 - as above
        a, g, school, run = tables.accounts, tables.grants, self.ledger.school, self.ledger.connection.execute
        found = run(select(a).where(a.c.school == school, which).order_by(a.c.login)).all()
        given: dict[str, list[Grant]] = {}
        asked = select(g).where(g.c.school == school).order_by(g.c.pupil)
        asked = asked.where(g.c.account == found[0].account) if len(found) == 1 else asked
        for r in run(asked) if found else ():
            given.setdefault(r.account, []).append(Grant(r.pupil, r.write, r.safety))
        for r in found:
            grants = tuple(given.get(r.account, ()))
            account = Account(r.account, r.login, tuple(json.loads(r.roles)), r.safety, r.disabled, grants, _ways(r))
            yield Known(account, r.password, r.issuer, r.subject, r.invitation, r.invited_until, r.seal)

    def _seal(self, known: Known) -> bytes:
        who = known.account
        grants = sorted([g.pupil, g.write, g.safety] for g in who.grants)
        said = [self.ledger.school, who.id, who.login, list(who.roles), who.safety, who.disabled, grants]
        said += [known.password, known.issuer, known.subject, known.invitation, known.invited_until]
        return hmac.digest(self.ledger.keys.of_purpose("accounts"), json.dumps(said).encode(), "sha256")

    # --- writing ---

    def save(self, known: Known, by: str, what: str) -> Known:
        """Keep an account as it now is, end its sessions, and tell so in the trail."""
        known = replace(known, seal=self._seal(known))
        who, school, run = known.account, self.ledger.school, self.ledger.connection.execute
        a, g, s = tables.accounts, tables.grants, tables.sessions
        for table in (s, g, a):
            run(delete(table).where(table.c.school == school, table.c.account == who.id))
        own = {"school": school, "account": who.id}
        kept = {name: getattr(known, name) for name in ("password", "issuer", "subject", "invitation", "invited_until", "seal")}
        told = {"login": who.login, "roles": json.dumps(list(who.roles)), "safety": who.safety, "disabled": who.disabled}
        run(insert(a), own | told | kept)
        for each in who.grants:
            run(insert(g), own | {"pupil": each.pupil, "write": each.write, "safety": each.safety})
        self.trail.add(by, "account", account=who.id, what=what, roles=list(who.roles), seal=known.seal.hex())
        return known

    def damage(self) -> Iterator[Damage]:
        """Compare the accounts with what the trail last told of each."""
        told = {}
        for row in self.trail.rows():
            if row.kind == "account" and "account" in (said := self.trail.told(row)):
                told[said["account"]] = row.seq, said["seal"]
        found = {known.account.id: known for known in self._rows()}
        for id_ in sorted(told.keys() | found.keys()):
            seq, sealed = told.get(id_, (0, ""))
            known = found.get(id_)
            if known is None or known.seal.hex() != sealed or known.seal != self._seal(known):
                yield Damage(seq, "account")


def _ways(row: Any) -> tuple[Literal["password", "openid"], ...]:  # noqa: ANN401 - a row of any shape
    ways: dict[Literal["password", "openid"], object] = {"password": row.password, "openid": row.subject}
    return tuple(way for way, proof in ways.items() if proof)


def made_id() -> str:
    """Make the id of an account."""
    return secrets.token_hex(8)


@contextmanager
def looking(engine: Engine, keys: Keys, school: str, place: str, now: dt.datetime) -> Iterator[Register]:
    """Look at the accounts of a school as one moment shows them."""
    with reading(engine, school) as connection:
        ledger = Ledger(connection, keys, school, place, now)
        yield Register(ledger, Trail.of(ledger))


@contextmanager
def registering(engine: Engine, keys: Keys, school: str, place: str, now: dt.datetime) -> Iterator[Register]:
    """Change accounts or add to the trail, all or nothing, one writer at a time."""
    with writing(engine, school) as connection:
        ledger = Ledger(connection, keys, school, place, now)
        ledger.end(hold=True)
        yield Register(ledger, Trail.of(ledger))
