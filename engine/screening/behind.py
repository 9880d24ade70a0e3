"""Writing while the next part is read."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import ParamSpec, Self

__all__ = ["Behind"]

P = ParamSpec("P")


class Behind:
    """A second thread that writes what was concluded while the next part is read: one thing at a time, and no more than one waiting."""

    def __init__(self) -> None:
        """Start the thread."""
        self._thread = ThreadPoolExecutor(1, "writing")
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """End, when what is being written is written whole, so that it can be gone on with."""
        self._thread.shutdown()

    def do(self, work: Callable[P, None], *args: P.args, **kwargs: P.kwargs) -> None:
        """Do something when what came before is done; raises what that raised."""
        self.wait()
        self._last = self._thread.submit(work, *args, **kwargs)

    def wait(self) -> None:
        """Wait until all is done."""
        if self._last:
            self._last.result()
