"""Atoms of conditions: each is compiled to a function of the working memory that gives its two bits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.inference.numbers import events_of, number_function
from engine.inference.truth import AGAINST, FOR, UNKNOWN, Bits, both, either, negation, run_gate
from engine.inference.working_memory import WorkingMemory
from engine.knowledge.circuit import SlotTable
from engine.knowledge.kinds import kind_of
from engine.knowledge.scope import SUPPORT, Scope
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
from engine.model.interval import Interval

__all__ = ["Look", "atom_function", "compare_intervals", "differing_facts", "truth_function"]

Look = Callable[[WorkingMemory], Bits]
WordTest = Callable[[WorkingMemory, str], Bits]
Texts = Callable[[WorkingMemory], tuple[frozenset[str], frozenset[str] | None]]

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def truth_function(condition: Expression, scope: Scope) -> Look:
    """Compile a whole condition that rests on facts alone, without conclusions."""
    table = SlotTable()
    gate = table.gate(condition)
    looks = [atom_function(table.atoms[slot], scope) for slot in range(len(table.keys))]
    return lambda memory: run_gate(gate, [look(memory) for look in looks])


def atom_function(atom: Expression, scope: Scope) -> Look:  # noqa: PLR0911 - one line a form
    """Compile an atom: a name, a constant, a comparison or a call."""
    match atom:
        case Literal(value=value):
            bits = UNKNOWN if value is None else FOR if value else AGAINST
            return lambda _: bits
        case Name(id=name):
            return lambda memory: memory.bits.get(name, UNKNOWN)
        case Comparison(operator=operator, left=left, right=right):
            return _tested(left, [UnaryTest(operator, right)], scope)
        case Between(value=value, low=low, high=high):
            return _tested(value, [Range(low, high)], scope)
        case Membership(value=value, tests=tests):
            return _tested(value, tests, scope)
        case Call():
            return _call(atom)
        case Negative() | Arithmetic():
            return lambda _: UNKNOWN  # a calculation with null is all that can stand for a yes/no
    raise TypeError(atom)


# --- comparisons ---


def _tested(value: Expression, tests: Sequence[Expression], scope: Scope) -> Look:
    """Compile a value that passes any of some tests."""
    if kind_of(value, scope) == "string" and not all(_asks_null(test, scope) for test in tests):
        return _words_tested(value, tests, scope)
    looks = [_test(value, test, scope) for test in tests]
    return looks[0] if len(looks) == 1 else lambda memory: either(look(memory) for look in looks)


def _test(value: Expression, test: Expression, scope: Scope) -> Look:
    match test:
        case Range(low=low, high=high, low_open=low_open, high_open=high_open):
            above = _comparison(">" if low_open else ">=", value, low, scope)
            below = _comparison("<" if high_open else "<=", value, high, scope)
            return lambda memory: both((above(memory), below(memory)))
        case UnaryTest(operator=operator, operand=operand):
            return _comparison(operator, value, operand, scope)
    return _comparison("=", value, test, scope)


def _comparison(operator: str, left: Expression, right: Expression, scope: Scope) -> Look:
    kinds = kind_of(left, scope), kind_of(right, scope)
    if "null" in kinds:
        return _with_null(operator, right if kinds[0] == "null" else left, scope)
    if kinds[0] == "boolean":
        return _same_truth(operator, left, right, scope)
    one, other = number_function(left, scope), number_function(right, scope)

    def compare(memory: WorkingMemory) -> Bits:
        a, b = one(memory), other(memory)
        return UNKNOWN if a is None or b is None else compare_intervals(operator, a, b)

    return compare


def compare_intervals(operator: str, a: Interval, b: Interval) -> Bits:
    """Compare what two numbers may be: for when all of it satisfies, against when none of it does."""
    a, b = a.rounded(), b.rounded()
    if _always(operator, a, b):
        return FOR
    return AGAINST if _always(_OPPOSITE[operator], a, b) else UNKNOWN


def _always(operator: str, a: Interval, b: Interval) -> bool:
    match operator:
        case "<":
            return a.high < b.low or (a.high == b.low and (a.high_open or b.low_open))
        case "<=":
            return a.high <= b.low
        case ">":
            return _always("<", b, a)
        case ">=":
            return _always("<=", b, a)
        case "=":
            return a.is_point and b.is_point and a.low == b.low
    return _always("<", a, b) or _always("<", b, a)


def _same_truth(operator: str, left: Expression, right: Expression, scope: Scope) -> Look:
    one, other = truth_function(left, scope), truth_function(right, scope)

    def compare(memory: WorkingMemory) -> Bits:
        a, b = one(memory), other(memory)
        bits = (FOR if a & b else UNKNOWN) | (AGAINST if a & negation(b) else UNKNOWN)
        return bits if operator == "=" else negation(bits)

    return compare


# --- ignorance ---


def _with_null(operator: str, side: Expression, scope: Scope) -> Look:
    """Compare with null: equal only to what nobody has said; an order with null is unknown."""
    if operator not in ("=", "!="):
        return lambda _: UNKNOWN
    known = _is_known(side, scope)
    on_known, on_unknown = (AGAINST, FOR) if operator == "=" else (FOR, AGAINST)
    return lambda memory: on_known if known(memory) else on_unknown


def _is_known(side: Expression, scope: Scope) -> Callable[[WorkingMemory], bool]:
    if isinstance(side, Name):
        name = side.id
        fixed = name in scope.knowledge.parameters
        return lambda memory: fixed or name in memory.standing or name in memory.numbers or bool(memory.bits.get(name))
    match kind_of(side, scope):
        case "null":
            return lambda _: False
        case "string":
            return lambda _: True
        case "boolean":
            truth = truth_function(side, scope)
            return lambda memory: truth(memory) != UNKNOWN
    number = number_function(side, scope)
    return lambda memory: number(memory) is not None


# --- texts ---


def _words_tested(value: Expression, tests: Sequence[Expression], scope: Scope) -> Look:
    """Compile tests of each text by itself: people who name two texts that both pass do not disagree on passing."""
    texts = _texts(value)
    null_looks = [_test(value, test, scope) for test in tests if _asks_null(test, scope)]
    word_tests = [_word_test(test) for test in tests if not _asks_null(test, scope)]

    def passes(memory: WorkingMemory, word: str) -> Bits:
        return either(test(memory, word) for test in word_tests)

    def look(memory: WorkingMemory) -> Bits:
        held, possible = texts(memory)
        bits = UNKNOWN
        for word in held:
            bits |= passes(memory, word)
        if possible is not None:  # what was decided by weighing is against only when nothing that it could be passes
            could = possible | held
            against = could and all(passes(memory, word) == AGAINST for word in could)
            bits = bits & FOR | (AGAINST if against else UNKNOWN)
        return either((bits, *(null(memory) for null in null_looks)))

    return look


def _asks_null(test: Expression, scope: Scope) -> bool:
    if isinstance(test, Range):
        return "null" in (kind_of(test.low, scope), kind_of(test.high, scope))
    return kind_of(test.operand if isinstance(test, UnaryTest) else test, scope) == "null"


def _word_test(test: Expression) -> WordTest:
    match test:
        case Range(low=low, high=high, low_open=low_open, high_open=high_open):
            above, below = _word_compared(">" if low_open else ">=", low), _word_compared("<" if high_open else "<=", high)
            return lambda memory, word: both((above(memory, word), below(memory, word)))
        case UnaryTest(operator=operator, operand=operand):
            return _word_compared(operator, operand)
    return _word_compared("=", test)


def _word_compared(operator: str, right: Expression) -> WordTest:
    texts = _texts(right)

    def compare(memory: WorkingMemory, word: str) -> Bits:
        held, possible = texts(memory)
        speaks_for = any(_holds(operator, word, other) for other in held)
        if possible is None:
            against = any(not _holds(operator, word, other) for other in held)
        else:
            could = possible | held
            against = bool(could) and not any(_holds(operator, word, other) for other in could)
        return (FOR if speaks_for else UNKNOWN) | (AGAINST if against else UNKNOWN)

    return compare


def _texts(e: Expression) -> Texts:
    """Give the texts that hold, and those that are possible where it was decided by weighing, else None."""
    if isinstance(e, Literal):
        only = frozenset([str(e.value)])
        return lambda _: (only, None)
    if isinstance(e, Name) and e.id in SUPPORT:
        name = e.id
        return lambda memory: memory.support.get(name, (frozenset(), None))
    if isinstance(e, Name):
        name = e.id
        return lambda memory: (memory.texts.get(name, frozenset()), None)
    raise TypeError(e)


def _holds(operator: str, a: str, b: str) -> bool:
    compared = {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}
    return compared[operator]


# --- functions ---


def _call(e: Call) -> Look:
    match e.function:
        case "has_event":
            return lambda memory: FOR if events_of(e, memory) else AGAINST
        case "said_by":
            fact, informant = e.arguments
            return _said_by(fact.id if isinstance(fact, Name) else "", _constant(informant))
        case "seen_differently":
            return _seen_differently(_constant(e.arguments[0]), _constant(e.arguments[1]))
    raise TypeError(e)


def _constant(e: Expression) -> str:
    return str(e.value) if isinstance(e, Literal) else ""


def _said_by(fact: str, informant: str) -> Look:
    def look(memory: WorkingMemory) -> Bits:
        values = [o.value for o in memory.standing.get(fact, ()) if o.by == informant]
        return (FOR if True in values else 0) | (AGAINST if False in values else 0)

    return look


def _seen_differently(one: str, other: str) -> Look:
    """For when some fact is said otherwise by two sides; never against, since not everything has been asked.

    What concerns a child's safety is left out, so that the finding can be shown to everyone.
    """

    def look(memory: WorkingMemory) -> Bits:
        return FOR if differing_facts(memory, one, other) else UNKNOWN

    return look


def differing_facts(memory: WorkingMemory, one: str, other: str) -> list[str]:
    """Give the facts on which two sides say opposite things, in order of their names."""
    out = []
    for fact, said in memory.standing.items():
        if fact in memory.private or (fact not in memory.bits and fact not in memory.texts):
            continue
        first = {o.value for o in said if _on_side(memory, o.by, one)}
        second = {o.value for o in said if _on_side(memory, o.by, other)}
        if any(a != b for a in first for b in second):
            out.append(fact)
    return sorted(out)


def _on_side(memory: WorkingMemory, informant: str | None, side: str) -> bool:
    if informant is None:
        return False
    where = memory.informants.get(informant)
    return where != "pupil" if side == "adults" else where == side
