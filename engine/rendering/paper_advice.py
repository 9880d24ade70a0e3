"""The advice as paper: one page for the meeting, and behind it what it rests on, what could help and what to ask."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.knowledge import Knowledge
from engine.model.paper import Block, Field, Fields, Item, Items, PageBreak, Paper, Paragraph
from engine.model.reading import Reading
from engine.model.text import Language
from engine.rendering.paper_about import about, foot, meant_for, rests_on
from engine.rendering.paper_parts import Parts
from engine.rendering.paper_saying import plain
from engine.rendering.words import on_day

__all__ = ["advice_paper"]

_STEPS_IN_FRONT = 5
_FOUND_IN_FRONT = 4


def advice_paper(reading: Reading, knowledge: Knowledge, language: Language = "nl") -> Paper:
    """Give the advice as a document for those who read it."""
    parts = Parts(reading, knowledge, language)
    advice = reading.proposed
    cited = () if parts.say.reader == "pupil" else rests_on(reading, knowledge)
    return Paper(
        title=parts.say.word("title."),
        subject=f"{advice.case} · {on_day(advice.as_of, language)}",
        meant_for=meant_for(reading.eyes, language),
        foot=foot(advice.knowledge, language),
        day=advice.as_of.isoformat(),
        language=language,
        blocks=(*_front(parts), PageBreak(), *_behind(parts), *about(reading.eyes, reading, cited, knowledge, language)),
    )


def _front(parts: Parts) -> Iterator[Block]:
    reader = parts.say.reader
    if reader == "school":
        yield from parts.urgent()
    else:
        yield Paragraph(plain(parts.say.word("intro.")))
    yield parts.heading("goes_well")
    yield from parts.strengths()
    yield parts.heading("do_now.")
    yield from parts.steps(_STEPS_IN_FRONT, agreed=True)
    if reader == "school" and (warned := parts.warned()):
        yield parts.heading("watch")
        yield from warned
    if reader != "pupil":
        yield parts.heading("stands_out.")
        yield from parts.findings(_FOUND_IN_FRONT)
    if reader == "school" or (reader == "parents" and parts.weighed()):
        yield parts.heading("perhaps.")
        yield from parts.hypotheses()
    needs = parts.needs()
    if needs:
        yield parts.heading("needed")
        yield from needs
    if reader != "pupil":
        yield parts.heading("support.")
        yield from parts.support()
    if reader == "school" and (asked := parts.first_to_ask()):
        yield parts.heading("first_to_ask")
        yield from asked
    yield parts.heading("ours")
    yield Fields(tuple(Field(parts.say.word(f"field.{reader}.{n}")) for n in (1, 2, 3, 4)), shape="boxes")


def _behind(parts: Parts) -> Iterator[Block]:
    reader = parts.say.reader
    if len(parts.reading.proposed.steps) > _STEPS_IN_FRONT:
        yield parts.heading("all_steps")
        yield from parts.steps()
    sections = [("watch", parts.explained())] if reader == "school" else []
    sections.append(("could_help.", parts.interventions()))
    if reader != "pupil":
        sections.append(("why", parts.reasons()))
    sections.append(("ask.", parts.questions()))
    sections.append(("done", _done(parts)))
    for heading, blocks in sections:
        if blocks:
            yield parts.heading(heading)
            if heading == "ask." and reader != "school":
                yield Paragraph(plain(parts.say.word("ask_intro.")))
            yield from blocks


def _done(parts: Parts) -> list[Block]:
    items = tuple(Item(*parts.say.event(e)) for e in parts.reading.events)
    return [Items(items)] if items else []
