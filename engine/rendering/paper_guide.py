"""A guide as paper: a talk or form, filled in as far as the case goes, with room for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from engine.model.guide import Guide, GuideLine, GuidePart
from engine.model.knowledge import Knowledge
from engine.model.paper import Block, Field, Fields, Heading, Note, Paper, Paragraph, Span, Text
from engine.model.reading import Eyes, Reading
from engine.model.text import Language
from engine.rendering.paper_about import about, foot, meant_for
from engine.rendering.paper_parts import Parts
from engine.rendering.paper_saying import plain
from engine.rendering.paper_words import paper_word
from engine.rendering.words import on_day

__all__ = ["blank_paper", "guide_paper"]

_SHORT = ("datum", "date", "wie ", "who ", "volgt", "follows", "eindverantwoordelijk", "finally responsible")


def guide_paper(guide: Guide, reading: Reading, knowledge: Knowledge, language: Language = "nl") -> Paper:
    """Give a guide for one case, as those who read it may see it."""
    parts = Parts(reading, knowledge, language)
    advice = reading.proposed
    blocks = (*_guide(guide, parts, language), *about(reading.eyes, reading, knowledge, language))
    subject = f"{advice.case} · {on_day(advice.as_of, language)}"
    return _paper(guide, subject, advice.as_of.isoformat(), reading.eyes, knowledge, language, blocks)


def blank_paper(guide: Guide, eyes: Eyes, knowledge: Knowledge, day: str, language: Language = "nl") -> Paper:
    """Give a guide about nobody yet, to write in; `day` is only what the file carries."""
    blocks = (*_guide(guide, None, language), *about(eyes, None, knowledge, language))
    return _paper(guide, paper_word("blank_subject", language), day, eyes, knowledge, language, blocks)


def _paper(
    guide: Guide, subject: str, day: str, eyes: Eyes, knowledge: Knowledge, language: Language, blocks: tuple[Block, ...]
) -> Paper:
    rules = foot((knowledge.name, knowledge.version, knowledge.digest), language)
    return Paper(guide.label.of(language), subject, meant_for(eyes, language), rules, day, language, blocks)


def _guide(guide: Guide, parts: Parts | None, language: Language) -> Iterator[Block]:
    if guide.attitude:
        yield Note("note", paper_word("keep_in_mind", language), plain(guide.attitude.of(language)))
    for part in guide.parts:
        yield from _part(part, parts, language)


def _part(part: GuidePart, parts: Parts | None, language: Language) -> Iterator[Block]:
    yield Heading(part.title.of(language))
    if part.note:
        yield Paragraph(plain(part.note.of(language)))
    fields: list[Field] = []
    for line in part.lines:
        if line.show is None:
            fields.append(_field(line, parts, language))
            continue
        if fields:
            yield Fields(tuple(fields))
            fields = []
        yield from _shown(line.show, parts)
    if fields:
        yield Fields(tuple(fields))


def _shown(name: str, parts: Parts | None) -> list[Block]:
    if parts is None:
        return []
    printers: dict[str, Callable[[], list[Block]]] = {
        "findings": parts.findings,
        "strengths": parts.strengths,
        "needs": parts.needs,
        "steps": parts.steps,
        "support": parts.support,
        "interventions": parts.interventions,
        "hypotheses": parts.hypotheses,
        "questions": parts.questions,
        "alerts": lambda: parts.alerts(whole=True),
    }
    return printers[name]() or [parts.quiet("nothing_yet")]


def _field(line: GuideLine, parts: Parts | None, language: Language) -> Field:
    label = (line.ask or line.write).of(language) if line.ask or line.write else ""
    known = _known(line.fills, parts) if parts else ()
    if line.write:
        return Field(label, 1 if label.lower().startswith(_SHORT) else 2)
    return Field(label, 1 if known else 2, known)


def _known(facts: tuple[str, ...], parts: Parts) -> tuple[Text, ...]:
    return tuple((*parts.say.observation(o),) for fact in facts for o in parts.reading.shown.get(fact, ()))
