"""The chapters of the handbook on rules: findings, tables, possible causes, needs, layers and alerts, each in plain sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from engine.model.book import Chapter, Content, Entry, Part
from engine.model.paper import Item, Items, Note, Paragraph, Span, Table, Text
from engine.model.rules import Alert, Argument, Finding, Hypothesis, Layer, Need
from engine.model.table import DecisionTable
from engine.rendering.book_saying import BookSaying
from engine.rendering.paper_saying import capital, plain

__all__ = ["rule_entry", "rules"]

_FOR = ("confirms", "strong", "supports")


def rules(s: BookSaying) -> Part:
    """Give the part on rules."""
    k = s.k
    chapters = (
        Chapter("alerts", s.word("alerts"), (_intro(s, "alerts"),), tuple(_alert(s, a) for a in k.alerts.values())),
        *_findings(s),
        Chapter(
            "hypotheses",
            s.word("hypotheses"),
            (_intro(s, "hypotheses"), *s.pictures("causes")),
            tuple(_hypothesis(s, h) for h in k.hypotheses.values()),
        ),
        Chapter("needs", s.word("needs"), (_intro(s, "needs"),), tuple(_need(s, n) for n in k.needs.values())),
        Chapter("layers", s.word("layers"), (), tuple(_layer(s, layer) for layer in k.layers.values())),
        *([Chapter("tables", s.word("tables"), (), tuple(_table(s, t) for t in k.tables.values()))] if k.tables else []),
    )
    return Part(s.word("part.rules"), chapters)


def rule_entry(s: BookSaying, kind: str, id_: str) -> Entry | None:
    """Say one rule, as it stands in the handbook; None for what is no rule of these chapters."""
    of: dict[str, Callable[[BookSaying, Any], Entry]] = {
        "alerts": _alert,
        "findings": _finding,
        "hypotheses": _hypothesis,
        "needs": _need,
        "layers": _layer,
        "tables": _table,
    }
    table: Mapping[str, Any] = getattr(s.k, kind) if kind in of else {}
    return of[kind](s, table[id_]) if id_ in table else None


def _intro(s: BookSaying, key: str) -> Paragraph:
    return Paragraph(plain(s.word(f"{key}.intro")))


def _alert(s: BookSaying, a: Alert) -> Entry:
    blocks: list[Content] = [*s.conditions("holds_when", a.when)]
    if a.do:
        blocks.append(Note("warning" if a.severity != "note" else "note", s.word("do"), plain(s.say(a.do))))
    blocks += s.sources(a.provenance)
    return Entry(a.id, s.say(a.label), tuple(blocks), s.word(f"severity.{a.severity}"))


def _findings(s: BookSaying) -> Iterator[Chapter]:
    for kind in dict.fromkeys(f.kind for f in s.k.findings.values()):
        entries = tuple(_finding(s, f) for f in s.k.findings.values() if f.kind == kind)
        yield Chapter(
            f"findings.{kind}",
            s.word(f"kind.{kind}") if kind in ("signal", "exclusion", "form") else kind,
            (_intro(s, "findings"),),
            entries,
        )


def _finding(s: BookSaying, f: Finding) -> Entry:
    blocks: list[Content] = list(s.paragraph(f.note))
    for i, rule in enumerate(f.rules):
        blocks += s.conditions("or_when" if i else "holds_when", rule.when, rule.provenance)
    if f.patterns:
        blocks += [s.title("patterns"), Items(tuple(Item(plain(s.say(p))) for p in f.patterns))]
    return Entry(f.id, s.say(f.label), tuple(blocks))


def _hypothesis(s: BookSaying, h: Hypothesis) -> Entry:
    blocks: list[Content] = [*s.paragraph(h.says), *s.paragraph(h.note)]
    for key, wanted in (("arguments_for", True), ("arguments_against", False)):
        found = [a for a in h.arguments if (a.strength in _FOR) == wanted]
        blocks.append(s.title(key))
        blocks.append(_arguments(s, key, found) if found else Paragraph((Span(s.word("no_arguments"), "quiet"),)))
    if h.leads_to:
        blocks += [s.title("leads_to"), Items(tuple(Item(text) for text in s.named(h.leads_to)))]
    if h.what_helps:
        blocks += [s.title("what_helps"), *s.paragraph(h.what_helps)]
    blocks += [*s.paragraph(h.background), *s.sources(h.provenance)]
    note = f"{s.word(f'category.{h.category}')}; {s.word('influence')}: {s.word(f'influence.{h.influence}')}"
    return Entry(h.id, s.say(h.label), tuple(blocks), note)


def _arguments(s: BookSaying, key: str, arguments: Sequence[Argument]) -> Table:
    def row(a: Argument) -> tuple[Text, ...]:
        source = s.source_text(a.provenance)
        when: Text = (Span(capital(s.condition(a.when.expression))), *((Span(f"\n{source}", "quiet"),) if source else ()))
        return when, plain(s.word(a.strength))

    return Table(s.word(key), (s.word("argument"), s.word("weighs")), tuple(map(row, arguments)), (70, 30))


def _need(s: BookSaying, n: Need) -> Entry:
    layer = s.say(s.k.layers[n.layer].label) if n.layer else s.word("no_layer")
    blocks = (*s.paragraph(n.why), *s.conditions("holds_when", n.when), *s.conditions("unless", n.unless), *s.sources(n.provenance))
    return Entry(n.id, s.say(n.label), blocks, f"{s.word('layer')}: {layer}")


def _layer(s: BookSaying, layer: Layer) -> Entry:
    blocks: list[Content] = []
    for i, c in enumerate(layer.criteria):
        blocks += s.conditions("or_when" if i else "proposed_when", c.when, c.provenance)
    needs = [n.id for n in s.k.needs.values() if n.layer == layer.id]
    if needs:
        blocks += [s.title("proposed_needs"), Items(tuple(Item(text) for text in s.named(needs)))]
    blocks += s.conditions("insufficient_when", layer.insufficient)
    blocks += s.conditions("unless", layer.insufficient_unless)
    if layer.brings:
        blocks += [s.title("brings"), Items(tuple(Item(plain(s.say(b))) for b in layer.brings))]
    for key, parts in (("variants", layer.variants), ("focuses", layer.focuses)):
        shown = [
            Item((Span(capital(s.say(p.label)), "strong"), Span(f": {s.condition(p.when.expression) if p.when else s.word('otherwise')}")))
            for p in parts
        ]
        if shown:
            blocks += [s.title(key), Items(tuple(shown))]
    if layer.seek:
        blocks.append(Paragraph(plain(s.word("seek", what=s.say(layer.seek)))))
    blocks += s.sources(layer.provenance)
    return Entry(f"layer.{layer.id}", capital(s.say(layer.label)), tuple(blocks))


def _table(s: BookSaying, t: DecisionTable) -> Entry:
    head = (s.word("row"), s.word("holds_when"), *(s.say(o.label) for o in t.outputs))
    rows = tuple(
        (
            plain(str(n)),
            plain(s.condition(row.when.expression)),
            *(plain(s.say(o.values[v]) if v else "–") for o, v in zip(t.outputs, row.then, strict=True)),
        )
        for n, row in enumerate(t.rows, 1)
    )
    share = 40 // max(1, len(t.outputs))
    widths = (8, 92 - share * len(t.outputs), *(share for _ in t.outputs))
    blocks = (*s.paragraph(t.note), Paragraph(plain(s.word(f"policy.{t.policy}"))), Table(s.say(t.label), head, rows, widths))
    return Entry(f"table.{t.id}", s.say(t.label), (*blocks, *s.sources(t.provenance, *(r.provenance for r in t.rows))))
