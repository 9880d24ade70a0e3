"""Writing while the next part is read."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, Self

__all__ = ["Behind"]

P = ParamSpec("P")


class Behind:
    """A second thread that writes what was concluded while the next parts are read: one thing at a time, no more than `most` waiting."""

    def __init__(self, most: int = 2) -> None:
        """Start the thread. The first part takes the longest, since questions are weighed there: a few may wait meanwhile."""
        self._thread = ThreadPoolExecutor(1, "writing")
        self._most = most
        self._given: deque[Future[None]] = deque()

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End, when what is being written is written whole, so that it can be gone on with."""
        self._thread.shutdown(cancel_futures=True)  # what was not begun is not missed

    def do(self, work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do something when what came before is done; raises what that raised."""
        while len(self._given) > self._most or (self._given and self._given[0].done()):
            self._given.popleft().result()
        self._given.append(self._thread.submit(work, *args, **kwargs))

    def wait(self) -> None:
        """Wait until all is done."""
        while self._given:
            self._given.popleft().result()
