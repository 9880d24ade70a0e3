"""Observations, reasons and steps as short texts for paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.model.advice import Justification, Step
from engine.model.case import Event, Observation
from engine.model.knowledge import Knowledge
from engine.model.paper import Span, Text
from engine.model.reading import SCHOOL, Eyes, Reading
from engine.model.text import Label, Language
from engine.rendering.paper_words import paper_word, reader_of
from engine.rendering.quantities import Quantities
from engine.rendering.words import on_day, word

__all__ = ["Saying", "capital", "plain"]


def capital(text: str) -> str:
    """Let a text begin a line; of ‘één’ the first letter loses its accent, as Dutch is spelled."""
    return f"E{text[1:]}" if text.startswith("éé") else text[:1].upper() + text[1:]


def plain(text: str) -> Text:
    """Give a text in one tone."""
    return (Span(text),)


class Saying:
    """Says what stands in a case, in one language, for one kind of reader."""

    def __init__(self, knowledge: Knowledge, language: Language, eyes: Eyes) -> None:
        """Keep the labels, the language and who reads."""
        self.k = knowledge
        self.language: Language = language
        self.eyes = eyes
        self.reader = reader_of(eyes)
        self.quantities = Quantities(knowledge, language)

    def word(self, key: str, **values: object) -> str:
        """Give a fixed word; `key.` with the reader where readers get words of their own."""
        return paper_word(f"{key}{self.reader}" if key.endswith(".") else key, self.language, **values)

    def label(self, label: Label) -> str:
        """Give a label in the language; to parents it speaks of their child, unless the pupil reads along."""
        of_their_child = "parents" in self.eyes and "pupil" not in self.eyes
        return (label.to_parents() if of_their_child else label).of(self.language)

    def observation(self, o: Observation, *, begins: bool = False) -> Text:
        """Say one observation as a statement, and quietly who said it and when; `begins` with a capital where it begins a line."""
        said = self.said(o)
        statement = self._statement(o)
        return (Span(capital(statement) if begins else statement), *((Span(f" ({said})", "quiet"),) if said else ()))

    def _statement(self, o: Observation) -> str:
        fact = self.k.facts[o.fact]
        label = self.label(fact.label)
        if o.value is False and fact.denied:
            return self.label(fact.denied)
        if isinstance(o.value, bool):
            return label if o.value else f"{word('not', self.language)}: {label}"
        if fact.type == "text":
            return f"{label}: “{o.value}”"
        return f"{label}: {self.quantities.value_of(o.fact, o.value)}"

    def said(self, o: Observation) -> str:
        """Say who said something and when; the name behind an informant is for the school alone."""
        parts = []
        if o.by:
            name = f" {o.who}" if o.who and self.eyes == SCHOOL else ""
            parts.append(self.label(self.k.informants[o.by].label) + name)
        if o.date:
            parts.append(on_day(o.date, self.language))
        return ", ".join(parts)

    def reasons(self, nodes: Iterable[Justification], reading: Reading) -> list[Text]:
        """Say the observations beneath conclusions that may be printed, each once."""
        beneath = dict.fromkeys(o for node in nodes for o in _observations(node) if o in reading.shown.get(o.fact, ()))
        return list(dict.fromkeys(map(self.observation, beneath)))

    def few(self, texts: list[Text], at_most: int = 6) -> list[Text]:
        """Give the first few of many texts, and how many more there are."""
        left = len(texts) - at_most
        return texts if left <= 1 else [*texts[:at_most], (Span(self.word("more_reasons", n=left), "quiet"),)]

    def role(self, step: Step) -> str:
        """Say who takes a step."""
        return self.label(self.k.roles[step.role].label) if step.role in self.k.roles else step.role

    def step(self, step: Step) -> Text:
        """Say what a step asks, and whether it has begun."""
        task = self.k.protocols[step.protocol].tasks[step.node]
        state = () if step.state == "open" else (Span(f" ({word(step.state, self.language)})", "quiet"),)
        return (Span(self.label(task.label)), *state)

    def term(self, step: Step) -> Text:
        """Say by when a step is due."""
        if step.due is None:
            return (Span(self.word("no_term"), "quiet"),)
        day = on_day(step.due, self.language)
        return (Span(self.word("overdue.", day=day), "late"),) if step.overdue else (Span(self.word("by", day=day)),)

    def event(self, event: Event) -> tuple[Text, tuple[Text, ...]]:
        """Say what was done and when, and beneath it what people wrote about it."""
        text = f"{on_day(event.date, self.language)}: {self._task(event.protocol, event.node)}"
        notes = [Span(self.word("event." + event.state), "quiet")] if event.state != "done" else []
        if event.by and event.by in self.k.informants:
            notes.append(Span(self.label(self.k.informants[event.by].label), "quiet"))
        tail = [Span(f" ({', '.join(s.text for s in notes)})", "quiet")] if notes else []
        return (Span(text), *tail), tuple(self._written(event))

    def _written(self, event: Event) -> Iterator[Text]:
        if event.note:
            yield plain(f"“{event.note}”")
        if event.because:
            yield plain(self.word("because", what=f"“{event.because}”"))
        if event.chose:
            yield plain(self.word("instead", what=self._task(event.protocol, event.chose)))

    def _task(self, protocol: str, node: str) -> str:
        known = self.k.protocols.get(protocol)
        task = known.tasks.get(node) if known else None
        return self.label(task.label) if task else f"{protocol}.{node}"


def _observations(node: Justification) -> Iterator[Observation]:
    if node.observation:
        yield node.observation
    for child in node.of:
        yield from _observations(child)
