"""What a check of a knowledge base comes to: what was found, what was allowed and why, what was looked at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Diagnostic, Severity

__all__ = ["Allowed", "CheckReport", "CheckRule"]


@dataclass(frozen=True, slots=True)
class CheckRule:
    """A check that there is: `summary` says in one English sentence what it looks for, its page is named by its code.

    `needs` is what it cannot run without: the texts of the sources, or the prover.
    """

    code: str
    severity: Severity
    summary: str
    needs: Literal["", "sources", "prover"] = ""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Something that was found where a comment allows it, with the reason that the comment gives."""

    diagnostic: Diagnostic
    because: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """Name, version and digest of the knowledge; all findings sorted by place; `skipped` names the checks that could not run."""

    knowledge: tuple[str, str, str]
    findings: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...]
    rules: tuple[CheckRule, ...]
    skipped: tuple[str, ...]

    @property
    def is_sound(self) -> bool:
        """Tell whether nothing was found."""
        return not self.findings
