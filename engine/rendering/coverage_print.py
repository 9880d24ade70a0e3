"""The coverage of the vignettes as text: a figure for each kind, and then what is missing, each at its line."""

from __future__ import annotations

from engine.diagnostics import Language
from engine.model.coverage import KINDS, Coverage, Covered, Kind

__all__ = ["coverage_text"]

_WORDS: dict[Kind, tuple[str, str]] = {
    "rule": ("bevindingen", "findings"),
    "row": ("rijen van tabellen", "rows of tables"),
    "argument": ("argumenten", "arguments"),
    "hypothesis": ("hypothesen", "hypotheses"),
    "need": ("behoeften", "needs"),
    "layer": ("lagen", "layers"),
    "alert": ("alarmen", "alerts"),
    "intervention": ("interventies", "interventions"),
    "trigger": ("begin van protocollen", "triggers of protocols"),
    "step": ("begin van stappen", "conditions of steps"),
    "guard": ("voorwaarden bij splitsingen", "guards"),
    "edge": ("wegen in protocollen", "ways in protocols"),
}


def coverage_text(coverage: Coverage, language: Language = "nl") -> str:
    """Give the figures, and every part that no vignette makes true, or false."""
    english = language == "en"
    lines = [_missing(part, language) for part in coverage.parts if part.misses]
    head = f"{'kind' if english else 'soort':<32}{'count' if english else 'aantal':>8}{'true' if english else 'waar':>10}"
    rows = [_row(coverage, _WORDS[kind][english], kind) for kind in KINDS if any(p.kind == kind for p in coverage.parts)]
    total = _row(coverage, "all" if english else "alles", None)
    return "\n".join([*lines, *([""] if lines else []), head + f"{'false' if english else 'onwaar':>10}", *rows, total]) + "\n"


def _row(coverage: Coverage, name: str, kind: Kind | None) -> str:
    count = sum(kind in (None, p.kind) for p in coverage.parts)
    return f"{name:<32}{count:>8}{coverage.percent('true', kind):>9.1f}%{coverage.percent('false', kind):>9.1f}%"


def _missing(part: Covered, language: Language) -> str:
    word = {"true": ("waar", "true"), "false": ("onwaar", "false")}
    missed = (" en " if language == "nl" else " and ").join(word[w][language == "en"] for w in part.misses)
    if language == "en":
        return f"{part.place}: no vignette makes `{part.id}` {missed}"
    return f"{part.place}: geen vignet maakt `{part.id}` {missed}"
