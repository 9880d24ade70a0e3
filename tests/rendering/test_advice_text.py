"""The advice as a page: what a reader must see beside a finding, who sees what differently, and a head that fits."""

from __future__ import annotations

from datetime import date

from engine.model.case import Case, Observation
from engine.rendering.advice_text import advice_text
from engine.service import Wegwijzer

TODAY = date(2025, 12, 1)


def page(wegwijzer: Wegwijzer, *said: Observation, name: str = "x") -> list[str]:
    """Give the lines of the page on a case."""
    case = Case(name, TODAY, said, ())
    return advice_text(wegwijzer.advise(case), wegwijzer.knowledge_for(case)).splitlines()


def test_a_finding_that_is_easily_misread_says_how_to_read_it(wegwijzer: Wegwijzer) -> None:
    lines = page(wegwijzer, Observation("achievement.norm_group", "class"))
    at = lines.index(" De resultaten zijn vergeleken met de eigen klas, niet met het hele land.")
    assert lines[at + 1].startswith("   In een sterke klas kan een goed resultaat onder het gemiddelde liggen.")


def test_what_is_seen_differently_names_both_and_what_each_says(wegwijzer: Wegwijzer) -> None:
    seen = (Observation("wellbeing.sad", value=True, by="parent", who="moeder"), Observation("wellbeing.sad", value=False, by="teacher"))
    assert " verschillend gezien: is vaak verdrietig of somber (moeder ja, leraar nee)." in page(wegwijzer, *seen)


def test_a_choice_that_is_seen_differently_is_said_in_its_words(wegwijzer: Wegwijzer) -> None:
    seen = (Observation("load.capacity", "none", "pupil"), Observation("load.capacity", "full", "ib"))
    text = " ".join(page(wegwijzer, *seen))
    assert "leerling ‘" in text
    assert "intern begeleider ‘" in text


def test_a_long_name_pushes_the_rules_to_a_line_of_their_own(wegwijzer: Wegwijzer) -> None:
    first, second, *_ = page(wegwijzer, name="een-heel-lange-naam-voor-een-leerling")
    assert first == "WEGWIJZER   een-heel-lange-naam-voor-een-leerling   1 december 2025"
    assert second.strip().startswith("regels: ")


def test_a_short_name_leaves_the_rules_beside_it(wegwijzer: Wegwijzer) -> None:
    first, *_ = page(wegwijzer, name="kort")
    assert "   regels: " in first


def test_where_there_is_an_alert_and_no_step_the_page_does_not_say_to_wait(wegwijzer: Wegwijzer) -> None:
    lines = page(wegwijzer, Observation("home.unsafe", value=True, by="pupil"))
    assert " nu geen stap uit een protocol; begin met wat hierboven staat." in lines


def test_where_something_could_help_and_there_is_no_step_the_page_says_to_choose(wegwijzer: Wegwijzer) -> None:
    lines = page(wegwijzer, Observation("skills.gaps_in_basics", value=True, by="teacher"))
    assert " nu geen stap uit een protocol; kies samen iets uit ‘Wat kan helpen’." in lines


def test_between_the_longest_role_and_its_day_there_is_room(wegwijzer: Wegwijzer) -> None:
    lines = page(wegwijzer, Observation("support.in_school", "insufficient"), Observation("support.above_school", "insufficient"))
    assert [line for line in lines if "specialist begaafdheidin" in line] == []
    assert [line for line in lines if "specialist begaafdheid  in overleg" in line]
