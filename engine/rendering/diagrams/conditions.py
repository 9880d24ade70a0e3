"""A condition in words: the labels of what it asks, joined as people join them."""

from __future__ import annotations

from engine.language.printer import show, show_number
from engine.language.syntax import AllOf, AnyOf, AtLeast, Call, Comparison, Expression, Literal, Membership, Name, Not
from engine.model.knowledge import Knowledge
from engine.model.text import Label, Language
from engine.rendering.diagrams.wording import Words, pick

__all__ = ["condition_words"]

_AND: Words = (" en ", " and ")
_OR: Words = (" of ", " or ")
_NOT: Words = ("niet: ", "not: ")
_IS: Words = ("is", "is")
_AT_LEAST: Words = ("ten minste {n} van: ", "at least {n} of: ")
_HAS_EVENT: Words = ("is gedaan", "has been done")
_STARTED: Words = ("is begonnen", "has been started")
_SUPPORT: dict[str, Words] = {
    "support.proposed": ("de voorgestelde laag", "the proposed layer"),
    "support.focus": ("waar de laag op gericht is", "what the layer is aimed at"),
    "support.variant": ("de vorm van de laag", "the form of the layer"),
}


def condition_words(expression: Expression, knowledge: Knowledge, language: Language) -> str:
    """Say a condition; what has no words of its own is shown as the rules write it."""
    return _Teller(knowledge, language).say(expression)


class _Teller:
    """Says conditions in one language, over one set of knowledge."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        self.k = knowledge
        self.language = language

    def say(self, e: Expression, *, inner: bool = False) -> str:  # noqa: PLR0911 - one line a form
        """Say one form; `inner` puts brackets around what is joined."""
        match e:
            case Name(id=name):
                return self._name(name)
            case AllOf(operands=operands):
                return self._joined(_AND, operands, inner=inner)
            case AnyOf(operands=operands):
                return self._joined(_OR, operands, inner=inner)
            case Not(operand=Name(id=name)) if name in self.k.facts and self.k.facts[name].denied:
                return self._of(self.k.facts[name].denied)
            case Not(operand=operand):
                return pick(_NOT, self.language) + self.say(operand, inner=True)
            case AtLeast(count=count, operands=operands):
                return pick(_AT_LEAST, self.language).format(n=count) + ", ".join(self.say(o, inner=True) for o in operands)
            case Comparison(operator=operator, left=left, right=right):
                sign = (
                    pick(_IS, self.language)
                    if operator == "="
                    else {">=": "\u2265", "<=": "\u2264", "!=": "\u2260"}.get(operator, operator)
                )
                return f"{self.say(left)} {sign} {self._value(left, right)}"
            case Membership(value=value, tests=tests):
                return f"{self.say(value)} {pick(_IS, self.language)} " + pick(_OR, self.language).join(
                    self._value(value, t) for t in tests
                )
            case Call(function="has_event", arguments=(Name(id=name), *rest)):
                return f"\u201c{self._task(name)}\u201d {pick(_STARTED if rest else _HAS_EVENT, self.language)}"
        return show(e)

    def _joined(self, words: Words, operands: tuple[Expression, ...], *, inner: bool) -> str:
        text = pick(words, self.language).join(self.say(o, inner=True) for o in operands)
        return f"({text})" if inner and len(operands) > 1 else text

    def _of(self, label: Label | None) -> str:
        return label.of(self.language) if label else ""

    def _name(self, name: str) -> str:
        if name in _SUPPORT:
            return pick(_SUPPORT[name], self.language)
        if name in self.k.parameters:
            return show_number(self.k.parameters[name].value)
        for kind in (self.k.facts, self.k.measures, self.k.findings, self.k.hypotheses, self.k.needs):
            if name in kind:
                return self._of(kind[name].label)
        return name

    def _value(self, of: Expression, e: Expression) -> str:
        """Say a value: of a choice by its label, of a layer by its name."""
        if not isinstance(e, Literal):
            return self.say(e)
        name = of.id if isinstance(of, Name) else ""
        if isinstance(e.value, str):
            layer = self.k.layers.get(e.value) if name == "support.proposed" else None
            if layer:
                return self._of(layer.label)
            label = self.k.facts[name].values.get(e.value) if name in self.k.facts else None
            return self._of(label) or e.value.replace("_", " ")
        return show(e)

    def _task(self, name: str) -> str:
        protocol, _, task = name.partition(".")
        found = self.k.protocols[protocol].tasks.get(task) if protocol in self.k.protocols else None
        return self._of(found.short or found.label) if found else name
