"""What a draft does, in the words of a page: what is otherwise, the rules concerned as sentences, and who comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from engine.diagnostics import Diagnostic
from engine.model.book import Picture
from engine.model.knowledge import Knowledge
from engine.model.revision import Amendment, Origin, Revision
from engine.model.text import Language
from engine.model.trial import Reddened
from engine.rendering.book_rules import rule_entry
from engine.rendering.book_saying import BookSaying
from engine.rendering.mismatch_text import mismatch_text
from engine.rendering.paper_html import HtmlBlocks
from engine.rendering.revision_turns import Turning
from engine.rendering.revision_words import Amending

__all__ = ["Told", "concerned", "reddened", "sentences", "shown_faults", "touched"]

_MOST_RULES = 6


@dataclass(frozen=True, slots=True)
class Told:
    """Something that is otherwise: as one sentence, and where it is a rule, the whole rule in plain words."""

    sentence: str
    rule: Markup | None
    title: str = ""


def shown_faults(found: Iterable[Diagnostic], language: Language) -> list[tuple[str, str, str]]:
    """Give faults as the place, what is wrong, and the name of the check."""
    return [(str(each.location), each.text(language), each.code) for each in found]


def sentences(before: Knowledge, after: Knowledge, amendments: tuple[Amendment, ...], language: Language) -> list[Told]:
    """Say what is otherwise; of the first rules among it the whole rule too."""
    amending = Amending(before, after, language)
    saying, blocks = BookSaying(after, language, date.today()), HtmlBlocks(language)  # noqa: DTZ011 - a school day is local
    seen: set[str] = set()
    out = []
    for each in amendments:
        entry = rule_entry(saying, each.kind, each.id) if each.id not in seen and len(seen) < _MOST_RULES else None
        rule = None
        if entry is not None:
            seen.add(each.id)
            parts = (line for b in entry.blocks if not isinstance(b, Picture) for line in blocks.block(b))
            rule = Markup("\n".join(parts))  # noqa: S704 - escaped by the printer
        out.append(Told(amending.sentence(each), rule, entry.title if entry else ""))
    return out


def concerned(after: Knowledge, amendments: tuple[Amendment, ...]) -> list[str]:
    """Give the protocols that a draft changes, or whose steps come out otherwise by it."""
    names = [name.partition(".")[0] for a in amendments for name in (a.id, *a.concerns)]
    return [name for name in dict.fromkeys(names) if name in after.protocols]


def reddened(red: Iterable[Reddened], knowledge: Knowledge, language: Language) -> list[tuple[str, str]]:
    """Give the vignettes that turn red: the title, and what came out otherwise with why."""
    return [(each.title or each.case, "".join(mismatch_text(m, e, knowledge, language) for m, e in each.told)) for each in red]


def touched(revision: Revision, language: Language, origin: Origin) -> list[tuple[str, int, tuple[str, ...]]]:
    """Give what comes out otherwise in cases of an origin: said in a line, in how many, and in which."""
    turning = Turning(revision, language)
    gathered = turning.gathered((origin,))
    return [(turning.turned(each.turn), each.count, each.cases.get(origin, ())) for each in gathered]
