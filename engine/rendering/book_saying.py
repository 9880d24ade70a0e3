"""What all chapters of the handbook share: conditions as lists of sentences, names that lead on, and where things come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from engine.language.syntax import Name, walk
from engine.model.book import Content, Picture
from engine.model.diagram import Diagram
from engine.model.knowledge import Knowledge
from engine.model.paper import Heading, Item, Items, Paragraph, Span, Text
from engine.model.provenance import Provenance
from engine.model.rules import Condition
from engine.model.text import Label, Language
from engine.rendering.book_words import book_word
from engine.rendering.diagrams.drawing import draw
from engine.rendering.diagrams.layout import lay_out
from engine.rendering.diagrams.outline import outline
from engine.rendering.diagrams.pictures import picture
from engine.rendering.diagrams.svg import svg
from engine.rendering.paper_saying import capital, plain
from engine.rendering.sentences import Clause, Sentences

__all__ = ["BookSaying"]


class BookSaying(Sentences):
    """Says the knowledge of one base in one language, for a handbook of one day."""

    def __init__(self, knowledge: Knowledge, language: Language, day: date) -> None:
        """Keep what the book is about."""
        super().__init__(knowledge, language)
        self.day = day
        self.drawn = 0

    def word(self, key: str, **values: object) -> str:
        """Give a fixed word."""
        return book_word(key, self.language, **values)

    def say(self, label: Label | None) -> str:
        """Give a text in the language."""
        return label.of(self.language) if label else ""

    def paragraph(self, label: Label | None) -> Iterator[Content]:
        """Give a text as a paragraph, where there is one."""
        if label:
            yield Paragraph(plain(capital(self.say(label))))

    def led(self, heading: str, text: str) -> Paragraph:
        """Give a text after what it is."""
        return Paragraph((Span(f"{heading}: ", "strong"), Span(text)))

    # --- conditions ---

    def conditions(self, key: str, when: Condition | None, provenance: Provenance | None = None) -> Iterator[Content]:
        """Say a condition under a heading, part by part, with where it comes from."""
        if when is None:
            return
        clause = self.clause(when.expression)
        heading = self.word(key)
        if clause.kind == "leaf":
            yield Paragraph((Span(f"{heading}: ", "strong"), self._leading(clause, self.flat(clause))))
        else:
            yield Paragraph((Span(f"{heading} ", "strong"), Span(self.heading(clause))))
            yield Items(tuple(map(self._listed, clause.parts)))
        if provenance:
            yield from self.sources(provenance)

    def _listed(self, clause: Clause) -> Item:
        if clause.kind == "leaf":
            return Item((self._leading(clause, capital(clause.text)),))
        return Item(plain(capital(self.heading(clause))), tuple((self._leading(p, self.flat(p)),) for p in clause.parts))

    def _leading(self, clause: Clause, text: str) -> Span:
        """Let a part of a condition lead to where what it rests on is explained."""
        k = self.k
        names = [each.id for each in walk(clause.source) if isinstance(each, Name)] if clause.source else []
        found = next((n for n in names if n in k.findings or n in k.hypotheses or n in k.needs or n in k.measures), "")
        return Span(text, "plain", found)

    # --- names and sources ---

    def named(self, ids: Iterable[str]) -> list[Text]:
        """Name things by their labels, each leading to its own entry."""
        return [(Span(capital(self.label_of(id_)), "plain", id_),) for id_ in ids]

    def roles(self, ids: Iterable[str]) -> str:
        """Name roles."""
        return ", ".join(self.say(self.k.roles[r].label) if r in self.k.roles else r for r in ids)

    def sources(self, *provenances: Provenance) -> Iterator[Content]:
        """Say quietly where something comes from."""
        text = self.source_text(*provenances)
        if text:
            yield Paragraph((Span(self.word("source", what=text), "quiet"),))

    def source_text(self, *provenances: Provenance) -> str:
        """Say where something comes from: titles with their passages, and a basis with its reason."""
        passages: dict[str, dict[str, None]] = {}
        bases: dict[str, None] = {}
        for p in provenances:
            for c in p.citations:
                passages.setdefault(c.doc, {})[c.section] = None
            if p.basis:
                bases[f"{self.word(p.basis.kind)}: {self.say(p.basis.why)}"] = None
        titles = (f"{self.k.sources[doc].title if doc in self.k.sources else doc}, {', '.join(names)}" for doc, names in passages.items())
        return "; ".join([*titles, *bases])

    def title(self, key: str) -> Heading:
        """Give a small heading."""
        return Heading(self.word(key), 3)

    # --- pictures ---

    def pictures(self, name: str) -> Iterator[Picture]:
        """Draw the sheets of a picture."""
        for sheet in picture(name, self.k, self.day, self.language):
            yield self._drawn(sheet)

    def _drawn(self, sheet: Diagram) -> Picture:
        self.drawn += 1
        plain_sheet = _unlinked(sheet)
        drawing = draw(lay_out(plain_sheet))
        words = tuple(outline(sheet))
        return Picture(sheet.title, svg(drawing, f"p{self.drawn}-"), drawing.description, words, drawing.width > drawing.height)


def _unlinked(sheet: Diagram) -> Diagram:
    """Take the links out: in a book the sheets stand beside each other."""
    return replace(sheet, nodes=tuple(replace(n, link="") for n in sheet.nodes)) if any(n.link for n in sheet.nodes) else sheet
