"""Explanations and differences as JSON: the same case, date and rules give the same bytes on every machine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from engine.model.advice import Justification, Step, SupportResult
from engine.model.case import Observation
from engine.model.difference import Difference, Turn
from engine.model.explanation import Change, Explanation, Setting, SufficientReason
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.advice_json import node_object, sources_of
from engine.rendering.plain import json_text
from engine.rendering.telling import Telling

__all__ = ["difference_json", "explanation_json"]


def explanation_json(e: Explanation, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give an explanation as JSON text; every node of a tree has its sentence."""
    return _text(_Printer(knowledge, language, e.conditions).explanation(e))


def difference_json(difference: Difference, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give what a change does as JSON text."""
    return _text(_Printer(knowledge, language, {}).difference(difference))


def _text(value: object) -> str:
    return json_text(value)


class _Printer(Telling):
    """Prints in one language with the labels of one knowledge base."""

    def explanation(self, e: Explanation) -> dict[str, Any]:
        """Print an explanation."""
        step = {"from": _day(e.step.start), "due": _day(e.step.due), "overdue": e.step.overdue} if e.step else None
        return {
            "format": "wegwijzer/explanation/1",
            "case": e.case,
            "id": e.id,
            "kind": e.kind,
            "verdict": e.verdict,
            "holds": e.holds,
            "reasons": [self._reason(r) for r in e.reasons],
            "against": [self._reason(r) for r in e.against],
            "more": e.more,
            "tree": [self._node(n) for n in e.tree],
            "disputed": [[self._said_by(o) for o in said] for said in e.disputed],
            "changes": [self._change(c) for c in e.changes],
            "beyond": [self._node(n) for n in e.beyond],
            **({"term": step} if step else {}),
            **({"obstacle": e.obstacle} if e.obstacle else {}),
            **({"at_least": e.weighed.at_least, "at_most": e.weighed.at_most} if e.weighed else {}),
            "sources": sources_of(e.provenance),
        }

    def _reason(self, reason: SufficientReason) -> dict[str, Any]:
        leaves = [self._said_by(o) for o in reason.observations] + [node_object(Justification("true", event=e)) for e in reason.events]
        return {"leaves": leaves, "tree": [self._node(n) for n in reason.tree]}

    def _said_by(self, o: Observation) -> dict[str, Any]:
        return node_object(Justification("true", observation=o))

    def _node(self, node: Justification) -> dict[str, Any]:
        found = node_object(node._replace(of=()))
        if not (node.observation or node.event):
            found["sentence"] = self.node(node)
            found["of"] = [self._node(n) for n in node.of]
        return found

    def _change(self, change: Change) -> dict[str, Any]:
        return {
            "sentence": self.change(change),
            "facts": [_setting(s) for s in change.settings],
            "events": [{"protocol": h.protocol, "node": h.node, "state": h.state} for h in change.happenings],
        }

    def difference(self, d: Difference) -> dict[str, Any]:
        """Print a difference; whatever stays as it is, is left out."""
        parts: dict[str, Any] = {
            "alerts": _turns(d.alerts),
            "next_steps": {id_: {"before": _step(a), "after": _step(b)} for id_, (a, b) in d.steps.items()},
            "findings": _turns(d.findings),
            "hypotheses": _turns(d.hypotheses),
            "needs": _turns(d.needs),
            "support": {"before": _placed(d.support[0]), "after": _placed(d.support[1])} if d.support else None,
            "interventions": _turns(d.interventions),
            "questions": {"new": list(d.asked), "dropped": list(d.dropped)} if d.asked or d.dropped else None,
            "settled": {"before": d.settled[0], "after": d.settled[1]} if d.settled else None,
        }
        supposed = {**self._change(d.change), "unknown": list(d.forgotten)}
        head = {"format": "wegwijzer/difference/1", "case": d.case, "if": supposed}
        return head | {name: part for name, part in parts.items() if part}


def _setting(s: Setting) -> dict[str, Any]:
    number = isinstance(s.value, float)
    bounds = {"low": s.low, "high": s.high, "low_open": s.low_open, "high_open": s.high_open}
    value = int(s.value) if isinstance(s.value, float) and s.value.is_integer() else s.value
    return {"fact": s.fact, "value": value, **(bounds if number else {}), **({"by": s.by} if s.by else {})}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _step(step: Step | None) -> dict[str, Any] | None:
    return {"state": step.state, "from": _day(step.start), "due": _day(step.due), "overdue": step.overdue} if step else None


def _turns(turns: Mapping[str, Turn]) -> dict[str, Any]:
    return {id_: {"before": before, "after": after} for id_, (before, after) in turns.items()}


def _placed(s: SupportResult) -> dict[str, Any]:
    missing: Iterable[str] = (m.needed for m in s.missing)
    return {"proposed": s.proposed, "at_most": s.at_most, "focus": s.focus, "variant": s.variant, "missing": list(missing)}
