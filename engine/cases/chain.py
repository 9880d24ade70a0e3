"""The chain over a school's history: each entry commits to its text and to the entry before it.

The digest of an entry is keyed, so that who can write the tables but has no key cannot make a chain that fits. It covers a
commitment to the text, not the text, so that a text can be erased while the chain still fits.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.cases.keys import Keys, unseal
from engine.model.history import Damage

__all__ = ["START", "Row", "committed", "digest_of", "end_seal", "opened", "sealed_about", "walk"]

START = b"\0" * 32  # what the first entry follows
SALT = 32


@dataclass(frozen=True, slots=True)
class Row:
    """An entry as it lies in its table; `text` is what was sealed, taken from the compartment where it stands apart."""

    seq: int
    pupil: str
    at: str
    who: str
    kind: str
    apart: bool
    text: bytes | None
    commitment: bytes
    previous: bytes
    digest: bytes


def sealed_about(school: str, pupil: str, seq: int) -> bytes:
    """Give what a sealed text is about, so that it opens in no other place."""
    return f"{school}\0{pupil}\0{seq}".encode()


def committed(salted: bytes) -> bytes:
    """Commit to a text with its salt in front: 32 bytes that tell nothing of it."""
    return hashlib.sha256(salted).digest()


def digest_of(keys: Keys, school: str, row: Row) -> bytes:
    """Give the digest of an entry: of all that its row says but the text itself, and of the entry before it."""
    said = [school, row.seq, row.pupil, row.at, row.who, row.kind, row.apart, row.commitment.hex(), row.previous.hex()]
    return hmac.digest(keys.chain, json.dumps(said).encode(), "sha256")


def end_seal(keys: Keys, school: str, last: int, digest: bytes) -> bytes:
    """Give what shows that the history ends at this entry, so that none can be cut off at its end."""
    return hmac.digest(keys.chain, json.dumps(["end", school, last, digest.hex()]).encode(), "sha256")


def opened(keys: Keys, school: str, row: Row) -> Mapping[str, object]:
    """Open the text of an entry; raises `ValueError` when it is not what was committed to."""
    salted = unseal(keys.safety if row.apart else keys.bodies, row.text or b"", sealed_about(school, row.pupil, row.seq))
    if committed(salted) != row.commitment:
        raise ValueError
    said = json.loads(salted[SALT:])
    return said if isinstance(said, dict) else {}


def walk(keys: Keys, school: str, rows: Iterable[Row], erased: frozenset[str]) -> Iterator[Damage]:
    """Walk over a whole history in its order, and give every place that is not as it was written."""
    previous, expected = START, 1
    for row in rows:
        if row.seq != expected:
            yield Damage(expected, "missing")
        elif row.previous != previous:
            yield Damage(row.seq, "order")
        if not hmac.compare_digest(digest_of(keys, school, row), row.digest):
            yield Damage(row.seq, "changed")
        elif row.text is None:
            if row.pupil not in erased:
                yield Damage(row.seq, "emptied")
        else:
            yield from _text_damage(keys, school, row)
        previous, expected = row.digest, row.seq + 1


def _text_damage(keys: Keys, school: str, row: Row) -> Iterator[Damage]:
    try:
        opened(keys, school, row)
    except ValueError:
        yield Damage(row.seq, "unreadable")
