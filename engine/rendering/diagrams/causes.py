"""The map of causes: a sheet for each category, from possible causes to what is needed to what can help."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.model.diagram import Diagram, Edge, Imprint, Lane, Node
from engine.model.intervention import GRADES
from engine.model.knowledge import Knowledge
from engine.model.rules import Hypothesis
from engine.rendering.diagrams.details import source_words
from engine.rendering.diagrams.wording import CATEGORIES, Words, pick

__all__ = ["cause_diagrams"]

_TITLE: Words = ("Waardoor misschien, en wat dan nodig is", "Perhaps because, and what is needed then")
_SHEET: Words = ("Mogelijke oorzaken: {category}", "Possible causes: {category}")
_PATHWAYS: Words = ("Routes naar onderpresteren", "Pathways to underachieving")
_CAUSES: Words = ("mogelijke oorzaak", "possible cause")
_NEEDS: Words = ("wat dan nodig is", "what is needed then")
_MEANS: Words = ("wat kan helpen", "what can help")
_MORE: Words = ("en nog {n} andere", "and {n} more")
_WHY: Words = ("Waarom", "Why")
_HELPS: Words = ("Wat helpt", "What helps")
_SOURCE: Words = ("Bron", "Source")
_BEWARE: Words = (
    "Een oorzaak is een vermoeden met argumenten ervoor en ertegen, nooit een oordeel over een kind.",
    "A cause is a supposition with arguments for and against it, never a verdict on a child.",
)
_SHOWN = 6  # means that fit both the cause and the need are many: the smallest and best proven are named


def cause_diagrams(knowledge: Knowledge, imprint: Imprint) -> tuple[Diagram, ...]:
    """Build the sheets: all causes with their needs, then for each category what can help."""
    present = [c for c in CATEGORIES if any(h.category == c for h in knowledge.hypotheses.values())]
    return (_all(knowledge, imprint), *(_category(c, knowledge, imprint) for c in present))


def _all(knowledge: Knowledge, imprint: Imprint) -> Diagram:
    language = imprint.language
    order = list(CATEGORIES)
    causes = sorted((h for h in knowledge.hypotheses.values() if h.category != "pathway"), key=lambda h: order.index(h.category))
    return Diagram(
        id="causes",
        title=pick(_TITLE, language),
        arrangement="columns",
        nodes=(*(_cause(h, knowledge, imprint) for h in causes), *_needs(causes, knowledge, imprint)),
        edges=tuple(_leads(causes)),
        lanes=(Lane("cause", pick(_CAUSES, language)), Lane("need", pick(_NEEDS, language))),
        imprint=imprint,
        summary=pick(_BEWARE, language),
    )


def _category(category: str, knowledge: Knowledge, imprint: Imprint) -> Diagram:
    language = imprint.language
    causes = [h for h in knowledge.hypotheses.values() if h.category == category]
    needs = list(_needs(causes, knowledge, imprint))
    means = [_means(need, causes, knowledge, imprint) for need in needs]
    title = (
        pick(_PATHWAYS, language) if category == "pathway" else pick(_SHEET, language).format(category=pick(CATEGORIES[category], language))
    )
    columns = (("cause", _CAUSES), ("need", _NEEDS), ("means", _MEANS))
    return Diagram(
        id=f"causes-{category}",
        title=title,
        arrangement="columns",
        nodes=(*(_cause(h, knowledge, imprint) for h in causes), *needs, *means),
        edges=(*_leads(causes), *(Edge(need.id, mean.id, "leads_to") for need, mean in zip(needs, means, strict=True))),
        lanes=tuple(Lane(id_, pick(words, language)) for id_, words in columns),
        imprint=imprint,
        summary=pick(_BEWARE, language),
    )


def _cause(hypothesis: Hypothesis, knowledge: Knowledge, imprint: Imprint) -> Node:
    language = imprint.language
    helps = [(pick(_HELPS, language), hypothesis.what_helps.of(language))] if hypothesis.what_helps else []
    source = (pick(_SOURCE, language), source_words(hypothesis.provenance, knowledge, language))
    return Node(
        id=hypothesis.id,
        shape="cause",
        label=hypothesis.label.of(language),
        lane="cause",
        category=hypothesis.category,
        details=(*helps, source),
    )


def _needs(causes: Sequence[Hypothesis], knowledge: Knowledge, imprint: Imprint) -> Iterator[Node]:
    language = imprint.language
    for id_ in dict.fromkeys(need for h in causes for need in h.leads_to):
        need = knowledge.needs[id_]
        layer = knowledge.layers[need.layer].label.of(language) if need.layer and need.layer in knowledge.layers else ""
        why = ((pick(_WHY, language), need.why.of(language)),) if need.why else ()
        yield Node(id=id_, shape="need", label=need.label.of(language), lane="need", lines=(layer,) if layer else (), details=why)


def _leads(causes: Sequence[Hypothesis]) -> Iterator[Edge]:
    for h in causes:
        yield from (Edge(h.id, need, "leads_to", id=f"{h.id}>{need}") for need in h.leads_to)


def _means(need: Node, causes: Sequence[Hypothesis], knowledge: Knowledge, imprint: Imprint) -> Node:
    """Give the list of what can help with a need: what also fits one of these causes comes first."""
    language = imprint.language
    here = {h.id for h in causes if need.id in h.leads_to}
    fitting = [i for i in knowledge.interventions.values() if need.id in i.addresses]
    fitting.sort(key=lambda i: (not here & set(i.addresses), GRADES.index(i.evidence.strength), i.size, i.id))
    labels = [i.label.of(language) for i in fitting]
    shown = tuple(labels[:_SHOWN])
    more = (pick(_MORE, language).format(n=len(labels) - _SHOWN),) if len(labels) > _SHOWN else ()
    return Node(
        id=f"means:{need.id}",
        shape="means",
        label=pick(_MEANS, language),
        full=f"{pick(_MEANS, language)}: {need.label}",
        lane="means",
        lines=(*shown, *more),
        details=((pick(_MEANS, language), "; ".join(labels)),),
    )
