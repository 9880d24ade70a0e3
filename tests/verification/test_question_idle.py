"""question.idle: a question that decides nothing."""

from __future__ import annotations

from tests.verification.conftest import Checked
from tests.verification.kit import alert, codes, fact, facts, finding, lines, table

LATE = {"rules/more.yaml": facts(fact("pupil.late"))}
INPUTS = ("pupil.tired", "pupil.late")


def test_an_answer_after_which_the_same_comes_out_is_found_at_the_fact(checked: Checked) -> None:
    rows = (("true, true", "a"), ("true, false", "a"), ('false, "-"', "b"))
    assert lines(checked(LATE | table("U", *rows, inputs=INPUTS))) == [
        "rules/more.yaml:2:3: whatever is answered on `pupil.late`, it makes no difference; use the answer or do not ask"
    ]


def test_one_answer_that_makes_a_difference_is_enough(checked: Checked) -> None:
    rows = (("true, true", "a"), ("true, false", "c"), ('false, "-"', "b"))
    assert checked(LATE | table("U", *rows, inputs=INPUTS)).is_sound


def test_a_part_of_a_condition_that_makes_no_difference_is_no_use(checked: Checked) -> None:
    assert codes(checked(LATE | finding("{any: [pupil.tired, {all: [pupil.tired, pupil.late]}]}"))) == ["question.idle", "rule.idle_part"]


def test_who_said_it_and_whether_it_is_known_may_be_all_that_counts(checked: Checked) -> None:
    assert checked(LATE | finding('said_by(pupil.late, "teacher")')).is_sound
    assert "question.idle" not in codes(checked(LATE | alert("pupil.late = null")))
