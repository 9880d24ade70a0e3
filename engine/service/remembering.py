"""What was concluded of a case a moment ago: remembered by all that it was concluded from, a short while, and never on a disk."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

__all__ = ["Remembered"]

T = TypeVar("T")
MOST = 256
SECONDS = 600.0  # so that what was erased is nowhere after a while


@dataclass(slots=True, repr=False)
class Remembered(Generic[T]):
    """The latest results, by what they follow from; the same key must always give the same result."""

    clock: Callable[[], float] = time.monotonic
    _kept: OrderedDict[Hashable, tuple[float, T]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give the result for a key, made now unless it was made a moment ago; what cannot be a key is made each time."""
        try:
            hash(key)
        except TypeError:
            return make()
        now = self.clock()
        with self._lock:
            while self._kept and next(iter(self._kept.values()))[0] <= now:
                self._kept.popitem(last=False)
            if key in self._kept:
                return self._kept[key][1]
        made = make()
        with self._lock:
            self._kept[key] = now + SECONDS, made
            if len(self._kept) > MOST:
                self._kept.popitem(last=False)
        return made
