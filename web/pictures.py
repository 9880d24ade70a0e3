"""Pictures drawn once: drawing a long route takes seconds, and it stays the same until the rules, the day or the language change."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar, cast

from engine.model.text import Language
from engine.service import Wegwijzer

__all__ = ["Drawn"]

T = TypeVar("T")

_MOST = 200  # all pictures of a school in both languages, and those of a few comparisons; about a megabyte each at most


@dataclass(slots=True, repr=False)
class Drawn:
    """Keeps what was drawn last; who asks for what somebody else is having drawn waits for that."""

    _kept: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _drawing: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, wegwijzer: Wegwijzer, language: Language, name: Hashable, draw: Callable[[], T]) -> T:
        """Give a picture by the rules in force today, drawn where it was not yet; `name` says all else that it depends on."""
        today = date.today()  # noqa: DTZ011 - a school day is local, and every sheet says of which day it is
        key = (wegwijzer.on(today).base.knowledge.digest, today, language, name)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast("T", self._kept[key])
            mine = self._drawing.setdefault(key, threading.Lock())
        with mine:
            with self._lock:
                if key in self._kept:
                    return cast("T", self._kept[key])
            made = draw()
            with self._lock:
                self._kept[key] = made
                self._drawing.pop(key, None)
                while len(self._kept) > _MOST:
                    self._kept.popitem(last=False)
            return made
