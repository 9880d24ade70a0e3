"""One thing changed in a YAML text: it says what was asked, and everything else stays to the letter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.authoring.amending import added, dropped, put
from engine.diagnostics import KnowledgeError
from engine.loading.document import read_text

SCHOOL = """\
# Wat onze school anders doet.
school: De Regenboog   # zo heten we
version: "1"

# Getallen
parameters:
  evaluation_weeks:
    value: 8     # rapportperiodes
    was: 6
    why: Onze rapportperiodes duren acht weken.
  # nog een
  find_school_weeks: {value: 4, was: 6, why: sneller}

changes:
  - replaces: safety_net.intake.role
    with: mentor
    was: ib
    why: De mentor kent de leerling.
"""


def said(text: str) -> Any:
    return read_text(text, "school.yaml").value


def test_a_number_is_replaced_and_the_remark_beside_it_stays() -> None:
    assert put(SCHOOL, "x", ("parameters", "evaluation_weeks", "value"), 10) == SCHOOL.replace("value: 8     #", "value: 10     #")


def test_a_new_number_comes_after_the_last_one() -> None:
    text = put(SCHOOL, "x", ("parameters", "step_weeks"), {"value": 3, "was": 2, "why": "Zo gaat het: beter."})
    assert "sneller}\n  step_weeks:\n    value: 3\n    was: 2\n" in text
    assert said(text)["parameters"]["step_weeks"]["why"] == "Zo gaat het: beter."
    assert text.replace('  step_weeks:\n    value: 3\n    was: 2\n    why: "Zo gaat het: beter."\n', "") == SCHOOL


def test_a_part_that_is_not_there_comes_at_the_end() -> None:
    text = put(SCHOOL, "x", ("provisions", "provision.plus_group"), True)  # noqa: FBT003 - a value of a file
    assert text == SCHOOL + "\nprovisions:\n  provision.plus_group: true\n"


def test_what_is_said_of_the_whole_file_comes_at_its_head() -> None:
    text = put(SCHOOL, "x", ("approved_by",), "MR 12 maart")
    assert text == SCHOOL.replace('version: "1"\n', 'version: "1"\napproved_by: "MR 12 maart"\n')


def test_a_key_goes_into_braces() -> None:
    text = put(SCHOOL, "x", ("parameters", "find_school_weeks", "approved_by"), "directie")
    assert "{value: 4, was: 6, why: sneller, approved_by: directie}" in text


def test_an_empty_part_is_filled() -> None:
    assert put("school: X\nprovisions:\n", "x", ("provisions", "a"), 1) == "school: X\nprovisions:\n  a: 1\n"
    assert said(put("a: {}\n", "x", ("a", "b"), 1)) == {"a": {"b": 1}}


def test_a_file_with_remarks_alone_is_begun() -> None:
    assert put("# niets\n", "x", ("a", "b"), 1) == "# niets\n\na:\n  b: 1\n"
    assert put("", "x", ("a",), 1) == "a: 1\n"


def test_an_entry_is_added_to_a_list() -> None:
    entry = {"replaces": "safety_net.intake.with", "with": ["pupil", "parent"], "was": ["pupil"], "why": "Ouders horen erbij, altijd."}
    text = added(SCHOOL, "x", ("changes",), entry)
    assert said(text)["changes"][1] == entry
    assert text.startswith(SCHOOL)


def test_an_entry_is_added_to_a_list_in_brackets_and_to_none_at_all() -> None:
    assert added("a: [1, 2]  # ja\n", "x", ("a",), 3) == "a: [1, 2, 3]  # ja\n"
    day = {"from": "2026-10-12", "to": "2026-10-12", "name": "studiedag"}
    text = added("school: X\n", "x", ("calendar", "closed"), day)
    assert text == "school: X\n\ncalendar:\n  closed:\n    - {from: 2026-10-12, to: 2026-10-12, name: studiedag}\n"


def test_what_is_dropped_takes_its_lines_along_and_nothing_else() -> None:
    text = dropped(SCHOOL, "x", ("parameters", "evaluation_weeks"))
    assert said(text)["parameters"] == {"find_school_weeks": {"value": 4, "was": 6, "why": "sneller"}}
    assert "# nog een" in text


def test_what_would_be_left_empty_goes_too() -> None:
    text = dropped(SCHOOL, "x", ("changes", 0))
    assert "changes" not in said(text)
    assert text.endswith("why: sneller}\n\n")


def test_windows_line_ends_stay() -> None:
    text = put(SCHOOL.replace("\n", "\r\n"), "x", ("provisions", "provision.plus_group"), False)  # noqa: FBT003 - a value of a file
    assert "\n" not in text.replace("\r\n", "")


@pytest.mark.parametrize("text", ["a: [", "a: 1\na: 2\n", "\tx: 1\n"])
def test_a_text_that_cannot_be_read_is_told_and_not_touched(text: str) -> None:
    with pytest.raises(KnowledgeError) as told:
        put(text, "school.yaml", ("b",), 1)
    assert told.value.diagnostics[0].location.line


def test_where_nothing_can_be_put_it_is_said() -> None:
    with pytest.raises(KnowledgeError) as told:
        put("a: [1, 2]\n", "school.yaml", ("a", "b"), 1)
    assert told.value.diagnostics[0].code == "draft.unfit"


VALUES = st.one_of(
    st.booleans(),
    st.integers(-1000, 1000),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=30),
    st.sampled_from(["true", "null", "1", "2026-01-01", "- x", "a: b", "#x", "", " ", "no", "é", "[", "{", "'", '"', "a\nb", "1e5", "~"]),
)


@given(
    value=VALUES, key=st.sampled_from(["evaluation_weeks", "find_school_weeks", "new_one"]), part=st.sampled_from(["why", "approved_by"])
)
def test_whatever_is_put_is_read_back_and_all_else_stays(value: Any, key: str, part: str) -> None:
    text = put(SCHOOL, "x", ("parameters", key, part), value)
    wanted = said(SCHOOL)
    wanted["parameters"].setdefault(key, {})[part] = value
    assert said(text) == wanted
    assert [line for line in text.splitlines() if "#" in line and "why" not in line and part not in line] == [
        line for line in SCHOOL.splitlines() if "#" in line
    ]
