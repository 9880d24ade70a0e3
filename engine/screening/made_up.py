"""A made population, to practise on and to measure with; every row says that it is made up.

What is put in is what is known of real pupils, simplified: potential and results go together but far from wholly; results of one pupil
keep to a line that bends down for some; teachers go by the results of today and overlook some groups; tests that lean on language
underrate who speaks another one; figures are missing, most of those who dropped out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import polars as pl
from numpy.typing import NDArray

from engine.screening.intake import MADE_UP

__all__ = ["Population", "made_up"]

Numbers = NDArray[np.float64]
_UNIT = NormalDist()
CLASS, PART = 25, 100_000


@dataclass(frozen=True, slots=True)
class Population:
    """How pupils are made. Correlations are between standard scores; shares go from 0 to 1; biases are in SD.

    `correlation` of measured potential and results: 0.45. Studies of tests and marks mostly find 0.4 to 0.6; from about 0.5 on the
    regression method flags more pupils than the absolute split, below that fewer, as in the comparison that the source cites.
    `year_to_year` is how results of a year go with those of the year before; of the `sliding` share they fall besides.
    `language_bias` is what a test that leans on language takes off for those who speak another one at home. `overlooked` is by how
    much less teachers see it in girls, other home languages and low means.
    """

    pupils: int = 500
    seed: int = 1
    schools: int = 1
    correlation: float = 0.45
    year_to_year: float = 0.92
    sliding: float = 0.08
    missing: float = 0.10
    language_bias: float = 0.30
    overlooked: float = 0.35
    nominated: float = 0.06
    dropped_out: float = 0.01


def made_up(population: Population) -> Iterator[pl.DataFrame]:
    """Make pupils, part by part; the same population gives the same pupils everywhere."""
    for start in range(0, population.pupils, PART):
        lot = np.random.default_rng([population.seed, start])
        yield _part(population, lot, start, min(PART, population.pupils - start))


def _part(p: Population, lot: np.random.Generator, start: int, n: int) -> pl.DataFrame:
    chance: Callable[[float], NDArray[np.bool_]] = lambda share: lot.random(n) < share  # noqa: E731 - one line, used below
    girl, language, ses = chance(0.5), chance(0.2), chance(0.15)
    migration = np.where(language, chance(0.8), chance(0.12))
    potential = lot.standard_normal(n)
    results = p.correlation * potential + np.sqrt(1 - p.correlation**2) * lot.standard_normal(n)
    before = p.year_to_year * results + np.sqrt(1 - p.year_to_year**2) * lot.standard_normal(n)
    slid = chance(p.sliding)
    change = np.where(slid, results - before - 0.6, results - before)
    measured = potential - p.language_bias * language
    gone = chance(p.dropped_out) | (chance(3 * p.dropped_out) & (potential - results > 1))
    place = np.arange(start, start + n)
    school = place * p.schools // p.pupils + 1
    return pl.DataFrame(
        {
            "pupil": [f"bedacht-{i + 1:07}" for i in place.tolist()],
            MADE_UP: pl.repeat("bedachte leerling / made-up pupil", n, eager=True),
            "school": [f"school-{i:02}" for i in school.tolist()],
            "group": [f"{3 + i // CLASS % 6}{'ab'[i // CLASS // 6 % 2]}" for i in place.tolist()],
            "pupil.gender": pl.Series(np.where(girl, "girl", "boy")),
            "pupil.other_home_language": language,
            "pupil.migration_background": migration,
            "pupil.low_ses": ses,
            "potential.percentile": _known(_percentile(measured), ~chance(p.missing)),
            "potential.basis": pl.repeat("ability_test", n, eager=True),
            "achievement.percentile": _known(_percentile(results), ~(chance(p.missing / 2) | gone & chance(0.7))),
            "achievement.change_year_sd": _known(np.round(change, 2), ~chance(p.missing)),
            "achievement.standardised": np.ones(n, bool),
            "nomination.teacher": _nominated(p, lot, potential, results, girl.astype(float) + language.astype(float) + ses.astype(float)),
            "absence.full": gone,
        }
    )


def _nominated(p: Population, lot: np.random.Generator, potential: Numbers, results: Numbers, overlooked: Numbers) -> NDArray[np.bool_]:
    """Nominate as teachers do: mostly by the results of today, a little by what is behind them, and some groups less."""
    seen = 0.45 * results + 0.25 * (potential - results) + 0.8 * lot.standard_normal(len(results)) - p.overlooked * overlooked
    named: NDArray[np.bool_] = seen > _UNIT.inv_cdf(1 - p.nominated) * 0.9
    return named


def _percentile(z: Numbers) -> Numbers:
    """Give percentiles with two decimals, counted out on a fine grid of the normal curve."""
    grid = np.linspace(-5, 5, 20_001)
    curve = np.array([_UNIT.cdf(x) for x in grid.tolist()])
    percentiles: Numbers = np.round(100 * np.interp(z, grid, curve), 2)
    return percentiles


def _known(numbers: Numbers, known: NDArray[np.bool_]) -> pl.Series:
    return pl.Series(np.where(known, numbers, np.nan)).fill_nan(None)
