"""The rules that a page advises by: opened once, and anew when the school's own folder was changed."""

from __future__ import annotations

import contextlib
import functools
import threading
from dataclasses import dataclass, field
from pathlib import Path

from engine.diagnostics import KnowledgeError
from engine.loading.folders import yaml_files
from engine.service import Wegwijzer, open_wegwijzer

__all__ = ["Rulebook"]

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True, repr=False)
class Rulebook:
    """The rules of a folder, None for those that ship; `fault` tells why the folder as it is now cannot be used.

    A folder that is being edited may have faults: then the rules that were sound last go on, and the fault is shown.
    """

    folder: Path | None
    engine: str | None = None
    fault: KnowledgeError | None = None
    turn: int = 0  # how often they were opened: what was made by an earlier turn may be otherwise now
    _opened: Wegwijzer | None = None
    _stamp: _Stamp = ()
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def now(self) -> Wegwijzer:
        """Give the rules as they are now; raises `KnowledgeError` where none were sound yet."""
        stamp = self._look()
        with self._lock:
            if self._opened is None or stamp != self._stamp:
                self._open(stamp)
            if self._opened is None:
                raise self.fault or KnowledgeError([])
            return self._opened

    def warm(self) -> None:
        """Open the rules ahead of who asks first; a fault in them is kept, and told to who asks."""
        with contextlib.suppress(KnowledgeError):
            self.now()

    def _open(self, stamp: _Stamp) -> None:
        try:
            self._opened = open_wegwijzer(self.folder, self.engine) if self.folder else _shipped(self.engine)
            self.fault = None
            self.turn += 1
        except KnowledgeError as problem:
            self.fault = problem
        self._stamp = stamp

    def _look(self) -> _Stamp:
        """Give what shows that a file was changed."""
        if self.folder is None:
            return ()
        found = ((path, path.stat()) for path in yaml_files(self.folder) if path.exists())
        return tuple((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found)


@functools.cache
def _shipped(engine: str | None) -> Wegwijzer:
    """Open the rules that ship, which do not change while we run."""
    return open_wegwijzer(None, engine)
