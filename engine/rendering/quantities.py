"""Numbers, dates and names of a condition as words: labels in place of ids, values with their unit."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Protocol

from engine.language.syntax import Arithmetic, Call, Duration, Expression, If, Literal, Name, Negative
from engine.model.knowledge import Knowledge
from engine.model.text import Label, Language
from engine.model.units import UNITS
from engine.rendering.words import number, on_day

__all__ = ["Quantities", "lowered", "number_words", "unit_words"]

_SIGNS: dict[str, tuple[str, str]] = {"percentile": ("{n}", "{n}"), "percent": ("{n}%", "{n}%"), "sd": ("{n} SD", "{n} SD")}
_FUNCTIONS: dict[str, tuple[str, str]] = {
    "today": ("vandaag", "today"),
    "weeks_since": ("weken sinds: {0}", "weeks since: {0}"),
    "months_since": ("maanden sinds: {0}", "months since: {0}"),
    "weeks_since_said": ("weken sinds iemand dit voor het eerst zei ({0}: {1})", "weeks since someone first said so ({0}: {1})"),
    "z_of_iq": ("{0}, in standaarddeviaties", "{0}, in standard deviations"),
    "z_of_percentile": ("{0}, in standaarddeviaties", "{0}, in standard deviations"),
    "percentile_of_iq": ("{0}, als percentiel", "{0}, as a percentile"),
    "band": ("{0}", "{0}"),
    "min": ("de laagste van: {all}", "the lowest of: {all}"),
    "max": ("de hoogste van: {all}", "the highest of: {all}"),
}
_SUMS: dict[str, tuple[str, str]] = {
    "+": ("plus", "plus"),
    "-": ("min", "minus"),
    "*": ("maal", "times"),
    "/": ("gedeeld door", "divided by"),
}
_SUPPORT: dict[str, tuple[str, str]] = {
    "support.proposed": ("voorgestelde ondersteuning", "proposed support"),
    "support.variant": ("vorm van de ondersteuning", "form of the support"),
    "support.focus": ("richting van de ondersteuning", "aim of the support"),
}
_TODAY_UNITS = {"weeks_since": "weeks", "weeks_since_event": "weeks", "weeks_since_said": "weeks", "months_since": "months"}


def number_words(value: float, unit: str, language: Language) -> str:
    """Say a number with its unit."""
    said = _with_unit(unit, one=value == 1) or ("{n} " + unit, "{n} " + unit)
    return said[language == "en"].format(n=number(value, language, 4))


def unit_words(unit: str, language: Language) -> str:
    """Name a unit, as it stands behind a number that can still be anything; a percentile is a number by itself."""
    said = (_with_unit(unit) or (unit, unit))[language == "en"].replace("{n}", "").strip()
    return unit if not said and unit == "percentile" else said


def _with_unit(unit: str, *, one: bool = False) -> tuple[str, str] | None:
    """Give a unit behind the place of a number, in Dutch and in English; None for what is no unit of ours."""
    if unit in UNITS:
        dutch, english = UNITS[unit].words(one=one)
        return "{n} " + dutch, "{n} " + english
    return _SIGNS.get(unit)


class _Labelled(Protocol):
    """Whatever has a label."""

    @property
    def label(self) -> Label:
        """Give the words for people."""


def lowered(text: str) -> str:
    """Let a label stand within a sentence: without its capital, unless that belongs to the word (IQ, OPP)."""
    if text.startswith("Eén"):
        return f"é{text[1:]}"  # the stress that a capital in Dutch leaves out
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


class Quantities:
    """Says what stands on either side of a comparison, in one language with the labels of one knowledge base."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        """Keep the labels and the language."""
        self.k = knowledge
        self.language: Language = language
        self.outputs = {output.id: output for table in knowledge.tables.values() for output in table.outputs}

    def pick(self, pair: tuple[str, str]) -> str:
        """Choose the words of the language."""
        return pair[self.language == "en"]

    def label(self, label: Label) -> str:
        """Say a label within a sentence."""
        return lowered(label.of(self.language))

    def label_of(self, name: str) -> str:
        """Say what a name stands for."""
        k = self.k
        if name in _SUPPORT:
            return self.pick(_SUPPORT[name])
        tables: tuple[Mapping[str, _Labelled], ...] = (k.measures, k.facts, k.parameters, k.findings, k.hypotheses, k.needs, self.outputs)
        return next((self.label(table[name].label) for table in tables if name in table), name)

    def unit_of(self, e: Expression) -> str:
        """Give the unit of a value, empty when it has none of its own."""
        match e:
            case Name(id=name):
                found = self.k.parameters.get(name) or self.k.measures.get(name) or self.k.facts.get(name)
                return found.unit if found else ""
            case Negative(operand=operand):
                return self.unit_of(operand)
            case Arithmetic(left=left, right=right):
                return self.unit_of(left) or self.unit_of(right)
            case Call(function=function):
                return _TODAY_UNITS.get(function, "")
        return ""

    def amount(self, value: float, unit: str) -> str:
        """Say a number with its unit."""
        words = _with_unit(unit, one=abs(value) == 1) or ("{n}", "{n}")
        return self.pick(words).format(n=number(value, self.language, 2))

    def value_of(self, fact: str, value: object) -> str:
        """Say a value of a fact: its label where it is a choice, a date in full, a number with its unit."""
        definition = self.k.facts.get(fact)
        if isinstance(value, str):
            if definition and definition.type == "date":
                return on_day(date.fromisoformat(value), self.language)
            if definition and value in definition.values:
                return self._quoted(definition.values[value].of(self.language))
            if fact in self.outputs and value in self.outputs[fact].values:
                return self._quoted(self.label(self.outputs[fact].values[value]))
            return self._support_value(fact, value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return str(value)
        return self.amount(float(value), definition.unit if definition else "")

    def _quoted(self, text: str) -> str:
        """Keep more than one word apart from those around them."""
        return f"‘{text}’" if " " in text else text

    def _support_value(self, name: str, value: str) -> str:
        layers = self.k.layers
        if name == "support.proposed" and value in layers:
            return self._quoted(self.label(layers[value].label))
        if name in _SUPPORT:
            parts: list[_Labelled] = [p for layer in layers.values() for p in layer.variants if p.id == value]
            parts += [p for layer in layers.values() for p in layer.focuses if p.id == value]
            return self._quoted(self.label(parts[0].label)) if parts else value
        return value

    def meaning(self, e: Expression) -> str:
        """Say between brackets what a parameter stands for; nothing for any other value."""
        inner: Expression = e.operand if isinstance(e, Negative) else e
        if not isinstance(inner, Name) or inner.id not in self.k.parameters:
            return ""
        return f" ({self.label(self.k.parameters[inner.id].label)})"

    def constant(self, e: Expression, unit: str = "") -> str | None:  # noqa: PLR0911 - one line a form
        """Say a number that is the same in every case; None for one that is not."""
        match e:
            case Literal(value=bool()) | Literal(value=None) | Literal(value=str()):
                return None
            case Literal(value=date() as day):
                return on_day(day, self.language)
            case Literal(value=Duration(amount=amount, unit=of)):
                return self.amount(float(amount), of)
            case Literal(value=float(value)):
                return self.amount(value, unit)
            case Name(id=name) if name in self.k.parameters:
                return self.amount(self.k.parameters[name].value, unit or self.k.parameters[name].unit)
            case Negative(operand=Name(id=name)) if name in self.k.parameters:
                return self.amount(-self.k.parameters[name].value, unit or self.k.parameters[name].unit)
            case Negative(operand=Literal(value=float(value))):
                return self.amount(-value, unit)
        return None

    def quantity(self, e: Expression) -> str:  # noqa: PLR0911 - one line a form
        """Say a number, date, duration or text of a condition."""
        known = self.constant(e)
        if known is not None:
            return known
        match e:
            case Literal(value=value):
                return self.pick(("onbekend", "unknown")) if value is None else str(value)
            case Name(id=name):
                return self.label_of(name)
            case Negative(operand=operand):
                return f"{self.pick(('min', 'minus'))} {self.quantity(operand)}"
            case Arithmetic(operator=operator, left=left, right=right):
                return f"{self._part(left)} {self.pick(_SUMS[operator])} {self._part(right)}"
            case Call():
                return self._called(e)
            case If(then=then, otherwise=otherwise):
                return f"{self.quantity(then)}, {self.pick(('anders', 'else'))} {self.quantity(otherwise)}"
        raise TypeError(e)

    def _part(self, e: Expression) -> str:
        text = self.quantity(e)
        return f"({text})" if isinstance(e, Arithmetic) else text

    def _called(self, e: Call) -> str:
        if e.function == "weeks_since_event":
            return f"{self.pick(('weken sinds de stap', 'weeks since the step'))} {self.step(e)}"
        if e.function == "count":
            return f"{self.pick(('aantal dat klopt van', 'how many hold of'))}: {'; '.join(map(self.quantity, e.arguments))}"
        parts = [self.quantity(a) for a in e.arguments]
        if e.function == "weeks_since_said" and isinstance(e.arguments[0], Name) and isinstance(e.arguments[1], Literal):
            parts[1] = self.value_of(e.arguments[0].id, e.arguments[1].value)
        return self.pick(_FUNCTIONS[e.function]).format(*parts, all="; ".join(parts))

    def step(self, e: Call) -> str:
        """Say the step of a protocol that a function asks for, and how far it must be."""
        name, *states = e.arguments
        begun = any(isinstance(s, Literal) and s.value == "started" for s in states)
        quoted = self.task_of(name.id if isinstance(name, Name) else "")
        state = ("begon", "began") if begun else ("gedaan werd", "was done")
        return f"{quoted} {self.pick(state)}"

    def task_of(self, name: str) -> str:
        """Say a step by its label between quotes; its name is `protocol.task`."""
        protocol, _, task = name.partition(".")
        found = self.k.protocols[protocol].tasks.get(task) if protocol in self.k.protocols else None
        return f"‘{found.label.of(self.language)}’" if found else name
