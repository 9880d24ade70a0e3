"""A folder of knowledge to a report: everything that the checks find in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from engine.diagnostics import Diagnostic, KnowledgeError
from engine.knowledge.base import KnowledgeBase
from engine.loading.document import read_document, text_of
from engine.loading.library import knowledge_files
from engine.model.knowledge import Knowledge
from engine.model.verdict import CheckReport, CheckRule
from engine.verification import allowing
from engine.verification.registry import CHECKS
from engine.verification.solver import is_installed
from engine.verification.subject import Check, Subject

__all__ = ["check", "check_rules", "merged", "unreadable"]


def check_rules() -> tuple[CheckRule, ...]:
    """Give all checks that there are."""
    return (*(CheckRule(c.code, c.severity, c.summary.splitlines()[0], c.needs) for c in CHECKS.values()), *allowing.RULES)


def check(base: KnowledgeBase, root: Path, sources: Path | None = None, checks: Iterable[Check] | None = None) -> CheckReport:
    """Run checks (default: all) over a knowledge base that was compiled from a folder.

    `sources` is the folder with the texts of the sources; without it the checks that need it are skipped.
    Raises `KnowledgeError` when a source is not in that folder.
    """
    chosen = list(CHECKS.values() if checks is None else checks)
    files = knowledge_files(root)
    lines = _sources(base.knowledge, sources) if sources else None
    subject = Subject(base, tuple(read_document(file.path, name=file.name) for file in files), lines)
    running = [c for c in chosen if (lines is not None or not c.needs_sources) and (is_installed() or not c.needs_proofs)]
    found = [*base.knowledge.warnings, *(d for c in running for d in c.run(subject))]
    texts = {file.name: text_of(file.path) for file in files}
    ran = {c.code for c in running}
    kept, allowed = allowing.apply_allowances(found, texts, ran, {r.code for r in check_rules()})
    k = base.knowledge
    return CheckReport(
        knowledge=(k.name, k.version, k.digest),
        findings=KnowledgeError(kept).diagnostics,
        allowed=tuple(sorted(allowed, key=lambda a: a.diagnostic.sort_key)),
        rules=check_rules(),
        skipped=tuple(c.code for c in chosen if c.code not in ran),
    )


def merged(reports: Sequence[CheckReport]) -> CheckReport:
    """Make one report of those on the same files as they count on different days; the last gives all else.

    A comment that allows something is idle only when it is so on all days.
    """
    last = reports[-1]
    idle = set.intersection(*({d.sort_key for d in r.findings if d.code == "allow.idle"} for r in reports))
    findings = KnowledgeError(d for r in reports for d in r.findings if d.code != "allow.idle" or d.sort_key in idle).diagnostics
    allowed = {a.diagnostic.sort_key: a for r in reports for a in r.allowed}
    return replace(last, findings=findings, allowed=tuple(allowed[key] for key in sorted(allowed)))


def unreadable(faults: Iterable[Diagnostic]) -> CheckReport:
    """Report on knowledge that has faults of its own, so that no check could run."""
    return CheckReport(("", "", ""), tuple(faults), (), check_rules(), tuple(CHECKS))


def _sources(knowledge: Knowledge, folder: Path) -> dict[str, tuple[str, ...]]:
    """Read the text of every source."""
    faults: list[Diagnostic] = []
    out: dict[str, tuple[str, ...]] = {}
    for source in knowledge.sources.values():
        path = folder / source.file
        try:
            out[source.id] = tuple(text_of(path).split("\n"))
        except KnowledgeError as problem:
            faults += problem.diagnostics
    if faults:
        raise KnowledgeError(faults)
    return out
