"""The history of one school within one transaction: its rows read, and rows added at its end."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import cast

from sqlalchemy import Connection, and_, delete, func, insert, select, update

from engine.cases import tables
from engine.cases.chain import SALT, START, Row, committed, digest_of, end_seal, opened, sealed_about
from engine.cases.keys import Keys, seal, unseal
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault, nearest
from engine.model.history import Entry, Fresh, Kind, Rights

__all__ = ["APART", "Ledger", "moment", "text_of_moment"]

APART = "apart"  # the kind that the open table shows of what stands apart


def text_of_moment(at: dt.datetime) -> str:
    """Write a moment of UTC as it is kept."""
    return at.astimezone(dt.UTC).isoformat(timespec="microseconds")


def moment(text: str) -> dt.datetime:
    """Read a moment as it is kept."""
    return dt.datetime.fromisoformat(text)


@dataclass(frozen=True, slots=True, repr=False)
class Ledger:
    """A connection that is bound to a school, with its keys."""

    connection: Connection
    keys: Keys
    school: str
    place: str
    now: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))  # all that is written at once is of one moment

    # --- reading ---

    def rows(self, pupil: str | None = None) -> Iterator[Row]:
        """Give the rows of the history in order, of one pupil or of all, each with its text."""
        e, s = tables.entries, tables.safety
        beside = and_(s.c.school == e.c.school, s.c.seq == e.c.seq)
        asked = select(e, s.c.sealed.label("beside")).join(s, beside, isouter=True).where(e.c.school == self.school).order_by(e.c.seq)
        if pupil is not None:
            asked = asked.where(e.c.pupil == pupil)
        for r in self.connection.execute(asked):
            text = r.beside if r.apart else r.sealed
            yield Row(r.seq, r.pupil, r.at, r.who, r.kind, r.apart, text, r.commitment, r.previous, r.digest)

    def entries(self, pseudonym: str, rights: Rights, pupil: str | None = None) -> Iterator[Entry]:
        """Give the entries of a pupil that may be read; raises `KnowledgeError` when there is no such pupil, or one was changed."""
        for row in self.rows(pupil or self.pupil(pseudonym)):
            if rights.safety or not row.apart:
                yield self.entry(row, pseudonym)

    def entry(self, row: Row, pseudonym: str) -> Entry:
        """Open the text of a row; raises `KnowledgeError` when it is not as it was written."""
        if row.text is None:
            return Entry(row.seq, pseudonym, moment(row.at), row.who, cast("Kind", row.kind), {}, row.apart)
        try:
            said = opened(self.keys, self.school, row)
        except ValueError:
            raise KnowledgeError([fault("store.changed_behind", Location(self.place), seq=row.seq)]) from None
        body = said["body"]
        return Entry(
            row.seq, pseudonym, moment(row.at), row.who, cast("Kind", said["kind"]), body if isinstance(body, dict) else {}, row.apart
        )

    def pupils(self) -> dict[str, str]:
        """Give the pupils that have a pseudonym, by it."""
        p = tables.pupils
        asked = select(p.c.pseudonym, p.c.pupil).where(p.c.school == self.school, p.c.pseudonym.is_not(None)).order_by(p.c.pseudonym)
        return {r.pseudonym: r.pupil for r in self.connection.execute(asked)}

    def find(self, pseudonym: str) -> str | None:
        """Find a pupil by pseudonym, None where there is none; the others are not looked at."""
        p = tables.pupils
        found = self.connection.execute(select(p.c.pupil).where(p.c.school == self.school, p.c.pseudonym == pseudonym)).scalar()
        return None if found is None else str(found)

    def pupil(self, pseudonym: str) -> str:
        """Find a pupil; raises `KnowledgeError` when there is none of that pseudonym."""
        found = self.find(pseudonym)
        if found is None:
            about = {"name": pseudonym, "nearest": nearest(pseudonym, self.pupils())}
            raise KnowledgeError([Diagnostic("store.unknown", Location(self.place), about)])
        return found

    def end(self, *, hold: bool = False) -> tuple[int, bytes, bool]:
        """Give the last entry of the history with its digest, and whether that is what we wrote; may hold off other writers."""
        s = tables.schools
        asked = select(s).where(s.c.school == self.school)
        r = self.connection.execute(asked.with_for_update() if hold else asked).one()
        return r.last, r.digest, secrets.compare_digest(r.seal, end_seal(self.keys, self.school, r.last, r.digest))

    # --- adding ---

    def add(self, pupil: str, pseudonym: str, who: str, fresh: Fresh) -> Entry:
        """Add an entry at the end; raises `KnowledgeError` when the end is not as it was written, lest that be covered up."""
        last, digest, ours = self.end()
        if not ours or self._found() > last:
            raise KnowledgeError([fault("store.changed_behind", Location(self.place), seq=last)])
        salted = secrets.token_bytes(SALT) + json.dumps({"kind": fresh.kind, "body": fresh.body}, ensure_ascii=False).encode()
        key = self.keys.safety if fresh.apart else self.keys.bodies
        seq = last + 1
        text = seal(key, salted, sealed_about(self.school, pupil, seq))
        kind = APART if fresh.apart else fresh.kind
        row = Row(seq, pupil, text_of_moment(self.now), who, kind, fresh.apart, text, committed(salted), digest, START)
        self._write(replace(row, digest=digest_of(self.keys, self.school, row)))
        return Entry(seq, pseudonym, self.now, who, fresh.kind, fresh.body, fresh.apart)

    def _found(self) -> int:
        """Give the number of the last entry that lies there."""
        e = tables.entries
        return int(self.connection.execute(select(func.max(e.c.seq)).where(e.c.school == self.school)).scalar() or 0)

    def _write(self, row: Row) -> None:
        told = {name: getattr(row, name) for name in ("seq", "pupil", "at", "who", "kind", "apart", "commitment", "previous", "digest")}
        self.connection.execute(insert(tables.entries), {"school": self.school, **told, "sealed": None if row.apart else row.text})
        if row.apart:
            self.connection.execute(insert(tables.safety), {"school": self.school, "seq": row.seq, "sealed": row.text})
        self.set_end(row.seq, row.digest)

    def set_end(self, last: int, digest: bytes) -> None:
        """Say which entry is the last."""
        s = tables.schools
        told = {"last": last, "digest": digest, "seal": end_seal(self.keys, self.school, last, digest)}
        self.connection.execute(update(s).where(s.c.school == self.school).values(**told))

    # --- names, apart from everything else ---

    def set_name(self, pupil: str, name: str) -> str:
        """Keep a name, and give what commits to it."""
        salted = secrets.token_bytes(SALT) + name.encode()
        n = tables.names
        self.connection.execute(delete(n).where(n.c.school == self.school, n.c.pupil == pupil))
        self.connection.execute(
            insert(n), {"school": self.school, "pupil": pupil, "sealed": seal(self.keys.names, salted, self._about_name(pupil))}
        )
        return committed(salted).hex()

    def names(self) -> dict[str, tuple[str, str]]:
        """Give the name of every pupil that has one, and what commits to it; a name that was changed is an empty one."""
        n = tables.names
        found = self.connection.execute(select(n.c.pupil, n.c.sealed).where(n.c.school == self.school))
        return {r.pupil: self._name(r.pupil, r.sealed) for r in found}

    def name(self, pupil: str) -> str:
        """Give the name of one pupil, and open that of no other; empty where there is none."""
        n = tables.names
        sealed = self.connection.execute(select(n.c.sealed).where(n.c.school == self.school, n.c.pupil == pupil)).scalar_one_or_none()
        return self._name(pupil, sealed)[0] if sealed else ""

    def _name(self, pupil: str, sealed: bytes) -> tuple[str, str]:
        try:
            salted = unseal(self.keys.names, sealed, self._about_name(pupil))
        except ValueError:
            return "", ""
        return salted[SALT:].decode(), committed(salted).hex()

    def _about_name(self, pupil: str) -> bytes:
        return f"{self.school}\0{pupil}\0name".encode()
