"""One screening from table to files, part by part: what is done is kept, so that it can be taken up where it was stopped."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.inference.conclusions import Inference
from engine.interchange.files import written
from engine.interchange.thrift import Struct
from engine.loading.folders import real_path
from engine.model.screening import CONCLUSIONS, BadCell, OwnLine, Point, Screening
from engine.model.text import Language
from engine.screening.behind import Behind
from engine.screening.case_files import CaseFolder
from engine.screening.delivering import join, write_part
from engine.screening.going_through import PART, Looked, gathered, going_through, standard_error, standard_error_of_change
from engine.screening.intake import MADE_UP, Intake
from engine.screening.listing import kept_apart, listing, truths_in_order
from engine.screening.regression import Sums
from engine.screening.summing_up import BAD, Gathered, tally_of
from engine.screening.tables import Table

__all__ = ["Run", "run"]

LISTED = 500  # pupils to look at that are told one by one on a page or screen
Questions = Callable[[Looked], tuple[NDArray[np.uint32], Sequence[str]]]


@dataclass(slots=True)
class Run:
    """What is asked of one screening; each pupil to look at goes to `cases`, where these are wanted."""

    table: Table
    intake: Intake
    inference: Inference
    day: date
    language: Language
    questions: Questions
    notes: tuple[Diagnostic, ...] = ()
    cases: CaseFolder | None = None
    told: Callable[[int, int], None] = lambda done, of: None  # noqa: ARG005 - nobody listens
    size: int = PART
    found: Gathered = field(default_factory=Gathered)
    listed: list[dict[str, object]] = field(default_factory=list)
    sums: Sums = field(default_factory=Sums)
    footers: dict[Path, Struct] = field(default_factory=dict)


def run(asked: Run, targets: Sequence[Path] = ()) -> Screening:
    """Go through a table, write its list to each target, and give what it comes to; raises `KnowledgeError` when it has no rows."""
    forms = sorted({_form(t) for t in targets})
    made_up = MADE_UP in asked.table.header
    total = asked.table.rows()
    size = asked.size
    file = str(asked.table.path)
    if not total:
        raise KnowledgeError([fault("table.no_rows", Location(file))])
    for row, cells in asked.table.ragged[:BAD]:
        about = fault("table.ragged", Location(file, row), found=cells, wanted=len(asked.table.header))
        asked.found.bad.append(BadCell(row, "", "", about))
    asked.found.bad_cells += len(asked.table.ragged)
    with _workplace(asked, targets, total, size) as (folder, done), Behind() as behind:
        asked.sums = _sums(folder) or gathered(asked.intake, asked.size) if total > size else Sums()
        _note(folder, "sums.json", asdict(asked.sums))
        parts = _Parts(folder, forms, total, size)
        for number, looked in enumerate(_looked(asked, done, total, size), done):
            if total <= size:
                asked.sums.add(looked.pupils.potential, looked.pupils.achievement)
            behind.do(_deliver, asked, looked, asked.questions(looked), parts, number)
        behind.wait()
        for target in targets:
            with written(target) as draft:
                join(sorted(folder.glob(f"[0-9]*.{_form(target)}")), draft, _form(target), asked.found.bad, asked.language, asked.footers)
    return _screening(asked, made_up=made_up)


@dataclass(frozen=True, slots=True)
class _Parts:
    """Where the parts of a table go, in which forms, how many rows there are in all and in a part."""

    folder: Path
    forms: Sequence[str]
    total: int
    size: int


def _deliver(asked: Run, looked: Looked, questions: tuple[NDArray[np.uint32], Sequence[str]], parts: _Parts, number: int) -> None:
    """Write one part, count it, and keep how far we are."""
    knowledge = asked.inference.base.knowledge
    frame = listing(looked, *questions, asked.language, tuple(knowledge.layers), made_up=MADE_UP in asked.table.header)
    truths = truths_in_order(looked.concluded, kept_apart(knowledge))
    for form in parts.forms:
        path = parts.folder / f"{number:06}.{form}"
        footer = write_part(frame, truths, path, form)
        if footer:
            asked.footers[path] = footer
    asked.found.add(looked)
    names = _list(asked, looked, frame)
    if parts.total > parts.size:
        _note(parts.folder, f"names.{number:06}.json", names)
        _note(parts.folder, "done.json", {"parts": number + 1, **_kept(asked)})
    asked.told(min(parts.total, (number + 1) * parts.size), parts.total)


def _form(target: Path) -> str:
    return target.suffix.lower().removeprefix(".")


def _looked(asked: Run, done: int, total: int, size: int) -> Iterator[Looked]:
    sums = asked.sums if total > size else None
    return going_through(asked.intake, asked.inference, sums, size=size, skipped=done)


def _list(asked: Run, looked: Looked, frame: pl.DataFrame) -> list[str]:
    """Keep rows of the pupils to look at, as far as there is room, and cases where these are wanted; gives what these are called."""
    flagged = np.flatnonzero(looked.conclusion >= CONCLUSIONS.index("hunch"))
    room = LISTED - len(asked.listed)
    if room > 0:
        asked.listed += frame[flagged[:room].tolist()].to_dicts()
    if not asked.cases:
        return []
    return [asked.cases.keep(looked.case(pupil, looked.pupils.names[pupil])) for pupil in flagged.tolist()]


def _screening(asked: Run, *, made_up: bool) -> Screening:
    found, knowledge, mapping = asked.found, asked.inference.base.knowledge, asked.intake.mapping
    return Screening(
        file=asked.table.path.name,
        day=asked.day,
        rules=f"{knowledge.name} {knowledge.version} ({knowledge.digest.removeprefix('sha256:')[:6]})",
        overall=tally_of(found.patterns),
        told=found.conclusions(),
        within_error=found.within,
        both=asked.sums.pupils,
        line=asked.sums.line(),
        reliability=mapping.reliability,
        error=standard_error(mapping.reliability),
        change_error=standard_error_of_change(mapping.reliability),
        parameters={
            p: knowledge.parameters[p].value
            for p in ("gifted_percentile", "group_mean_percentile", "difference_sd", "regression_residual_sd")
        },
        tallies=found.tallies(),
        points=tuple(found.points),
        lines=tuple(found.lines),
        bad=tuple(found.bad),
        bad_cells=found.bad_cells,
        notes=asked.notes,
        listed=tuple(asked.listed),
        made_up=made_up,
        schools_of={group: tuple(sorted(schools)) for group, schools in sorted(found.schools_of.items())},
    )


# --- taking up what was stopped ---


@contextmanager
def _workplace(asked: Run, targets: Sequence[Path], total: int, size: int) -> Iterator[tuple[Path, int]]:
    """Give a folder for the parts, and how many are there already; it stays behind only when a long run is stopped."""
    if total <= size or not targets:
        with tempfile.TemporaryDirectory(prefix="wegwijzer-", dir=targets[0].parent if targets else None) as name:
            yield Path(name), 0
        return
    folder = targets[0].with_name(f"{targets[0].name}.partial")
    known = {"of": _fingerprint(asked, targets, size)}
    if os.path.lexists(folder) and not _is_ours(folder):
        raise KnowledgeError([fault("table.partial", Location(str(folder)))])
    if not folder.is_dir() or _read(folder, "asked.json") != known:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        _note(folder, "asked.json", known)
    done = _taken_up(asked, folder)
    yield folder, done
    shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Tell whether a folder is one in which we kept the parts of a list: nobody else's, and nothing else."""
    if folder.is_symlink() or not folder.is_dir() or (hasattr(os, "getuid") and folder.stat().st_uid != os.getuid()):
        return False
    return (folder / "asked.json").is_file() or not any(folder.iterdir())


def _fingerprint(asked: Run, targets: Sequence[Path], size: int) -> str:
    stat = asked.table.path.stat()
    told = (
        str(real_path(asked.table.path)),
        stat.st_size,
        stat.st_mtime_ns,
        asked.table.sheet,
        asked.table.header,
        repr(asked.intake.mapping),
        asked.inference.base.knowledge.digest,
        asked.day,
        asked.language,
        size,
        sorted(map(str, targets)),
        asked.cases and str(real_path(asked.cases.folder)),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()


def _note(folder: Path, name: str, value: object) -> None:
    """Write a note whole or not at all."""
    draft = folder / f"{name}.draft"
    draft.write_text(json.dumps(value, default=str), encoding="utf-8")
    draft.replace(folder / name)


def _read(folder: Path, name: str) -> dict[str, object] | None:
    path = folder / name
    found = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    return found if isinstance(found, dict) else None


def _sums(folder: Path) -> Sums | None:
    found = _read(folder, "sums.json")
    return Sums(**found) if found else None  # type: ignore[arg-type]


def _kept(asked: Run) -> dict[str, object]:
    f = asked.found
    return {
        "counts": [f.pupils, f.within, f.both, f.bad_cells],
        "told": f.told.tolist(),
        "patterns": f.patterns.tolist(),
        "by": {d: {v: row.tolist() for v, row in rows.items()} for d, rows in f.by.items()},
        "schools_of": {group: sorted(schools) for group, schools in f.schools_of.items()},
        "points": [[p.potential, p.achievement, p.pattern] for p in f.points],
        "lines": [[line.pupil, [[d.isoformat(), s, v] for d, s, v in line.results]] for line in f.lines],
        "bad": [[b.row, b.column, b.value, b.diagnostic.code, b.diagnostic.location.column, dict(b.diagnostic.values)] for b in f.bad],
        "listed": asked.listed,
    }


def _taken_up(asked: Run, folder: Path) -> int:
    """Take up the counts of an earlier run of the same; gives how many parts it had done."""
    found = _read(folder, "done.json")
    if not found:
        return 0
    kept, f = dict(found), asked.found
    f.pupils, f.within, f.both, f.bad_cells = kept["counts"]  # type: ignore[misc]
    f.told, f.patterns = np.array(kept["told"], np.int64), np.array(kept["patterns"], np.int64)
    f.by = {d: {v: np.array(row, np.int64) for v, row in rows.items()} for d, rows in kept["by"].items()}  # type: ignore[attr-defined]
    f.schools_of = {group: set(schools) for group, schools in kept["schools_of"].items()}  # type: ignore[attr-defined]
    f.points = [Point(*p) for p in kept["points"]]  # type: ignore[attr-defined]
    f.lines = [OwnLine(p, tuple((date.fromisoformat(d), s, v) for d, s, v in results)) for p, results in kept["lines"]]  # type: ignore[attr-defined]
    file = str(asked.table.path)
    f.bad = [BadCell(r, c, v, Diagnostic(code, Location(file, r, at), values)) for r, c, v, code, at, values in kept["bad"]]  # type: ignore[attr-defined]
    asked.listed = list(kept["listed"])  # type: ignore[call-overload]
    done: int = int(kept["parts"])  # type: ignore[call-overload]
    if asked.cases:
        for number in range(done):
            asked.cases.given(json.loads((folder / f"names.{number:06}.json").read_text(encoding="utf-8")))
    return done
