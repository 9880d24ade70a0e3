"""One screening from table to files, part by part: what is done is kept, so that it can be taken up where it was stopped."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.inference.conclusions import Inference
from engine.interchange.files import written
from engine.interchange.thrift import Struct
from engine.limits import TABLE_ROWS
from engine.loading.folders import real_path
from engine.model.screening import CONCLUSIONS, BadCell, Screening
from engine.model.text import Language
from engine.screening.behind import Behind
from engine.screening.case_files import CaseFolder
from engine.screening.delivering import join, write_part
from engine.screening.going_through import PART, Looked, going_through, gone_ahead, standard_error, standard_error_of_change
from engine.screening.intake import MADE_UP, Intake
from engine.screening.listing import kept_apart, listing, truths_in_order
from engine.screening.regression import Sums
from engine.screening.summing_up import BAD, Gathered, tally_of
from engine.screening.tables import Table
from engine.screening.taking_up import Progress, kept_workplace, passing_workplace

__all__ = ["Run", "run"]

LISTED = 500  # pupils to look at that are told one by one on a page or screen


class Questions(Protocol):
    """Who finds the next question of each pupil, and keeps what the questions of later parts rest on."""

    texts: list[str]

    def of(self, looked: Looked) -> NDArray[np.uint32]:
        """Give the places of questions in `texts`, counted from 1; 0 where there is none."""

    def kept(self) -> Mapping[str, object]:
        """Give what later parts rest on, as plain values."""

    def take_up(self, kept: Mapping[str, Any]) -> None:
        """Go on with what was `kept`."""


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
    if total > TABLE_ROWS:
        raise KnowledgeError([fault("table.rows", Location(file), limit=TABLE_ROWS)])
    for row, cells in asked.table.ragged[:BAD]:
        about = fault("table.ragged", Location(file, row), found=cells, wanted=len(asked.table.header))
        asked.found.bad.append(BadCell(row, "", "", about))
    asked.found.bad_cells += len(asked.table.ragged)
    long = total > size
    with (
        _workplace(asked, targets, long=long) as folder,
        Progress(folder, asked.found, asked.listed, kept=long and bool(targets)) as progress,
        Behind() as behind,
    ):
        done = _taken_up(asked, progress)
        ahead = gone_ahead(asked.intake, size, progress.sums()) if long else None
        if ahead:
            asked.sums = ahead.sums
            progress.keep_sums(ahead.sums)
        parts = _Parts(folder, forms, total, size, progress)
        for number, looked in enumerate(going_through(asked.intake, asked.inference, ahead, size=size, skipped=done), done):
            if not long:
                asked.sums.add(looked.pupils.potential, looked.pupils.achievement)
            behind.do(_deliver, asked, looked, parts, number)
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
    progress: Progress


def _deliver(asked: Run, looked: Looked, parts: _Parts, number: int) -> None:
    """Find the questions of one part, write it, count it, and keep how far we are."""
    knowledge = asked.inference.base.knowledge
    frame = listing(
        looked,
        asked.questions.of(looked),
        asked.questions.texts,
        asked.language,
        tuple(knowledge.layers),
        made_up=MADE_UP in asked.table.header,
    )
    truths = truths_in_order(looked.concluded, kept_apart(knowledge))
    for form in parts.forms:
        path = parts.folder / f"{number:06}.{form}"
        footer = write_part(frame, truths, path, form)
        if footer:
            asked.footers[path] = footer
    with parts.progress.counting():
        asked.found.add(looked)
        parts.progress.done(number, _list(asked, looked, frame), asked.questions.kept())
    asked.told(min(parts.total, (number + 1) * parts.size), parts.total)


def _form(target: Path) -> str:
    return target.suffix.lower().removeprefix(".")


def _taken_up(asked: Run, progress: Progress) -> int:
    """Take up what an earlier run of the same did; gives how many parts."""
    done = progress.taken_up(str(asked.table.path))
    if done:
        asked.questions.take_up(progress.questions)
    if asked.cases:
        for number in range(done):
            asked.cases.given(progress.names(number))
    return done


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
        schools_of=found.schools_of(),
    )


def _workplace(asked: Run, targets: Sequence[Path], *, long: bool) -> AbstractContextManager[Path]:
    """Give a folder for the parts; that of a long run stays when it is stopped, to be gone on with."""
    if long and targets:
        return kept_workplace(targets[0].with_name(f"{targets[0].name}.partial"), _fingerprint(asked, targets))
    return passing_workplace(targets[0].parent if targets else None)


def _fingerprint(asked: Run, targets: Sequence[Path]) -> str:
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
        asked.size,
        sorted(map(str, targets)),
        asked.cases and str(real_path(asked.cases.folder)),
    )
    return hashlib.sha256(repr(told).encode()).hexdigest()
