"""What a check of a knowledge base comes to, and what a vignette expected that came out otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from engine.diagnostics import Diagnostic, Severity

__all__ = ["Allowed", "CheckReport", "CheckRule", "Mismatch"]


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


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Something that a vignette expects and that came out otherwise.

    `key` is the key of `expect`, `id` what it is about (of a step PROTOCOL.NODE; empty where the key says it all), `found` and
    `wanted` how it came out and how it should; None is absent.
    """

    key: str
    id: str
    found: object
    wanted: object

    @property
    def asks_about(self) -> str | None:
        """Give the name by which its explanation can be asked for; None where there is none."""
        match self.key:
            case "support" | "support_not" | "variant" | "missing_provision":
                return "support"
            case "interventions" | "no_interventions":
                return f"intervention:{self.id}"
            case "protocols" | "no_protocols" | "due_dates":
                return f"protocol:{self.id}"
            case "asks" | "settled" | "whole":
                return None
        return self.id
