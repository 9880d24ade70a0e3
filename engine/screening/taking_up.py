"""How far a long screening is, kept beside its list, so that it can be taken up where it was stopped."""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock
from typing import Self

import numpy as np
import polars as pl

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.model.screening import BadCell, OwnLine, Point
from engine.screening.expendable import workplace_prefix
from engine.screening.regression import Sums
from engine.screening.summing_up import Gathered

__all__ = ["Progress", "kept_workplace", "passing_workplace"]

_FORM = 2  # of the notes; those of another form are not taken up
_OURS = re.compile(r"(asked|done|sums|names\.\d{6})\.json(\.draft)?|\d{6}\.(csv|json|parquet|xlsx)")  # what is in a folder of parts
_OFTEN = 1.0  # seconds between two notes of how far we are: what is counted grows with a list, and so does a note of it


@contextmanager
def passing_workplace(beside: Path | None) -> Iterator[Path]:
    """Give a folder that goes at the end, in another one or where the system keeps such."""
    try:
        made = tempfile.TemporaryDirectory(prefix=workplace_prefix(), dir=beside)
    except OSError as problem:  # what nobody asked for is not named
        raise OSError(problem.errno, problem.strerror, str(beside or tempfile.gettempdir())) from None
    with made as name:
        yield Path(name)


@contextmanager
def kept_workplace(folder: Path, asked: str) -> Iterator[Path]:
    """Give a folder that goes when all went well; what another question left in it goes before.

    Raises `KnowledgeError` where it is not ours.
    """
    if os.path.lexists(folder) and not _is_ours(folder):
        raise KnowledgeError([fault("table.partial", Location(str(folder)))])
    known = {"of": asked, "form": _FORM}
    if not folder.is_dir() or _read(folder / "asked.json") != known:
        _clear(folder)
        folder.mkdir(mode=0o700)
        _note(folder / "asked.json", known)
    yield folder
    _clear(folder)


def _clear(folder: Path) -> None:
    """Remove a folder, first what says that its parts are there: who is stopped meanwhile does not go on with half of them."""
    for name in ("done.json", "asked.json"):
        (folder / name).unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is one in which we kept the parts of a list: nobody else's, and nothing else."""
    if folder.is_symlink() or not folder.is_dir() or (hasattr(os, "getuid") and folder.stat().st_uid != os.getuid()):
        return False
    return (folder / "asked.json").is_file() or all(_OURS.fullmatch(each.name) for each in folder.iterdir())


@dataclass(slots=True)
class Progress:
    """What was counted and listed so far; where it is to be `kept`, in a folder: every second, and when the run is stopped.

    Parts may be counted in another thread than the one in which the run is stopped.
    """

    folder: Path
    found: Gathered
    listed: list[dict[str, object]]
    kept: bool
    questions: Mapping[str, object] = field(default_factory=dict)
    _parts: int = 0
    _noted: int = 0
    _when: float = field(default=-np.inf)
    _counting: bool = False
    _alone: Lock = field(default_factory=Lock)

    def __enter__(self) -> Self:
        """Begin."""
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """Keep what is not kept yet, where the run was stopped."""
        with self._alone:
            if self.kept and kind is not None and not self._counting and self._parts > self._noted:
                self._keep()

    @contextmanager
    def counting(self) -> Iterator[None]:
        """Take the counts for those of whole parts only when the part that is counted meanwhile is `done`."""
        with self._alone:
            self._counting = True
            yield

    def done(self, number: int, names: Sequence[str], questions: Mapping[str, object]) -> None:
        """Say that a part is written and counted, what the cases written for it are called, and what later questions rest on."""
        self._parts, self._counting, self.questions = number + 1, False, questions
        if not self.kept:
            return
        if names:
            _note(self.folder / f"names.{number:06}.json", names)
        if time.monotonic() - self._when > _OFTEN:
            self._keep()

    def _keep(self) -> None:
        _note(self.folder / "done.json", {"parts": self._parts, "questions": self.questions, **_kept(self.found), "listed": self.listed})
        self._noted, self._when = self._parts, time.monotonic()

    def names(self, number: int) -> list[str]:
        """Give what the cases of a part that was done before are called."""
        path = self.folder / f"names.{number:06}.json"
        return list(json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else []

    def sums(self) -> Sums | None:
        """Give what the line of the group is fitted on, where that was gathered before."""
        found = _read(self.folder / "sums.json")
        return Sums(**found) if found else None  # type: ignore[arg-type]

    def keep_sums(self, sums: Sums) -> None:
        """Keep what the line of the group is fitted on."""
        if self.kept:
            _note(self.folder / "sums.json", asdict(sums))

    def taken_up(self, file: str) -> int:
        """Take up the counts of an earlier run of the same; gives how many parts it had done."""
        found = _read(self.folder / "done.json")
        if not found:
            return 0
        kept, f = dict(found), self.found
        f.pupils, f.within, f.both, f.bad_cells = kept["counts"]  # type: ignore[misc]
        f.told, f.patterns = np.array(kept["told"], np.int64), np.array(kept["patterns"], np.int64)
        f.by = {d: {v: np.array(row, np.int64) for v, row in rows.items()} for d, rows in kept["by"].items()}  # type: ignore[attr-defined]
        f.classes = pl.DataFrame(kept["classes"], schema=f.classes.schema)  # type: ignore[arg-type]
        f.points = [Point(*p) for p in kept["points"]]  # type: ignore[attr-defined]
        f.lines = [OwnLine(p, tuple((date.fromisoformat(d), s, v) for d, s, v in results)) for p, results in kept["lines"]]  # type: ignore[attr-defined]
        f.bad = [BadCell(r, c, v, Diagnostic(code, Location(file, r, at), values)) for r, c, v, code, at, values in kept["bad"]]  # type: ignore[attr-defined]
        self.listed[:] = kept["listed"]  # type: ignore[call-overload]
        self.questions = kept["questions"]  # type: ignore[assignment]
        self._parts = self._noted = int(kept["parts"])  # type: ignore[call-overload]
        return self._parts


def _kept(f: Gathered) -> dict[str, object]:
    return {
        "counts": [f.pupils, f.within, f.both, f.bad_cells],
        "told": f.told.tolist(),
        "patterns": f.patterns.tolist(),
        "by": {d: {v: row.tolist() for v, row in rows.items()} for d, rows in f.by.items()},
        "classes": f.classes.to_dict(as_series=False),
        "points": [[p.potential, p.achievement, p.pattern] for p in f.points],
        "lines": [[line.pupil, [[d.isoformat(), s, v] for d, s, v in line.results]] for line in f.lines],
        "bad": [[b.row, b.column, b.value, b.diagnostic.code, b.diagnostic.location.column, dict(b.diagnostic.values)] for b in f.bad],
    }


def _note(path: Path, value: object) -> None:
    """Write a note whole or not at all."""
    draft = path.with_name(f"{path.name}.draft")
    draft.write_text(json.dumps(value, default=str), encoding="utf-8")
    draft.replace(path)


def _read(path: Path) -> dict[str, object] | None:
    """Read a note; one that a machine without power left unfinished is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
