"""On pupils who are made as theory says, the methods flag what theory says; and made pupils are never taken for real ones."""

from __future__ import annotations

import math
from pathlib import Path
from statistics import NormalDist

import numpy as np
import polars as pl
import pytest

from engine.model.mapping import TableMapping
from engine.model.screening import METHODS, Screening
from engine.screening.made_up import Population, made_up
from engine.service import Wegwijzer, make_population
from tests.real_cases import TODAY

UNIT = NormalDist()
HIGH = UNIT.inv_cdf(0.9)
PUPILS = 40_000


def _screened(wegwijzer: Wegwijzer, folder: Path, population: Population) -> Screening:
    pl.concat(made_up(population)).write_parquet(folder / "bedacht.parquet")
    return wegwijzer.screen(folder / "bedacht.parquet", TableMapping(), as_of=TODAY)


def _exact(correlation: float) -> tuple[float, float, float]:
    """Give the probabilities that difference, split and regression flag a pupil of a bivariate normal population."""
    spread = math.sqrt(1 - correlation**2)
    x = np.linspace(HIGH, 8, 20_001)
    density = np.exp(-x * x / 2) / math.sqrt(2 * math.pi)

    def below(border: list[float]) -> float:
        return float(np.trapezoid(density * np.array([UNIT.cdf(b) for b in border]), x))

    difference = below([(v - 1 - correlation * v) / spread for v in x.tolist()])
    split = below([-correlation * v / spread for v in x.tolist()])
    return difference, split, 0.1 * UNIT.cdf(-1)


@pytest.mark.parametrize("correlation", [0.2, 0.45, 0.7])
def test_flagged_shares_match_the_exact_probabilities_within_three_standard_errors(
    wegwijzer: Wegwijzer, tmp_path: Path, correlation: float
) -> None:
    population = Population(pupils=PUPILS, seed=3, correlation=correlation, missing=0, language_bias=0, dropped_out=0)
    found = _screened(wegwijzer, tmp_path, population)
    assert found.line is not None
    assert found.line.slope == pytest.approx(correlation, abs=0.02)
    for method, exact in enumerate(_exact(correlation)):
        share = found.overall.flagged(method) / PUPILS
        assert abs(share - exact) < 3 * math.sqrt(exact * (1 - exact) / PUPILS), METHODS[method]


def test_methods_flag_in_the_order_of_the_study_that_the_source_cites(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    """The simple difference finds most, then the absolute split and the regression; nomination is of least use."""
    found = _screened(wegwijzer, tmp_path, Population(pupils=PUPILS, seed=5))
    difference, split, regression = (found.overall.flagged(m) for m in range(3))
    assert difference > split > regression
    tests = found.overall.by_tests()
    found_by_people = tests - found.overall.missed(3)
    assert found_by_people / tests < min(split, regression) / tests


def test_teachers_overlook_whom_they_are_known_to_overlook(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    found = _screened(wegwijzer, tmp_path, Population(pupils=PUPILS, seed=6))
    girls, boys = (found.tallies["pupil.gender"][g] for g in ("girl", "boy"))
    assert girls.flagged(3) / girls.pupils < boys.flagged(3) / boys.pupils
    assert abs(girls.flagged(0) / girls.pupils - boys.flagged(0) / boys.pupils) < 0.01


def test_made_up_pupils_are_the_same_each_time_and_say_what_they_are(tmp_path: Path) -> None:
    for name in ("een.csv", "twee.csv"):
        make_population(tmp_path / name, pupils=50, seed=2)
    text = (tmp_path / "een.csv").read_text(encoding="utf-8")
    assert text == (tmp_path / "twee.csv").read_text(encoding="utf-8")
    assert all("bedachte leerling" in line for line in text.splitlines()[1:])


def test_what_is_found_of_made_up_pupils_says_so_too(wegwijzer: Wegwijzer, tmp_path: Path) -> None:
    make_population(tmp_path / "p.csv", pupils=60, seed=2)
    found = wegwijzer.screen(tmp_path / "p.csv", TableMapping(), as_of=TODAY, targets=[tmp_path / "lijst.csv"])
    assert found.made_up
    assert all("made up" in line for line in (tmp_path / "lijst.csv").read_text(encoding="utf-8").splitlines()[1:])
