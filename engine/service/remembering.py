"""What was made a moment ago, remembered by all that it was made from and never on a disk.

What was concluded of a case is remembered a short while; what was made of rules alone, as long as it is asked for.
"""

from __future__ import annotations

import threading
import time
import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

__all__ = ["MadeOnce", "Remembered"]

T = TypeVar("T")
MOST = 256
SECONDS = 600.0  # so that what was erased is nowhere after a while


def _after(seconds: float, act: Callable[[], None]) -> Callable[[], None]:
    """Have something done after a while, unless what is given back is called before; the program does not wait for it."""
    timer = threading.Timer(seconds, act)
    timer.daemon = True
    timer.start()
    return timer.cancel


@dataclass(slots=True, weakref_slot=True, repr=False, eq=False)
class Remembered(Generic[T]):
    """The latest results, by what they follow from; the same key must always give the same result.

    A result is forgotten when its time is over, also when nobody asks for anything any more.
    """

    clock: Callable[[], float] = time.monotonic
    later: Callable[[float, Callable[[], None]], Callable[[], None]] = _after
    most: int = MOST
    _kept: OrderedDict[Hashable, tuple[float, T]] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _forgetting: weakref.finalize[..., Remembered[T]] | None = None  # what calls it off when nobody can ask for anything any more

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give the result for a key, made now unless it was made a moment ago; what cannot be a key is made each time."""
        try:
            hash(key)
        except TypeError:
            return make()
        now = self.clock()
        with self._lock:
            self._forget_before(now)
            if key in self._kept:
                return self._kept[key][1]
        made = make()
        with self._lock:
            self._kept[key] = now + SECONDS, made
            self._kept.move_to_end(key)
            if len(self._kept) > self.most:
                self._kept.popitem(last=False)
            if self._forgetting is None:
                self._forget_later(now)
        return made

    def _forget_before(self, now: float) -> None:
        while self._kept and next(iter(self._kept.values()))[0] <= now:
            self._kept.popitem(last=False)

    def _forget_later(self, now: float) -> None:
        """Have what is kept forgotten in its time, without holding on to it for that."""
        due = weakref.WeakMethod(self._forget_due)
        wait = next(iter(self._kept.values()))[0] - now

        def act() -> None:
            if forget := due():
                forget()

        self._forgetting = weakref.finalize(self, self.later(wait, act))
        self._forgetting.atexit = False

    def _forget_due(self) -> None:
        now = self.clock()
        with self._lock:
            if self._forgetting is not None:
                self._forgetting.detach()
                self._forgetting = None
            self._forget_before(now)
            if self._kept:
                self._forget_later(now)


@dataclass(slots=True, repr=False)
class MadeOnce:
    """The latest results that take long: each is made once, however many ask for it at a time. A fault is not remembered."""

    most: int
    _kept: OrderedDict[Hashable, Any] = field(default_factory=OrderedDict)
    _making: dict[Hashable, threading.Lock] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Give the result for a key, made now unless it is there; who asks for what somebody else is having made waits for that."""
        with self._lock:
            making = self._making.setdefault(key, threading.Lock())
        try:
            with making:
                with self._lock:
                    known = key in self._kept
                    if known:
                        self._kept.move_to_end(key)
                found: T = self._kept[key] if known else make()
                with self._lock:
                    self._kept[key] = found
                    while len(self._kept) > self.most:
                        self._kept.popitem(last=False)
                return found
        finally:
            with self._lock:
                self._making.pop(key, None)
