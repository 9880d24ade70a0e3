"""Numbers, dates and durations of a condition: each is compiled to a function of the working memory that gives its bounds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from engine.inference import scores
from engine.inference.working_memory import WorkingMemory
from engine.knowledge.kinds import kind_of
from engine.knowledge.scope import Scope
from engine.language.syntax import Arithmetic, Call, Duration, Expression, Literal, Name, Negative
from engine.model.case import Event
from engine.model.interval import Interval, exact

__all__ = ["Number", "events_of", "number_function"]

Number = Callable[[WorkingMemory], Interval | None]
_FIRST, _LAST = date.min.toordinal(), date.max.toordinal()


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
        case Call():
            return _call(e, scope)
    raise TypeError(e)


def _number(value: object) -> float:
    if isinstance(value, date):
        return float(value.toordinal())
    if isinstance(value, Duration):
        return float(value.amount)
    if isinstance(value, int | float):
        return float(value)
    raise TypeError(value)


# --- arithmetic ---


def _sum(e: Arithmetic, scope: Scope) -> Number:
    left, right = number_function(e.left, scope), number_function(e.right, scope)
    kinds = kind_of(e.left, scope), kind_of(e.right, scope)
    if "date" in kinds and "months" in kinds:
        day, months = (left, right) if kinds[0] == "date" else (right, left)
        sign = -1 if e.operator == "-" else 1
        return lambda memory: _shift(day(memory), months(memory), sign)
    combine = {"+": _plus, "-": _minus, "*": _times, "/": _over}[e.operator]

    def compute(memory: WorkingMemory) -> Interval | None:
        a, b = left(memory), right(memory)
        return None if a is None or b is None else combine(a, b)

    return compute


def _negative(value: Interval | None) -> Interval | None:
    return value and Interval(-value.high, -value.low, value.high_open, value.low_open)


def _plus(a: Interval, b: Interval) -> Interval:
    return Interval(a.low + b.low, a.high + b.high, a.low_open or b.low_open, a.high_open or b.high_open)


def _minus(a: Interval, b: Interval) -> Interval:
    return Interval(a.low - b.high, a.high - b.low, a.low_open or b.high_open, a.high_open or b.low_open)


def _times(a: Interval, b: Interval) -> Interval:
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
    ends = [scores.add_months(_day(d), sign * int(m)).toordinal() for d in (day.low, day.high) for m in (months.low, months.high)]
    return Interval(min(ends), max(ends))


def _day(ordinal: float) -> date:
    """Give the day of an ordinal; one that lies before or after all days is the first or the last."""
    return date.fromordinal(int(max(_FIRST, min(_LAST, ordinal))))


# --- functions ---


def _call(e: Call, scope: Scope) -> Number:  # noqa: PLR0911 - one line a function
    match e.function:
        case "today":
            return lambda memory: exact(memory.as_of.toordinal())
        case "weeks_since_event":
            return lambda memory: _weeks_since_last(events_of(e, memory), memory)
        case "weeks_since_said":
            return lambda memory: _weeks_since_said(e, memory)
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


def _extreme(pick: Callable[[list[float]], float], values: list[Interval | None]) -> Interval | None:
    known = [v for v in values if v is not None]
    if len(known) < len(values):
        return None
    return Interval(pick([v.low for v in known]), pick([v.high for v in known]))


def _elapsed(start: Interval | None, memory: WorkingMemory, length: Callable[[date, date], float]) -> Interval | None:
    if start is None:
        return None
    return Interval(length(_day(start.high), memory.as_of), length(_day(start.low), memory.as_of))


def events_of(e: Call, memory: WorkingMemory) -> list[Event]:
    """Give the events that `has_event(protocol.task, state)` asks for, oldest first; what was done was also started."""
    name, *states = e.arguments
    asked = {"done"} | {"started" for s in states if isinstance(s, Literal) and s.value == "started"}
    task = name.id if isinstance(name, Name) else ""
    return [event for event in memory.events if f"{event.protocol}.{event.node}" == task and event.state in asked]


def _weeks_since_last(events: list[Event], memory: WorkingMemory) -> Interval | None:
    return exact((memory.as_of - events[-1].date).days / 7) if events else None


def _weeks_since_said(e: Call, memory: WorkingMemory) -> Interval | None:
    """Give the weeks since someone first said so; nothing when nobody gave a date."""
    fact, text = e.arguments
    said = memory.said.get(fact.id, ()) if isinstance(fact, Name) else ()
    days = [o.date for o in said if o.date and isinstance(text, Literal) and o.value == text.value]
    return exact((memory.as_of - min(days)).days / 7) if days else None
