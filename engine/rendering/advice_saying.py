"""What an advice rests on, in words: who said what, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.advice import Advice, Justification
from engine.model.case import Observation
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.words import day_month, number, word

__all__ = ["AdviceSaying"]


class AdviceSaying:
    """Says the pieces of one advice in one language."""

    def __init__(self, advice: Advice, knowledge: Knowledge, language: Language) -> None:
        """Keep the advice, and the labels by which it is said."""
        self.a = advice
        self.k = knowledge
        self.language = language

    def w(self, key: str) -> str:
        """Give a fixed word."""
        return word(key, self.language)

    def informant_or_role(self, name: str) -> str:
        """Say by whom something was decided."""
        tables = (self.k.roles, self.k.informants)
        return next((table[name].label.of(self.language) for table in tables if name in table), name)

    def seen_differently(self, fact: str) -> str:
        """Name what people see differently, and who says what."""
        told = ", ".join(f"{self._voice(o)} {self._short(o)}" for o in self.a.voices if o.fact == fact)
        label = self.k.facts[fact].label.of(self.language)
        return f"{label} ({told})" if told else label

    def _voice(self, o: Observation) -> str:
        """Name who said something, with which of them it was."""
        informant = self.k.informants[o.by] if o.by else None
        if informant and o.who and o.who in informant.voices:
            return o.who
        name = informant.label.of(self.language) if informant else self.w("records")
        return f"{name} {o.who}" if o.who else name

    def _short(self, o: Observation) -> str:
        """Say a value in a word: yes, no, or the choice."""
        return self.w("true" if o.value else "false") if isinstance(o.value, bool) else f"‘{self.value(o)}’"

    def reasons(self, node: Justification) -> Iterator[str]:
        """Say the observations beneath a justification, each once."""
        if node.observation:
            yield self.observed(node.observation)
        for child in node.of:
            yield from self.reasons(child)

    def observed(self, o: Observation) -> str:
        """Say one observation as a statement, with who said it and when."""
        fact = self.k.facts[o.fact]
        if o.value is False and fact.denied:
            text = fact.denied.of(self.language)
        elif fact.type == "bool":
            text = fact.label.of(self.language)
        else:
            text = f"{fact.label.of(self.language)}: {self.value(o)}"
        return text + self.said(o)

    def value(self, o: Observation) -> str:
        """Say a value in words."""
        fact = self.k.facts[o.fact]
        if isinstance(o.value, str):
            return fact.values[o.value].of(self.language) if o.value in fact.values else o.value
        return number(float(o.value or 0), self.language)

    def said(self, o: Observation) -> str:
        """Say who said something, and when, as far as it is known."""
        parts = []
        if o.by:
            parts.append(self.k.informants[o.by].label.of(self.language) + (f" {o.who}" if o.who else ""))
        if o.date:
            parts.append(day_month(o.date, self.language))
        return f" ({', '.join(parts)})" if parts else ""

    def because(self, nodes: tuple[Justification, ...]) -> str:
        """Say what conclusions rest on, at the grain of labels."""
        out = []
        for node in nodes:
            if node.id in self.k.needs:
                out.append(self.k.needs[node.id].label.of(self.language))
            elif node.id in self.k.findings:
                out.append(self.k.findings[node.id].label.of(self.language))
            else:
                out.extend(self.reasons(node) if not _named(node) else [self.because(node.of)])
        return "; ".join(dict.fromkeys(o for o in out if o))


def _named(node: Justification) -> bool:
    return any(child.id.startswith(("need.", "signal.", "form.")) for child in node.of)
