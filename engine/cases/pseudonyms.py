"""A pseudonym for who has none in mind: words that say nothing of anybody."""

from __future__ import annotations

import secrets
from collections.abc import Collection

__all__ = ["suggested"]

_COLOURS = ("blauwe", "gele", "grijze", "groene", "oranje", "paarse", "rode", "witte", "zilveren", "bruine")
_THINGS = (
    "anker",
    "beuk",
    "boot",
    "duin",
    "eik",
    "kade",
    "kompas",
    "lamp",
    "meer",
    "molen",
    "pijl",
    "spar",
    "ster",
    "toren",
    "vaart",
    "zeil",
)
_TRIES = 200


def suggested(taken: Collection[str]) -> str:
    """Give a pseudonym that nobody has yet; chance alone makes it, so that nothing of the pupil is in it."""
    for _ in range(_TRIES):
        name = f"{secrets.choice(_COLOURS)}-{secrets.choice(_THINGS)}"
        if name not in taken:
            return name
    return f"{secrets.choice(_COLOURS)}-{secrets.choice(_THINGS)}-{secrets.token_hex(3)}"
