"""The report of a check on each surface: text, JSON and SARIF."""

from __future__ import annotations

import json
from typing import Any

import pytest

from engine.diagnostics import Diagnostic, Location
from engine.model.verdict import Allowed, CheckReport, CheckRule
from engine.rendering.check_print import check_json, check_text
from engine.rendering.check_sarif import SCHEMA, check_sarif

RULES = (
    CheckRule("fact.unused", "warning", "A fact that nothing uses."),
    CheckRule("alert.never", "error", "An alert that cannot hold.", "prover"),
)
UNUSED = Diagnostic("fact.unused", Location("rules/een map/facts.yaml", 3, 5), {"name": "pupil.late"}, "warning", length=10)
NEVER = Diagnostic("alert.never", Location("rules/alerts.yaml", 7, 1), {"name": "alert.idle"}, related=Location("rules/facts.yaml", 2, 3))
WHOLE = Diagnostic("file.missing", Location("rules/gone.yaml"))
KNOWLEDGE = ("basis", "1.0", "sha256:0")
REPORT = CheckReport(KNOWLEDGE, (NEVER, UNUSED, WHOLE), (Allowed(UNUSED, "it is for a study"),), RULES, ("alert.never",))
SOUND = CheckReport(KNOWLEDGE, (), (), RULES, ())


def test_text_gives_one_line_a_finding_and_what_it_comes_to() -> None:
    assert check_text(REPORT, "en").splitlines() == [
        "rules/alerts.yaml:7:1: the alert `alert.idle` cannot hold in any case; widen its condition [alert.never]",
        (
            "rules/een map/facts.yaml:3:5: no rule, step, form or intervention does anything with the fact `pupil.late`; "
            "use it or remove it [fact.unused]"
        ),
        "rules/gone.yaml: this file or folder does not exist; check its name and place [file.missing]",
        "Explained in: docs/checks/alert.never.md, docs/checks/fact.unused.md",
        "3 found, 1 allowed with a reason; 1 check skipped, they need the prover (`pip install wegwijzer[verify]`)",
    ]


def test_text_of_a_sound_base_is_one_line() -> None:
    assert check_text(SOUND) == "0 gevonden, 0 toegestaan met een reden\n"


def test_text_says_when_no_check_could_run() -> None:
    unread = CheckReport(KNOWLEDGE, (WHOLE,), (), RULES, tuple(r.code for r in RULES))
    assert check_text(unread, "nl").endswith("2 controles overgeslagen, herstel eerst deze fouten\n")


@pytest.mark.parametrize(
    ("skipped", "why"),
    [
        (("citation.lost",), "daarvoor zijn de bronnen (--sources) nodig"),
        (("citation.lost", "rule.never"), "daarvoor zijn de bronnen (--sources) en de bewijzer (`pip install wegwijzer[verify]`) nodig"),
        (("rule.never",), "daarvoor is de bewijzer (`pip install wegwijzer[verify]`) nodig"),
    ],
)
def test_text_says_what_the_skipped_checks_need(skipped: tuple[str, ...], why: str) -> None:
    rules = (*RULES, CheckRule("citation.lost", "error", "A citation.", "sources"), CheckRule("rule.never", "error", "A rule.", "prover"))
    assert check_text(CheckReport(KNOWLEDGE, (), (), rules, skipped)).endswith(f"{why}\n")


def test_json_says_all_of_it() -> None:
    shown = json.loads(check_json(REPORT, "en"))
    assert shown["format"] == "wegwijzer/check/1"
    assert shown["sound"] is False
    assert [(f["code"], f["file"], f["line"], f["column"]) for f in shown["findings"]] == [
        ("alert.never", "rules/alerts.yaml", 7, 1),
        ("fact.unused", "rules/een map/facts.yaml", 3, 5),
        ("file.missing", "rules/gone.yaml", 0, 0),
    ]
    assert [(a["code"], a["because"]) for a in shown["allowed"]] == [("fact.unused", "it is for a study")]
    assert (shown["checks"], shown["skipped"]) == (["fact.unused"], ["alert.never"])


@pytest.fixture
def run() -> dict[str, Any]:
    """Give the one run of the SARIF log."""
    log: dict[str, Any] = json.loads(check_sarif(REPORT, "en"))
    assert (log["$schema"], log["version"]) == (SCHEMA, "2.1.0")
    (only,) = log["runs"]
    assert isinstance(only, dict)
    return only


def test_sarif_names_the_tool_and_its_rules(run: dict[str, Any]) -> None:
    driver = run["tool"]["driver"]
    assert driver["name"] == "wegwijzer"
    assert [r["id"] for r in driver["rules"]] == ["fact.unused", "alert.never"]
    for rule in driver["rules"]:
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        assert rule["shortDescription"]["text"].endswith(".")
        assert rule["help"]["text"]


def test_every_result_of_sarif_has_a_message_a_level_and_a_place(run: dict[str, Any]) -> None:
    assert len(run["results"]) == 4
    for result in run["results"]:
        assert result["message"]["text"]
        assert result["level"] in ("none", "note", "warning", "error")
        (location,) = result["locations"]
        uri = location["physicalLocation"]["artifactLocation"]["uri"]
        assert " " not in uri
        assert not uri.startswith("/")


def test_a_region_of_sarif_counts_from_one_and_ends_after_what_is_meant(run: dict[str, Any]) -> None:
    regions = [r["locations"][0]["physicalLocation"].get("region") for r in run["results"]]
    assert regions == [
        {"startLine": 7, "startColumn": 1, "endColumn": 2},
        {"startLine": 3, "startColumn": 5, "endColumn": 15},
        None,
        {"startLine": 3, "startColumn": 5, "endColumn": 15},
    ]


def test_a_result_of_sarif_points_at_its_rule_by_number(run: dict[str, Any]) -> None:
    rules = run["tool"]["driver"]["rules"]
    pointed = [(r["ruleId"], rules[r["ruleIndex"]]["id"]) for r in run["results"] if "ruleIndex" in r]
    assert pointed == [("alert.never", "alert.never"), ("fact.unused", "fact.unused"), ("fact.unused", "fact.unused")]


def test_what_is_allowed_is_a_suppressed_result_with_its_reason(run: dict[str, Any]) -> None:
    suppressed = [r["suppressions"] for r in run["results"] if "suppressions" in r]
    assert suppressed == [[{"kind": "inSource", "justification": "it is for a study"}]]


def test_a_related_place_is_kept(run: dict[str, Any]) -> None:
    (related,) = run["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "rules/facts.yaml"
