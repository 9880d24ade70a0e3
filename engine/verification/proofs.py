"""What can be so in some state of a case, and what cannot: conditions as z3 formulas, asked of every state at once.

A state here is one in which people agree, whatever is still unknown; where a question is asked of people who disagree too, it
says so. See docs/decisions/014-what-checks-prove.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from engine.decision.hypotheses import DISPUTED, LIKELY, WEIGHTS
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.circuit import Gate
from engine.knowledge.lowering import lowered
from engine.knowledge.scope import Scope
from engine.knowledge.tables import outputs_of, with_outcomes
from engine.language.syntax import AllOf, AnyOf, AtLeast, Expression, If, Name, Not
from engine.model.rules import Strength
from engine.verification.atoms import State
from engine.verification.pairs import Number, Pair, conjunction, disjunction, names_of, opposite
from engine.verification.solver import NO, YES, Formula, z3
from engine.verification.symbols import Symbols

__all__ = ["FOR_IT", "Proofs", "differ", "standing", "weighed"]

FOR_IT: tuple[Strength, ...] = ("confirms", "strong", "supports")
_PATIENCE = 2_000  # milliseconds that one question may take; what takes more is left alone rather than accused


class Proofs:
    """The conditions of one knowledge base as formulas; conclusions are followed down to facts, but those in `given` are not."""

    def __init__(self, base: KnowledgeBase, given: Iterable[str] = ()) -> None:
        """Keep the base; `given` names conclusions that are taken as they come."""
        self.base = base
        self.given = set(given)
        self.symbols = Symbols(Scope(base.knowledge, "alert"))
        self._outputs = outputs_of(base.knowledge)
        self._slots: dict[int, Pair] = {}
        self._conditions: dict[Expression, Pair] = {}
        self._impossible: dict[tuple[int, bool], tuple[bool, Formula]] = {}  # by the formula's number, which lives as long as it does

    # --- conditions ---

    def conclusion(self, key: str) -> Pair:
        """Give what speaks for and against a conclusion; `key` as in `KnowledgeBase`."""
        return self.slot(self.base.slots[key])

    def slot(self, slot: int) -> Pair:
        """Give what speaks for and against a slot."""
        if slot not in self._slots:
            self._slots[slot] = self._slot(slot, self.base.keys[slot])
        return self._slots[slot]

    def _slot(self, slot: int, key: str) -> Pair:
        if slot in self.base.atoms:
            return self.symbols.pair(self.base.atoms[slot])
        return self.symbols.truth(key) if key in self.given else self.decided(key)

    def decided(self, key: str) -> Pair:
        """Give what speaks for and against a conclusion from what it rests on, also where it is itself taken as it comes."""
        slot = self.base.slots[key]
        if key in self.base.knowledge.hypotheses:
            return weighed(self.arguments(key))
        pair = self.gate(self.base.rule_of(slot).gate)
        exception = self.base.slots.get(f"unless:{key}")
        return pair if exception is None else _set_aside(pair, self.slot(exception))

    def gate(self, gate: Gate | int) -> Pair:
        """Give what speaks for and against a gate; it means what `engine.inference.truth.run_gate` says."""
        if isinstance(gate, int):
            return self.slot(gate)
        return _combined(gate.operation, [self.gate(part) for part in gate.parts], gate.count)

    def condition(self, e: Expression) -> Pair:
        """Give what speaks for and against a condition, or a part of one."""
        if e not in self._conditions:
            self._conditions[e] = self._condition(e)
        return self._conditions[e]

    def _condition(self, e: Expression) -> Pair:  # noqa: PLR0911 - one line a form
        e = lowered(with_outcomes(e, self._outputs), self.base.slots.__contains__)
        match e:
            case AllOf(operands=parts):
                return _combined("all", [self.condition(p) for p in parts])
            case AnyOf(operands=parts):
                return _combined("any", [self.condition(p) for p in parts])
            case AtLeast(count=count, operands=parts):
                return _combined("at_least", [self.condition(p) for p in parts], count)
            case Not(operand=operand):
                return opposite(self.condition(operand))
            case If(condition=condition, then=then, otherwise=otherwise):
                return _combined("if", [self.condition(p) for p in (condition, then, otherwise)])
            case Name(id=name) if name in self.base.slots:
                return self.conclusion(name)
        return self.symbols.pair(e)

    # --- hypotheses ---

    def arguments(self, id_: str) -> list[tuple[Strength, Pair]]:
        """Give the arguments of a hypothesis, each with its strength."""
        found = self.base.knowledge.hypotheses[id_].arguments
        return [(each.strength, self.conclusion(f"argument:{id_}#{i}")) for i, each in enumerate(found)]

    # --- questions ---

    def find(self, formula: Formula, *over: Pair, agreed: bool = True) -> State | None:
        """Find a state in which a formula over some pairs is so; None when there is none, or when it took too long."""
        answer, model, names = self._ask(formula, over, agreed=agreed)
        return self.symbols.state(model, sorted(names)) if answer == z3.sat else None

    def cannot(self, formula: Formula, *over: Pair, agreed: bool = True) -> bool:
        """Tell whether a formula over some pairs is so in no state at all; what took too long counts as possible."""
        key = (formula.get_id(), agreed)
        if key not in self._impossible:
            self._impossible[key] = bool(self._ask(formula, over, agreed=agreed)[0] == z3.unsat), formula
        return self._impossible[key][0]

    def never(self, pair: Pair) -> bool:
        """Tell whether nothing can ever speak for something, even where people disagree."""
        return self.cannot(pair.pro, pair) and self.cannot(pair.pro, pair, agreed=False)

    def always(self, pair: Pair) -> bool:
        """Tell whether something holds as soon as enough is known, whatever that is."""
        if not self.cannot(pair.con, pair):
            return False
        known = z3.And(list(self.symbols.completeness(sorted(pair.names))))
        return self.cannot(z3.And(known, z3.Not(pair.pro)), pair) and not self.cannot(pair.pro, pair)

    def depends(self, formulas: Sequence[Formula], names: frozenset[str], name: str) -> bool:
        """Tell whether another value of one name can make any of some formulas over some names come out otherwise."""
        swap, laws = self.symbols.renamed(name)
        others = [z3.substitute(f, *swap) for f in formulas]
        apart = z3.Or([f != other for f, other in zip(formulas, others, strict=True)])
        return not self.cannot(z3.And(apart, *laws), Pair(NO, NO, names))

    def tells_apart(self, outcomes: Sequence[Pair], value: Name, points: Sequence[float]) -> Iterator[bool]:
        """Tell of each two values of a number that stand side by side whether any outcome can differ between them."""
        number = self.symbols.number(value.id)
        if number is None:
            return
        at = [[self._at(pair, number, point) for pair in outcomes] for point in points]
        for here, there in pairwise(at):
            apart = z3.Or([differ(a, b) for a, b in zip(here, there, strict=True)])
            yield not self.cannot(apart, Pair(NO, NO, names_of(here) - {value.id}))

    def _at(self, pair: Pair, number: Number, point: float) -> Pair:
        whole = z3.is_int(number.low)
        exactly = z3.IntVal(int(point)) if whole else z3.RealVal(f"{point:.9f}")
        swap = [(number.low, exactly), (number.high, exactly), (number.known, YES)]
        return Pair(z3.substitute(pair.pro, *swap), z3.substitute(pair.con, *swap), pair.names)

    def _ask(self, formula: Formula, over: Sequence[Pair], *, agreed: bool) -> tuple[Any, Any, frozenset[str]]:
        names = names_of(over)
        concerned = self.symbols.with_following(names) if agreed else names
        solver = z3.SimpleSolver()
        solver.set("timeout", _PATIENCE)
        solver.add(formula, *(law for name in concerned for law in self.symbols.laws.get(name, ())))
        if agreed:
            solver.add(*self.symbols.agreement(sorted(concerned)))
        answer = solver.check()
        return answer, solver.model() if answer == z3.sat else None, names


def differ(one: Pair, other: Pair) -> Formula:
    """Say that something speaks for, or against, one and not the other."""
    return z3.Or(one.pro != other.pro, one.con != other.con)


def weighed(arguments: Sequence[tuple[Strength, Pair]]) -> Pair:
    """Weigh as `engine.decision.hypotheses` does: for when likely, against when what is still open cannot make it so."""
    torn = z3.And(_sure(arguments, "confirms"), _sure(arguments, "excludes"))
    likely = _is_likely(arguments)
    best = [(s, _falling(p, helps=s in FOR_IT)) for s, p in arguments]
    hopeless = z3.And(z3.Not(likely), z3.Not(_is_likely(best)))
    return Pair(z3.Or(torn, likely), z3.Or(torn, hopeless), names_of(p for _, p in arguments))


def standing(arguments: Sequence[tuple[Strength, Pair]]) -> Formula:
    """Give a number for each way in which arguments can come out, from contradictory (0) and confirmed to unlikely and unknown (6)."""
    confirmed, excluded, total = _sure(arguments, "confirms"), _sure(arguments, "excludes"), _total(arguments)
    opposed = z3.Or([p.pro for s, p in arguments if s not in FOR_IT])
    is_open = z3.Or([z3.Not(z3.Or(p.pro, p.con)) for _, p in arguments])
    weighed = z3.If(total > 0, z3.If(total >= LIKELY, 3, 4), z3.If(z3.Or(opposed, z3.Not(is_open)), 5, 6))
    return z3.If(confirmed, z3.If(excluded, 0, 1), z3.If(excluded, 2, weighed))


def _sure(arguments: Sequence[tuple[Strength, Pair]], strength: Strength) -> Formula:
    return z3.Or([z3.And(p.pro, z3.Not(p.con)) for s, p in arguments if s == strength])


def _total(arguments: Sequence[tuple[Strength, Pair]]) -> Formula:
    return z3.Sum([z3.IntVal(0), *(z3.If(p.pro, WEIGHTS.get(s) or DISPUTED[s], 0) for s, p in arguments)])


def _is_likely(arguments: Sequence[tuple[Strength, Pair]]) -> Formula:
    confirmed, excluded = _sure(arguments, "confirms"), _sure(arguments, "excludes")
    return z3.Or(confirmed, z3.And(z3.Not(excluded), _total(arguments) >= LIKELY))


def _falling(pair: Pair, *, helps: bool) -> Pair:
    """Let an open or disputed argument fall the way that helps the hypothesis most."""
    holds = z3.Or(pair.pro, z3.Not(pair.con)) if helps else z3.And(pair.pro, z3.Not(pair.con))
    return Pair(holds, z3.Not(holds), pair.names)


def _set_aside(pair: Pair, exception: Pair) -> Pair:
    """Mean what `engine.decision.deciding.set_aside` says."""
    kept = z3.And(pair.pro, z3.Or(z3.Not(exception.pro), exception.con))
    return Pair(kept, z3.Or(pair.con, exception.pro), pair.names | exception.names)


def _combined(operation: str, parts: list[Pair], count: int = 0) -> Pair:
    match operation:
        case "all":
            return conjunction(parts)
        case "any":
            return disjunction(parts)
        case "not":
            return opposite(parts[0])
        case "at_least":
            return Pair(_many([p.pro for p in parts], count), _many([p.con for p in parts], len(parts) - count + 1), names_of(parts))
    condition, then, otherwise = parts
    ways = [
        (z3.And(then.pro, otherwise.pro), z3.And(then.con, otherwise.con)),
        (z3.And(condition.pro, then.pro), z3.And(condition.pro, then.con)),
    ]
    ways.append((z3.And(condition.con, otherwise.pro), z3.And(condition.con, otherwise.con)))
    return Pair(z3.Or([pro for pro, _ in ways]), z3.Or([con for _, con in ways]), names_of(parts))


def _many(formulas: list[Formula], count: int) -> Formula:
    if count <= 0:
        return YES
    return z3.AtLeast(*formulas, count) if count <= len(formulas) else NO
