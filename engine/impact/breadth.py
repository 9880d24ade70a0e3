"""Whether a changed condition holds in more cases than before, or in fewer: told only where the form of both proves it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from engine.language.printer import show
from engine.language.syntax import AllOf, AnyOf, AtLeast, Between, Comparison, Expression, Literal, Membership, Name, Negative, Not
from engine.model.knowledge import Knowledge
from engine.model.revision import Breadth

__all__ = ["breadth"]

_Within = Callable[[Expression, Expression], bool]


def breadth(old: Expression, new: Expression, before: Knowledge, after: Knowledge) -> Breadth | None:
    """Tell whether the new condition is wider or narrower than the old one; None when it is neither, or when that is not plain.

    `before` and `after` give the values of the parameters on either side.
    """
    wider, narrower = _Side(before, after).within(old, new), _Side(after, before).within(new, old)
    if wider == narrower:
        return None
    return "wider" if wider else "narrower"


class _Side:
    """Proves that one condition holds only where another does, each with the parameters of its own version."""

    def __init__(self, of_one: Knowledge, of_other: Knowledge) -> None:
        self.one, self.other = of_one, of_other

    def turned(self) -> _Side:
        return _Side(self.other, self.one)

    def within(self, a: Expression, b: Expression) -> bool:  # noqa: C901, PLR0911 - one line a form
        """Tell whether `a` plainly implies `b`."""
        match a, b:
            case Not(operand=x), Not(operand=y):
                return self.turned().within(y, x)
            case AtLeast(count=n, operands=xs), AtLeast(count=m, operands=ys):
                return n >= m and self._each_has(xs, ys)
            case AnyOf(operands=xs), _:
                return all(self.within(x, b) for x in xs)
            case _, AllOf(operands=ys):
                return all(self.within(a, y) for y in ys)
            case AllOf(operands=xs), AnyOf(operands=ys):
                return any(self.within(x, b) for x in xs) or any(self.within(a, y) for y in ys)
            case AllOf(operands=xs), _:
                return any(self.within(x, b) for x in xs)
            case _, AnyOf(operands=ys):
                return any(self.within(a, y) for y in ys)
            case Comparison(), Comparison():
                return self._compared(a, b)
            case Between(value=v, low=low, high=high), Between(value=w, low=low2, high=high2):
                ends = [_constant(e, k) for e, k in ((low, self.one), (high, self.one), (low2, self.other), (high2, self.other))]
                return show(v) == show(w) and _at_most(ends[2], ends[0]) and _at_most(ends[1], ends[3])
            case Membership(value=v, tests=xs), Membership(value=w, tests=ys):
                return show(v) == show(w) and {show(x) for x in xs} <= {show(y) for y in ys}
        return show(a) == show(b)

    def _each_has(self, xs: Sequence[Expression], ys: Sequence[Expression]) -> bool:
        return all(any(self.within(x, y) for y in ys) for x in xs)

    def _compared(self, a: Comparison, b: Comparison) -> bool:
        if show(a.left) != show(b.left):
            return False
        one, other = _constant(a.right, self.one), _constant(b.right, self.other)
        if one is None or other is None:
            return show(a) == show(b)
        if a.operator in (">=", ">") and b.operator in (">=", ">"):
            return one > other or (one == other and (a.operator, b.operator) != (">=", ">"))
        if a.operator in ("<=", "<") and b.operator in ("<=", "<"):
            return one < other or (one == other and (a.operator, b.operator) != ("<=", "<"))
        return a.operator == b.operator and one == other


def _at_most(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and a <= b


def _constant(e: Expression, k: Knowledge) -> float | None:
    match e:
        case Literal(value=bool()):
            return None
        case Literal(value=int(value)) | Literal(value=float(value)):
            return float(value)
        case Name(id=name) if name in k.parameters:
            return k.parameters[name].value
        case Negative(operand=operand):
            inner = _constant(operand, k)
            return None if inner is None else -inner
    return None
