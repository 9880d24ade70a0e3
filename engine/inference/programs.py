"""The rules of a phase written out as one Python function, which means the same as `run_gate` and runs some ten times faster.

Inside, a truth is kept as what speaks for it in one bit and, in the other, that nothing speaks against it. Then *all of*
is `&`, *any of* is `|`, and only *not* takes a table. The source holds nothing but those signs and the numbers of slots.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engine.inference.truth import AGAINST, Bits
from engine.knowledge.circuit import Gate, Rule, slots_of

__all__ = ["Program", "program_of"]

Program = Callable[[list[Bits]], None]

# Deeper than this, a part is computed on a line of its own; Python's own parser gives up at 200 brackets.
DEEPEST = 20
_NOT = (3, 1, 2, 0)


def program_of(rules: Sequence[Rule]) -> Program:
    """Write and compile a function that sets the slots of all conclusions, in the order of the rules."""
    names: dict[str, object] = {"N": _NOT, "at_least": _at_least}
    exec(compile(source_of(rules), "<rules>", "exec"), names)  # noqa: S102 - our own text, made of numbers and signs alone
    return names["program"]  # type: ignore[return-value]


def source_of(rules: Sequence[Rule]) -> str:
    """Write the function as text."""
    code = _Code()
    read: dict[int, None] = {}
    concluded: set[int] = set()
    for rule in rules:
        read |= dict.fromkeys(slot for slot in slots_of(rule.gate) if slot not in concluded)
        concluded.add(rule.slot)
        code.lines.append(f"v{rule.slot} = {code.expression(rule.gate, 0)}")
        code.lines.append(f"bits[{rule.slot}] = v{rule.slot} ^ {AGAINST}")
    loads = [f"v{slot} = bits[{slot}] ^ {AGAINST}" for slot in read]
    return "def program(bits):\n    " + "\n    ".join([*loads, *code.lines, "return"]) + "\n"


def _at_least(count: int, *parts: int) -> int:
    """Count in both bits: so many that have for, and so many that have nothing against."""
    enough_for = sum(part & 1 for part in parts) >= count
    return enough_for | (sum(part >> 1 for part in parts) >= count) << 1


@dataclass(slots=True)
class _Code:
    """Lines so far; parts that are too deep, or that are used twice, get a line of their own."""

    lines: list[str] = field(default_factory=list)
    parts: int = 0

    def expression(self, gate: Gate | int, depth: int) -> str:  # noqa: PLR0911 - one line an operation
        if isinstance(gate, int):
            return f"v{gate}"
        if depth == DEEPEST:
            return self.named(self.expression(gate, 0))
        parts = [self.expression(part, depth + 1) for part in gate.parts]
        match gate.operation:
            case "all":
                return f"({' & '.join(parts)})" if parts else "3"
            case "any":
                return f"({' | '.join(parts)})" if parts else "0"
            case "not":
                return f"N[{parts[0]}]"
            case "at_least":
                return f"at_least({gate.count}, {', '.join(parts)})"
        condition, then, otherwise = (self.named(part) for part in parts)
        return f"({then} & {otherwise} | {condition} & {then} | N[{condition}] & {otherwise})"

    def named(self, value: str) -> str:
        """Give a value a name, unless it is one."""
        if value.startswith("v"):
            return value
        self.parts += 1
        self.lines.append(f"p{self.parts} = {value}")
        return f"p{self.parts}"
