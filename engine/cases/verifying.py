"""A whole history looked at: the chain, where it ends, and what lies beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select

from engine.cases import tables
from engine.cases.chain import START, Row, opened, walk
from engine.cases.ledger import APART, Ledger
from engine.model.history import Damage, Kept

__all__ = ["verified"]


def verified(ledger: Ledger) -> Kept:
    """Look at the history of a school and give what is not as it was written."""
    last, digest, ours = ledger.end()
    rows = tuple(ledger.rows())
    erased = frozenset(r.pupil for r in rows if r.kind == "erased")
    damage = list(walk(ledger.keys, ledger.school, rows, erased))
    end = rows[-1] if rows else None
    if not ours or (end.seq if end else 0, end.digest if end else START) != (last, digest):
        damage.append(Damage(last, "end"))
    damage += _beside(ledger, rows)
    damage += _pupils(ledger, rows, erased)
    return Kept(len(rows), last, digest.hex(), tuple(sorted(set(damage), key=lambda d: (d.seq, d.what))))


def _beside(ledger: Ledger, rows: tuple[Row, ...]) -> Iterator[Damage]:
    """Look for texts in the compartment that no entry speaks of."""
    apart = {r.seq for r in rows if r.apart}
    s = tables.safety
    for seq in ledger.connection.execute(select(s.c.seq).where(s.c.school == ledger.school)).scalars():
        if seq not in apart:
            yield Damage(seq, "extra")


def _pupils(ledger: Ledger, rows: tuple[Row, ...], erased: frozenset[str]) -> Iterator[Damage]:
    """Compare the tables of pupils and names with what the history says of them."""
    told = _told(ledger, rows)
    p = tables.pupils
    names = ledger.names()
    found = {r.pupil: r for r in ledger.connection.execute(select(p).where(p.c.school == ledger.school))}
    first = {r.pupil: r.seq for r in reversed(rows)}
    for pupil in sorted(found.keys() | first.keys() | names.keys()):
        row, said, seq = found.get(pupil), told.get(pupil, {}), first.get(pupil, 0)
        if row is None or pupil not in first:
            yield Damage(seq, "pupil")
            continue
        pseudonym = None if pupil in erased else said.get("pseudonym")
        left = None if pupil in erased else said.get("left")
        if (row.pseudonym, row.left_on, bool(row.erased_on)) != (pseudonym, left, pupil in erased):
            yield Damage(seq, "pupil")
        if names.get(pupil, ("", None))[1] != (None if pupil in erased else said.get("name")):
            yield Damage(seq, "name")


def _told(ledger: Ledger, rows: tuple[Row, ...]) -> dict[str, dict[str, Any]]:
    """Give what the history says last of each pupil: pseudonym, the day they left, what commits to the name."""
    keys = {"opened": ("pseudonym", "pseudonym"), "left": ("left", "date"), "named": ("name", "commitment")}
    told: dict[str, dict[str, Any]] = {}
    for row in rows:
        if row.kind in keys and row.kind != APART and row.text is not None:
            name, part = keys[row.kind]
            try:
                body: Any = opened(ledger.keys, ledger.school, row)["body"]
            except ValueError:
                continue  # told as an entry that cannot be read
            told.setdefault(row.pupil, {})[name] = body[part] if isinstance(body, Mapping) else None
    return told
