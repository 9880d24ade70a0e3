"""Parts of conditions that make no difference, and thresholds on both sides of which the same comes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.knowledge.kinds import kind_of
from engine.knowledge.scope import Scope
from engine.language.syntax import Between, Comparison, Expression, Literal, Membership, Name, Range, UnaryTest, children, walk
from engine.model.knowledge import Knowledge
from engine.verification.constants import bounds_of, constant_of
from engine.verification.pairs import Pair
from engine.verification.proofs import Proofs, differ
from engine.verification.statements import Path, Statement, parts, removed, statements

__all__ = ["compares_numbers", "idle_parts", "idle_thresholds"]


def compares_numbers(e: Expression) -> bool:
    """Tell whether a leaf compares a number with a bound; whether something is known is no bound."""
    if isinstance(e, Comparison):
        return e.operator not in ("=", "!=") and not any(side == Literal(None) for side in children(e))
    return isinstance(e, Between) or (isinstance(e, Membership) and any(isinstance(t, Range | UnaryTest) for t in e.tests))


def idle_parts(proofs: Proofs, knowledge: Knowledge) -> Iterator[tuple[Statement, Expression]]:
    """Give the parts that can be taken out, all at once, without any difference; of two that say the same the last."""
    for statement in statements(knowledge):
        e = statement.when.expression
        found = _idle_paths(proofs, e)
        inner = {path for path in found if any(path[:n] in found for n in range(1, len(path)))}
        yield from ((statement, part) for path, part in parts(e) if path in found - inner)


def _idle_paths(proofs: Proofs, e: Expression) -> set[Path]:
    found: set[Path] = set()
    whole = proofs.condition(e)
    for path, part in reversed(list(parts(e))):
        less = removed(e, path)
        if less is None or not _may_be_idle(proofs, part, less):
            continue
        if proofs.cannot(differ(whole, proofs.condition(less)), whole):
            found.add(path)
            e = less
    return found


def _may_be_idle(proofs: Proofs, part: Expression, rest: Expression) -> bool:
    """Tell whether a part looks at anything that the rest looks at too; if not, it decides something, or it never or always holds."""
    followed = proofs.symbols.with_following(proofs.condition(part).names)
    return bool(followed & proofs.symbols.with_following(proofs.condition(rest).names))


def idle_thresholds(proofs: Proofs, scope: Scope, conditions: Sequence[Expression], outcomes: Sequence[Pair]) -> Iterator[Expression]:
    """Give the bounds in some conditions that no value on either side makes a difference to, for any of some outcomes."""
    bounds = list(_bounds(conditions, scope))
    for value, bound, threshold in bounds:
        others = sorted({t for other, _, t in bounds if other == value})
        points = _around(threshold, others, *bounds_of(value, scope))
        if not any(proofs.tells_apart(outcomes, value, points)):
            yield bound


def _bounds(conditions: Sequence[Expression], scope: Scope) -> Iterator[tuple[Name, Expression, float]]:
    """Give each number by its name, with the bounds that it is compared with."""
    for e in (part for condition in conditions for part in walk(condition)):
        match e:
            case Comparison(left=Name() as value, right=right):
                found = [right]
            case Between(value=Name() as value, low=low, high=high):
                found = [low, high]
            case Membership(value=Name() as value, tests=tests):
                found = [bound for test in tests for bound in children(test)]
            case _:
                continue
        if kind_of(value, scope) == "number":
            fixed = ((bound, constant_of(bound, scope.knowledge)) for bound in found)
            yield from ((value, bound, number) for bound, number in fixed if number is not None)


def _around(threshold: float, others: Sequence[float], low: float | None, high: float | None) -> list[float]:
    """Give a value below a threshold, the threshold, and a value above, with no other threshold between."""
    before = max((t for t in others if t < threshold), default=threshold - 2)
    after = min((t for t in others if t > threshold), default=threshold + 2)
    found = [(before + threshold) / 2, threshold, (threshold + after) / 2]
    return [v for v in found if (low is None or v >= low) and (high is None or v <= high)]
