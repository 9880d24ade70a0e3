"""The rules as people work on them: a draft is tried and nothing is in force until it is saved."""

from __future__ import annotations

import gc
import shutil
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from engine.authoring.local_changes import with_number
from engine.diagnostics import KnowledgeError, Location, fault, inside
from engine.loading.library import digest_of, knowledge_files
from engine.model.accounts import Account, Grant
from engine.model.case import Case
from engine.model.local import Reason
from engine.model.trial import Effects
from engine.model.version import text_digest
from engine.service import Wegwijzer, checking_apart, open_wegwijzer, remembering, start_school
from engine.service.rule_desk import RuleDesk
from engine.service.trying import Trials

BEA = Account("bea", "bea", ("policy_maker", "ib"))
SCHOOL = "school.yaml"
VIGNETTE = """\
title: Wie niet meer komt, heeft binnen een week een intake.
case: intake-op-tijd
as_of: 2026-03-09
facts:
  absence.full: true
  absence.since: 2026-03-02
expect:
  next_steps: [{protocol: safety_net, node: intake, role: ib, due: 2026-03-16}]
"""


@pytest.fixture
def desk(tmp_path: Path, linde: Path) -> RuleDesk:
    shutil.copytree(linde, tmp_path / "school")
    return RuleDesk(tmp_path / "school")


def change_term(desk: RuleDesk, weeks: float = 3) -> None:
    seen = text_digest(desk.draft().texts[SCHOOL])
    was = open_wegwijzer(None).base.knowledge.parameters["safety_net_intake_weeks"].value
    desk.change_school(lambda text: with_number(text, "safety_net_intake_weeks", weeks, was, Reason("Wij zijn met weinigen.")), seen, "bea")


def tried(trials: Trials, before: Wegwijzer, folder: Path, own: list[Case]) -> Effects:
    effects = trials.effects(before, folder, lambda: own, BEA)
    while not effects.is_done:
        time.sleep(0.1)
        effects = trials.effects(before, folder, lambda: own, BEA)
    return effects


def test_a_school_begins_with_a_name(tmp_path: Path) -> None:
    desk = RuleDesk(tmp_path / "school")
    assert not desk.is_begun
    with pytest.raises(KnowledgeError) as told:
        desk.begin(" ", None)
    assert told.value.diagnostics[0].text("nl") == "een school heeft een naam nodig; vul die in"
    assert not desk.is_begun
    desk.begin("De Linde", "zuid")
    assert (tmp_path / "school" / SCHOOL).is_file()
    with pytest.raises(KnowledgeError):
        desk.begin("De Eik", None)


def test_a_folder_with_whole_rules_of_its_own_is_not_begun_in(tmp_path: Path) -> None:
    (tmp_path / "rules").mkdir()
    with pytest.raises(KnowledgeError):
        RuleDesk(tmp_path).begin("De Linde", None)
    assert [path.name for path in tmp_path.iterdir()] == ["rules"]


def test_a_draft_is_in_force_only_when_it_is_saved(desk: RuleDesk) -> None:
    change_term(desk)
    assert open_wegwijzer(desk.root).base.knowledge.parameters["safety_net_intake_weeks"].value == 2
    version = desk.save(name="2026-1", why="Kleine school", approved_by="directie", seen=desk.draft().digest, who="bea")
    knowledge = open_wegwijzer(desk.root).base.knowledge
    assert knowledge.parameters["safety_net_intake_weeks"].value == 3
    assert (knowledge.local[0].version, knowledge.local[0].approved_by) == ("2026-1", "directie")
    assert (version.number, desk.draft().is_open) == (2, False)


def test_a_draft_that_is_tried_has_the_digest_that_it_will_have_in_force(desk: RuleDesk) -> None:
    change_term(desk)
    folder = desk.trial(desk.draft().texts)
    trial = digest_of(knowledge_files(folder))
    (desk.root / SCHOOL).write_text(desk.draft().texts[SCHOOL], encoding="utf-8")
    assert digest_of(knowledge_files(desk.root)) == trial


def test_going_back_makes_a_draft_that_is_saved_like_any_other(desk: RuleDesk) -> None:
    first = desk.draft().texts
    change_term(desk)
    desk.save(name="2", why="x", approved_by="y", seen=desk.draft().digest, who="bea")
    desk.go_back(1, "bea")
    assert desk.draft().texts == first
    desk.save(name="3", why="toch niet", approved_by="y", seen=desk.draft().digest, who="bea")
    assert open_wegwijzer(desk.root).base.knowledge.parameters["safety_net_intake_weeks"].value == 2
    assert [v.number for v in desk.versions()] == [1, 2, 3]


@pytest.mark.parametrize(("why", "approved_by"), [("", "directie"), ("reden", " ")])
def test_without_reason_or_approver_nothing_is_kept(desk: RuleDesk, why: str, approved_by: str) -> None:
    change_term(desk)
    with pytest.raises(KnowledgeError):
        desk.save(name="2", why=why, approved_by=approved_by, seen=desk.draft().digest, who="bea")
    assert desk.versions() == ()


def test_what_nobody_looked_at_is_not_saved(desk: RuleDesk) -> None:
    change_term(desk)
    seen = desk.draft().digest
    change_term(desk, 4)
    with pytest.raises(KnowledgeError) as told:
        desk.save(name="2", why="x", approved_by="y", seen=seen, who="ans")
    assert told.value.diagnostics[0].code == "draft.changed"
    assert told.value.diagnostics[0].text("en").startswith("`the draft` was changed (bea) since you opened it")


def test_what_was_changed_in_force_beneath_the_draft_is_not_saved_over(desk: RuleDesk) -> None:
    change_term(desk)
    (desk.root / SCHOOL).write_text("school: De Beuk\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as told:
        desk.save(name="2", why="x", approved_by="y", seen=desk.draft().digest, who="bea")
    assert told.value.diagnostics[0].line("en").startswith("school.yaml: `school.yaml` was changed outside the draft after it came into it")
    assert desk.versions() == ()


@pytest.mark.parametrize("name", ["../uit.yaml", "rules/../../uit.yaml", ".wegwijzer/x.yaml"])
def test_nothing_is_laid_outside_the_folder_where_it_is_tried(desk: RuleDesk, name: str) -> None:
    with pytest.raises(KnowledgeError):
        desk.trial({**desk.draft().texts, name: "a: 1\n"})
    assert [path for path in desk.root.parent.rglob("*.yaml") if path.name in ("uit.yaml", "x.yaml")] == []
    assert list((desk.root / ".wegwijzer" / "trials").iterdir()) == []


def test_checks_that_take_too_long_are_told(desk: RuleDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGWIJZER_CACHE", "off")  # else what was found before is told
    monkeypatch.setattr(checking_apart, "_LONG", 0.001)
    with pytest.raises(KnowledgeError) as told:
        Trials().findings(desk.root)
    assert told.value.diagnostics[0].code == "draft.unchecked_long"


def test_rules_that_cannot_be_used_are_not_saved_and_the_fault_has_its_place(desk: RuleDesk) -> None:
    text = desk.draft().texts[SCHOOL]
    desk.put(SCHOOL, text + "\nparameters:\n  evaluation_week: {value: 8, why: x}\n", text_digest(text), "bea")
    with pytest.raises(KnowledgeError) as told:
        desk.save(name="2", why="x", approved_by="y", seen=desk.draft().digest, who="bea")
    fault = told.value.diagnostics[0]
    assert fault.code == "draft.unsound"
    assert (fault.location.file, fault.location.line) == (SCHOOL, len(text.splitlines()) + 3)
    assert desk.versions() == ()


def test_faults_of_what_is_tried_name_files_as_people_know_them(desk: RuleDesk) -> None:
    folder = desk.trial({**desk.draft().texts, "rules/alerts.yaml": "alerts: [\n"})
    with pytest.raises(KnowledgeError) as told:
        open_wegwijzer(folder)
    assert inside(folder, told.value.diagnostics)[0].location.file == "rules/alerts.yaml"


def test_what_stands_on_a_board_does_so_in_a_trial_too(tmp_path: Path) -> None:
    start_school(tmp_path / "bestuur", "Stichting Kleur", None)
    board = tmp_path / "bestuur" / SCHOOL
    board.write_text(board.read_text(encoding="utf-8") + "\nparameters:\n  step_weeks: {value: 9, was: 2, why: x}\n", encoding="utf-8")
    start_school(tmp_path / "linde", "De Linde", None, tmp_path / "bestuur")
    desk = RuleDesk(tmp_path / "linde")
    knowledge = open_wegwijzer(desk.trial(desk.draft().texts)).base.knowledge
    assert knowledge.parameters["step_weeks"].value == 9
    assert [layer.school for layer in knowledge.local] == ["Stichting Kleur", "De Linde"]


def test_a_rule_of_its_own_is_begun_in_the_draft(desk: RuleDesk) -> None:
    name = desk.start_rule("alert", "alert.ouders_wachten", "bea")
    draft = desk.draft()
    assert name == "rules/alerts.yaml"
    assert [each for each in draft.names if draft.state(each) == "new"] == [name, "vignettes/alert-ouders-wachten.yaml"]
    assert not (desk.root / name).exists()
    open_wegwijzer(desk.trial(draft.texts))


def test_what_a_draft_would_do_is_told_for_vignettes_and_cases(
    desk: RuleDesk, monkeypatch: pytest.MonkeyPatch, wegwijzer: Wegwijzer
) -> None:
    """Only with the school's own vignettes: all of the base are tried in the same way, and take long."""
    seen = text_digest(None)
    desk.put("vignettes/intake-op-tijd.yaml", VIGNETTE, seen, "bea")
    desk.save(name="2", why="een vignet", approved_by="directie", seen=desk.draft().digest, who="bea")
    change_term(desk)
    folder = desk.trial(desk.draft().texts)
    monkeypatch.setattr("engine.service.trying.vignettes_of", lambda both: both[0].vignettes(folder / "vignettes"))
    own = [wegwijzer.load(Path(__file__).parents[2] / "examples" / "thuis.yaml")]
    trials, before = Trials(), open_wegwijzer(desk.root)
    effects = tried(trials, before, folder, own)
    assert effects.fault == ""
    assert [each.case for each in effects.red] == ["intake-op-tijd"]
    assert effects.red[0].told[0][0].key == "next_steps"
    assert (effects.tried, effects.total, effects.still, effects.greened) == (3, 3, 0, 0)
    assert effects.revision is not None
    assert {each.case.id for each in effects.revision.touched} >= {"intake-op-tijd"}
    assert [a.id for a in trials.amendments(before, folder)] == ["safety_net_intake_weeks", "safety_net.intake"]


@pytest.mark.parametrize("line", ["stands_on: ../bestuur", "stands_on: /etc", 'stands_on: "../.."'])
def test_only_who_runs_it_says_what_the_school_stands_on(desk: RuleDesk, line: str) -> None:
    text = desk.draft().texts[SCHOOL] + line + "\n"
    for attempt in (lambda: desk.put(SCHOOL, text, text_digest(desk.draft().texts[SCHOOL]), "bea"), lambda: desk.texts_with(SCHOOL, text)):
        with pytest.raises(KnowledgeError) as told:
            attempt()
        assert told.value.diagnostics[0].code == "draft.ground"
    RuleDesk(desk.root, anywhere=True).put(SCHOOL, text, text_digest(desk.draft().texts[SCHOOL]), "bea")


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch, desk: RuleDesk) -> None:
    """Let the vignettes be those of the school: those that ship are tried in the same way, and take long."""
    monkeypatch.setattr("engine.service.trying.vignettes_of", lambda both: both[0].vignettes(desk.root / "vignettes"))


@pytest.mark.usefixtures("few")
def test_what_cannot_be_read_of_the_pupils_is_raised_and_the_next_time_it_is_tried(desk: RuleDesk) -> None:
    change_term(desk)
    trials, before, folder = Trials(), open_wegwijzer(desk.root), desk.trial(desk.draft().texts)

    def busy() -> list[Case]:
        raise KnowledgeError([fault("store.busy", Location())])

    with pytest.raises(KnowledgeError):
        trials.effects(before, folder, busy, BEA)
    assert tried(trials, before, folder, []).fault == ""


@pytest.mark.usefixtures("few")
def test_when_a_right_is_taken_or_given_the_pupils_are_asked_for_anew(desk: RuleDesk, wegwijzer: Wegwijzer) -> None:
    change_term(desk)
    trials, before, folder = Trials(), open_wegwijzer(desk.root), desk.trial(desk.draft().texts)
    own = [wegwijzer.load(Path(__file__).parents[2] / "examples" / "thuis.yaml")]
    vignettes = tried(trials, before, folder, own).total - 1
    fewer = replace(BEA, grants=(Grant("x"),))
    assert trials.effects(before, folder, list, fewer).revision is None
    while not (effects := trials.effects(before, folder, list, fewer)).is_done:
        time.sleep(0.1)
    assert effects.revision is not None
    assert (effects.revision.tried["own"], effects.total) == (0, vignettes)


@pytest.mark.usefixtures("few")
def test_what_was_found_about_pupils_is_nowhere_after_a_while(
    desk: RuleDesk, wegwijzer: Wegwijzer, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_term(desk)
    monkeypatch.setattr(remembering, "SECONDS", 3.0)
    trials, before, folder = Trials(), open_wegwijzer(desk.root), desk.trial(desk.draft().texts)
    own = wegwijzer.load(Path(__file__).parents[2] / "examples" / "thuis.yaml")
    alone = sys.getrefcount(own.observations)
    tried(trials, before, folder, [own])
    assert sys.getrefcount(own.observations) > alone
    for _ in range(300):
        gc.collect()
        if sys.getrefcount(own.observations) == alone:
            return
        time.sleep(0.1)
    pytest.fail("somebody still holds what a pupil said")
