"""Test scores of several days and subjects: which count now, and how each pupil's own line runs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from statistics import NormalDist, fmean

import numpy as np
from numpy.typing import NDArray

from engine.inference.scores import z_of_percentile
from engine.model.interval import BANDS
from engine.screening.cells import each_value
from engine.screening.columns import Column, coded, coded_numbers, latest, numbers_of
from engine.screening.kinds import kinds

__all__ = ["Taken", "change_in_a_year", "error_free_weeks", "results_now", "z_scores"]

Numbers = NDArray[np.float64]
YEAR, SOONEST, LATEST = 365.25, 180, 550  # days: a change is measured over something like a year
ERROR_FREE = 95.0  # per cent correct that counts as hardly an error
_UNIT = NormalDist()


@dataclass(frozen=True, slots=True, eq=False)
class Taken:
    """One test of one subject on one day, of all pupils: percentiles, levels or per cent correct."""

    subject: str
    day: date | None
    column: Column


def results_now(taken: Sequence[Taken]) -> Iterator[Column]:
    """Give the results as they stand: the latest of each subject counts, and of several subjects the mean of the standard scores.

    Levels of several subjects count as they are where they are the same; else the mean lies in a band, from the mean of their lower ends to
    that of their upper ends.
    """
    by_subject = _subjects(taken)
    percentiles = [latest(found) for each in by_subject.values() if (found := [t.column for t in each if _is_number(t)])]
    levels = [latest(found) for each in by_subject.values() if (found := [t.column for t in each if not _is_number(t)])]
    if percentiles:
        yield percentiles[0] if len(percentiles) == 1 else _mean_of(percentiles)
    if levels:
        yield from levels if len(levels) == 1 else _together(levels)


def z_scores(taken: Sequence[Taken]) -> dict[str, Numbers]:
    """Give the latest standard score of each subject, NaN where it is not known exactly."""
    return {
        subject: each_value(latest(found), z_of_percentile)
        for subject, each in _subjects(taken).items()
        if (found := [t.column for t in each if _is_number(t)])
    }


def change_in_a_year(taken: Sequence[Taken]) -> tuple[Numbers, Numbers] | None:
    """Give how far the latest result lies from that of about a year before, in SD a year, as the mean over subjects, and of how many.

    None where no two tests of a subject lie between half a year and one and a half years apart.
    """
    changes = [found for each in _subjects(taken).values() if (found := _change(each)) is not None]
    if not changes:
        return None
    known = np.sum([~np.isnan(c) for c in changes], axis=0)
    total = np.nansum(changes, axis=0)
    return np.where(known > 0, total / np.maximum(known, 1), np.nan), known.astype(float)


def error_free_weeks(taken: Sequence[Taken]) -> Numbers | None:
    """Give for how many weeks all tests up to the last were made with hardly an error; None without dated tests."""
    dated = sorted((t for t in taken if t.day), key=lambda t: t.day or date.min)
    if not dated:
        return None
    pupils = len(dated[0].column.codes)
    first, last = np.full(pupils, np.nan), np.full(pupils, np.nan)
    for each in dated:
        correct, day = numbers_of(each.column), float((each.day or date.min).toordinal())
        fine, seen = correct >= ERROR_FREE, ~np.isnan(correct)
        first = np.where(seen, np.where(fine, np.where(np.isnan(first), day, first), np.nan), first)
        last = np.where(seen, day, last)
    return np.where(np.isnan(last), np.nan, np.where(np.isnan(first), 0.0, (last - first) / 7))


def _subjects(taken: Sequence[Taken]) -> dict[str, list[Taken]]:
    """Group tests by subject, the oldest first; one without a day is older than all others."""
    out: dict[str, list[Taken]] = {}
    for each in sorted(taken, key=lambda t: t.day or date.min):
        out.setdefault(each.subject, []).append(each)
    return out


def _is_number(taken: Taken) -> bool:
    return not taken.column.fact.endswith(".level")


def _mean_of(percentiles: Sequence[Column]) -> Column:
    z = np.array([each_value(column, z_of_percentile) for column in percentiles])
    known = np.sum(~np.isnan(z), axis=0)
    mean = np.where(known > 0, np.nansum(z, axis=0) / np.maximum(known, 1), np.nan)
    distinct, places = np.unique(mean, return_inverse=True)
    share = np.array([np.nan if np.isnan(x) else 100 * _UNIT.cdf(x) for x in distinct.tolist()], float)
    return coded_numbers(percentiles[0].fact, share[places])


def _together(levels: Sequence[Column]) -> Iterator[Column]:
    """Give the level of those whose subjects are all at one, and of the others the band in which the mean of what is known lies."""
    pupils = len(levels[0].codes)
    kind, first = kinds(((column.codes, len(column.values) + 1) for column in levels), pupils)
    said = [[str(v) for column in levels if (v := column.value(int(pupil))) is not None] for pupil in first.tolist()]
    stem = levels[0].fact.removesuffix(".level")
    same = coded(f"{stem}.level", [each[0] if len({*each}) == 1 else None for each in said])
    apart = coded(f"{stem}.band", [_mean_band(each) if len({*each}) > 1 else None for each in said])
    yield from (replace(column, codes=column.codes[kind]) for column in (same, apart))


def _mean_band(levels: Sequence[str]) -> str:
    """Give the band in which the mean of some levels lies, its bounds rounded away from one another to whole percentiles."""
    bands = [BANDS[level] for level in levels]
    low, high = (fmean(z_of_percentile(end) for end in ends) for ends in ([b.low for b in bands], [b.high for b in bands]))
    return f"{math.floor(100 * _UNIT.cdf(low))}-{math.ceil(100 * _UNIT.cdf(high))}"


def _change(taken: Sequence[Taken]) -> Numbers | None:
    dated = [t for t in taken if t.day and _is_number(t)]
    gaps = [
        (i, j, gap)
        for j in range(len(dated))
        for i in range(j)
        if SOONEST <= (gap := ((dated[j].day or date.min) - (dated[i].day or date.min)).days) <= LATEST
    ]
    if not gaps:
        return None
    z = np.array([each_value(t.column, z_of_percentile) for t in dated])
    known = ~np.isnan(z)
    last = np.where(known.any(axis=0), len(dated) - 1 - np.argmax(known[::-1], axis=0), -1)
    change = np.full(z.shape[1], np.nan)
    for i, j, gap in sorted(gaps, key=lambda g: -abs(g[2] - YEAR)):  # the pair that is nearest to a year is written last
        here = (last == j) & known[i]
        change = np.where(here, (z[j] - z[i]) / (gap / YEAR), change)
    return change
