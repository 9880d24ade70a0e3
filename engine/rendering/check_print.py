"""The report of a check as lines of text and as JSON."""

from __future__ import annotations

from typing import Any

from engine.diagnostics import Diagnostic, Language
from engine.model.verdict import CheckReport
from engine.rendering.plain import json_text

__all__ = ["FORMAT", "check_json", "check_text", "page_of"]

FORMAT = "wegwijzer/check/1"


def page_of(code: str) -> str:
    """Give the page that explains a check."""
    return f"docs/checks/{code}.md"


def check_text(report: CheckReport, language: Language = "nl") -> str:
    """Give one line a finding, with its code, and then what it comes to."""
    known = {rule.code for rule in report.rules}
    lines = [f"{each.line(language)} [{each.code}]" for each in report.findings]
    pages = sorted({page_of(d.code) for d in report.findings if d.code in known})
    told = {"nl": "Uitleg", "en": "Explained in"}[language]
    return "\n".join([*lines, *([f"{told}: {', '.join(pages)}"] if pages else []), _total(report, language)]) + "\n"


def _total(report: CheckReport, language: Language) -> str:
    found, allowed, skipped = len(report.findings), len(report.allowed), len(report.skipped)
    if language == "en":
        total, checks = f"{found} found, {allowed} allowed with a reason", f"{skipped} check{'s' * (skipped != 1)} skipped"
    else:
        total, checks = f"{found} gevonden, {allowed} toegestaan met een reden", f"{skipped} controle{'s' * (skipped != 1)} overgeslagen"
    return f"{total}; {checks}, {_why_skipped(report, language)}" if skipped else total


def _why_skipped(report: CheckReport, language: Language) -> str:
    """Say what the skipped checks need: knowledge that can be read, or the sources."""
    if len(report.skipped) == len(report.rules) - sum(r.code.startswith("allow.") for r in report.rules):
        return {"nl": "herstel eerst deze fouten", "en": "mend these faults first"}[language]
    sources = {"nl": "de bronnen (--sources)", "en": "the sources (--sources)"}[language]
    prover = {"nl": "de bewijzer (`pip install wegwijzer[verify]`)", "en": "the prover (`pip install wegwijzer[verify]`)"}[language]
    needs = {rule.needs for rule in report.rules if rule.code in report.skipped}
    needed = [words for need, words in (("sources", sources), ("prover", prover)) if need in needs]
    if language == "en":
        return f"they need {' and '.join(needed)}"
    return f"daarvoor {'zijn' if needed[0] == sources else 'is'} {' en '.join(needed)} nodig"


def check_json(report: CheckReport, language: Language = "nl") -> str:
    """Give the report as JSON text."""
    name, version, digest = report.knowledge
    shown = {
        "format": FORMAT,
        "knowledge": {"name": name, "version": version, "digest": digest},
        "sound": report.is_sound,
        "findings": [_finding(each, language) for each in report.findings],
        "allowed": [{**_finding(each.diagnostic, language), "because": each.because} for each in report.allowed],
        "checks": [rule.code for rule in report.rules if rule.code not in report.skipped],
        "skipped": list(report.skipped),
    }
    return json_text(shown)


def _finding(each: Diagnostic, language: Language) -> dict[str, Any]:
    return {
        "code": each.code,
        "severity": each.severity,
        "message": each.text(language),
        "file": each.location.file,
        "line": each.location.line,
        "column": each.location.column,
    }
