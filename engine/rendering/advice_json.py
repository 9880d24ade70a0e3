"""The advice as JSON: the same case, date and rules give the same bytes on every machine."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from engine.model.advice import Advice, HypothesisResult, Justification, MissingProvision, Question, Step, term_of
from engine.model.case import Event, Observation
from engine.model.knowledge import Knowledge
from engine.model.provenance import Provenance
from engine.model.text import Language
from engine.rendering.plain import json_text

__all__ = ["FORMAT", "advice_json", "advice_object", "node_object", "sources_of"]

FORMAT = "wegwijzer/advice/1"


def advice_json(advice: Advice, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give the advice as JSON text; shape in schemas/advice.schema.json."""
    return json_text(advice_object(advice, knowledge, language))


def advice_object(advice: Advice, knowledge: Knowledge, language: Language = "nl") -> dict[str, Any]:
    """Give the advice as plain values."""
    return _Printer(knowledge, language).advice(advice)


def node_object(node: Justification) -> dict[str, Any]:
    """Give a justification and all beneath it; leaves are observations and events."""
    if node.observation:
        return _observation(node.observation)
    if node.event:
        e = node.event
        found = {"event": f"{e.protocol}.{e.node}", "state": e.state, "date": e.date.isoformat(), "by": e.by}
        return found | ({"because": e.because, "chose": e.chose} if e.state == "overridden" else {})
    if node.value:
        return {"id": node.id, "value": node.value, "status": node.status}
    name = {"id": node.id} if node.id else {"condition": node.condition}
    return {**name, "status": node.status, "disputed": node.disputed, "of": [node_object(n) for n in node.of]}


def _observation(o: Observation) -> dict[str, Any]:
    implied = {"implied_by": o.implied_by} if o.implied_by else {}
    day = o.date.isoformat() if o.date else None
    return {"fact": o.fact, "value": _number(o.value), "by": o.by, "who": o.who, "date": day, **implied}


def _number(value: object) -> object:
    return int(value) if isinstance(value, float) and value.is_integer() else value


class _Printer:
    """Prints in one language with the labels of one knowledge base."""

    def __init__(self, knowledge: Knowledge, language: Language) -> None:
        self.k = knowledge
        self.language = language

    def _local(self) -> dict[str, Any]:
        """Print whose own rules were laid over the base, outermost first, and who approved them; nothing where there are none."""
        layers = [
            {"school": x.school, "version": x.version or None, "approved_by": x.approved_by or None, "changes": [c.name for c in x.changes]}
            for x in self.k.local
        ]
        return {"local": layers} if layers else {}

    def advice(self, advice: Advice) -> dict[str, Any]:
        """Print the whole advice in the order of the contract."""
        name, version, digest = advice.knowledge
        return {
            "format": FORMAT,
            "case": advice.case,
            "as_of": advice.as_of.isoformat(),
            "knowledge": {"name": name, "version": version, "digest": digest} | self._local(),
            "settled": advice.settled,
            "alerts": [self._alert(a.id, a.severity, a.because) for a in advice.alerts],
            "findings": [self._finding(f.id, f.kind, f.status, f.because) for f in advice.findings],
            "hypotheses": [self._hypothesis(h) for h in advice.hypotheses],
            "needs": [self._need(n.id, n.because, disputed=n.disputed) for n in advice.needs],
            "support": self._support(advice),
            "interventions": [self._intervention(i.id, i.serves) for i in advice.interventions],
            "next_steps": [self._step(s) for s in advice.steps],
            "questions": [self._question(q) for q in advice.questions],
            "strengths": [_observation(o) for o in advice.strengths],
            "overrides": [self._override(e) for e in advice.overrides],
            "differences": list(advice.differences),
            "measures": {id_: {"low": round(low, 9), "high": round(high, 9)} for id_, low, high in advice.measures},
        }

    def _alert(self, id_: str, severity: str, because: Justification) -> dict[str, Any]:
        alert = self.k.alerts[id_]
        do = alert.do.of(self.language) if alert.do else None
        label = alert.label.of(self.language)
        return {"id": id_, "severity": severity, "label": label, "do": do, "because": node_object(because)}

    def _finding(self, id_: str, kind: str, status: str, because: Justification) -> dict[str, Any]:
        finding = self.k.findings[id_]
        sources = sources_of(rule.provenance for rule in finding.rules)
        label = finding.label.of(self.language)
        return {"id": id_, "kind": kind, "status": status, "label": label, "because": node_object(because), "sources": sources}

    def _hypothesis(self, h: HypothesisResult) -> dict[str, Any]:
        definition = self.k.hypotheses[h.id]

        def side(arguments: tuple[tuple[str, int, Justification], ...]) -> list[dict[str, Any]]:
            return [{"strength": s, **node_object(n), "sources": sources_of([definition.arguments[i].provenance])} for s, i, n in arguments]

        return {
            "id": h.id,
            "category": h.category,
            "influence": definition.influence,
            "label": definition.label.of(self.language),
            "standing": h.standing,
            "at_least": h.at_least,
            "at_most": h.at_most,
            "disputed": h.disputed,
            "for": side(h.speaks_for),
            "against": side(h.against),
            "open": side(h.open),
        }

    def _need(self, id_: str, because: Justification, *, disputed: bool) -> dict[str, Any]:
        need = self.k.needs[id_]
        label = need.label.of(self.language)
        return {"id": id_, "label": label, "layer": need.layer, "disputed": disputed, "because": [node_object(because)]}

    def _support(self, advice: Advice) -> dict[str, Any]:
        s = advice.support
        missing = [self._missing(m) for m in s.missing]
        return {
            "proposed": s.proposed,
            "at_least": s.at_least,
            "at_most": s.at_most,
            "focus": s.focus,
            "variant": s.variant,
            "label": self.k.layers[s.proposed].label.of(self.language),
            "why": [node_object(n) for n in s.why],
            "why_not_lower": [node_object(n) for n in s.why_not_lower],
            "why_not_higher": [node_object(n) for n in s.why_not_higher],
            "missing_provision": {**missing[0], "also": missing[1:]} if missing else None,
        }

    def _missing(self, missing: MissingProvision) -> dict[str, Any]:
        layer = self.k.layers.get(missing.layer or "")
        seek = layer.seek if layer and layer.seek else self.k.facts[missing.needed].label
        return {"needed": missing.needed, "nearest": missing.nearest, "seek": seek.of(self.language)}

    def _intervention(self, id_: str, serves: tuple[str, ...]) -> dict[str, Any]:
        i = self.k.interventions[id_]
        return {
            "id": id_,
            "label": i.label.of(self.language),
            "what": i.what.of(self.language),
            "for": list(serves),
            "level": i.level,
            "who": [i.leads, *i.joins],
            "contributions": {
                "pupil": i.pupil.of(self.language),
                "parents": i.parents.of(self.language),
                "school": i.school.of(self.language),
            },
            "evidence": {"strength": i.evidence.strength, "note": i.evidence.note.of(self.language)},
            "sources": sources_of([i.provenance]),
        }

    def _step(self, s: Step) -> dict[str, Any]:
        task = self.k.protocols[s.protocol].tasks[s.node]
        return {
            "protocol": s.protocol,
            "node": s.node,
            "label": task.label.of(self.language),
            "role": s.role,
            "state": s.state,
            **term_of(s),
            "because": [node_object(n) for n in s.because],
            "sources": sources_of([task.provenance]),
        }

    def _override(self, e: Event) -> dict[str, Any]:
        tasks = self.k.protocols[e.protocol].tasks if e.protocol in self.k.protocols else {}
        labels = {
            name: tasks[node].label.of(self.language)
            for name, node in (("label", e.node), ("chose_label", e.chose))
            if node and node in tasks
        }
        when = {"date": e.date.isoformat(), "by": e.by, "because": e.because, "chose": e.chose}
        return {"protocol": e.protocol, "node": e.node, **when, **labels}

    def _question(self, q: Question) -> dict[str, Any]:
        question = self.k.facts[q.fact].question.of(self.language)
        return {"fact": q.fact, "question": question, "informants": list(q.informants), "decides": list(q.decides), "matters": q.matters}


def sources_of(provenances: Iterable[Provenance]) -> list[dict[str, str]]:
    """Give where statements come from; one without a source by the kind of its basis."""
    out: list[dict[str, str]] = []
    for provenance in provenances:
        out.extend({"doc": c.doc, "section": c.section, "near": c.near} for c in provenance.citations)
        if provenance.basis and not provenance.citations:
            out.append({"basis": provenance.basis.kind})
    return out
