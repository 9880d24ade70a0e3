"""A school's own folder: what `init` and `new` write is sound as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.authoring.starting import school_name
from engine.diagnostics import KnowledgeError
from engine.service import Wegwijzer, check_folder, open_wegwijzer, publish_schemas, start_rule, start_school
from tests.authoring.conftest import STARTS


def test_a_new_folder_with_a_start_of_every_kind_passes_check(school: Path) -> None:
    assert check_folder(school).findings == ()


def test_a_new_folder_with_a_start_of_every_kind_passes_test(at_school: Wegwijzer) -> None:
    results = at_school.test()
    assert [r.file for r in results if r.mismatches] == []
    assert len(results) == 1 + len(STARTS)


def test_the_vignette_of_a_start_needs_that_start(at_school: Wegwijzer, wegwijzer: Wegwijzer) -> None:
    """Else it would say nothing of it: on the base alone its expectation is a name that does not exist."""
    for result in at_school.test()[:-1]:
        if "komt-niet-meer" not in result.file:
            with pytest.raises(KnowledgeError):
                wegwijzer.load(Path(result.file))


def test_every_example_in_comments_is_sound_when_its_hash_is_taken_away(tmp_path: Path) -> None:
    start_school(tmp_path / "school")
    path = tmp_path / "school" / "school.yaml"
    text = path.read_text(encoding="utf-8")
    examples = re.sub(r"^# (?=[ a-z_.]+:|  +- |    )", "", text, flags=re.MULTILINE)
    assert examples.count("\n#") < text.count("\n#") - 15
    path.write_text(examples, encoding="utf-8")
    knowledge = open_wegwijzer(tmp_path / "school").base.knowledge
    assert (knowledge.warnings, knowledge.parameters["evaluation_weeks"].value, len(knowledge.provisions)) == ((), 8, 5)
    assert knowledge.calendar.breaks


def test_a_folder_can_stand_on_that_of_a_board(tmp_path: Path) -> None:
    start_school(tmp_path / "board", "Het bestuur")
    start_school(tmp_path / "schools" / "de-regenboog", stands_on=tmp_path / "board")
    layers = open_wegwijzer(tmp_path / "schools" / "de-regenboog").base.knowledge.local
    assert [layer.school for layer in layers] == ["Het bestuur", "De Regenboog"]


def test_nothing_is_overwritten_and_nothing_is_half_made(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("van mij", encoding="utf-8")
    with pytest.raises(KnowledgeError):
        start_school(tmp_path)
    assert [(p.name, p.read_text(encoding="utf-8")) for p in tmp_path.iterdir()] == [("README.md", "van mij")]


@pytest.mark.parametrize(
    ("folder", "name"), [("de-regenboog", "De Regenboog"), ("obs_het_anker", "Obs Het Anker"), ("school", "School"), ("-", "-")]
)
def test_the_name_of_a_school_is_made_of_that_of_its_folder(folder: str, name: str) -> None:
    assert school_name(folder) == name


@pytest.mark.parametrize(
    ("kind", "id_", "code"),
    [
        ("finding", "te_druk", "new.id"),
        ("finding", "signal.Te-Druk", "new.id"),
        ("rule", "zomaar", "new.id"),
        ("hypothesis", "signal.te_druk", "new.id"),
        ("finding", "signal.dropout", "new.exists"),
        ("protocol", "safety_net", "new.exists"),
    ],
)
def test_an_id_that_will_not_do_is_refused(school: Path, kind: str, id_: str, code: str) -> None:
    with pytest.raises(KnowledgeError) as problem:
        start_rule(school, kind, id_)  # type: ignore[arg-type]  # kinds
    assert [d.code for d in problem.value.diagnostics] == [code]


def test_a_second_start_goes_below_the_first_in_its_file(tmp_path: Path) -> None:
    start_school(tmp_path / "s")
    start_rule(tmp_path / "s", "rule", "signal.een")
    path = tmp_path / "s" / "rules" / "findings.yaml"
    first = path.read_text(encoding="utf-8") + "\n  # een opmerking\n"
    path.write_text(first, encoding="utf-8")
    start_rule(tmp_path / "s", "rule", "form.twee")
    assert path.read_text(encoding="utf-8").startswith(first.rstrip())
    assert {"signal.een", "form.twee"} <= set(open_wegwijzer(tmp_path / "s").base.knowledge.findings)


def test_a_file_that_cannot_be_added_to_stays_as_it_is(tmp_path: Path) -> None:
    start_school(tmp_path / "s")
    (tmp_path / "s" / "rules").mkdir()
    path = tmp_path / "s" / "rules" / "roles.yaml"
    path.write_text("roles: {coach: {label: {nl: a, en: b}, basis: {kind: local, why: {nl: a, en: b}}}}\n", encoding="utf-8")
    own = tmp_path / "s" / "rules" / "findings.yaml"
    own.write_text(
        "findings: {signal.x: {label: {nl: a, en: b}, when: absence.any, basis: {kind: local, why: {nl: a, en: b}}}}\n", encoding="utf-8"
    )
    before = own.read_text(encoding="utf-8")
    with pytest.raises(KnowledgeError) as problem:
        start_rule(tmp_path / "s", "finding", "signal.y")
    assert problem.value.diagnostics[0].code == "new.unfit"
    assert own.read_text(encoding="utf-8") == before
    assert not (tmp_path / "s" / "vignettes" / "signal-y.yaml").exists()


def test_a_rule_needs_a_school_to_be_of(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as problem:
        start_rule(tmp_path, "finding", "signal.x")
    assert problem.value.diagnostics[0].code == "new.no_school"


def test_schemas_need_a_school_to_be_of(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError) as problem:
        publish_schemas(tmp_path)
    assert problem.value.diagnostics[0].code == "new.no_school"
