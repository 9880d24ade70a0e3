"""The chapters of the handbook on routes: the overview, the pyramid, and each protocol with its picture and its steps in order."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.book import Chapter, Content, Entry, Part
from engine.model.paper import Paragraph, Span, Table, Text
from engine.model.protocol import Protocol, Task, Transition
from engine.rendering.book_saying import BookSaying
from engine.rendering.diagrams.wording import SHAPES, pick, term_of
from engine.rendering.paper_saying import capital, plain

__all__ = ["routes"]


def routes(s: BookSaying) -> Part:
    """Give the part on routes."""
    overview = Chapter("routes", s.word("all_routes"), tuple(s.pictures("all")), (_pyramid(s),))
    return Part(s.word("part.routes"), (overview, *(_protocol(s, p) for p in s.k.protocols.values())))


def _pyramid(s: BookSaying) -> Entry:
    return Entry("pyramid", s.word("pyramid"), tuple(s.pictures("pyramid")))


def _protocol(s: BookSaying, p: Protocol) -> Chapter:
    head: list[Content] = list(s.paragraph(p.note))
    head += s.conditions("starts", p.trigger, p.provenance)
    head += s.conditions("unless", p.unless)
    head += s.pictures(p.id)
    steps = Entry(f"{p.id}.steps", s.word("steps"), (_table(s, p),))
    return Chapter(f"protocol.{p.id}", s.say(p.label), tuple(head), (steps, *_steps(s, p)))


def _table(s: BookSaying, p: Protocol) -> Table:
    head = (s.word("step"), s.word("who"), s.word("when"), s.word("then"))
    rows = tuple(
        (
            (Span(f"{n}. ", "quiet"), Span(s.say(t.label), "plain", f"{p.id}.{t.id}")),
            plain(s.roles([t.role]) if t.role else _kind(s, t)),
            plain(term_of(t, s.language) or "–"),
            _ways(s, p, t),
        )
        for n, t in enumerate(p.tasks.values(), 1)
    )
    return Table(s.word("steps"), head, rows, (33, 21, 16, 30))


def _kind(s: BookSaying, t: Task) -> str:
    return pick(SHAPES[t.type], s.language) if t.type in ("start", "end") else "–"


def _ways(s: BookSaying, p: Protocol, t: Task) -> Text:
    if not t.transitions:
        return plain("–")
    return tuple(span for i, way in enumerate(t.transitions) for span in ((Span("\n"),) if i else ()) + _way(s, p, way))


def _way(s: BookSaying, p: Protocol, way: Transition) -> Text:
    target = way.to if "." in way.to else f"{p.id}.{way.to}"
    step = Span(s.task_of(target), "plain", target)
    before, _, after = s.word("to_if" if way.when else "to_else" if way.otherwise else "to", step="\x00", when="\x01").partition("\x00")
    condition = s.say(way.label) or (s.condition(way.when.expression) if way.when else "")
    return Span(before), step, Span(after.replace("\x01", condition))


def _steps(s: BookSaying, p: Protocol) -> Iterator[Entry]:
    for n, t in enumerate(p.tasks.values(), 1):
        if t.type in ("start", "end") and not t.note:
            yield Entry(f"{p.id}.{t.id}", f"{n}. {s.say(t.label)}", tuple(_told(s, t)), _kind(s, t))
            continue
        aside = ", ".join(filter(None, (s.roles([t.role]) if t.role else _kind(s, t), term_of(t, s.language))))
        yield Entry(f"{p.id}.{t.id}", f"{n}. {s.say(t.label)}", tuple(_told(s, t)), aside)


def _told(s: BookSaying, t: Task) -> Iterator[Content]:
    yield from s.paragraph(t.note)
    if t.type == "start":
        yield from s.conditions("starts", t.when)
    if t.joins:
        yield Paragraph(plain(capital(s.word("with", who=s.roles(t.joins)))))
    asked = [s.label(s.k.facts[f].label) for f in dict.fromkeys((*t.needs, *t.asks)) if f in s.k.facts]
    if asked:
        yield Paragraph(plain(s.word("asks", what="; ".join(asked))))
    if t.leaves:
        yield Paragraph(plain(s.word("leaves", what=s.say(t.leaves))))
    yield from s.sources(t.provenance)
