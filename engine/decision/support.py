"""The layer of support: the highest with a criterion that holds, and how high it could still become."""

from __future__ import annotations

from dataclasses import dataclass

from engine.inference.conclusions import Conclusions
from engine.inference.truth import AGAINST, BOTH, FOR, Bits
from engine.model.advice import MissingProvision
from engine.model.knowledge import Knowledge
from engine.model.rules import Focus, Layer, Variant

__all__ = ["SPECIALIST", "Placement", "criteria_of", "place"]

SPECIALIST = "provision.specialist"  # what a school needs besides, whatever the layer


@dataclass(frozen=True, slots=True)
class Placement:
    """The proposed layer and the highest possible one, with the keys that speak for each layer.

    `criteria` gives for each layer the keys of its criteria. Of focus and variant: the one that holds, and those possible.
    """

    proposed: str
    at_most: str
    criteria: dict[str, tuple[str, ...]]
    focus: str | None
    variant: str | None
    possible_focus: frozenset[str]
    possible_variant: frozenset[str]
    missing: tuple[MissingProvision, ...]


def place(conclusions: Conclusions) -> Placement:
    """Decide the layer from the bits of needs and criteria; what the school lacks never changes it."""
    layers = list(conclusions.base.knowledge.layers.values())
    criteria = criteria_of(conclusions.base.knowledge)
    bits = {layer.id: _layer_bits(conclusions, criteria[layer.id]) for layer in layers}
    order = [layer.id for layer in layers]
    proposed = max((order.index(i) for i in order if bits[i] & FOR), default=0)
    at_most = max((order.index(i) for i in order if not bits[i] & AGAINST), default=0)
    layer = layers[proposed]
    focus, focuses = _first(conclusions, layer, "focus", layer.focuses)
    variant, variants = _first(conclusions, layer, "variant", layer.variants)
    for higher in layers[proposed + 1 : max(proposed, at_most) + 1]:
        focuses |= {f.id for f in higher.focuses}
        variants |= {v.id for v in higher.variants}
    placement = Placement(
        proposed=layer.id,
        at_most=order[max(proposed, at_most)],
        criteria=criteria,
        focus=focus,
        variant=variant,
        possible_focus=frozenset(focuses),
        possible_variant=frozenset(variants),
        missing=_missing(conclusions, layers, layer, variant),
    )
    _remember(conclusions, placement, order)
    return placement


def criteria_of(knowledge: Knowledge) -> dict[str, tuple[str, ...]]:
    """Give the keys that argue for each layer: its own criteria, the needs that it meets, the layer below insufficient."""
    needs = knowledge.needs.values()
    out = {}
    below: Layer | None = None
    for layer in knowledge.layers.values():
        own = [f"layer:{layer.id}#{i}" for i in range(len(layer.criteria))]
        met = [need.id for need in needs if need.layer == layer.id]
        raised = [f"insufficient:{below.id}"] if below and below.insufficient else []
        out[layer.id] = (*own, *met, *raised)
        below = layer
    return out


def _layer_bits(conclusions: Conclusions, keys: tuple[str, ...]) -> Bits:
    bits = [conclusions.of(key) for key in keys]
    speaks_for = FOR if any(b & FOR for b in bits) else 0
    return speaks_for | (AGAINST if all(b & AGAINST for b in bits) and not any(b == BOTH for b in bits) else 0)


def _first(
    conclusions: Conclusions, layer: Layer, word: str, parts: tuple[Focus, ...] | tuple[Variant, ...]
) -> tuple[str | None, set[str]]:
    """Give the first part that holds, and all that are still possible."""
    chosen: str | None = None
    possible: set[str] = set()
    for part in parts:
        bits = conclusions.of(f"{word}:{layer.id}.{part.id}") if part.when else FOR
        if bits != AGAINST:
            possible.add(part.id)
        if chosen is None and bits & FOR:
            chosen = part.id
        if bits == FOR:
            break  # none after it can be chosen
    return chosen, possible


def _missing(conclusions: Conclusions, layers: list[Layer], layer: Layer, variant: str | None) -> tuple[MissingProvision, ...]:
    """Name what the proposed support asks and the school is known to lack."""
    wanted = next((v.provision for v in layer.variants if v.id == variant), None) or layer.provision
    out = []
    if wanted and _lacks(conclusions, wanted):
        out.append(MissingProvision(wanted, _nearest(conclusions, layers, layer, wanted), layer.id))
    needs = conclusions.base.knowledge.needs
    if "need.specialist" in needs and conclusions.of("need.specialist") & FOR and _lacks(conclusions, SPECIALIST):
        out.append(MissingProvision(SPECIALIST, None, None))
    return tuple(out)


def _lacks(conclusions: Conclusions, provision: str) -> bool:
    return conclusions.memory.bits.get(provision, 0) == AGAINST


def _nearest(conclusions: Conclusions, layers: list[Layer], layer: Layer, wanted: str) -> str | None:
    """Give the nearest provision that the school does not lack: another form of this layer, then the layers below."""
    forms = [v.provision for v in layer.variants if v.provision and v.provision != wanted]
    has = [p for p in (*forms, layer.provision) if p and p != wanted and conclusions.memory.bits.get(p, 0) & FOR]
    if has:
        return has[0]
    for lower in reversed(layers[: layers.index(layer)]):
        if lower.provision is None:
            return lower.id
        if conclusions.memory.bits.get(lower.provision, 0) & FOR:
            return lower.provision
    return None


def _remember(conclusions: Conclusions, placement: Placement, order: list[str]) -> None:
    """Let triggers and guards ask for the decided support."""
    low, high = order.index(placement.proposed), order.index(placement.at_most)
    support = conclusions.memory.support
    support["support.proposed"] = frozenset([placement.proposed]), frozenset(order[low : high + 1])
    for name, chosen, possible in (
        ("support.focus", placement.focus, placement.possible_focus),
        ("support.variant", placement.variant, placement.possible_variant),
    ):
        none = frozenset(["none"]) if not chosen else frozenset()
        support[name] = (frozenset([chosen]) if chosen else frozenset(), frozenset(possible) | none)
