"""Facts and leaves of conditions as z3 symbols: for each leaf what speaks for it and what speaks against it, over every state at once.

A yes/no is two symbols, since people may disagree; a choice is one a value; a number is its bounds and whether it is known.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from engine.inference.truth import AGAINST, FOR
from engine.knowledge.kinds import kind_of
from engine.knowledge.scope import SUPPORT, Scope
from engine.language.printer import show
from engine.language.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    Expression,
    Literal,
    Membership,
    Name,
    Negative,
    Range,
    UnaryTest,
)
from engine.model.vocabulary import Implication
from engine.verification.atoms import EVENT, State, Value
from engine.verification.constants import bounds_of, constant_of, holds
from engine.verification.pairs import Number, Pair, conjunction, disjunction, opposite, ordered, real
from engine.verification.solver import NO, YES, Formula, z3

__all__ = ["Symbols"]

_SAID_BY = 2  # what `said_by` is asked with: a fact and an informant


@dataclass(slots=True)
class Symbols:
    """The symbols behind leaves, made when they are first met; `scope` tells what names stand for."""

    scope: Scope
    truths: dict[str, Pair] = field(default_factory=dict)
    texts: dict[str, dict[str, Formula]] = field(default_factory=dict)
    numbers: dict[str, Number] = field(default_factory=dict)
    laws: dict[str, list[Formula]] = field(default_factory=dict)  # what holds of each in every state
    following: dict[str, list[tuple[str, Implication]]] = field(default_factory=dict)  # by either of the facts concerned

    def __post_init__(self) -> None:
        """Note which facts follow from others."""
        for fact in self.scope.knowledge.facts.values():
            for each in fact.implies:
                for name in (fact.id, each.fact):
                    self.following.setdefault(name, []).append((fact.id, each))

    # --- what holds in a state ---

    def with_following(self, names: frozenset[str]) -> frozenset[str]:
        """Add the facts from which others follow, and those that follow, that leaves look at."""
        seen, queue = set(names), list(names)
        while queue:
            for fact, each in self.following.get(queue.pop(), ()):
                new = {n for n in (fact, each.fact) if n not in seen and self._is_met(n)}
                seen |= new
                queue.extend(new)
        return frozenset(seen)

    def _is_met(self, name: str) -> bool:
        return name in self.truths or name in self.texts or name in self.numbers

    def agreement(self, names: Iterable[str]) -> Iterator[Formula]:
        """Say of some names that nobody contradicts another, nor what follows from what was said."""
        for name in names:
            if name in self.truths:
                pair = self.truths[name]
                yield z3.Not(z3.And(pair.pro, pair.con))
            named = list(self.texts.get(name, {}).values())
            if len(named) > 1:
                yield z3.AtMost(*named, 1)
            yield from (law for fact, each in self.following.get(name, ()) for law in self._following(fact, each))

    def _following(self, fact: str, each: Implication) -> list[Formula]:
        if each.above is not None:
            premise = self.numbers.get(fact)
            said = z3.And(premise.known, premise.low > real(each.above)) if premise else None
        else:
            said = self._value(fact, each.when)
        then = self._value(each.fact, each.value)
        return [] if said is None or then is None else [z3.Implies(said, then)]

    def _value(self, fact: str, value: object) -> Formula:
        """Say that a fact has a value; None when no condition looks at the fact."""
        if fact in self.truths and isinstance(value, bool):
            return self.truths[fact].pro if value else self.truths[fact].con
        if fact in self.texts:
            return self.texts[fact].get(str(value))
        number = self.numbers.get(fact)
        wanted = real(value) if isinstance(value, int | float) else None
        return None if number is None or wanted is None else z3.And(number.known, number.low == wanted, number.high == wanted)

    # --- leaves ---

    def pair(self, atom: Expression) -> Pair:  # noqa: PLR0911 - one line a form
        """Give what speaks for and against a leaf."""
        match atom:
            case Literal(value=None):
                return Pair(NO, NO)
            case Literal(value=value):
                return Pair(z3.BoolVal(bool(value)), z3.BoolVal(not value))
            case Name(id=name):
                return self.truth(name)
            case Comparison(operator=operator, left=left, right=right):
                return self._compared(operator, left, right)
            case Between(value=value, low=low, high=high):
                return conjunction([self._compared(">=", value, low), self._compared("<=", value, high)])
            case Membership(value=Name(id=name), tests=tests) if all(_is_text(t) for t in tests):
                return self._among(name, [str(t.value) for t in tests if isinstance(t, Literal)])
            case Membership(value=value, tests=tests):
                return disjunction([self._tested(value, test) for test in tests])
            case Call():
                return self._called(atom)
        return self.truth(show(atom))

    def truth(self, name: str) -> Pair:
        """Give the symbols of a yes/no, or of something that is taken as it comes."""
        if name not in self.truths:
            self.truths[name] = Pair(z3.Bool(f"{name} +"), z3.Bool(f"{name} -"), frozenset([name]))
        return self.truths[name]

    def _called(self, e: Call) -> Pair:
        pair = self.truth(show(e))
        match e.function:
            case "has_event":
                return self._event(e)
            case "seen_differently":
                return Pair(pair.pro, NO, pair.names)
            case "said_by" if len(e.arguments) == _SAID_BY and isinstance(e.arguments[0], Name):
                fact = self.truth(e.arguments[0].id)
                self.laws[show(e)] = [z3.Implies(pair.pro, fact.pro), z3.Implies(pair.con, fact.con)]
                return Pair(pair.pro, pair.con, pair.names | fact.names)
        return pair

    def _event(self, e: Call) -> Pair:
        name = EVENT + show(e.arguments[0])
        started, done = z3.Bool(f"{name} started"), z3.Bool(f"{name} done")
        if name not in self.texts:
            self.texts[name] = {"started": started, "done": done}
        enough = done if len(e.arguments) == 1 or e.arguments[1] == Literal("done") else z3.Or(started, done)
        return Pair(enough, z3.Not(enough), frozenset([name]))

    # --- comparisons ---

    def _tested(self, value: Expression, test: Expression) -> Pair:
        match test:
            case Range(low=low, high=high, low_open=low_open, high_open=high_open):
                above = self._compared(">" if low_open else ">=", value, low)
                return conjunction([above, self._compared("<" if high_open else "<=", value, high)])
            case UnaryTest(operator=operator, operand=operand):
                return self._compared(operator, value, operand)
        return self._compared("=", value, test)

    def _compared(self, operator: str, left: Expression, right: Expression) -> Pair:
        if isinstance(left, Literal) and not isinstance(right, Literal):
            turned = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}
            return self._compared(turned.get(operator, operator), right, left)
        if isinstance(right, Literal) and right.value is None:
            known, names = self._is_known(left)
            pair = Pair(z3.Not(known), known, names)
            return pair if operator == "=" else opposite(pair)
        match kind_of(left, self.scope):
            case "boolean":
                return self._same(operator, self.pair(left), self.pair(right))
            case "string" if isinstance(left, Name) and isinstance(right, Literal):
                known = self._named(left.id, str(right.value))
                return self._among(left.id, [text for text in known if holds(operator, text, str(right.value))])
            case "string":
                return self.truth(f"{show(left)} {operator} {show(right)}")
        return ordered(operator, self._number(left), self._number(right))

    def _same(self, operator: str, a: Pair, b: Pair) -> Pair:
        same = disjunction([conjunction([a, b]), conjunction([opposite(a), opposite(b)])])
        return same if operator == "=" else opposite(same)

    def _is_known(self, e: Expression) -> tuple[Formula, frozenset[str]]:
        match kind_of(e, self.scope):
            case "boolean":
                pair = self.pair(e)
                return z3.Or(pair.pro, pair.con), pair.names
            case "string" if isinstance(e, Name):
                return z3.Or(list(self._named(e.id).values())), frozenset([e.id])
            case "string" | "null":
                return YES, frozenset()
        number = self._number(e)
        return number.known, number.names

    # --- texts ---

    def _named(self, name: str, wanted: str = "") -> dict[str, Formula]:
        """Give the symbol of each value that a choice may have."""
        if name not in self.texts:
            named = self.scope.look_up(name)
            rest = ("none",) if name in SUPPORT[1:] else ()
            self.texts[name] = {v: z3.Bool(f"{name} = {v}") for v in (*((named.values if named else None) or ()), *rest)}
            fact = self.scope.knowledge.facts.get(name)
            if not (fact and fact.keeps_voices) and len(self.texts[name]) > 1:  # of these the newest counts, whoever said it
                self.laws[name] = [z3.AtMost(*self.texts[name].values(), 1)]
        if wanted and wanted not in self.texts[name]:
            self.texts[name][wanted] = z3.Bool(f"{name} = {wanted}")
        return self.texts[name]

    def _among(self, name: str, wanted: list[str]) -> Pair:
        """Say that a choice has one of some values: a value that is named speaks for, any other against."""
        for text in wanted:
            self._named(name, text)
        named = self._named(name)
        others = [symbol for text, symbol in named.items() if text not in wanted]
        return Pair(z3.Or([named[text] for text in wanted]), z3.Or(others), frozenset([name]))

    # --- numbers ---

    def number(self, name: str) -> Number | None:
        """Give the symbols of a number by its words; None when no leaf looks at it."""
        return self.numbers.get(name)

    def _number(self, e: Expression) -> Number:
        fixed = constant_of(e, self.scope.knowledge)
        if fixed is not None:
            return Number(real(fixed), real(fixed), YES)
        match e:
            case Negative(operand=operand):
                inner = self._number(operand)
                return Number(-inner.high, -inner.low, inner.known, inner.names)
            case Arithmetic(operator="+" | "-" as operator, left=left, right=right) if self._is_sum(e):
                a, b = self._number(left), self._number(right)
                if operator == "-":
                    b = Number(-b.high, -b.low, b.known, b.names)
                return Number(a.low + b.low, a.high + b.high, z3.And(a.known, b.known), a.names | b.names)
        return self._symbol(e)

    def _is_sum(self, e: Expression) -> bool:
        return kind_of(e, self.scope) == "number"

    def _symbol(self, e: Expression) -> Number:
        name = show(e)
        if name not in self.numbers:
            fact = self.scope.knowledge.facts.get(name)
            make = z3.Int if fact and fact.type == "int" and name not in self.scope.knowledge.measures else z3.Real
            number = Number(make(f"{name} low"), make(f"{name} high"), z3.Bool(f"{name} known"), frozenset([name]))
            self.numbers[name] = number
            low, high = bounds_of(e, self.scope)
            laws = self.laws.setdefault(name, [number.low <= number.high])
            laws += [number.low >= real(low)] if low is not None else []
            laws += [number.high <= real(high)] if high is not None else []
        return self.numbers[name]

    # --- states beside each other ---

    def completeness(self, names: Iterable[str]) -> Iterator[Formula]:
        """Say of some names that everything is known that can be."""
        for name in names:
            if name in self.truths:
                pair = self.truths[name]
                yield z3.Or(pair.pro, pair.con)
            elif name in self.texts and not name.startswith(EVENT):
                yield z3.Or(list(self.texts[name].values()))
            elif name in self.numbers:
                yield self.numbers[name].known
                yield self.numbers[name].low == self.numbers[name].high

    def renamed(self, name: str) -> tuple[list[tuple[Formula, Formula]], list[Formula]]:
        """Give the symbols of a name beside new ones, and say that both are known and that the new ones are possible."""
        pair, named, number = self.truths.get(name), self.texts.get(name), self.numbers.get(name)
        old = [pair.pro, pair.con] if pair else list(named.values()) if named else [number.low, number.high, number.known] if number else []
        swap = [(symbol, z3.Const(f"{symbol} other", symbol.sort())) for symbol in old]
        known = list(self.completeness([name]))
        laws = [law for law in self.laws.get(name, ()) if pair is None]
        return swap, [*known, *(z3.substitute(law, *swap) for law in (*known, *laws, *self.agreement([name])))]

    # --- back to a state ---

    def state(self, model: Formula, names: Iterable[str]) -> State:
        """Give the state that a model shows of some names; what is unknown in it is left out."""
        out: dict[str, Value] = {}
        for name in names:
            pair, named, number = self.truths.get(name), self.texts.get(name, {}), self.numbers.get(name)
            bits = (FOR if _true(model, pair.pro) else 0) | (AGAINST if _true(model, pair.con) else 0) if pair else 0
            texts = frozenset(text for text, symbol in named.items() if _true(model, symbol))
            if bits:
                out[name] = bits
            elif texts:
                out[name] = ("done" if "done" in texts else "started") if name.startswith(EVENT) else texts
            elif number and _true(model, number.known):
                out[name] = _float(model.eval(number.low, model_completion=True))
        return out


def _is_text(e: Expression) -> bool:
    return isinstance(e, Literal) and isinstance(e.value, str)


def _true(model: Formula, symbol: Formula) -> bool:
    return bool(z3.is_true(model.eval(symbol)))


def _float(value: Formula) -> float:
    return float(value.as_fraction()) if z3.is_rational_value(value) else float(value.as_long())
