"""Why something came out as it did: the smallest sets of observations that are enough for it, each with its tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.explanation.actions import Proposed, Support
from engine.explanation.advising import hypothesis_result
from engine.explanation.cones import facts_beneath
from engine.explanation.looking import Look, Looker
from engine.explanation.subjects import Concluded, Subject, subject_of
from engine.explanation.sufficient import ALL, FIRST, Search, minimal_sets
from engine.explanation.trees import grown, leaves
from engine.explanation.why_not import changes_for
from engine.inference.truth import AGAINST, FOR
from engine.knowledge.base import KnowledgeBase
from engine.knowledge.compiler import conditions_of
from engine.knowledge.tables import outcomes_of, rows_of
from engine.language.syntax import Comparison, Expression, Literal, Name
from engine.model.advice import HypothesisResult, Justification
from engine.model.case import Event, Observation
from engine.model.explanation import Explanation, SufficientReason

__all__ = ["explain", "reasons_for"]


def explain(looker: Looker, name: str, *, whole: bool = False) -> Explanation:
    """Explain one id of a case: with the first few independent reasons, or with the `whole` of them.

    Raises `KnowledgeError` when there is nothing of that name.
    """
    base = looker.inference.base
    subject = subject_of(base.knowledge, name)
    look = looker.whole
    holds = subject.holds(look)
    search = ALL if whole else FIRST
    reasons, more = reasons_for(looker, _side(subject, look), search)
    against, more_against = _against(looker, subject, search)
    tree = grown(subject.tree(look), look)
    beyond = grown(subject.beyond(look), look) if isinstance(subject, Support) else ()
    trees = [tree, beyond, *(r.tree for r in (*reasons, *against))]
    return Explanation(
        case=looker.case.id,
        id=subject.id,
        kind=subject.kind,
        verdict=subject.verdict(look),
        holds=holds,
        reasons=reasons,
        against=against,
        more=more or more_against,
        tree=tree,
        disputed=_disputed(look, tree),
        changes=changes_for(looker, subject),
        provenance=subject.provenance(base.knowledge),
        conditions=_conditions(base, trees),
        beyond=beyond,
        weighed=_weighed(subject, look),
        step=look.steps.get(subject.id) if subject.kind == "step" else None,
        obstacle=subject.obstacle(look) if isinstance(subject, Proposed) else None,
    )


def _side(subject: Subject, look: Look) -> Subject:
    """Ask first for what speaks for it, when something does; what speaks against it is told apart."""
    if isinstance(subject, Concluded):
        return subject.on(FOR if subject.holds(look) else AGAINST)
    return subject


def _against(looker: Looker, subject: Subject, search: Search) -> tuple[tuple[SufficientReason, ...], bool]:
    if isinstance(subject, Concluded) and subject.verdict(looker.whole) == "contradictory":
        return reasons_for(looker, subject.on(AGAINST), search)
    return (), False


def reasons_for(looker: Looker, subject: Subject, search: Search = FIRST) -> tuple[tuple[SufficientReason, ...], bool]:
    """Give the independent reasons for an outcome, and whether there may be more than are told; none when nothing is concluded."""
    outcome = subject.outcome(looker.whole)
    if outcome is None:
        return (), False
    things = _things(looker, subject)
    if subject.outcome(_only(looker, things)) != outcome:  # what is proposed depends also on what is proposed beside it
        things = [*looker.observations, *looker.events]
    sets, more = minimal_sets(things, lambda some: subject.outcome(_only(looker, some)) == outcome, search)
    return tuple(_reason(looker, subject, some) for some in sets), more


def _things(looker: Looker, subject: Subject) -> list[Observation | Event]:
    """Give the observations and events that can have anything to do with a subject."""
    base = looker.inference.base
    facts = facts_beneath(base, subject.keys(base.knowledge))
    if subject.kind in ("fact", "measure"):
        facts |= {subject.id, *base.measured.get(subject.id, ())}
    if subject.kind == "step":
        facts |= _starts(base)
        return [*(o for o in looker.observations if o.fact in facts), *looker.events]
    events = [e for e in looker.events if f"{e.protocol}.{e.node}" in facts]
    return [*(o for o in looker.observations if o.fact in facts), *events]


def _starts(base: KnowledgeBase) -> set[str]:
    """Give the facts from whose days terms are counted."""
    tasks = (t for p in base.knowledge.protocols.values() for t in p.tasks.values())
    return {fact for t in tasks if t.term for fact in t.term.start}


def _only(looker: Looker, some: Iterable[Observation | Event]) -> Look:
    kept = set(some)
    return looker.only((o for o in looker.observations if o in kept), (e for e in looker.events if e in kept))


def _reason(looker: Looker, subject: Subject, some: tuple[Observation | Event, ...]) -> SufficientReason:
    look = _only(looker, some)
    observations = tuple(each for each in some if isinstance(each, Observation))
    events = tuple(each for each in some if isinstance(each, Event))
    tree = grown(subject.tree(look), look)
    return SufficientReason(observations, events, (*tree, *_untold(some, tree)))


def _untold(some: Iterable[Observation | Event], tree: tuple[Justification, ...]) -> Iterator[Justification]:
    """Give as leaves of their own what was needed beside the conditions: the day from which a term counts."""
    told = {leaf.observation or leaf.event for leaf in leaves(tree)}
    sources = {(o.implied_by, o.voice, o.date) for o in told if isinstance(o, Observation) and o.implied_by}
    for each in some:
        if isinstance(each, Event):
            if each not in told:
                yield Justification("true", id=f"{each.protocol}.{each.node}", event=each)
        elif each not in told and (each.fact, each.voice, each.date) not in sources:
            yield Justification("false" if each.value is False else "true", id=each.fact, observation=each)


def _disputed(look: Look, tree: Iterable[Justification]) -> tuple[tuple[Observation, ...], ...]:
    """Give the facts beneath on which people contradict each other, with what each of them said."""
    facts = dict.fromkeys(leaf.observation.fact for leaf in leaves(tree) if leaf.observation)
    said = (look.findings.memory.standing.get(fact, ()) for fact in facts)
    return tuple(each for each in said if len({o.value for o in each}) > 1)


def _weighed(subject: Subject, look: Look) -> HypothesisResult | None:
    if subject.kind != "hypothesis":
        return None
    hypothesis = look.findings.base.knowledge.hypotheses[subject.id]
    return hypothesis_result(look.conclusions, hypothesis, look.decision.weighed[subject.id])


def _conditions(base: KnowledgeBase, trees: Iterable[Iterable[Justification]]) -> dict[str, Expression]:
    """Give the conditions that the trees name by their text."""
    wanted = {node.condition or node.id for tree in trees for node in _nodes(tree)}
    known = {base.texts[key]: when.expression for key, _, when in conditions_of(base.knowledge)}
    known |= {base.keys[slot]: atom for slot, atom in base.atoms.items()}
    for table in base.knowledge.tables.values():
        known |= {text: e for _, text, e in rows_of(table)}
        for output in table.outputs:
            known |= {text: _says(output.id, value) for value, (_, text, _) in zip(output.values, outcomes_of(table, output), strict=True)}
    return {text: known[text] for text in sorted(wanted & known.keys())}


def _says(output: str, value: str) -> Expression:
    """Give what it means that a table has an outcome, which its rows decide."""
    return Comparison("=", Name(output), Literal(value))


def _nodes(tree: Iterable[Justification]) -> Iterable[Justification]:
    for node in tree:
        yield node
        yield from _nodes(node.of)
