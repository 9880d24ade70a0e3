"""Knowledge to a knowledge base: checks types and order, then compiles every condition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.diagnostics import Diagnostic, KnowledgeError
from engine.knowledge.base import PHASES, KnowledgeBase, Phase
from engine.knowledge.circuit import Gate, Rule, SlotTable
from engine.knowledge.dependencies import evaluation_order
from engine.knowledge.scope import SUPPORT, Scope, Stage
from engine.knowledge.tables import conclusions_of, outcome_faults, outcomes_of, outputs_of, rows_of, with_outcomes
from engine.knowledge.typing import check_condition, check_expression
from engine.language.printer import show
from engine.language.syntax import Expression, Name, walk
from engine.model.knowledge import Knowledge
from engine.model.rules import Condition
from engine.model.values import value_fault

__all__ = ["compile_knowledge", "conditions_of"]

_PHASE: dict[Stage, Phase] = {
    "hypothesis": "arguments",
    "need": "needs",
    "layer": "support",
    "action": "actions",
    "alert": "actions",
}


def conditions_of(knowledge: Knowledge) -> Iterator[tuple[str, Stage, Condition]]:
    """Give every condition but those of findings, with its key and the stage at which it is asked."""
    for hypothesis in knowledge.hypotheses.values():
        for i, argument in enumerate(hypothesis.arguments):
            yield f"argument:{hypothesis.id}#{i}", "hypothesis", argument.when
    for need in knowledge.needs.values():
        yield need.id, "need", need.when
        if need.unless:
            yield f"unless:{need.id}", "need", need.unless
    yield from _of_layers(knowledge)
    for alert in knowledge.alerts.values():
        yield f"alert:{alert.id}", "alert", alert.when
    yield from _of_protocols(knowledge)
    for intervention in knowledge.interventions.values():
        if intervention.when:
            yield f"intervention:{intervention.id}", "action", intervention.when
        if intervention.unless:
            yield f"unless:intervention:{intervention.id}", "action", intervention.unless


def _of_layers(knowledge: Knowledge) -> Iterator[tuple[str, Stage, Condition]]:
    for layer in knowledge.layers.values():
        for i, criterion in enumerate(layer.criteria):
            yield f"layer:{layer.id}#{i}", "layer", criterion.when
        if layer.insufficient:
            yield f"insufficient:{layer.id}", "layer", layer.insufficient
        if layer.insufficient_unless:
            yield f"unless:insufficient:{layer.id}", "layer", layer.insufficient_unless
        for word, parts in (("variant", layer.variants), ("focus", layer.focuses)):
            for part in parts:
                if part.when:
                    yield f"{word}:{layer.id}.{part.id}", "layer", part.when


def _of_protocols(knowledge: Knowledge) -> Iterator[tuple[str, Stage, Condition]]:
    for protocol in knowledge.protocols.values():
        yield f"trigger:{protocol.id}", "action", protocol.trigger
        if protocol.unless:
            yield f"unless:{protocol.id}", "action", protocol.unless
        for task in protocol.tasks.values():
            if task.when:
                yield f"task:{protocol.id}.{task.id}", "action", task.when
            for i, transition in enumerate(task.transitions):
                if transition.when:
                    yield f"guard:{protocol.id}.{task.id}#{i}", "action", transition.when


def compile_knowledge(knowledge: Knowledge) -> KnowledgeBase:
    """Check and compile.

    Raises `KnowledgeError` with all faults of type and of order; each stands at its line.
    """
    faults = [*_type_faults(knowledge), *_implication_faults(knowledge)]
    measures, findings, circles = evaluation_order(knowledge)
    if faults or circles:
        raise KnowledgeError([*faults, *circles])
    table = SlotTable()
    outputs = outputs_of(knowledge)
    of_tables = [c for t in knowledge.tables.values() for c in conclusions_of(t)]
    for id_ in (*knowledge.findings, *knowledge.hypotheses, *(key for key, _, _ in (*of_tables, *conditions_of(knowledge)))):
        table.conclude(id_)
    stages: dict[Phase, list[Rule]] = {phase: [] for phase in PHASES}
    stages["findings"] = list(_finding_rules(findings, knowledge, table))
    for key, stage, when in conditions_of(knowledge):
        stages[_PHASE[stage]].append(Rule(table.conclude(key), table.gate(with_outcomes(when.expression, outputs))))
    return KnowledgeBase(
        knowledge=knowledge,
        keys=tuple(table.keys),
        slots=table.conclusions(),
        atoms=dict(table.atoms),
        late=frozenset(slot for slot, atom in table.atoms.items() if _is_late(atom)),
        measures=measures,
        stages={phase: tuple(rules) for phase, rules in stages.items()},
        rules={rule.slot: rule for rules in stages.values() for rule in rules},
        texts={key: text for key, text, _ in of_tables} | {key: show(when.expression) for key, _, when in conditions_of(knowledge)},
        measured=_measured(knowledge, measures),
    )


def _finding_rules(order: Iterable[str], knowledge: Knowledge, table: SlotTable) -> Iterator[Rule]:
    """Compile findings and the outputs of tables in an order; the rows of a table come with its first output."""
    outputs = outputs_of(knowledge)
    whole = {output.id: each for each in knowledge.tables.values() for output in each.outputs}
    seen = set()
    for id_ in order:
        if id_ in knowledge.findings:
            gates = tuple(table.gate(with_outcomes(r.when.expression, outputs)) for r in knowledge.findings[id_].rules)
            yield Rule(table.conclude(id_), gates[0] if len(gates) == 1 else Gate("any", gates))
            continue
        rows = () if whole[id_].id in seen else rows_of(whole[id_])
        seen.add(whole[id_].id)
        for key, _, when in (*rows, *outcomes_of(whole[id_], outputs[id_])):
            yield Rule(table.conclude(key), table.gate(with_outcomes(when, outputs)))


def _measured(knowledge: Knowledge, order: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Give the facts behind each measure, in the order of its formulas."""
    out: dict[str, tuple[str, ...]] = {}
    for id_ in order:
        names = [n.id for f in knowledge.measures[id_].formulas for n in walk(f) if isinstance(n, Name)]
        facts = [f for name in names for f in ((name,) if name == id_ else out.get(name, (name,)))]
        out[id_] = tuple(f for f in dict.fromkeys(facts) if f in knowledge.facts)
    return out


def _is_late(atom: Expression) -> bool:
    """Tell whether an atom asks for the proposed support, which is known only after deciding."""
    return any(isinstance(e, Name) and e.id in SUPPORT for e in walk(atom))


def _type_faults(knowledge: Knowledge) -> Iterator[Diagnostic]:
    scopes: dict[str, Scope] = {}
    for measure in knowledge.measures.values():
        scope = Scope(knowledge, "measure")
        for formula in measure.formulas:
            yield from check_expression(formula, scope, measure.place.file)
    for finding in knowledge.findings.values():
        for rule in finding.rules:
            yield from check_condition(rule.when.expression, Scope(knowledge, "finding"), rule.when.place.file)
    for table in knowledge.tables.values():
        for row in table.rows:
            yield from check_condition(row.when.expression, Scope(knowledge, "finding"), row.when.place.file)
    outputs = outputs_of(knowledge)
    for when in _all_conditions(knowledge):
        yield from outcome_faults(when.expression, outputs, when.place.file)
    for _, stage, when in conditions_of(knowledge):
        scope = scopes.setdefault(stage, Scope(knowledge, stage))
        yield from check_condition(when.expression, scope, when.place.file)


def _all_conditions(knowledge: Knowledge) -> Iterator[Condition]:
    yield from (rule.when for finding in knowledge.findings.values() for rule in finding.rules)
    yield from (row.when for table in knowledge.tables.values() for row in table.rows)
    yield from (when for _, _, when in conditions_of(knowledge))


def _implication_faults(knowledge: Knowledge) -> Iterator[Diagnostic]:
    """Give implications whose values do not fit the facts."""
    for fact in knowledge.facts.values():
        for each in fact.implies:
            when = each.above if each.above is not None else each.when
            for definition, value in ((fact, when), (knowledge.facts[each.fact], each.value)):
                problem = value_fault(definition, value, fact.place)
                if problem:
                    yield problem
