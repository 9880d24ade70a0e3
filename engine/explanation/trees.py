"""Trees of reasons made whole: down to observations also through what was weighed, and through the proposed support."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.explanation.looking import Look
from engine.inference.justification import justify
from engine.inference.truth import AGAINST, BOTH, FOR, UNKNOWN, Bits
from engine.model.advice import Justification

__all__ = ["grown", "leaves"]

_HELPS = ("confirms", "strong", "supports")


def grown(nodes: Iterable[Justification], look: Look) -> tuple[Justification, ...]:
    """Give trees in which hypotheses show their arguments, and the support what it was proposed for."""
    return tuple(_grown(node, look, frozenset()) for node in nodes)


def _grown(node: Justification, look: Look, above: frozenset[str]) -> Justification:
    if node.observation or node.event or node.id in above:
        return node
    of: Iterable[Justification] = node.of
    if not of and node.id in look.findings.base.knowledge.hypotheses:
        of = _arguments(node.id, look)
    elif not of and node.id.startswith("support."):
        of = _placed(look, node.id)
    within = above | {node.id} if node.id else above
    return node._replace(of=tuple(_grown(each, look, within) for each in of))


def _arguments(id_: str, look: Look) -> Iterator[Justification]:
    """Give the arguments that make a hypothesis what it is: those that hold, and of one that is decided against those that do not."""
    bits = look.conclusions.of(id_)
    for i, argument in enumerate(look.findings.base.knowledge.hypotheses[id_].arguments):
        key = f"argument:{id_}#{i}"
        if _tells(bits, look.conclusions.of(key), helps=argument.strength in _HELPS):
            yield justify(look.conclusions, key)


def _tells(bits: Bits, argument: Bits, *, helps: bool) -> bool:
    match bits:
        case 1:
            return bool(argument & FOR) and helps
        case 2:
            return bool(argument & (AGAINST if helps else FOR))
    return bool(argument & FOR) or (bits == UNKNOWN and argument in (UNKNOWN, BOTH))


def _placed(look: Look, asked: str) -> Iterator[Justification]:
    """Give what the proposed layer was proposed for, and what its form or aim rests on."""
    c, placement = look.conclusions, look.decision.placement
    chosen = {"support.variant": placement.variant, "support.focus": placement.focus}.get(asked)
    own = f"{asked.removeprefix('support.')}:{placement.proposed}.{chosen}"
    keys = [key for key in placement.criteria[placement.proposed] if c.of(key) & FOR]
    for key in dict.fromkeys([*([own] if own in c.base.slots else []), *keys]):
        yield justify(c, key)


def leaves(nodes: Iterable[Justification]) -> Iterator[Justification]:
    """Give the observations and events at the ends of trees, doubles included."""
    for node in nodes:
        if node.observation or node.event:
            yield node
        yield from leaves(node.of)
