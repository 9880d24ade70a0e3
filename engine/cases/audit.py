"""The trail of who read and wrote what: only ever added to, under a chain of the same kind as the history.

A line names the pupil by what the store calls it inside, so that a pupil who is erased needs no line changed.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, cast

from sqlalchemy import insert, select, update

from engine.cases import tables
from engine.cases.chain import SALT, START, Row, committed, digest_of, end_seal, opened, sealed_about, walk
from engine.cases.keys import Keys, seal
from engine.cases.ledger import Ledger, moment, text_of_moment
from engine.diagnostics import KnowledgeError, Location, fault
from engine.model.accounts import Seen, Trace
from engine.model.history import Damage, Kept

__all__ = ["Trail"]


@dataclass(frozen=True, slots=True, repr=False)
class Trail:
    """The audit trail of a school within one transaction; who adds to it holds off other writers."""

    ledger: Ledger
    keys: Keys

    @classmethod
    def of(cls, ledger: Ledger) -> Trail:
        """Give the trail beside a history, with keys of its own, so that no line of the one fits in the other."""
        keys = ledger.keys
        return cls(ledger, replace(keys, bodies=keys.of_purpose("audit"), chain=keys.of_purpose("audit chain")))

    # --- adding ---

    def add(self, who: str, kind: Seen, pupil: str = "", **told: object) -> None:
        """Add a line at the end; raises `KnowledgeError` when the end is not as it was written, lest that be covered up."""
        last, digest, ours = self._end()
        if not ours or self._found()[0] > last:
            raise KnowledgeError([fault("account.audit_changed", Location(self.ledger.place), seq=last)])
        seq, school = last + 1, self.ledger.school
        salted = secrets.token_bytes(SALT) + json.dumps({"kind": kind, "body": told}).encode()
        text = seal(self.keys.bodies, salted, sealed_about(school, pupil, seq))
        row = Row(seq, pupil, text_of_moment(self.ledger.now), who, kind, False, text, committed(salted), digest, START)  # noqa: FBT003 - nothing here stands apart
        row = replace(row, digest=digest_of(self.keys, school, row))
        kept = {name: getattr(row, name) for name in ("seq", "pupil", "at", "who", "kind", "commitment", "previous", "digest")}
        self.ledger.connection.execute(insert(tables.audit), {"school": school, "sealed": text, **kept})
        self._set_end(seq, row.digest)

    def resume(self, who: str, user: str) -> bool:
        """Have the trail go on after its end was changed; gives whether it was.

        Nothing is put right: the next line tells where the trail ended and where it should have, and leaves a number out where its end
        was lost, so that `verified` goes on to show it.
        """
        last, _, ours = self._end()
        seq, digest = self._found()
        if ours and seq <= last:
            return False
        self._set_end(seq if ours else seq + 1, digest)
        self.add(who, "resumed", "", **{"as": user, "found": seq, "wanted": last if ours else None})
        return True

    def _found(self) -> tuple[int, bytes]:
        """Give the last line that lies there, with its digest."""
        a = tables.audit
        r = self.ledger.connection.execute(
            select(a.c.seq, a.c.digest).where(a.c.school == self.ledger.school).order_by(a.c.seq.desc()).limit(1)
        ).one_or_none()
        return (r.seq, r.digest) if r else (0, START)

    def _set_end(self, last: int, digest: bytes) -> None:
        run, school, e = self.ledger.connection.execute, self.ledger.school, tables.audit_ends
        told = {"last": last, "digest": digest, "seal": end_seal(self.keys, school, last, digest)}
        if not run(update(e).where(e.c.school == school).values(**told)).rowcount:
            run(insert(e), {"school": school, **told})

    def _end(self) -> tuple[int, bytes, bool]:
        e, school = tables.audit_ends, self.ledger.school
        r = self.ledger.connection.execute(select(e).where(e.c.school == school)).one_or_none()
        if r is None:
            return 0, START, self._found() == (0, START)
        return r.last, r.digest, secrets.compare_digest(r.seal, end_seal(self.keys, school, r.last, r.digest))

    # --- reading ---

    def rows(self, *, who: str = "", pupil: str = "") -> Iterator[Row]:
        """Give the lines as they lie there, in order: of an account or a pupil alone, where asked."""
        return self._rows(self._asked(who, pupil).order_by(tables.audit.c.seq))

    def _asked(self, who: str, pupil: str, before: int = 0) -> Any:  # noqa: ANN401 - a question of SQLAlchemy
        a = tables.audit
        asked = select(a).where(a.c.school == self.ledger.school)
        for wanted, which in ((who, a.c.who == who), (pupil, a.c.pupil == pupil), (before, a.c.seq < before)):
            asked = asked.where(which) if wanted else asked
        return asked

    def _rows(self, asked: Any) -> Iterator[Row]:  # noqa: ANN401 - a question of SQLAlchemy
        for r in self.ledger.connection.execute(asked):
            yield Row(r.seq, r.pupil, r.at, r.who, r.kind, False, r.sealed, r.commitment, r.previous, r.digest)  # noqa: FBT003 - as above

    def latest(self, most: int, *, who: str = "", pupil: str = "", before: int = 0) -> Iterator[Row]:
        """Give so many of the lines as they lie there, newest first: of an account or a pupil alone, or of before a line, where asked."""
        return self._rows(self._asked(who, pupil, before).order_by(tables.audit.c.seq.desc()).limit(most))

    def lines(self, logins: Mapping[str, str], rows: Iterator[Row] | None = None) -> Iterator[Trace]:
        """Give lines, by default all, with people by how they sign in and pupils by pseudonym."""
        whose = {pupil: pseudonym for pseudonym, pupil in self.ledger.pupils().items()}
        for row in self.rows() if rows is None else rows:
            who = logins.get(row.who, row.who)
            yield Trace(row.seq, moment(row.at), who, cast("Seen", row.kind), whose.get(row.pupil, ""), self.told(row))

    def told(self, row: Row) -> Mapping[str, Any]:
        """Open what a line tells besides; nothing where it was changed, which `verified` reports."""
        try:
            body = opened(self.keys, self.ledger.school, row)["body"]
        except ValueError:
            return {}
        return body if isinstance(body, dict) else {}

    def verified(self) -> Kept:
        """Look at the whole trail, and give every place that is not as it was written."""
        last, digest, ours = self._end()
        rows = tuple(self.rows())
        damage = list(walk(self.keys, self.ledger.school, rows, frozenset()))
        found = (rows[-1].seq, rows[-1].digest) if rows else (0, START)
        if not ours or found != (last, digest):
            damage.append(Damage(last, "end"))
        return Kept(len(rows), last, digest.hex(), tuple(damage))
