"""What every sheet says of itself: for whom, by which rules, for which day, and that people decide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.model.knowledge import Knowledge
from engine.model.paper import Block, Heading, Item, Items, Paragraph, Span
from engine.model.provenance import Provenance
from engine.model.reading import SCHOOL, Eyes, Reading
from engine.model.text import Language
from engine.rendering.paper_saying import plain
from engine.rendering.paper_words import paper_word
from engine.rendering.words import laid_over, on_day

__all__ = ["about", "foot", "meant_for", "rests_on", "sources_shown"]

_SHORT = slice(len("sha256:"), len("sha256:") + 12)


def meant_for(eyes: Eyes, language: Language) -> str:
    """Say who may read a sheet."""
    named = next(iter(eyes)) if len(eyes) == 1 else "together"
    return paper_word(f"for.{named}", language)


def foot(knowledge: tuple[str, str, str], language: Language) -> str:
    """Say on every page by which rules it was made, and that people decide."""
    name, version, digest = knowledge
    rules = paper_word("rules", language, name=name, version=version, digest=digest[_SHORT])
    return f"Wegwijzer · {rules} · {paper_word('people_decide_short', language)}"


def about(eyes: Eyes, reading: Reading | None, cited: Iterable[Provenance], knowledge: Knowledge, language: Language) -> Iterator[Block]:
    """Close a sheet: the sources that are cited, its rules and its day; a blank one has no `reading`."""
    sources = sources_shown(cited, knowledge)
    if sources:
        yield Heading(paper_word("sources", language))
        yield from sources
    yield Heading(paper_word("about", language))
    values = {"name": knowledge.name, "version": knowledge.version, "digest": knowledge.digest}
    made = paper_word("made_by", language, day=on_day(reading.proposed.as_of, language), **values) if reading else ""
    lines = [made or paper_word("made_blank", language, **values)]
    if knowledge.school:
        lines.append(
            paper_word("of_school", language, school="; ".join(laid_over(layer, language) for layer in knowledge.local) or knowledge.school)
        )
    if eyes != SCHOOL:
        lines.append(paper_word("left_out", language))
    lines.append(paper_word("people_decide", language))
    yield Paragraph((Span(" ".join(lines), "quiet"),))  # in one, so that it seldom takes a page of its own


def rests_on(reading: Reading, knowledge: Knowledge) -> Iterator[Provenance]:
    """Give where what is found, what is done and what could help come from."""
    found = [f.id for f in reading.seen.findings if f.status in ("true", "contradictory")]
    yield from (rule.provenance for id_ in found for rule in knowledge.findings[id_].rules)
    yield from (knowledge.protocols[s.protocol].tasks[s.node].provenance for s in reading.proposed.steps)
    yield from (knowledge.interventions[i.id].provenance for i in reading.proposed.interventions)


def sources_shown(cited: Iterable[Provenance], knowledge: Knowledge) -> list[Block]:
    """Show the sources that are cited, each with its sections; nothing where there are none."""
    texts = _sources(cited, knowledge)
    return [Items(tuple(Item(plain(text)) for text in texts))] if texts else []


def _sources(cited: Iterable[Provenance], knowledge: Knowledge) -> list[str]:
    sections: dict[str, dict[str, None]] = {}
    for provenance in cited:
        for c in provenance.citations:
            sections.setdefault(c.doc, {})[c.section] = None
    return [f"{knowledge.sources[doc].title}: {', '.join(named)}" for doc, named in sorted(sections.items())]
