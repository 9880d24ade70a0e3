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
from engine.model.knowledge import Knowledge


def _overlay(folder: Path, **body: Any) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "school.yaml").write_text(yaml.safe_dump({"school": "Een school", **body}), encoding="utf-8")
    return folder


def _load(folder: Path, **body: Any) -> Knowledge:
    return load_knowledge(_overlay(folder, **body))


LOCAL = {"kind": "local", "why": {"nl": "zo doen wij het", "en": "our own way"}}


def _own(folder: Path, name: str, body: dict[str, Any]) -> Path:
    (folder / "rules").mkdir()
    (folder / "rules" / name).write_text(yaml.safe_dump(body, sort_keys=False), encoding="utf-8")
    return folder


def _own_role(folder: Path) -> Path:
    return _own(folder, "roles.yaml", {"roles": {"coach": {"label": {"nl": "coach", "en": "coach"}, "basis": LOCAL}}})


def _codes(folder: Path) -> list[str]:
    with pytest.raises(KnowledgeError) as problem:
        load_knowledge(folder)
    return [d.code for d in problem.value.diagnostics]


def test_a_parameter_gets_the_schools_value(tmp_path: Path) -> None:
    knowledge = _load(tmp_path, parameters={"evaluation_weeks": {"value": 8, "why": "rapporten"}})
    assert knowledge.parameters["evaluation_weeks"].value == 8


def test_the_texts_follow_the_schools_value(tmp_path: Path) -> None:
    knowledge = _load(tmp_path, parameters={"safety_net_intake_weeks": {"value": 3, "why": "zo is het in onze regio afgesproken"}})
    label = knowledge.alerts["alert.intake_term"].label
    assert "binnen drie weken" in label.nl
    assert "within three weeks" in label.en


def test_a_text_that_names_an_unknown_parameter_is_refused(tmp_path: Path) -> None:
    body = {"roles": {"coach": {"label": {"nl": "coach van {param.evaluation_week}", "en": "coach"}, "basis": LOCAL}}}
    assert _codes(_own(_overlay(tmp_path), "roles.yaml", body)) == ["condition.unknown_name"]


def test_a_task_gets_the_schools_role(tmp_path: Path) -> None:
    changes = [{"replaces": "safety_net.intake.role", "with": "care_coordinator", "why": "zo doen wij het"}]
    assert _load(tmp_path, changes=changes).protocols["safety_net"].tasks["intake"].role == "care_coordinator"


def test_a_part_of_a_rule_is_replaced_by_its_key(tmp_path: Path) -> None:
    changes = [{"replaces": "cause.fixed_mindset.label.nl", "with": "Denkt dat je het kunt of niet", "why": "onze taal"}]
    assert _load(tmp_path, changes=changes).hypotheses["cause.fixed_mindset"].label.nl == "Denkt dat je het kunt of niet"


def test_own_files_add_knowledge(tmp_path: Path) -> None:
    assert "coach" in load_knowledge(_own_role(_overlay(tmp_path))).roles


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
    assert load_knowledge(tmp_path).turns == (date(2026, 8, 1),)


def test_layers_stack_and_the_school_has_the_last_word(tmp_path: Path) -> None:
    _overlay(tmp_path / "board", parameters={"evaluation_weeks": {"value": 7, "why": "x"}, "table_size_max": {"value": 5, "why": "x"}})
    school = _overlay(tmp_path / "school", stands_on="../board", parameters={"evaluation_weeks": {"value": 8, "why": "x"}})
    knowledge = load_knowledge(school)
    assert (knowledge.parameters["evaluation_weeks"].value, knowledge.parameters["table_size_max"].value) == (8, 5)
    assert [p.name for p in overlay_chain(school)] == ["board", "school"]


def test_three_layers_stack(tmp_path: Path) -> None:
    _overlay(tmp_path / "region", parameters={"table_size_max": {"value": 4, "why": "x"}})
    _overlay(tmp_path / "board", stands_on="../region", parameters={"evaluation_weeks": {"value": 7, "was": 6, "why": "x"}})
    school = _overlay(tmp_path / "school", stands_on="../board", parameters={"evaluation_weeks": {"value": 8, "was": 7, "why": "x"}})
    knowledge = load_knowledge(school)
    assert [layer.changes[0].after for layer in knowledge.local] == [4, 7, 8]
    assert [d.values["name"] for d in knowledge.warnings] == ["table_size_max.value"]  # the one that says nothing of what it was


def test_what_the_board_changes_beneath_a_school_is_reported_with_both_places(tmp_path: Path) -> None:
    _overlay(tmp_path / "board", parameters={"evaluation_weeks": {"value": 7, "was": 6, "why": "x"}})
    school = _overlay(tmp_path / "school", stands_on="../board", parameters={"evaluation_weeks": {"value": 8, "was": 6, "why": "x"}})
    (warning,) = load_knowledge(school).warnings
    assert "school" in warning.location.file
    assert warning.related is not None
    assert warning.related.file == str(tmp_path / "board" / "school.yaml")
    assert "was: 7" in warning.text("nl")


def test_overlays_that_stand_on_each_other_in_a_circle_are_refused(tmp_path: Path) -> None:
    _overlay(tmp_path / "a", stands_on="../b")
    _overlay(tmp_path / "b", stands_on="../a")
    assert _codes(tmp_path / "a") == ["overlay.cycle"]


def test_an_overlay_on_a_folder_that_is_none_is_refused(tmp_path: Path) -> None:
    assert _codes(_overlay(tmp_path / "a", stands_on="../nowhere")) == ["overlay.no_beneath"]


def test_a_board_cannot_change_what_only_the_school_has(tmp_path: Path) -> None:
    change = {"replaces": "coach.label.nl", "with": "x", "was": "coach", "why": "x"}
    _overlay(tmp_path / "board", changes=[change])
    school = _own_role(_overlay(tmp_path / "school", stands_on="../board"))
    assert _codes(school) == ["overlay.unknown"]


# --- what a change can do ---


def test_a_way_onward_is_removed_by_what_it_leads_to(tmp_path: Path) -> None:
    change = {"removes": "safety_net.intake.next.strengthen_context", "was": "strengthen_context", "why": "x"}
    task = _load(tmp_path, changes=[change]).protocols["safety_net"].tasks["intake"]
    assert [way.to for way in task.transitions] == ["temporary_place"]


def test_a_term_is_removed(tmp_path: Path) -> None:
    change = {"removes": "underachievement.evaluate.term", "why": "x"}
    assert _load(tmp_path, changes=[change]).protocols["underachievement"].tasks["evaluate"].term is None


def test_a_step_and_the_way_to_it_are_added(tmp_path: Path) -> None:
    step = {
        "type": "action",
        "role": "mentor",
        "label": {"nl": "Bel na een week", "en": "Call after a week"},
        "next": "temporary_place",
        "basis": LOCAL,
    }
    changes = [
        {"adds": "safety_net.call_home", "with": step, "why": "x"},
        {"adds": "safety_net.intake.next", "with": "call_home", "why": "x"},
    ]
    protocol = _load(tmp_path, changes=changes).protocols["safety_net"]
    assert [way.to for way in protocol.tasks["intake"].transitions] == ["temporary_place", "strengthen_context", "call_home"]
    assert protocol.tasks["call_home"].role == "mentor"


def test_what_is_already_there_cannot_be_added(tmp_path: Path) -> None:
    assert _codes(_overlay(tmp_path, changes=[{"adds": "safety_net.intake.role", "with": "mentor", "why": "x"}])) == ["overlay.exists"]


def test_a_list_is_made_longer(tmp_path: Path) -> None:
    change = {"adds": "safety_net.intake.asks", "with": ["home.unsafe"], "why": "x"}
    assert _load(tmp_path, changes=[change]).protocols["safety_net"].tasks["intake"].asks[-1] == "home.unsafe"


def test_a_whole_rule_is_replaced_and_its_digest_says_what_it_was(tmp_path: Path) -> None:
    new = {"label": {"nl": "a", "en": "b"}, "when": "tasks.error_free_weeks >= 3", "basis": LOCAL}
    change = {"replaces": "signal.error_free", "with": new, "why": "x"}
    (warning,) = _load(tmp_path, changes=[change]).warnings
    was = str(warning.values["known"]).removeprefix("was: ")
    assert was.startswith("digest:")
    knowledge = _load(tmp_path, changes=[{**change, "was": was}])
    assert knowledge.warnings == ()
    assert knowledge.findings["signal.error_free"].label.nl == "a"


def test_a_whole_protocol_is_removed_together_with_what_leads_to_it(tmp_path: Path) -> None:
    """What still points at it is named, so nothing dangles unseen."""
    assert set(_codes(_overlay(tmp_path, changes=[{"removes": "protocol:peer_group", "why": "x"}]))) == {"knowledge.unknown_reference"}


def test_a_name_of_two_things_asks_for_its_kind(tmp_path: Path) -> None:
    change = {"replaces": "peer_group.label.nl", "with": "Plusklas", "why": "x"}
    assert _codes(_overlay(tmp_path, changes=[change])) == ["overlay.ambiguous"]
    knowledge = _load(tmp_path, changes=[{**change, "replaces": "interventions:peer_group.label.nl"}])
    assert knowledge.interventions["peer_group"].label.nl == "Plusklas"
    assert knowledge.protocols["peer_group"].label.nl != "Plusklas"


def test_what_comes_after_a_removed_part_of_a_list_keeps_its_place(tmp_path: Path) -> None:
    """Else the fault of another line would be told at the line that was removed."""
    place = _load(tmp_path).hypotheses["cause.fixed_mindset"].arguments[1].when.place
    changed = _load(tmp_path, changes=[{"removes": "cause.fixed_mindset.arguments.1", "why": "x"}])
    assert changed.hypotheses["cause.fixed_mindset"].arguments[0].when.place == place


def test_an_own_layer_lies_above_the_layer_that_it_names(tmp_path: Path) -> None:
    layer = {"label": {"nl": "op de locatie", "en": "at the site"}, "above": "in_class", "criteria": [], "brings": [], "basis": LOCAL}
    _own(_overlay(tmp_path), "layers.yaml", {"layers": {"on_site": layer}})
    assert list(load_knowledge(tmp_path).layers) == ["universal", "in_class", "on_site", "in_school", "above_school"]


def test_an_own_file_cannot_take_an_id_of_the_base(tmp_path: Path) -> None:
    role = {"label": {"nl": "x", "en": "y"}, "basis": LOCAL}
    assert _codes(_own(_overlay(tmp_path), "roles.yaml", {"roles": {"mentor": role}})) == ["overlay.own_id"]


def test_the_knowledge_tells_what_was_changed_why_and_by_whom(tmp_path: Path) -> None:
    change = {"replaces": "safety_net.intake.role", "with": "mentor", "was": "ib", "why": "zo doen wij het", "approved_by": "MR"}
    _own_role(_overlay(tmp_path, changes=[change], version="2026-1", approved_by="directie"))
    (layer,) = load_knowledge(tmp_path).local
    (told,) = layer.changes
    assert (told.deed, told.before, told.after, told.why, told.approved_by) == ("replaced", "ib", "mentor", "zo doen wij het", "MR")
    assert told.beneath is not None
    assert told.beneath.file == "protocols/safety_net.yaml"
    assert (layer.school, layer.version, layer.approved_by, layer.own) == ("Een school", "2026-1", "directie", ("coach",))


# --- dates ---


def test_of_two_dated_changes_of_one_thing_the_later_counts_from_its_day(tmp_path: Path) -> None:
    entries = [
        {"value": 8, "was": 6, "why": "x", "valid_from": "2025-08-01"},
        {"value": 10, "was": 6, "why": "x", "valid_from": "2026-08-01"},
    ]
    _overlay(tmp_path, parameters={"evaluation_weeks": entries})
    days = (date(2025, 7, 31), date(2025, 8, 1), date(2026, 7, 31), date(2026, 8, 1))
    assert [load_knowledge(tmp_path, day).parameters["evaluation_weeks"].value for day in days] == [6, 8, 8, 10]


def test_a_change_ends_after_its_last_day(tmp_path: Path) -> None:
    _overlay(tmp_path, parameters={"evaluation_weeks": {"value": 8, "was": 6, "why": "x", "valid_until": "2026-07-31"}})
    assert load_knowledge(tmp_path, date(2026, 7, 31)).parameters["evaluation_weeks"].value == 8
    assert load_knowledge(tmp_path, date(2026, 8, 1)).parameters["evaluation_weeks"].value == 6
    assert load_knowledge(tmp_path).turns == (date(2026, 8, 1),)


def test_two_undated_changes_of_one_thing_are_refused(tmp_path: Path) -> None:
    changes = [{"replaces": "safety_net.intake.role", "with": role, "why": "x"} for role in ("mentor", "teacher")]
    assert _codes(_overlay(tmp_path, changes=changes)) == ["overlay.twice"]


def test_an_own_file_counts_from_its_own_day(tmp_path: Path) -> None:
    role = {"coach": {"label": {"nl": "coach", "en": "coach"}, "basis": LOCAL}}
    _own(_overlay(tmp_path), "roles.yaml", {"valid_from": "2026-08-01", "approved_by": "MR", "roles": role})
    assert "coach" not in load_knowledge(tmp_path, date(2026, 7, 31)).roles
    knowledge = load_knowledge(tmp_path, date(2026, 8, 1))
    assert "coach" in knowledge.roles
    (file,) = knowledge.local[0].files
    assert (file.ids, file.approved_by, file.since, file.until) == (("coach",), "MR", date(2026, 8, 1), None)


def test_a_whole_overlay_counts_from_its_own_day(tmp_path: Path) -> None:
    parameters = {"evaluation_weeks": {"value": 8, "was": 6, "why": "x"}}
    _own_role(_overlay(tmp_path, valid_from="2026-08-01", parameters=parameters, provisions={"provision.in_school": True}))
    before, after = load_knowledge(tmp_path, date(2026, 7, 31)), load_knowledge(tmp_path, date(2026, 8, 1))
    assert (before.parameters["evaluation_weeks"].value, "coach" in before.roles, before.provisions) == (6, False, {})
    assert (after.parameters["evaluation_weeks"].value, "coach" in after.roles) == (8, True)


def test_the_digest_does_not_depend_on_where_the_overlay_lies(tmp_path: Path) -> None:
    one, other = _load(tmp_path / "a", region="noord"), _load(tmp_path / "b", region="noord")
    assert one.digest == other.digest


def test_the_digest_covers_base_and_overlay(tmp_path: Path) -> None:
    _overlay(tmp_path)
    names = [file.name for file in knowledge_files(tmp_path)]
    assert "rules/parameters.yaml" in names
    assert any(name.endswith("school.yaml") for name in names)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"parameters": {"evaluation_weeks": {"value": 8}}}, "shape.required"),
        ({"parameters": {"evaluation_weeks": {"value": 8, "why": "x", "valid_from": "2026-02-30"}}}, "shape.date"),
        ({"provisions": {"provision.moon": True}}, "case.unknown_fact"),
        (
            {"parameters": {"evaluation_weeks": {"value": 8, "why": "x", "valid_from": "2026-08-01", "valid_until": "2026-07-01"}}},
            "overlay.backwards",
        ),
        ({"changes": [{"replaces": "safety_net.intake.role", "with": "ib"}]}, "shape.required"),
        ({"changes": [{"replaces": "safety_net.intake.role", "why": "x"}]}, "shape.required"),
        ({"changes": [{"why": "x"}]}, "shape.none_of"),
        ({"regio": "noord"}, "shape.unknown_key"),
        ({"calendar": {"closed": [{"from": "2026-13-01", "to": "2026-01-02", "name": "x"}]}}, "shape.date"),
    ],
)
def test_a_fault_in_the_overlay_is_named(tmp_path: Path, body: dict[str, Any], code: str) -> None:
    with pytest.raises(KnowledgeError) as problem:
        _load(tmp_path, **body)
    assert code in [d.code for d in problem.value.diagnostics]
