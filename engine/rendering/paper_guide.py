"""A guide as paper: a talk or form, filled in as far as the case goes, with room for the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from engine.model.guide import Guide, GuideLine, GuidePart
from engine.model.knowledge import Knowledge
from engine.model.paper import Block, Field, Fields, Heading, Note, Paper, Paragraph, Text
from engine.model.provenance import Provenance
from engine.model.reading import Eyes, Reading
from engine.model.text import Language
from engine.rendering.paper_about import about, foot, meant_for
from engine.rendering.paper_parts import Parts
from engine.rendering.paper_saying import plain
from engine.rendering.paper_words import paper_word
from engine.rendering.words import on_day

__all__ = ["blank_paper", "guide_paper"]

_BESIDE = 48  # a label up to this length stands before its lines
_SHORT = ("datum", "date", "wie ", "who ", "volgt", "follows", "eindverantwoordelijk", "finally responsible")


def guide_paper(guide: Guide, reading: Reading, knowledge: Knowledge, language: Language = "nl") -> Paper:
    """Give a guide for one case, as those who read it may see it."""
    advice = reading.proposed
    parts = Parts(reading, knowledge, language)
    closing = about(reading.eyes, reading, _cited(guide), knowledge, language)
    return Paper(
        title=guide.label.of(language),
        subject=f"{advice.case} · {on_day(advice.as_of, language)}",
        meant_for=meant_for(reading.eyes, language),
        foot=foot(advice.knowledge, language),
        day=advice.as_of.isoformat(),
        language=language,
        blocks=(*_guide(guide, parts, language), *closing),
    )


def blank_paper(guide: Guide, eyes: Eyes, knowledge: Knowledge, day: str, language: Language = "nl") -> Paper:
    """Give a guide about nobody yet, to write in; `day` is only what the file carries."""
    return Paper(
        title=guide.label.of(language),
        subject=paper_word("blank_subject", language),
        meant_for=meant_for(eyes, language),
        foot=foot((knowledge.name, knowledge.version, knowledge.digest), language),
        day=day,
        language=language,
        blocks=(*_guide(guide, None, language), *about(eyes, None, _cited(guide), knowledge, language)),
    )


def _cited(guide: Guide) -> Iterator[Provenance]:
    yield guide.provenance
    for part in guide.parts:
        yield part.provenance
        yield from (line.provenance for line in part.lines)


def _guide(guide: Guide, parts: Parts | None, language: Language) -> Iterator[Block]:
    if guide.attitude:
        yield Note("note", paper_word("keep_in_mind", language), plain(guide.attitude.of(language)))
    for part in guide.parts:
        yield from _part(part, parts, language)


def _part(part: GuidePart, parts: Parts | None, language: Language) -> Iterator[Block]:
    yield Heading(part.title.of(language))
    if part.note:
        yield Paragraph(plain(part.note.of(language)))
    for kind, lines in groupby(part.lines, key=_kind):
        if kind == "show":
            yield from (block for line in lines for block in _shown(line.show or "", parts))
        else:
            yield _fields(kind, list(lines), part.lines, parts, language)


def _kind(line: GuideLine) -> str:
    return "show" if line.show else "write" if line.write else "ask"


def _fields(kind: str, lines: Sequence[GuideLine], all_lines: Sequence[GuideLine], parts: Parts | None, language: Language) -> Fields:
    """Make fields of questions, or of what is to be written: room stands once, so a question before what is written has none."""
    if kind == "write":
        labels = [line.write.of(language) for line in lines if line.write]
        fields = tuple(Field(label, 1 if label.lower().startswith(_SHORT) else 2) for label in labels)
        return Fields(fields, "rows" if all(len(label) <= _BESIDE for label in labels) else "lines")
    last = all_lines.index(lines[-1])
    is_written_next = last + 1 < len(all_lines) and all_lines[last + 1].write is not None
    return Fields(tuple(_asked(line, parts, language, room=line is not lines[-1] or not is_written_next) for line in lines))


def _asked(line: GuideLine, parts: Parts | None, language: Language, *, room: bool) -> Field:
    known = _known(line.fills, parts) if parts else ()
    return Field(line.ask.of(language) if line.ask else "", (1 if known else 2) if room else 0, known)


def _shown(name: str, parts: Parts | None) -> list[Block]:
    """Show a part of the advice; what its own blocks do not name gets a quiet line above."""
    if parts is None:
        return []
    printers: dict[str, tuple[str, Callable[[], list[Block]]]] = {
        "findings": ("stands_out.", parts.findings),
        "strengths": ("", parts.strengths),
        "needs": ("needed", parts.needs),
        "steps": ("do_now.", parts.steps),
        "support": ("support.", parts.support),
        "interventions": ("could_help.", lambda: parts.interventions(whole=False)),
        "hypotheses": ("perhaps.", parts.hypotheses),
        "questions": ("ask.", parts.questions),
        "alerts": ("", parts.alerts),
    }
    name, show = printers[name]
    blocks = show()
    if not blocks:
        return []
    return [Heading(parts.say.word(name), 3), *blocks] if name else blocks


def _known(facts: tuple[str, ...], parts: Parts) -> tuple[Text, ...]:
    return tuple((*parts.say.observation(o),) for fact in facts for o in parts.reading.shown.get(fact, ()))
