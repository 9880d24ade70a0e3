"""What columns probably tell of, by their names: proposals for a person, never more."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from engine.screening.proposing import likely_days, proposals, propose
from engine.service import Wegwijzer

TODAY = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("column", "subject", "scale"),
    [
        ("BL M7 perc.", "begrijpend lezen", "own"),
        ("RW E6 st.sc.", "rekenen", "standard"),
        ("Spelling M8 percentiel", "spelling", "own"),
        ("TV M5 T-score", "taalverzorging", "standard"),
        ("Begr. lezen M6", "begrijpend lezen", "own"),
    ],
)
def test_short_names_of_subjects_and_scales_are_known(wegwijzer: Wegwijzer, column: str, subject: str, scale: str) -> None:
    knowledge = wegwijzer.base.knowledge
    assert proposals(column, knowledge)[0] == "achievement.percentile"
    use = propose(column, knowledge.facts["achievement.percentile"], pl.Series([50, 60]), TODAY)
    assert (use.subject, use.scale, use.date) == (subject, scale, None)


def test_a_skill_score_is_no_score_that_can_be_compared(wegwijzer: Wegwijzer) -> None:
    assert proposals("Vaardigheid", wegwijzer.base.knowledge) == []
    assert proposals("Cito LVS RW M6 – VS", wegwijzer.base.knowledge) == []


def test_a_column_of_levels_stays_one_though_some_cells_are_wrong(wegwijzer: Wegwijzer) -> None:
    fact = wegwijzer.base.knowledge.facts["achievement.percentile"]
    use = propose("Cito LVS RW M6 – niveau", fact, pl.Series(["I", "III", "V", "VI", "?", "n.v.t.", ""]), TODAY)
    assert (use.subject, use.scale) == ("rekenen", "level")


def test_of_moments_the_last_was_the_last_time_and_the_others_as_long_before() -> None:
    assert likely_days(["BL M7", "BL E6", "BL M6", "BL B7", "naam"], TODAY) == {
        "BL M7": date(2025, 2, 1),
        "BL E6": date(2024, 6, 15),
        "BL M6": date(2024, 2, 1),
        "BL B7": date(2024, 10, 1),
    }
    assert likely_days(["BL B8", "BL M7"], TODAY) == {"BL B8": date(2025, 10, 1), "BL M7": date(2025, 2, 1)}
    assert likely_days(["naam"], TODAY) == {}
