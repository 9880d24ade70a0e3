"""The report of a check as SARIF 2.1.0, the format in which editors and code hosts take findings.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from engine.diagnostics import Diagnostic, Language, Location
from engine.model.verdict import CheckReport
from engine.rendering.check_print import page_of
from engine.rendering.plain import json_text

__all__ = ["SCHEMA", "check_sarif"]

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def check_sarif(report: CheckReport, language: Language = "nl") -> str:
    """Give the report as SARIF text; what a comment allows is there as a suppressed result with its reason."""
    codes = [rule.code for rule in report.rules]
    results = [_result(each, codes, language) for each in report.findings]
    for allowed in report.allowed:
        reason = {"kind": "inSource", "justification": allowed.because}
        results.append(_result(allowed.diagnostic, codes, language) | {"suppressions": [reason]})
    driver = {
        "name": "wegwijzer",
        "rules": [
            {
                "id": rule.code,
                "shortDescription": {"text": rule.summary.strip()},
                "help": {"text": page_of(rule.code), "markdown": f"[{rule.code}]({page_of(rule.code)})"},
                "defaultConfiguration": {"level": rule.severity},
            }
            for rule in report.rules
        ],
    }
    name, knowledge_version, digest = report.knowledge
    about = {"knowledge": name, "knowledgeVersion": knowledge_version, "digest": digest}
    run = {"tool": {"driver": driver}, "properties": about, "columnKind": "unicodeCodePoints", "results": results}
    return json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _result(each: Diagnostic, codes: list[str], language: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "ruleId": each.code,
        "level": each.severity,
        "message": {"text": each.text(language)},
        "locations": [{"physicalLocation": _physical(each.location, each.length)}],
    }
    if each.code in codes:
        found["ruleIndex"] = codes.index(each.code)
    if each.related:
        found["relatedLocations"] = [{"physicalLocation": _physical(each.related, 1)}]
    return found


def _physical(place: Location, length: int) -> dict[str, Any]:
    where: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file.replace("\\", "/"))}}
    if place.line:
        where["region"] = {"startLine": place.line, "startColumn": max(1, place.column), "endColumn": max(1, place.column) + length}
    return where
