"""Every kind of change of the rules: said in a sentence in both languages, with both places, and tried on cases at its boundaries."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from engine.model.revision import Revision
from engine.rendering.revision_text import revision_text
from engine.rendering.revision_words import Amending
from engine.service import compare_rules
from tests.goldens import agrees

BASE = Path(__file__).resolve().parents[1] / "verification" / "base"
_SOURCE = 'source: {doc: boek, section: "1", near: een goed gesprek}'

CHANGES = {
    "number": ("rules/parameters.yaml", "low_percentile: {value: 50", "low_percentile: {value: 60"),
    "condition_wider": ("rules/findings.yaml", "[pupil.bored, pupil.early]", "[pupil.bored, pupil.early, pupil.stops]"),
    "condition_narrower": ("rules/findings.yaml", "{any: [pupil.bored, pupil.early]}", "{all: [pupil.bored, pupil.early]}"),
    "condition_other": ("rules/findings.yaml", "[pupil.bored, pupil.early]", "[pupil.bored, pupil.keen]"),
    "label": ("rules/findings.yaml", "nl: Lage resultaten", "nl: Resultaten blijven achter"),
    "alert_severity": ("rules/alerts.yaml", "severity: warning", "severity: urgent"),
    "alert_added": (
        "rules/alerts.yaml",
        "alerts:\n",
        (
            "alerts:\n  alert.keen:\n    severity: note\n    label: {nl: Heeft er zin in, en: Is keen to start}\n"
            f"    when: pupil.keen\n    {_SOURCE}\n"
        ),
    ),
    "need_layer": ("rules/needs.yaml", "layer: in_class", "layer: universal"),
    "argument_strength": ("rules/hypotheses.yaml", "supports: pupil.stops", "strong: pupil.stops"),
    "argument_added": ("rules/hypotheses.yaml", "    arguments:\n", f"    arguments:\n      - excludes: pupil.tired\n        {_SOURCE}\n"),
    "argument_removed": (
        "rules/hypotheses.yaml",
        '      - supports: pupil.early\n        source: {doc: boek, section: "1", near: wie zich verveelt}\n',
        "",
    ),
    "step_role": ("protocols/route.yaml", "talk:\n    type: enquiry\n    role: ib", "talk:\n    type: enquiry\n    role: teacher"),
    "step_term": ("protocols/route.yaml", "term: {at_most: plan_weeks}", "term: {at_most: P8W}"),
    "step_way": ("protocols/route.yaml", "{to: closed, when: plan.reached}", "{to: closed, when: not(pupil.stops)}"),
    "step_added": (
        "protocols/route.yaml",
        "    next: agreed\n",
        (
            f"    next: listen\n    {_SOURCE}\n  listen:\n    type: enquiry\n    role: ib\n    label: {{nl: Luister, en: Listen}}\n"
            "    term: {within: step_weeks}\n    next: agreed\n"
        ),
    ),
    "trigger": ("protocols/route.yaml", "trigger: signal.bored", "trigger: {any: [signal.bored, signal.low]}"),
    "question": ("rules/facts.yaml", "Hoe zijn de resultaten?", "Hoe staan de resultaten ervoor?"),
    "evidence": ("rules/interventions.yaml", "strength: practice", "strength: weak"),
    "source": ("rules/alerts.yaml", 'section: "2", near: wie moe is', 'section: "1", near: een goed gesprek'),
    "role_added": ("rules/people.yaml", "roles:\n", f"roles:\n  coach: {{label: {{nl: coach, en: the coach}}, {_SOURCE}}}\n"),
    "criterion": ("rules/layers.yaml", "- when: signal.low", "- when: {all: [signal.low, pupil.stops]}"),
}


def revised(folder: Path, name: str) -> Revision:
    """Compare the small knowledge base with a copy in which one thing was changed."""
    file, old, new = CHANGES[name]
    shutil.copytree(BASE, folder / "new")
    path = folder / "new" / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, "the change must stand at one place"
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")
    return compare_rules(BASE, folder / "new", as_of=date(2026, 11, 3))


@pytest.mark.parametrize("name", CHANGES)
def test_each_kind_of_change_is_said_and_tried(name: str, tmp_path: Path) -> None:
    revision = revised(tmp_path, name)
    english = Amending(revision.old, revision.new, "en")
    said = "\n".join(english.sentence(each) for each in revision.amendments)
    page = revision_text(revision).partition("\n")[2]  # without the digests, which any change of any rule would change
    agrees(f"diff/{name}.txt", f"{said}\n{page}")


@pytest.mark.parametrize("name", ["label", "question", "source", "role_added"])
def test_what_is_said_to_people_only_changes_no_case(name: str, tmp_path: Path) -> None:
    revision = revised(tmp_path, name)
    assert revision.amendments
    assert not revision.touched


def test_a_rule_that_moves_to_another_line_is_no_change(tmp_path: Path) -> None:
    shutil.copytree(BASE, tmp_path / "new")
    path = tmp_path / "new" / "rules" / "alerts.yaml"
    path.write_text(f"# first\n\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    assert compare_rules(BASE, tmp_path / "new").amendments == ()
