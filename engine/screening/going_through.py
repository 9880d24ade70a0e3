"""A table gone through part by part: facts, the group's line, conclusions, and what is said of each pupil."""

from __future__ import annotations

import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.inference.conclusions import Inference
from engine.model.case import Case
from engine.model.mapping import Reliability
from engine.model.screening import CONCLUSIONS, FALSE, METHODS, NOMINATION
from engine.screening.columns import Columns, coded_numbers, numbers_of
from engine.screening.concluding import Concluded, Screener
from engine.screening.intake import Intake, Pupils
from engine.screening.regression import Sums, residual

__all__ = [
    "CERTAIN",
    "PART",
    "TRENDS",
    "Ahead",
    "Looked",
    "going_through",
    "gone_ahead",
    "look",
    "standard_error",
    "standard_error_of_change",
]

PART = 1 << 17  # pupils that are read, concluded and written at a time
CERTAIN = 1.96  # standard errors at either side hold 95 %
TRENDS = ("signal.decline", "signal.error_free")
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Looked:
    """What was found of the pupils of one part: places in `STATUS`, in `CONCLUSIONS`, and the figures behind them (NaN: unknown)."""

    pupils: Pupils
    columns: Columns
    concluded: Concluded
    pattern: NDArray[np.uint8]
    conclusion: NDArray[np.uint8]
    trends: NDArray[np.uint8]
    difference: Numbers
    within: NDArray[np.bool_]
    slipped: NDArray[np.bool_]
    residual: Numbers

    def case(self, pupil: int, name: str) -> Case:
        """Give one pupil as a case."""
        return self.columns.case(pupil, name)


def standard_error(reliability: Reliability) -> float:
    """Give the standard error of the difference of two scores, in SD: each adds what is not reliable in it."""
    return math.sqrt((1 - reliability.potential) + (1 - reliability.achievement))


def standard_error_of_change(reliability: Reliability) -> float:
    """Give the standard error of the change between two tests of one subject, in SD."""
    return math.sqrt(2 * (1 - reliability.achievement))


@dataclass(frozen=True, slots=True)
class Ahead:
    """What must be known of a whole table before its first part: what the group's line is fitted on, and who is in it more than once.

    The latter is None where a pupil has more than one row anyway.
    """

    sums: Sums
    often: pl.Series | None


def gone_ahead(intake: Intake, size: int = PART, sums: Sums | None = None) -> Ahead:
    """Read the scores alone (unless the `sums` are known from before), and meanwhile the names alone."""
    with ThreadPoolExecutor(1, "names") as beside:
        often = beside.submit(intake.more_than_once, size)
        return Ahead(sums or _gathered(intake, size), often.result())


def going_through(
    intake: Intake, inference: Inference, ahead: Ahead | None = None, *, size: int = PART, skipped: int = 0
) -> Iterator[Looked]:
    """Go through a table, from after some parts of it on where what is `ahead` is known; a table that fits in one part is read once."""
    reliability, screener = intake.mapping.reliability, Screener(inference, intake.as_of)
    parts = intake.parts(size, skipped=skipped)
    first, second = next(parts, None), next(parts, None)
    if first is None:
        return
    if ahead is None and second is None:
        read = intake.read(first)
        yield look(read, screener, _of_one(read), reliability)
        return
    ahead = ahead or gone_ahead(intake, size)
    for part in chain((first,), () if second is None else (second,), parts):
        yield look(intake.read(part, ahead.often), screener, ahead.sums, reliability)


def _of_one(read: Pupils) -> Sums:
    sums = Sums()
    sums.add(read.potential, read.achievement)
    return sums


def _gathered(intake: Intake, size: int) -> Sums:
    """Read the scores alone, and give what the group's line is fitted on."""
    scores, sums = intake.of_scores(), Sums()
    for part in scores.parts(size, sorted(scores.mapping.columns)):
        sums.add(*scores.scores(part))
    return sums


def look(pupils: Pupils, screener: Screener, sums: Sums, reliability: Reliability) -> Looked:
    """Conclude on the pupils of one part."""
    columns, line = pupils.columns, sums.line()
    error, trend_error = standard_error(reliability), standard_error_of_change(reliability)
    beyond = np.full(columns.pupils, np.nan)
    if line is not None and "achievement.residual_sd" not in columns.by_fact:
        beyond = residual(line, pupils.potential, pupils.achievement)
        beyond = np.round(beyond, 4)  # more is not known of anybody, and so many values can be counted
        added = coded_numbers("achievement.residual_sd", np.clip(beyond, -6, 6))
        columns = replace(columns, by_fact={**columns.by_fact, added.fact: added})
    concluded = screener.conclude(columns)
    statuses = [*(concluded.statuses(method) for method in METHODS[:NOMINATION]), _named(concluded, columns)]
    pattern = (statuses[0] | statuses[1] << 2 | statuses[2] << 4 | statuses[3] << 6).astype(np.uint8)
    trends = sum((concluded.statuses(t) & 1) << i for i, t in enumerate(TRENDS))
    assert isinstance(trends, np.ndarray)  # noqa: S101 - there are trends
    difference = pupils.potential - pupils.achievement
    return Looked(
        pupils,
        columns,
        concluded,
        pattern,
        _CONCLUDED[pattern, np.minimum(trends, 1)],
        trends.astype(np.uint8),
        difference,
        np.abs(difference) <= CERTAIN * error,
        _slipped(pupils, trend_error),
        beyond,
    )


def _slipped(pupils: Pupils, error: float) -> NDArray[np.bool_]:
    """Tell of whom results went down by no more than two tests of the same may differ; the mean of several subjects is surer."""
    column = pupils.columns.by_fact.get("achievement.change_year_sd")
    if column is None:
        return np.zeros(pupils.columns.pupils, bool)
    change = numbers_of(column)
    slipped: NDArray[np.bool_] = (change < 0) & (-change <= CERTAIN * error / np.sqrt(pupils.changed_subjects()))
    return slipped


def _named(concluded: Concluded, columns: Columns) -> NDArray[np.uint8]:
    """Give what nomination says as far as people were asked: not named by any of them is no, though others were not asked."""
    named = concluded.statuses(METHODS[NOMINATION])
    for fact, column in columns.by_fact.items():
        if fact.startswith("nomination."):
            named = np.where((named == 0) & (column.codes > 0), np.uint8(FALSE), named)
    return named


def _conclusion(pattern: int, trend: int) -> int:
    truths = [pattern >> 2 * m & 3 for m in range(len(METHODS))]
    tests = truths[:NOMINATION]
    if any(t & 1 for t in tests):
        return CONCLUSIONS.index("look")
    if trend:
        return CONCLUSIONS.index("trend")
    if truths[NOMINATION] & 1:
        return CONCLUSIONS.index("hunch")
    return CONCLUSIONS.index("open" if 0 in tests[:2] else "no")  # the line may be wanting for the whole group


_CONCLUDED: NDArray[np.uint8] = np.array([[_conclusion(p, t) for t in (0, 1)] for p in range(256)], np.uint8)
