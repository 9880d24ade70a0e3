"""The pyramid of support as a sheet: each layer smaller and more intensive than the one below, with what it brings."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.advice import SupportResult
from engine.model.diagram import Diagram, Imprint, Lane, Node
from engine.model.knowledge import Knowledge
from engine.model.rules import Layer
from engine.rendering.diagrams.details import source_words
from engine.rendering.diagrams.wording import Words, pick

__all__ = ["pyramid_diagram"]

_TITLE: Words = ("De piramide van ondersteuning", "The pyramid of support")
_BRINGS: Words = ("brengt: {what}", "brings: {what}")
_NEEDS: Words = ("past bij: {what}", "fits: {what}")
_FORMS: Words = ("vormen: {what}", "forms: {what}")
_AIMS: Words = ("{what}", "{what}")
_UP: Words = (
    "hoger: kleiner en intensiever, alleen als de laag eronder niet genoeg bleek",
    "higher: smaller and more intensive, only when the layer below was not enough",
)
_PROPOSED: Words = ("nu voorgesteld", "proposed now")
_COULD: Words = ("kan het nog worden", "may still become this")
_SOURCE: Words = ("Bron", "Source")


def pyramid_diagram(knowledge: Knowledge, imprint: Imprint, support: SupportResult | None = None, subtitle: str = "") -> Diagram:
    """Build the sheet, the highest layer first; `support` marks the layer that is proposed for a pupil, and what it may become."""
    language = imprint.language
    layers = list(knowledge.layers.values())
    names = [layer.id for layer in layers]
    nodes = tuple(_node(layer, knowledge, imprint, *_stand(layer.id, names, support, imprint)) for layer in reversed(layers))
    lanes = tuple(Lane(layer.id, layer.label.of(language), tone) for tone, layer in reversed(list(enumerate(layers))))
    return Diagram("pyramid", pick(_TITLE, language), "pyramid", nodes, (), imprint, lanes, subtitle, pick(_UP, language))


def _stand(layer: str, names: list[str], support: SupportResult | None, imprint: Imprint) -> tuple[str | None, str]:
    if support is None:
        return None, ""
    if layer == support.proposed:
        return "now", pick(_PROPOSED, imprint.language)
    low, high, at = names.index(support.at_least), names.index(support.at_most), names.index(layer)
    return ("possible", pick(_COULD, imprint.language)) if low <= at <= high else (None, "")


def _node(layer: Layer, knowledge: Knowledge, imprint: Imprint, state: str | None, says: str) -> Node:
    language = imprint.language
    return Node(
        id=layer.id,
        shape="layer",
        label=layer.label.of(language),
        lane=layer.id,
        lines=tuple(_lines(layer, knowledge, imprint)),
        state=state,  # type: ignore[arg-type]
        says=says,
        details=((pick(_SOURCE, language), source_words(layer.provenance, knowledge, language)),),
    )


def _lines(layer: Layer, knowledge: Knowledge, imprint: Imprint) -> Iterator[str]:
    language = imprint.language
    needs = [need.label.of(language) for need in knowledge.needs.values() if need.layer == layer.id]
    for words, labels in (
        (_BRINGS, [b.of(language) for b in layer.brings]),
        (_NEEDS, needs),
        (_FORMS, [v.label.of(language) for v in reversed(layer.variants)]),
        (_AIMS, [f.label.of(language) for f in reversed(layer.focuses)]),
    ):
        if labels:
            yield pick(words, language).format(what="; ".join(labels))
