"""The rules that a page advises by: opened once, and anew when the school's own folder was changed."""

from __future__ import annotations

import contextlib
import functools
import threading
from dataclasses import dataclass, field
from pathlib import Path

from engine.diagnostics import KnowledgeError
from engine.loading.folders import yaml_files
from engine.loading.library import SCHOOL_FILE, overlay_chain
from engine.service import Wegwijzer, open_wegwijzer
from engine.service.handbooks import Handbooks
from engine.service.rule_desk import RuleDesk
from engine.service.trying import Trials

__all__ = ["Rulebook"]

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(slots=True, repr=False)
class Rulebook:
    """The rules of a folder, None for those that ship; `fault` tells why the folder as it is now cannot be used.

    `place` is where the school's own folder is, or will be once it is begun; by default `folder`. A folder that is being edited may have
    faults: then the rules that were sound last go on, and the fault is shown.
    """

    folder: Path | None
    engine: str | None = None
    place: Path | None = None
    fault: KnowledgeError | None = None
    turn: int = 0  # how often they were opened: what was made by an earlier turn may be otherwise now
    _opened: Wegwijzer | None = None
    _stamp: _Stamp = ()
    _lock: threading.Lock = field(default_factory=threading.Lock)
    trials: Trials = field(init=False)
    handbooks: Handbooks = field(default_factory=Handbooks)

    def __post_init__(self) -> None:
        """Let drafts be tried by the same engine."""
        self.place = self.place or self.folder
        self.trials = Trials(self.engine)

    @property
    def desk(self) -> RuleDesk | None:
        """Give where the school writes its rules; None where no place was named for them."""
        return RuleDesk(self.place) if self.place else None

    @property
    def root(self) -> Path | None:
        """Give the folder whose rules are in force; None for those that ship."""
        if self.place and (self.place / SCHOOL_FILE).is_file():
            return self.place
        return self.folder if self.folder and (self.folder / "rules").is_dir() else None

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
            self._opened = open_wegwijzer(self.root, self.engine) if self.root else _shipped(self.engine)
            self.fault = None
            self.turn += 1
        except KnowledgeError as problem:
            self.fault = problem
        self._stamp = stamp

    def _look(self) -> _Stamp:
        """Give what shows that a file was changed, of the school or of what it stands on."""
        root = self.root
        if root is None:
            return ()
        try:
            folders = overlay_chain(root) or [root]
        except KnowledgeError:  # opening says it
            folders = [root]
        parts = (folder / part for folder in folders for part in ("rules", "protocols", "vignettes"))
        paths = [path for part in parts if part.is_dir() for path in yaml_files(part)]
        paths += [folder / SCHOOL_FILE for folder in folders]
        found = ((path, path.stat()) for path in paths if path.exists())
        return (("", len(folders), 0), *((str(path), stat.st_mtime_ns, stat.st_size) for path, stat in found))


@functools.cache
def _shipped(engine: str | None) -> Wegwijzer:
    """Open the rules that ship, which do not change while we run."""
    return open_wegwijzer(None, engine)
