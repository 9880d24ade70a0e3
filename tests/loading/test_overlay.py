"""A school's own changes over the base: what is replaced, what is reported, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.diagnostics import KnowledgeError
from engine.loading.collection import load_knowledge
from engine.loading.library import knowledge_files, overlay_chain
from engine.loading.overlay import effective_days
from engine.model.knowledge import Knowledge


def _overlay(folder: Path, **body: Any) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "school.yaml").write_text(yaml.safe_dump({"school": "Een school", **body}), encoding="utf-8")
    return folder


def _load(folder: Path, **body: Any) -> Knowledge:
    return load_knowledge(_overlay(folder, **body))


def test_a_parameter_gets_the_schools_value(tmp_path: Path) -> None:
    knowledge = _load(tmp_path, parameters={"evaluation_weeks": {"value": 8, "why": "rapporten"}})
    assert knowledge.parameters["evaluation_weeks"].value == 8


def test_a_task_gets_the_schools_role(tmp_path: Path) -> None:
    changes = [{"replaces": "safety_net.intake.role", "with": "care_coordinator", "why": "zo doen wij het"}]
    assert _load(tmp_path, changes=changes).protocols["safety_net"].tasks["intake"].role == "care_coordinator"


def test_a_part_of_a_rule_is_replaced_by_its_key(tmp_path: Path) -> None:
    changes = [{"replaces": "cause.fixed_mindset.label.nl", "with": "Denkt dat je het kunt of niet", "why": "onze taal"}]
    assert _load(tmp_path, changes=changes).hypotheses["cause.fixed_mindset"].label.nl == "Denkt dat je het kunt of niet"


def test_own_files_add_knowledge(tmp_path: Path) -> None:
    _overlay(tmp_path)
    (tmp_path / "rules").mkdir()
    own = {"roles": {"coach": {"label": {"nl": "coach", "en": "coach"}, "basis": {"kind": "local", "why": {"nl": "a", "en": "b"}}}}}
    (tmp_path / "rules" / "roles.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")
    assert "coach" in load_knowledge(tmp_path).roles


def test_provisions_of_the_school_are_known_in_every_case(tmp_path: Path) -> None:
    assert _load(tmp_path, provisions={"provision.in_school": False}).provisions == {"provision.in_school": False}


def test_a_change_of_what_does_not_exist_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    changes = [{"replaces": "safety_net.intak.role", "with": "ib", "why": "x"}]
    with pytest.raises(KnowledgeError) as problem:
        _load(tmp_path, changes=changes)
    assert [d.code for d in problem.value.diagnostics] == ["overlay.unknown"]
    assert "safety_net.intake.role" in problem.value.diagnostics[0].text("nl")


def test_a_wrong_value_is_reported_at_the_schools_own_line(tmp_path: Path) -> None:
    changes = [{"replaces": "safety_net.intake.role", "with": "nobody", "why": "x"}]
    with pytest.raises(KnowledgeError) as problem:
        _load(tmp_path, changes=changes)
    assert problem.value.diagnostics[0].location.file.endswith("school.yaml")


def test_a_base_that_changed_beneath_a_change_is_reported_and_not_merged_silently(tmp_path: Path) -> None:
    knowledge = _load(tmp_path, parameters={"evaluation_weeks": {"value": 8, "was": 5, "why": "rapporten"}})
    assert [d.code for d in knowledge.warnings] == ["overlay.base_changed"]
    assert knowledge.parameters["evaluation_weeks"].value == 8


def test_a_change_before_its_day_does_not_count(tmp_path: Path) -> None:
    _overlay(tmp_path, parameters={"evaluation_weeks": {"value": 8, "why": "x", "valid_from": "2026-08-01"}})
    assert load_knowledge(tmp_path, date(2026, 7, 31)).parameters["evaluation_weeks"].value == 6
    assert load_knowledge(tmp_path, date(2026, 8, 1)).parameters["evaluation_weeks"].value == 8
    assert effective_days(tmp_path) == [date(2026, 8, 1)]


def test_layers_stack_and_the_school_has_the_last_word(tmp_path: Path) -> None:
    _overlay(tmp_path / "board", parameters={"evaluation_weeks": {"value": 7, "why": "x"}, "table_size_max": {"value": 5, "why": "x"}})
    school = _overlay(tmp_path / "school", stands_on="../board", parameters={"evaluation_weeks": {"value": 8, "why": "x"}})
    knowledge = load_knowledge(school)
    assert (knowledge.parameters["evaluation_weeks"].value, knowledge.parameters["table_size_max"].value) == (8, 5)
    assert [p.name for p in overlay_chain(school)] == ["board", "school"]


def test_overlays_that_stand_on_each_other_do_not_loop(tmp_path: Path) -> None:
    _overlay(tmp_path / "a", stands_on="../b")
    _overlay(tmp_path / "b", stands_on="../a")
    assert len(overlay_chain(tmp_path / "a")) == 2


def test_the_digest_covers_base_and_overlay(tmp_path: Path) -> None:
    _overlay(tmp_path)
    names = [name for name, _ in knowledge_files(tmp_path)]
    assert "rules/parameters.yaml" in names
    assert any(name.endswith("school.yaml") for name in names)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"parameters": {"evaluation_weeks": {"value": 8}}}, "shape.required"),
        ({"parameters": {"evaluation_weeks": {"value": 8, "why": "x", "valid_from": "2026-02-30"}}}, "shape.date"),
        ({"provisions": {"provision.moon": True}}, "case.unknown_fact"),
        ({"regio": "noord"}, "shape.unknown_key"),
        ({"calendar": {"closed": [{"from": "2026-13-01", "to": "2026-01-02", "name": "x"}]}}, "shape.date"),
    ],
)
def test_a_fault_in_the_overlay_is_named(tmp_path: Path, body: dict[str, Any], code: str) -> None:
    with pytest.raises(KnowledgeError) as problem:
        _load(tmp_path, **body)
    assert code in [d.code for d in problem.value.diagnostics]
