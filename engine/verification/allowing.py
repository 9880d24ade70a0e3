"""Comments that allow a finding, each with a reason: `# wegwijzer: allow CODE because REASON`.

A comment counts for its own line, or, when it stands alone, for the next line that says something.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from engine.diagnostics import Diagnostic, Location, nearest
from engine.model.verdict import Allowed, CheckRule

__all__ = ["RULES", "apply_allowances"]

RULES = (
    CheckRule("allow.unreasoned", "error", "A comment that allows something without a reason."),
    CheckRule("allow.unknown", "error", "A comment that allows what no check looks for."),
    CheckRule("allow.idle", "warning", "A comment that allows something that does not occur."),
)
_COMMENT = re.compile(r"(?:^|\s)#\s*wegwijzer:\s*allow\b[ \t]*(?P<code>[^\s#]*)[ \t]*(?:because\b[ \t]*(?P<why>.*))?")


@dataclass(frozen=True, slots=True)
class _Allowance:
    """One comment: what it allows on which line, and where it stands itself."""

    code: str
    because: str
    line: int
    place: Location


def apply_allowances(
    found: Iterable[Diagnostic], texts: Mapping[str, str], ran: Collection[str], known: Collection[str]
) -> tuple[list[Diagnostic], list[Allowed]]:
    """Divide what was found into what stays and what a comment allows.

    `texts` holds the files by name, `ran` the codes that were looked for and `known` all there are. Comments that give no
    reason, name no check, or allow what does not occur, are found in their turn.
    """
    allowances = [a for file, text in sorted(texts.items()) for a in _allowances(file, text)]
    table = {(a.place.file, a.line, a.code): a for a in allowances if a.because}
    kept: list[Diagnostic] = []
    allowed: list[Allowed] = []
    used: set[_Allowance] = set()
    for each in found:
        allowance = table.get((each.location.file, each.location.line, each.code))
        if allowance:
            used.add(allowance)
            allowed.append(Allowed(each, allowance.because))
        else:
            kept.append(each)
    return [*kept, *(d for a in allowances for d in _faults(a, used, ran, known))], allowed


def _allowances(file: str, text: str) -> Iterator[_Allowance]:
    lines = text.splitlines()
    for number, line in enumerate(lines, start=1):
        match = _COMMENT.search(line)
        if match:
            place = Location(file, number, line.index("#", match.start()) + 1)
            yield _Allowance(match["code"], (match["why"] or "").strip(), _meant(lines, number), place)


def _meant(lines: list[str], number: int) -> int:
    """Give the line for which a comment counts."""
    while number < len(lines) and lines[number - 1].lstrip()[:1] in ("#", ""):
        number += 1
    return number


def _faults(each: _Allowance, used: set[_Allowance], ran: Collection[str], known: Collection[str]) -> Iterator[Diagnostic]:
    if each.code not in known:
        yield Diagnostic("allow.unknown", each.place, {"code": each.code, "nearest": nearest(each.code, known)})
    elif not each.because:
        yield Diagnostic("allow.unreasoned", each.place, {"code": each.code})
    elif each not in used and each.code in ran:
        yield Diagnostic("allow.idle", each.place, {"code": each.code}, severity="warning")
