"""Atoms of conditions: each is compiled to a function of the working memory that gives its two bits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from engine.inference import scores
from engine.inference.truth import AGAINST, FOR, UNKNOWN, Bits, run_gate
from engine.inference.working_memory import WorkingMemory
from engine.knowledge.circuit import SlotTable
from engine.knowledge.scope import SUPPORT, Scope
from engine.knowledge.typing import kind_of
from engine.language.syntax import (
    Arithmetic,
    Between,
    Call,
    Comparison,
    Duration,
    Expression,
    If,
    Literal,
    Membership,
    Name,
    Negative,
    Range,
    UnaryTest,
)
from engine.model.case import Event
from engine.model.interval import Interval, exact, hull

__all__ = ["atom_function", "number_function"]

Look = Callable[[WorkingMemory], Bits]
Number = Callable[[WorkingMemory], Interval | None]
Texts = Callable[[WorkingMemory], tuple[frozenset[str], frozenset[str] | None]]

_OPPOSITE = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}


def atom_function(atom: Expression, scope: Scope) -> Look:
    """Compile an atom: a name, a constant, a comparison or a call."""
    match atom:
        case Literal(value=value):
            bits = UNKNOWN if value is None else FOR if value else AGAINST
            return lambda _: bits
        case Name(id=name):
            return lambda memory: memory.bits.get(name, UNKNOWN)
        case Comparison(operator=operator, left=left, right=right):
            return _comparison(operator, left, right, scope)
        case Between(value=value, low=low, high=high):
            above, below = _comparison(">=", value, low, scope), _comparison("<=", value, high, scope)
            return lambda memory: _and(above(memory), below(memory))
        case Membership(value=value, tests=tests):
            looks = [_test(value, test, scope) for test in tests]
            return lambda memory: _any([look(memory) for look in looks])
        case Call():
            return _call(atom)
    raise TypeError(atom)


def _and(a: Bits, b: Bits) -> Bits:
    return (a & b & FOR) | ((a | b) & AGAINST)


def _any(parts: list[Bits]) -> Bits:
    speaks_for, against = UNKNOWN, AGAINST
    for bits in parts:
        speaks_for |= bits & FOR
        against &= bits
    return speaks_for | against


def _test(value: Expression, test: Expression, scope: Scope) -> Look:
    match test:
        case Range(low=low, high=high, low_open=low_open, high_open=high_open):
            above = _comparison(">" if low_open else ">=", value, low, scope)
            below = _comparison("<" if high_open else "<=", value, high, scope)
            return lambda memory: _and(above(memory), below(memory))
        case UnaryTest(operator=operator, operand=operand):
            return _comparison(operator, value, operand, scope)
    return _comparison("=", value, test, scope)


# --- comparisons ---


def _comparison(operator: str, left: Expression, right: Expression, scope: Scope) -> Look:
    first, second = kind_of(left, scope), kind_of(right, scope)
    if "null" in (first, second):
        return _with_null(operator, left, right, scope)
    if first == "string":
        return _text_comparison(operator, _texts(left), _texts(right))
    if first == "boolean":
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


def _with_null(operator: str, left: Expression, right: Expression, scope: Scope) -> Look:
    """Compare with null: equal only to what nobody has said; an order with null is unknown."""
    if operator not in ("=", "!="):
        return lambda _: UNKNOWN
    side = right if kind_of(left, scope) == "null" else left
    on_known, on_unknown = (AGAINST, FOR) if operator == "=" else (FOR, AGAINST)
    known = _is_known(side, scope)
    return lambda memory: on_known if known(memory) else on_unknown


def _is_known(side: Expression, scope: Scope) -> Callable[[WorkingMemory], bool]:
    kind = kind_of(side, scope)
    if kind == "null":
        return lambda _: False
    if isinstance(side, Name):
        name = side.id
        return lambda memory: name in memory.standing or name in memory.numbers or bool(memory.bits.get(name))
    if kind in ("number", "date", "days", "months"):
        number = number_function(side, scope)
        return lambda memory: number(memory) is not None
    return lambda _: True


def _same_truth(operator: str, left: Expression, right: Expression, scope: Scope) -> Look:
    one, other = _truth(left, scope), _truth(right, scope)
    turned = operator == "!="

    def compare(memory: WorkingMemory) -> Bits:
        a, b = one(memory), other(memory)
        same = (FOR if (a & b & FOR) or (a & b & AGAINST) else 0) | (AGAINST if (a & 1 and b & 2) or (a & 2 and b & 1) else 0)
        return (0, 2, 1, 3)[same] if turned else same

    return compare


def _truth(e: Expression, scope: Scope) -> Look:
    """Compile any yes/no expression on its own, for where it stands inside an atom."""
    table = SlotTable()
    gate = table.gate(e)
    looks = [atom_function(table.atoms[slot], scope) for slot in range(len(table.keys))]
    return lambda memory: run_gate(gate, [look(memory) for look in looks])


def _texts(e: Expression) -> Texts:
    """Give the texts that hold, and the texts that are still possible (None for those alone)."""
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


def _text_comparison(operator: str, left: Texts, right: Texts) -> Look:
    def compare(memory: WorkingMemory) -> Bits:
        (a, a_possible), (b, b_possible) = left(memory), right(memory)
        possible_a, possible_b = a_possible or a, b_possible or b
        bits = UNKNOWN
        if any(_holds(operator, x, y) for x in a for y in b):
            bits |= FOR
        if a_possible is not None or b_possible is not None:
            decided = not any(_holds(operator, x, y) for x in possible_a for y in possible_b)
            return bits | (AGAINST if decided and possible_a and possible_b else UNKNOWN)
        if any(not _holds(operator, x, y) for x in a for y in b):
            bits |= AGAINST
        return bits

    return compare


def _holds(operator: str, a: str, b: str) -> bool:
    compared = {"=": a == b, "!=": a != b, "<": a < b, "<=": a <= b, ">": a > b, ">=": a >= b}
    return compared[operator]


# --- numbers, dates, durations ---


def number_function(e: Expression, scope: Scope) -> Number:  # noqa: PLR0911 - one line a form
    """Compile a number, date (as ordinal) or duration (in days, or in months) to an interval, None when unknown."""
    match e:
        case Literal(value=None):
            return lambda _: None
        case Literal(value=value):
            constant = exact(_number(value))
            return lambda _: constant
        case Name(id=name):
            if name in scope.knowledge.parameters:
                fixed = exact(float(scope.knowledge.parameters[name].value))
                return lambda _: fixed
            return lambda memory: memory.numbers.get(name)
        case Negative(operand=operand):
            inner = number_function(operand, scope)
            return lambda memory: _negative(inner(memory))
        case Arithmetic():
            return _sum(e, scope)
        case If(condition=condition, then=then, otherwise=otherwise):
            return _chosen(_truth(condition, scope), number_function(then, scope), number_function(otherwise, scope))
        case Call():
            return _number_call(e, scope)
    raise TypeError(e)


def _number(value: object) -> float:
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, Duration):
        return float(value.months if value.is_months else value.days)
    if isinstance(value, int | float):
        return float(value)
    raise TypeError(value)


def _negative(value: Interval | None) -> Interval | None:
    return value and Interval(-value.high, -value.low, value.high_open, value.low_open)


def _chosen(condition: Look, then: Number, otherwise: Number) -> Number:
    def choose(memory: WorkingMemory) -> Interval | None:
        bits, a, b = condition(memory), then(memory), otherwise(memory)
        if bits in (FOR, AGAINST):
            return a if bits == FOR else b
        return None if a is None or b is None else hull(a, b)

    return choose


def _sum(e: Arithmetic, scope: Scope) -> Number:
    left, right = number_function(e.left, scope), number_function(e.right, scope)
    kinds = kind_of(e.left, scope), kind_of(e.right, scope)
    if "date" in kinds and "months" in kinds:
        day, months = (left, right) if kinds[0] == "date" else (right, left)
        sign = -1 if e.operator == "-" else 1
        return lambda memory: _shift(day(memory), months(memory), sign)
    combine = {"+": _plus, "-": lambda a, b: _plus(a, _negative(b)), "*": _times, "/": _over}[e.operator]

    def compute(memory: WorkingMemory) -> Interval | None:
        a, b = left(memory), right(memory)
        return None if a is None or b is None else combine(a, b)

    return compute


def _plus(a: Interval, b: Interval) -> Interval:
    return Interval(a.low + b.low, a.high + b.high, a.low_open or b.low_open, a.high_open or b.high_open)


def _times(a: Interval, b: Interval) -> Interval:
    if a.is_point and b.is_point:
        return exact(a.low * b.low)
    ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


def _over(a: Interval, b: Interval) -> Interval | None:
    """Divide; by something that may be zero is unknown."""
    if b.low <= 0 <= b.high:
        return None
    ends = [x / y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


def _shift(day: Interval | None, months: Interval | None, sign: int) -> Interval | None:
    if day is None or months is None:
        return None
    ends = [scores.add_months(date.fromordinal(int(d)), sign * int(m)) for d in day[:2] for m in months[:2]]
    return Interval(float(min(ends).toordinal()), float(max(ends).toordinal()))


# --- functions ---


def _number_call(e: Call, scope: Scope) -> Number:
    match e.function:
        case "today":
            return lambda memory: exact(float(memory.as_of.toordinal()))
        case "weeks_since_event":
            protocol, node, states = _event_of(e)
            return lambda memory: _weeks_since_event(memory, protocol, node, states)
        case "weeks_since_said":
            fact, text = e.arguments
            return lambda memory: _weeks_since_said(memory, fact.id if isinstance(fact, Name) else "", _constant(text))
        case "count":
            looks = [_truth(a, scope) for a in e.arguments]
            return lambda memory: _counted([look(memory) for look in looks])
        case "min" | "max":
            numbers = [number_function(a, scope) for a in e.arguments]
            pick = min if e.function == "min" else max
            return lambda memory: _extreme(pick, [n(memory) for n in numbers])
    inner = number_function(e.arguments[0], scope)
    match e.function:
        case "weeks_since":
            return lambda memory: _elapsed(inner(memory), memory, lambda start, end: max(0, (end - start).days) / 7)
        case "months_since":
            return lambda memory: _elapsed(inner(memory), memory, scores.months_between)
        case "band":
            return inner
    function = {
        "z_of_iq": scores.z_of_iq,
        "z_of_percentile": scores.z_of_percentile,
        "percentile_of_iq": scores.percentile_of_iq,
    }[e.function]
    return lambda memory: scores.monotone(function, inner(memory))


def _counted(parts: list[Bits]) -> Interval:
    sure = sum(bits == FOR for bits in parts)
    possible = sum(bits != AGAINST for bits in parts)
    return Interval(sure, possible)


def _extreme(pick: Callable[[list[float]], float], values: list[Interval | None]) -> Interval | None:
    known = [v for v in values if v is not None]
    if len(known) < len(values) or not known:
        return None
    return Interval(pick([v.low for v in known]), pick([v.high for v in known]))


def _elapsed(start: Interval | None, memory: WorkingMemory, length: Callable[[date, date], float]) -> Interval | None:
    if start is None:
        return None
    first, last = date.fromordinal(int(start.low)), date.fromordinal(int(start.high))
    return Interval(length(last, memory.as_of), length(first, memory.as_of))


def _event_of(e: Call) -> tuple[str, str, tuple[str, ...]]:
    name = e.arguments[0]
    protocol, node = name.id.split(".") if isinstance(name, Name) else ("", "")
    state = e.arguments[1].value if len(e.arguments) > 1 and isinstance(e.arguments[1], Literal) else "done"
    return protocol, node, ("started", "done") if state == "started" else ("done",)


def _events(memory: WorkingMemory, protocol: str, node: str, states: tuple[str, ...]) -> list[Event]:
    return [e for e in memory.events if e.protocol == protocol and e.node == node and e.state in states]


def _weeks_since_event(memory: WorkingMemory, protocol: str, node: str, states: tuple[str, ...]) -> Interval | None:
    found = _events(memory, protocol, node, states)
    return exact((memory.as_of - found[-1].date).days / 7) if found else None


def _weeks_since_said(memory: WorkingMemory, fact: str, text: str) -> Interval | None:
    """Give the weeks since someone first said so; nothing when nobody gave a date."""
    days = [o.date for o in memory.said.get(fact, ()) if o.value == text and o.date]
    return exact((memory.as_of - min(days)).days / 7) if days else None


def _call(e: Call) -> Look:
    match e.function:
        case "has_event":
            protocol, node, states = _event_of(e)
            return lambda memory: FOR if _events(memory, protocol, node, states) else AGAINST
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
        if fact in memory.private or fact not in memory.bits and fact not in memory.texts:
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
