"""The engines that one would pick instead, each given the same rules in its own language.

All of them hold what is not recorded for not so. Each maker loads the rules and gives a function from the facts of a
case to the targets that were concluded, with their values.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from benchmarks.generate import BOOLS, CHOICES, FACTS, NUMBERS, VALUES, Condition, Facts, Rule, strata_of

__all__ = ["CONTENDERS", "Concluded", "Run"]

Concluded = set[tuple[str, object]]
Run = Callable[[Facts], Concluded]


def zen_engine(rules: list[Rule]) -> Run:
    """Make a decision graph with one expression node a stratum, in the engine's own expression language."""
    import zen  # noqa: PLC0415 - each contender loads its own library, and that is measured

    names = ["input", *(f"stratum{i}" for i in range(len(strata_of(rules)))), "output"]
    nodes: list[dict[str, Any]] = [{"id": "input", "name": "input", "type": "inputNode", "content": {}}]
    nodes += [_zen_node(name, stratum) for name, stratum in zip(names[1:-1], strata_of(rules), strict=True)]
    nodes.append({"id": "output", "name": "output", "type": "outputNode", "content": {}})
    edges = [{"id": f"to {b}", "sourceId": a, "targetId": b, "type": "edge"} for a, b in pairwise(names)]
    decision = zen.ZenEngine().create_decision(json.dumps({"nodes": nodes, "edges": edges}))
    targets = list(dict.fromkeys(rule.target for rule in rules))

    def run(case: Facts) -> Concluded:
        result = decision.evaluate(case)["result"]
        return {(t, result[t]) for t in targets if result.get(t) not in (None, False)}

    return run


def _zen_node(name: str, stratum: dict[str, list[Rule]]) -> dict[str, Any]:
    expressions = [{"id": t, "key": t, "value": _zen_value(alternatives)} for t, alternatives in stratum.items()]
    content = {"expressions": expressions, "passThrough": True, "inputField": None, "outputPath": None, "executionMode": "single"}
    return {"id": name, "name": name, "type": "expressionNode", "content": content}


def _zen_value(alternatives: list[Rule]) -> str:
    if alternatives[0].then is True:
        return _infix(alternatives[0].when, "==")
    value = "null"
    for rule in reversed(alternatives):
        value = f"({_infix(rule.when, '==')} ? '{rule.then}' : {value})"
    return value


def _infix(condition: Condition, equal: str) -> str:
    """Say a condition in the words that zen-engine and rule-engine share."""
    operation, *rest = condition
    match operation:
        case "not":
            return f"(not {_infix(rest[0], equal)})"
        case "and" | "or":
            return "(" + f" {operation} ".join(_infix(part, equal) for part in rest) + ")"
        case "is":
            return f"({rest[0]} {equal} true)"
        case "eq":
            return f"({rest[0]} {equal} '{rest[1]}')"
        case "in":
            return f"({rest[0]} in {list(rest[1])!r})"
    return f"({rest[0]} != null and {rest[0]} {'>=' if operation == 'ge' else '<'} {rest[1]})"


def rule_engine(rules: list[Rule]) -> Run:
    """Make one expression a rule; a missing fact is passed as null, or each miss looks for what may have been meant."""
    import rule_engine as library  # noqa: PLC0415 - as above

    context = library.Context(default_value=None)
    strata = [
        [
            (t, [(r.then, library.Rule(_infix(r.when, "=="), context=context).matches) for r in alternatives])
            for t, alternatives in s.items()
        ]
        for s in strata_of(rules)
    ]
    nothing = dict.fromkeys((*FACTS, *(rule.target for rule in rules)))

    def run(case: Facts) -> Concluded:
        known: dict[str, object] = {**nothing, **case}
        out: Concluded = set()
        for stratum in strata:
            new = {(target, then) for target, tests in stratum for then in [next((v for v, holds in tests if holds(known)), None)] if then}
            known.update(new)
            out |= new
        return out

    return run


def _positive(condition: Condition, *, negated: bool = False) -> Condition:
    """Push `not` down to the atoms: they become `("yes", atom)` and `("no", atom)`."""
    operation, *rest = condition
    if operation == "not":
        return _positive(rest[0], negated=not negated)
    if operation in ("and", "or"):
        turned = {"and": "or", "or": "and"}[operation] if negated else operation
        return (turned, *(_positive(part, negated=negated) for part in rest))
    return ("no" if negated else "yes", condition)


def business_rules(rules: list[Rule]) -> Run:
    """Make variables and actions; it knows no null and no unequal texts, so sentinels and the other values stand in."""
    from business_rules.actions import BaseActions, rule_action  # noqa: PLC0415 - as above
    from business_rules.engine import run as run_rule  # noqa: PLC0415 - as above
    from business_rules.fields import FIELD_TEXT  # noqa: PLC0415 - as above

    def put(_actions: object, target: str, value: object) -> None:
        new.setdefault(target, value)

    new: dict[str, object] = {}
    known: dict[str, object] = {}
    actions = type("Actions", (BaseActions,), {"put": rule_action(params={"target": FIELD_TEXT, "value": FIELD_TEXT})(put)})()
    variables = _business_variables(rules)(known)
    strata = [[_business_rule(r) for alternatives in s.values() for r in alternatives] for s in strata_of(rules)]

    def run(case: Facts) -> Concluded:
        known.clear()
        known.update(case)
        out: Concluded = set()
        for stratum in strata:
            new.clear()
            for rule in stratum:
                run_rule(rule, variables, actions)
            known.update(new)
            out |= set(new.items())
        return out

    return run


def _business_variables(rules: list[Rule]) -> Any:  # noqa: ANN401 - a class that is made here
    from business_rules import variables as of  # noqa: PLC0415 - as above

    def read(name: str, missing: object = None) -> Callable[[Any], object]:
        return lambda self: self.known.get(name, missing)

    members: dict[str, Any] = {"__init__": lambda self, known: setattr(self, "known", known)}
    for name in (*BOOLS, *(r.target for r in rules if r.then is True)):
        members[name] = of.boolean_rule_variable(label=name)(read(name, missing=False))
    for name in (*CHOICES, *(r.target for r in rules if r.then is not True)):
        members[name] = of.string_rule_variable(label=name)(read(name))
    for name in NUMBERS:
        members[name] = of.numeric_rule_variable(label=name)(read(name, missing=-1))
        members[f"{name}_high"] = of.numeric_rule_variable(label=name)(read(name, missing=10**6))
    return type("Variables", (of.BaseVariables,), members)


def _business_rule(rule: Rule) -> dict[str, Any]:
    put = {"name": "put", "params": {"target": rule.target, "value": rule.then}}
    return {"conditions": _business_condition(_positive(rule.when)), "actions": [put]}


def _business_condition(condition: Condition) -> dict[str, Any]:
    operation, *rest = condition
    if operation in ("and", "or"):
        return {"all" if operation == "and" else "any": list(map(_business_condition, rest))}
    negated, (test, name, *values) = operation == "no", rest[0]
    if test == "is":
        return {"name": name, "operator": "is_false" if negated else "is_true", "value": None}
    if test in ("eq", "in"):
        wanted = values if test == "eq" else values[0]
        some = [v for v in ("", *VALUES) if v not in wanted] if negated else wanted
        return {"any": [{"name": name, "operator": "equal_to", "value": v} for v in some]}
    high = "_high" if test == "lt" else ""
    operator = "greater_than_or_equal_to" if (test == "ge") != negated else "less_than"
    return {"name": name + high, "operator": operator, "value": values[0]}


def clipspy(rules: list[Rule]) -> Run:
    """Make one CLIPS rule a rule, with salience for the order; conclusions come out by a callback, since reading facts leaks."""
    import clips  # noqa: PLC0415 - as above

    environment = clips.Environment()
    out: Concluded = set()
    environment.define_function(lambda target, value: out.add((str(target), str(value) == "TRUE" or str(value))), name="put-out")
    salience = 5_000
    numbers = iter(range(10**6))
    for rule in rules:
        salience -= 1
        then = "TRUE" if rule.then is True else rule.then
        test = _clips_condition(_positive(rule.when), numbers)
        first = f"(defrule r{salience} (declare (salience {salience})) (not ({rule.target} ?)) {test}"
        environment.build(f"{first} => (assert ({rule.target} {then})))")
    for target in dict.fromkeys(rule.target for rule in rules):
        environment.build(f"(defrule out-{target} (declare (salience -10)) ({target} ?v) => (put-out {target} ?v))")

    def run(case: Facts) -> Concluded:
        environment.reset()
        out.clear()
        environment.load_facts("\n".join(f"({name} {str(v).upper() if isinstance(v, bool) else v})" for name, v in case.items()))
        environment.run()
        return set(out)

    return run


def _clips_condition(condition: Condition, numbers: Any) -> str:  # noqa: ANN401 - counts on, so that each number gets a variable
    operation, *rest = condition
    if operation in ("and", "or"):
        return f"({operation} {' '.join(_clips_condition(part, numbers) for part in rest)})"
    if operation == "no":
        return f"(not {_clips_condition(('yes', rest[0]), numbers)})"
    test, name, *values = rest[0]
    match test:
        case "is":
            return f"({name} TRUE)"
        case "eq":
            return f"({name} {values[0]})"
        case "in":
            return f"({name} {'|'.join(values[0])})"
    variable = f"?x{next(numbers)}"
    return f"({name} {variable}&:({'>=' if test == 'ge' else '<'} {variable} {values[0]}))"


CONTENDERS: dict[str, Callable[[list[Rule]], Run]] = {
    "zen-engine": zen_engine,
    "business-rules": business_rules,
    "rule-engine": rule_engine,
    "clipspy": clipspy,
}
