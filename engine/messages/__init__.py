"""The sentences of all diagnostics, Dutch first; `{name}` is filled from the diagnostic's values."""

from __future__ import annotations

from engine.messages.cases import CASES
from engine.messages.checks import CHECKS
from engine.messages.commands import COMMANDS
from engine.messages.files import FILES
from engine.messages.knowledge import KNOWLEDGE
from engine.messages.phrases import Language, Phrase, either
from engine.messages.schools import SCHOOLS
from engine.messages.store import STORE
from engine.messages.tables import TABLES
from engine.messages.terms import TERMS

__all__ = ["MESSAGES", "TERMS", "Language", "Phrase", "either"]

MESSAGES: dict[str, dict[Language, str]] = {
    **FILES,
    **KNOWLEDGE,
    **CASES,
    **TABLES,
    **SCHOOLS,
    **COMMANDS,
    **CHECKS,
    **STORE,
}
