"""The chapters of the handbook on what lies beneath: facts, numbers, measures, roles, sources, what was left out, and the glossary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from engine.model.book import Chapter, Content, Entry, Part
from engine.model.knowledge import Knowledge
from engine.model.paper import Item, Items, Paragraph, Span, Table
from engine.model.provenance import Provenance, Source
from engine.rendering.book_saying import BookSaying
from engine.rendering.paper_saying import capital, plain

__all__ = ["beneath"]


def beneath(s: BookSaying) -> Part:
    """Give the part on what lies beneath."""
    return Part(s.word("part.behind"), tuple(_chapters(s)))


def _chapters(s: BookSaying) -> Iterator[Chapter]:
    k = s.k
    yield Chapter("parameters", s.word("parameters"), (_intro(s, "parameters"), _parameters(s)))
    if k.measures:
        yield Chapter("measures", s.word("measures"), (), tuple(_measures(s)))
    yield Chapter("facts", s.word("facts"), (_intro(s, "facts"), *_facts(s)))
    if k.roles:
        yield Chapter("roles", s.word("roles"), tuple(s.pictures("roles")), (Entry("roles.all", s.word("roles"), (_roles(s),)),))
    yield Chapter("sources", s.word("sources"), (_intro(s, "sources"),), tuple(_sources(s)))
    if k.untranslated:
        yield Chapter("left_out", s.word("left_out"), tuple(_left_out(s)))
    if k.glossary:
        yield Chapter("glossary", s.word("glossary"), (), tuple(_glossary(s)))


def _intro(s: BookSaying, key: str) -> Paragraph:
    return Paragraph(plain(s.word(f"{key}.intro")))


def _parameters(s: BookSaying) -> Table:
    rows = tuple(
        (plain(capital(s.say(p.label))), (Span(s.amount(p.value, p.unit), "strong"),), (Span(s.source_text(p.provenance), "quiet"),))
        for p in s.k.parameters.values()
    )
    return Table(s.word("parameters"), (s.word("changed"), s.word("value"), s.word("from_where")), rows, (40, 15, 45))


def _measures(s: BookSaying) -> Iterator[Entry]:
    for m in s.k.measures.values():
        ways = [Item(plain(capital(s.quantity(f)))) for f in m.formulas]
        blocks: tuple[Content, ...] = (s.title("computed"), Items(tuple(ways)), *s.sources(m.provenance))
        yield Entry(m.id, capital(s.say(m.label)), blocks)


def _facts(s: BookSaying) -> Iterator[Content]:
    rows = tuple(
        (
            (Span(s.say(f.question)), Span(f"\n{s.say(f.label)}", "quiet")),
            plain(", ".join(s.say(s.k.informants[i].label) for i in f.informants if i in s.k.informants)),
        )
        for f in s.k.facts.values()
    )
    yield Table(s.word("facts"), (s.word("question"), s.word("ask_whom")), rows, (70, 30))


def _roles(s: BookSaying) -> Table:
    rows = tuple(
        (
            plain(capital(s.say(r.label))),
            plain(s.roles([r.reports_to]) if r.reports_to else "–"),
            (Span(s.source_text(r.provenance), "quiet"),),
        )
        for r in s.k.roles.values()
    )
    return Table(s.word("roles"), (s.word("who"), s.word("reports_to"), s.word("from_where")), rows, (30, 25, 45))


def _sources(s: BookSaying) -> Iterator[Entry]:
    counts = Counter((c.doc, c.section) for p in _all(s.k) for c in p.citations)
    for source in s.k.sources.values():
        yield Entry(f"source.{source.id}", source.title, (_passages(s, source, counts),), source.by)


def _passages(s: BookSaying, source: Source, counts: Counter[tuple[str, str]]) -> Table:
    rows = tuple(
        ((Span(f"{part.name}: ", "strong"), Span(part.title)), plain(str(counts[source.id, part.name]))) for part in source.sections
    )
    return Table(source.title, (s.word("passage"), s.word("cited")), rows, (82, 18))


def _left_out(s: BookSaying) -> Iterator[Content]:
    rows = tuple(
        (
            (Span(s.say(u.what)), *((Span(f"\n{source}", "quiet"),) if (source := s.source_text(u.provenance)) else ())),
            plain(s.say(u.why)),
        )
        for u in s.k.untranslated
    )
    yield Table(s.word("left_out"), (s.word("changed"), s.word("why")), rows, (55, 45))


def _glossary(s: BookSaying) -> Iterator[Entry]:
    for term in sorted(s.k.glossary.values(), key=lambda t: s.say(t.label).lower()):
        yield Entry(f"term.{term.id}", s.say(term.label), (*s.paragraph(term.meaning), *s.sources(term.provenance)))


def _all(k: Knowledge) -> Iterator[Provenance]:
    """Give where every statement comes from."""
    for table in (k.roles, k.parameters, k.facts, k.measures, k.needs, k.alerts, k.interventions, k.hypotheses, k.layers, k.tables):
        yield from (each.provenance for each in table.values())
    yield from (rule.provenance for f in k.findings.values() for rule in f.rules)
    yield from (row.provenance for t in k.tables.values() for row in t.rows)
    yield from (a.provenance for h in k.hypotheses.values() for a in h.arguments)
    for layer in k.layers.values():
        yield from (c.provenance for c in layer.criteria)
        yield from (v.provenance for v in layer.variants)
        yield from (f.provenance for f in layer.focuses)
    for p in k.protocols.values():
        yield from (p.provenance, *(t.provenance for t in p.tasks.values()))
    for g in k.guides.values():
        yield from (g.provenance, *(p.provenance for p in g.parts), *(line.provenance for p in g.parts for line in p.lines))
    yield from (u.provenance for u in k.untranslated)
