"""What a form writes into `school.yaml`: the same as who writes it by hand, and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from engine.authoring.local_changes import (
    with_about,
    with_closed,
    with_number,
    with_provisions,
    with_region,
    with_replaced,
    without_change,
    without_closed,
)
from engine.diagnostics import KnowledgeError
from engine.loading.document import read_text
from engine.model.local import Reason

TEXT = "# Onze school\nschool: De Linde\n\n# provisions:\n#   provision.plus_group: true\n"
WHY = Reason("Zo werken wij.", "directie", "2026-08-01")


def said(text: str) -> Any:
    return read_text(text, "school.yaml").value


def test_a_number_is_written_with_what_it_was_and_why() -> None:
    text = with_number(TEXT, "evaluation_weeks", 8, 6, WHY)
    assert said(text)["parameters"]["evaluation_weeks"] == {
        "value": 8,
        "was": 6,
        "why": "Zo werken wij.",
        "approved_by": "directie",
        "valid_from": "2026-08-01",
    }
    assert text.startswith(TEXT)


def test_a_number_that_is_there_changes_where_it_stands() -> None:
    text = with_number(TEXT, "evaluation_weeks", 8, 6, Reason("eerst"))
    again = with_number(text, "evaluation_weeks", 10, 6, Reason("later"))
    assert again == text.replace("value: 8", "value: 10").replace("why: eerst", "why: later")


def test_a_number_with_two_dates_is_left_to_people() -> None:
    text = TEXT + "parameters:\n  evaluation_weeks:\n    - {value: 8, was: 6, why: x, valid_until: 2026-07-31}\n"
    with pytest.raises(KnowledgeError):
        with_number(text, "evaluation_weeks", 9, 6, WHY)


def test_a_role_is_replaced_and_taken_back() -> None:
    one = with_replaced(TEXT, "safety_net.intake.role", "mentor", "ib", Reason("De mentor kent de leerling."))
    two = with_replaced(one, "safety_net.reentry.role", "teacher", "ib", Reason("De leraar ziet de leerling elke dag."))
    assert [each["with"] for each in said(two)["changes"]] == ["mentor", "teacher"]
    three = with_replaced(two, "safety_net.intake.role", "teacher", "ib", Reason("Toch de leraar."))
    assert said(three)["changes"][0] == {"replaces": "safety_net.intake.role", "with": "teacher", "was": "ib", "why": "Toch de leraar."}
    assert said(without_change(without_change(three, "safety_net.intake.role"), "safety_net.reentry.role")) == said(TEXT)


def test_what_the_school_has_is_said_denied_and_left_open() -> None:
    text = with_provisions(TEXT, {"provision.plus_group": True, "provision.plus_school": False, "provision.plus_class": None})
    assert said(text)["provisions"] == {"provision.plus_group": True, "provision.plus_school": False}
    assert with_provisions(text, {"provision.plus_group": True}) == text
    assert said(with_provisions(text, {"provision.plus_group": None}))["provisions"] == {"provision.plus_school": False}


def test_days_off_come_and_go() -> None:
    text = with_closed(
        with_closed(with_region(TEXT, "noord"), "2026-10-12", "2026-10-13", "studiedagen"), "2026-12-05", "2026-12-05", "Sint"
    )
    assert said(text)["region"] == "noord"
    assert [each["name"] for each in said(text)["calendar"]["closed"]] == ["studiedagen", "Sint"]
    assert [each["name"] for each in said(without_closed(text, 0))["calendar"]["closed"]] == ["Sint"]
    assert without_closed(text, 7) == text
    assert "calendar" not in said(without_closed(without_closed(text, 1), 0))
    assert "region" not in said(with_region(text, None))


def test_version_and_approver_are_told() -> None:
    assert said(with_about(TEXT, version="2026-1", approved_by="MR 12 maart")) == {
        "school": "De Linde",
        "version": "2026-1",
        "approved_by": "MR 12 maart",
    }


@pytest.mark.parametrize("reason", [Reason(""), Reason("x", valid_from="morgen"), Reason("x", valid_from="2026-02-30")])
def test_a_change_without_a_reason_or_on_no_day_is_refused(reason: Reason) -> None:
    with pytest.raises(KnowledgeError):
        with_number(TEXT, "evaluation_weeks", 8, 6, reason)


@pytest.mark.parametrize(
    ("first", "last", "name"), [("x", "2026-01-01", "vrij"), ("2026-01-01", "2026-13-01", "vrij"), ("2026-01-01", "2026-01-01", "")]
)
def test_days_off_are_days_and_have_a_name(first: str, last: str, name: str) -> None:
    with pytest.raises(KnowledgeError):
        with_closed(TEXT, first, last, name)
