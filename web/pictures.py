"""Pictures drawn once: drawing a long route takes seconds, and it stays the same until the rules, the day or the language change."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from engine.model.text import Language
from engine.service import Wegwijzer
from engine.service.remembering import MadeOnce

__all__ = ["Drawn"]

T = TypeVar("T")

_MOST = 200  # all pictures of a school in both languages, and those of a few comparisons; about a megabyte each at most


@dataclass(slots=True, repr=False)
class Drawn:
    """Keeps what was drawn last; who asks for what somebody else is having drawn waits for that."""

    _pictures: MadeOnce = field(default_factory=lambda: MadeOnce(_MOST))

    def get(self, wegwijzer: Wegwijzer, language: Language, name: Hashable, draw: Callable[[], T]) -> T:
        """Give a picture by the rules in force today, drawn where it was not yet; `name` says all else that it depends on."""
        today = date.today()  # noqa: DTZ011 - a school day is local, and every sheet says of which day it is
        key = (wegwijzer.on(today).base.knowledge.digest, today, language, name)
        return self._pictures.get(key, draw)
