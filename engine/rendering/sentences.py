"""Conditions said as plain Dutch or English sentences, from the labels of what they rest on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal as OneOf

from engine.language.syntax import (
    AllOf,
    AnyOf,
    AtLeast,
    Between,
    Call,
    Comparison,
    Expression,
    If,
    Literal,
    Membership,
    Name,
    Not,
    Range,
    UnaryTest,
)
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.quantities import Quantities

__all__ = ["Clause", "Sentences"]

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}
_FLIPPED = {"=": "=", "!=": "!=", "<": ">", ">": "<", "<=": ">=", ">=": "<="}
_RELATIONS: dict[str, tuple[str, str]] = {
    "=": ("{0}", "{0}"),
    "!=": ("iets anders dan {0}", "other than {0}"),
    "<": ("minder dan {0}", "less than {0}"),
    ">": ("meer dan {0}", "more than {0}"),
    "<=": ("{0} of minder", "{0} or less"),
    ">=": ("{0} of meer", "{0} or more"),
}
_ON_DAYS: dict[str, tuple[str, str]] = {  # of dates, earlier and later are said
    "<": ("vóór {0}", "before {0}"),
    ">": ("na {0}", "after {0}"),
    "<=": ("op of vóór {0}", "on or before {0}"),
    ">=": ("op of na {0}", "on or after {0}"),
}
_WHO_SEES: dict[str, tuple[str, str]] = {
    "school": ("school", "school"),
    "home": ("thuis", "home"),
    "pupil": ("de leerling", "the pupil"),
    "care": ("de hulpverlening", "care"),
    "adults": ("de volwassenen", "the adults"),
}
_FRAMES: dict[tuple[str, bool], tuple[str, str]] = {
    ("hypothesis", True): ("waarschijnlijk speelt mee: {0}", "probably plays a part: {0}"),
    ("hypothesis", False): ("speelt waarschijnlijk niet mee: {0}", "probably plays no part: {0}"),
    ("need", True): ("nodig: {0}", "needed: {0}"),
    ("need", False): ("niet nodig: {0}", "not needed: {0}"),
    ("", True): ("{0}", "{0}"),
    ("", False): ("niet het geval: {0}", "not the case: {0}"),
}
_STEPS: dict[tuple[bool, bool], tuple[str, str]] = {  # whether it need only have begun, and whether it has
    (True, True): ("de stap {0} is begonnen", "the step {0} has begun"),
    (True, False): ("de stap {0} is nog niet begonnen", "the step {0} has not begun yet"),
    (False, True): ("de stap {0} is gedaan", "the step {0} is done"),
    (False, False): ("de stap {0} is nog niet gedaan", "the step {0} is not done yet"),
}
_SIGNS = (",", ";", ":", " en ", " of ", " and ", " or ")  # with one of these within, parts are kept apart by semicolons
_TRUTHS = (AllOf, AnyOf, AtLeast, Not, Comparison, Between, Membership)
_ASKING = ("has_event", "said_by", "seen_differently")
Kind = OneOf["leaf", "all", "any", "at_least", "fewer", "if"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A condition without negations: a sentence, or a combination of clauses; `count` belongs to `at_least` and `fewer`.

    `source` is the condition that a leaf says; a leaf said in the negative keeps the positive one.
    """

    kind: Kind
    text: str = ""
    parts: tuple[Clause, ...] = ()
    count: int = 0
    source: Expression | None = None


class Sentences(Quantities):
    """Says conditions in one language with the labels of one knowledge base; no id and no sign of the language is left."""

    def __init__(self, knowledge: Knowledge, language: Language = "nl") -> None:
        """Keep the labels and the language."""
        super().__init__(knowledge, language)

    def condition(self, e: Expression, *, holds: bool = True) -> str:
        """Say a condition, or what it means that it does not hold, as one sentence without capital and full stop."""
        return self.flat(self.clause(e, holds=holds))

    def quantity(self, e: Expression) -> str:
        """Say a value; a yes/no that stands among values as the sentence it is."""
        if isinstance(e, _TRUTHS) or (isinstance(e, Call) and e.function in _ASKING):
            return self.condition(e)
        return super().quantity(e)

    def flat(self, clause: Clause) -> str:
        """Say a clause on one line; a combination within a combination stands between brackets."""
        if clause.kind == "leaf":
            return clause.text
        parts = [_kept_apart(p.text) if p.kind == "leaf" else f"({self.flat(p)})" for p in clause.parts]
        match clause.kind:
            case "all":
                return _joined(parts, self.pick(("en", "and")))
            case "any":
                return _joined(parts, self.pick(("of", "or")))
            case "if":
                return self.pick(("als {0}, dan {1}, anders {2}", "if {0}, then {1}, else {2}")).format(*parts)
        return f"{self.heading(clause)} {'; '.join(parts)}"

    def heading(self, clause: Clause) -> str:
        """Say how the parts of a combination go together, to stand above them."""
        words: dict[Kind, tuple[str, str]] = {
            "all": ("dit alles:", "all of this:"),
            "any": ("minstens één hiervan:", "at least one of these:"),
            "at_least": ("minstens {n} van deze {k}:", "at least {n} of these {k}:"),
            "fewer": ("minder dan {n} van deze {k}:", "fewer than {n} of these {k}:"),
            "if": ("als het eerste, dan het tweede, anders het derde:", "if the first, then the second, else the third:"),
            "leaf": ("", ""),
        }
        return self.pick(words[clause.kind]).format(n=clause.count, k=len(clause.parts))

    # --- combinations ---

    def clause(self, e: Expression, *, holds: bool = True) -> Clause:  # noqa: PLR0911 - one line a form
        """Bring every "not" of a condition down to its leaves, and say those."""
        match e:
            case Not(operand=operand):
                return self.clause(operand, holds=not holds)
            case AllOf(operands=operands):
                return self._combined("all" if holds else "any", operands, holds=holds)
            case AnyOf(operands=operands):
                return self._combined("any" if holds else "all", operands, holds=holds)
            case AtLeast(count=1, operands=operands):
                return self._combined("any" if holds else "all", operands, holds=holds)
            case AtLeast(count=count, operands=operands):
                kind: Kind = "at_least" if holds else "fewer"
                return Clause(kind, parts=tuple(self.clause(o) for o in operands), count=count)
            case If(condition=condition, then=then, otherwise=otherwise):
                branches = (self.clause(then, holds=holds), self.clause(otherwise, holds=holds))
                return Clause("if", parts=(self.clause(condition), *branches))
        return Clause("leaf", self._leaf(e, holds=holds), source=e)

    def _combined(self, kind: Kind, operands: Sequence[Expression], *, holds: bool) -> Clause:
        parts: list[Clause] = []
        for clause in (self.clause(o, holds=holds) for o in operands):
            parts.extend(clause.parts if clause.kind == kind else [clause])
        return parts[0] if len(parts) == 1 else Clause(kind, parts=tuple(parts))

    # --- leaves ---

    def _leaf(self, e: Expression, *, holds: bool) -> str:  # noqa: PLR0911 - one line a form
        match e:
            case Literal(value=value):
                return self.pick(("altijd", "always") if bool(value) == holds else ("nooit", "never"))
            case Name(id=name):
                return self._named(name, holds=holds)
            case Comparison(operator=operator, left=left, right=right):
                return self._compared(operator if holds else _OPPOSITE[operator], left, right)
            case Between(value=value, low=low, high=high):
                return self._member(value, (Range(low, high),), holds=holds)
            case Membership(value=value, tests=tests):
                return self._member(value, tests, holds=holds)
            case Call():
                return self._asked(e, holds=holds)
        text = self.quantity(e)
        return text if holds else f"{self.pick(('niet', 'not'))}: {text}"

    def _named(self, name: str, *, holds: bool) -> str:
        k = self.k
        if name in k.facts:
            fact = k.facts[name]
            if holds:
                return self.label(fact.label)
            return self.label(fact.denied) if fact.denied else f"{self.pick(('niet', 'not'))}: {self.label(fact.label)}"
        for frame, table in (("hypothesis", k.hypotheses), ("need", k.needs)):
            if name in table:
                return self.pick(_FRAMES[frame, holds]).format(self.label_of(name))
        return self.pick(_FRAMES["", holds]).format(self.label_of(name))

    def _compared(self, operator: str, left: Expression, right: Expression) -> str:
        if self._is_fixed(left) and not self._is_fixed(right):
            return self._compared(_FLIPPED[operator], right, left)
        if isinstance(right, Literal) and right.value is None:
            known = ("onbekend", "unknown") if operator == "=" else ("bekend", "known")
            return f"{self.quantity(left)}: {self.pick(known)}"
        if isinstance(right, Literal) and isinstance(right.value, bool):
            return self.condition(left, holds=right.value == (operator == "="))
        return f"{self.quantity(left)}: {self._related(operator, left, right)}"

    def _is_fixed(self, e: Expression) -> bool:
        return isinstance(e, Literal) or self.constant(e) is not None

    def _related(self, operator: str, left: Expression, right: Expression) -> str:
        """Say how a value relates to another that stands to the right of the operator."""
        if isinstance(right, Literal) and isinstance(right.value, str):
            text = self.value_of(left.id if isinstance(left, Name) else "", right.value)
        else:
            text = self.constant(right, self.unit_of(left)) or self.quantity(right)
        table = _ON_DAYS if self._is_day(left) and operator in _ON_DAYS else _RELATIONS
        return self.pick(table[operator]).format(text) + self.meaning(right)

    def _is_day(self, e: Expression) -> bool:
        return isinstance(e, Name) and e.id in self.k.facts and self.k.facts[e.id].type == "date"

    def _member(self, value: Expression, tests: Sequence[Expression], *, holds: bool) -> str:
        parts = [self._tested(value, test) for test in tests]
        text = f" {self.pick(('of', 'or'))} ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
        if not holds:
            text = self.pick(_RELATIONS["!="] if len(parts) == 1 else ("geen van deze: {0}", "none of these: {0}")).format(text)
        return f"{self.quantity(value)}: {text}"

    def _tested(self, value: Expression, test: Expression) -> str:
        match test:
            case Range(low=low, high=high, low_open=low_open, high_open=high_open):
                above = self._related(">" if low_open else ">=", value, low)
                below = self._related("<" if high_open else "<=", value, high)
                return f"{above} {self.pick(('en', 'and'))} {below}"
            case UnaryTest(operator=operator, operand=operand):
                return self._related(operator, value, operand)
            case Literal(value=None):
                return self.pick(("onbekend", "unknown"))
        return self._related("=", value, test)

    # --- functions that ask a yes/no ---

    def _asked(self, e: Call, *, holds: bool) -> str:
        match e.function:
            case "has_event":
                return self._happened(e, holds=holds)
            case "said_by":
                fact, informant = e.arguments
                said = self._named(fact.id if isinstance(fact, Name) else "", holds=holds)
                who = self.k.informants.get(str(informant.value)) if isinstance(informant, Literal) else None
                return f"{self.pick(('volgens', 'according to'))} {self.label(who.label) if who else ''}: {said}"
            case "seen_differently":
                sides = [self.pick(_WHO_SEES[str(a.value)]) for a in e.arguments if isinstance(a, Literal)]
                words = ("{0} en {1} zien iets anders", "{0} and {1} see different things")
                return self.pick(words if holds else ("{0} en {1} zien hetzelfde", "{0} and {1} see the same")).format(*sides)
        return self.quantity(e)

    def _happened(self, e: Call, *, holds: bool) -> str:
        name, *states = e.arguments
        begun = any(isinstance(s, Literal) and s.value == "started" for s in states)
        words = _STEPS[begun, holds]
        return self.pick(words).format(self.task_of(name.id if isinstance(name, Name) else ""))


def _kept_apart(text: str) -> str:
    return f"‘{text}’" if ";" in text else text


def _joined(parts: Sequence[str], word: str) -> str:
    """Join parts into one sentence."""
    if len(parts) == 1:
        return parts[0]
    plain = not any(sign in part for part in parts if not part.startswith("(") for sign in _SIGNS)
    if plain:
        return f"{', '.join(parts[:-1])} {word} {parts[-1]}"
    return f"{'; '.join(parts[:-1])}; {word} {parts[-1]}"
