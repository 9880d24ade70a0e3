"""The advice as a page of text that is read from the top down."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from engine.model.advice import Advice, HypothesisResult, Step
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.rendering.advice_saying import AdviceSaying
from engine.rendering.conversations import conversations
from engine.rendering.words import laid_over, number, on_day

__all__ = ["advice_text"]

WIDTH = 110
BESIDE = 48  # where the rules stand beside the name of the case, or beneath a long one
QUESTIONS = (3, 9)  # to each informant, and in all
WHO = (18, 24)  # the least and the most room for a name in front
CAUSE = 32
_ORDER = ("confirmed", "likely", "possible", "contradictory")
_METHODS = ("signal.simple_difference", "signal.absolute_split", "signal.regression", "signal.nomination")


def advice_text(advice: Advice, knowledge: Knowledge, language: Language = "nl", file: str = "CASE") -> str:
    """Give the advice as text; `file` is how the case is named in the commands that are suggested."""
    return "\n".join(_Page(advice, knowledge, language, file).lines()) + "\n"


class _Page(AdviceSaying):
    """Prints one advice."""

    def __init__(self, advice: Advice, knowledge: Knowledge, language: Language, file: str) -> None:
        super().__init__(advice, knowledge, language)
        self.file = file

    def lines(self) -> Iterator[str]:
        """Print the page, part by part."""
        name, version, digest = self.a.knowledge
        head = f"WEGWIJZER   {self.a.case}   {on_day(self.a.as_of, self.language)}"
        rules = f"{self.w('rules')}: {name} {version} ({digest[7:13]})"
        yield from [f"{head:<{BESIDE}}{rules}"] if len(head) < BESIDE - 1 else [head, f"{'':<{BESIDE}}{rules}"]
        yield from (f"{'':<{BESIDE}}{laid_over(layer, self.language)}" for layer in self.k.local)
        for part in (
            self.alerts,
            self.strengths,
            self.steps,
            self.findings,
            self.hypotheses,
            self.needs,
            self.support,
            self.interventions,
            self.questions,
            self.sources,
        ):
            found = list(part())
            if found:
                yield ""
                yield from found
        yield ""
        yield self.w("people_decide")

    def wrap(self, text: str, indent: int = 1, hang: int = 3) -> Iterator[str]:
        """Wrap a line with a hanging indent."""
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
        )

    def alerts(self) -> Iterator[str]:
        """Print what must not be overlooked."""
        if not self.a.alerts:
            return
        yield self.w("watch")
        for alert in self.a.alerts:
            definition = self.k.alerts[alert.id]
            sign = {"urgent": "!!", "warning": "! ", "note": "i "}[alert.severity]
            yield from self.wrap(f"{sign} {self.w(alert.severity).upper()}  {definition.label.of(self.language)}", 1, 4)
            if definition.do:
                yield from self.wrap(definition.do.of(self.language), 4, 4)

    def strengths(self) -> Iterator[str]:
        """Print what goes well, first of all that concerns the pupil."""
        if not self.a.strengths:
            yield f"{self.w('goes_well')}      {self.w('nothing_noted')}"
            return
        yield self.w("goes_well")
        for o in self.a.strengths:
            label = self.k.facts[o.fact].label.of(self.language)
            yield from self.wrap(f"{label}: {o.value}{self.said(o)}")

    def steps(self) -> Iterator[str]:
        """Print what to do now."""
        yield self.w("do_now")
        if not self.a.steps:
            yield f" {self.w('alerts_first' if self.a.alerts else 'choose_help' if self.a.interventions else 'no_steps')}"
        for i, step in enumerate(self.a.steps, 1):
            yield from self._step(i, step)
        yield from self._overrides()

    def _overrides(self) -> Iterator[str]:
        """Print what people decided otherwise than the steps would have it, with their reason."""
        if not self.a.overrides:
            return
        yield f" {self.w('decided_otherwise')}"
        for e in self.a.overrides:
            tasks = self.k.protocols[e.protocol].tasks
            aside, chosen = (tasks[n].label.of(self.language) if n in tasks else n for n in (e.node, e.chose or ""))
            who = f", {self.informant_or_role(e.by)}" if e.by else ""
            when = on_day(e.date, self.language)
            text = f"{self.w('instead_of')} ‘{aside}’: ‘{chosen}’ ({when}{who}); {self.w('reason')}: {e.because}"
            yield from self.wrap(text, 5, 7)

    def _step(self, i: int, step: Step) -> Iterator[str]:
        task = self.k.protocols[step.protocol].tasks[step.node]
        role = self.k.roles[step.role].label.of(self.language) if step.role in self.k.roles else step.role
        text = task.label.of(self.language)
        if step.state != "open":
            text += f" ({self.w(step.state)})"
        when = self.w("no_term")
        if step.due:
            when = f"{self.w('overdue' if step.overdue else 'before')} {on_day(step.due, self.language)}"
        first, *rest = textwrap.wrap(text, 64) or [""]
        yield f" {i:>2}  {first:<66}{role:<24}{when}".rstrip()
        for line in rest:
            yield f"     {line}"

    def findings(self) -> Iterator[str]:
        """Print what stands out: forms first, then signals; and how the methods compare."""
        yield self.w("stands_out")
        shown = [f for f in self.a.findings if f.status in ("true", "contradictory") and f.kind != "exclusion" and f.id not in _METHODS]
        shown.sort(key=lambda f: (f.kind != "form", f.id != "form.underachievement"))
        for finding in shown:
            text = self.k.findings[finding.id].label.of(self.language)
            if finding.status == "contradictory":
                text += f" ({self.w('contradictory')})"
            yield from self.wrap(text + ".")
            yield from self._caveat(finding.id)
            if finding.id == "form.underachievement":
                yield from self.wrap(f"{self.w('why')}: wegwijzer explain {self.file} {finding.id}", 3, 3)
        if self._is_suspicion():
            yield from self.wrap(self.w("suspicion"))
        yield from self._methods()
        if self.a.differences:
            seen = "; ".join(self.seen_differently(f) for f in self.a.differences)
            yield from self.wrap(f"{self.w('seen_differently')}: {seen}.")
        if not shown and not self._is_suspicion():
            yield f" {self.w('nothing_stands_out')}"

    def _caveat(self, id_: str) -> Iterator[str]:
        """Print what a reader must know not to misread a finding."""
        definition = self.k.findings[id_]
        if definition.caveat and definition.note:
            yield from self.wrap(definition.note.of(self.language), 3, 3)

    def _status(self, id_: str) -> str:
        return next((f.status for f in self.a.findings if f.id == id_), "unknown")

    def _is_suspicion(self) -> bool:
        seen = any(self._status(m) == "true" for m in _METHODS)
        return seen and self._status("form.underachievement") == "unknown"

    def _methods(self) -> Iterator[str]:
        if not any(self._status(m) in ("true", "false") for m in _METHODS):
            return
        measures = {id_: (low, high) for id_, low, high in self.a.measures}
        parts = []
        for id_ in _METHODS:
            if id_ not in self.k.findings:
                continue
            text = f"{_METHOD_NAMES[id_][self.language == 'en']} {self.w(self._status(id_))}"
            low, high = measures.get("difference.sd", (0.0, 1.0))
            if id_ == "signal.simple_difference" and low == high:
                text += f" ({number(low, self.language)} SD)"
            parts.append(text)
        yield from self.wrap(f"{self.w('methods')}: {' · '.join(parts)}", 1, 3)

    def hypotheses(self) -> Iterator[str]:
        """Print what may lie behind it, likeliest first."""
        yield self.w("perhaps_because")
        shown = [h for h in self.a.hypotheses if h.standing in _ORDER]
        shown.sort(key=lambda h: _ORDER.index(h.standing))
        for h in shown:
            yield from self._hypothesis(h)
        if not shown:
            yield f" {self.w('nothing_argued')}"

    def _hypothesis(self, h: HypothesisResult) -> Iterator[str]:
        label = self.k.hypotheses[h.id].label.of(self.language)
        reasons = "; ".join(dict.fromkeys(r for _, _, n in h.speaks_for for r in self.reasons(n)))
        against = "; ".join(dict.fromkeys(r for _, _, n in h.against for r in self.reasons(n)))
        standing = self.w(h.standing) + (f", {self.w('seen_differently')}" if h.disputed else "")
        head = f"{standing:<18} {label}"
        if len(label) < CAUSE:
            yield from self.wrap(f"{head:<{19 + CAUSE}}{reasons}", 1, 20 + CAUSE)
        else:
            yield from self.wrap(head, 1, 22)
            yield from self.wrap(reasons, 20 + CAUSE, 20 + CAUSE)
        if against:
            yield from self.wrap(f"{self.w('not')}: {against}", 20 + CAUSE, 20 + CAUSE)

    def needs(self) -> Iterator[str]:
        """Print what is needed."""
        if self.a.needs:
            labels = "; ".join(self.k.needs[n.id].label.of(self.language) for n in self.a.needs)
            yield self.w("needed")
            yield from self.wrap(labels)

    def support(self) -> Iterator[str]:
        """Print the layer of support, and why not lighter or heavier."""
        s = self.a.support
        layer = self.k.layers[s.proposed]
        text = layer.label.of(self.language)
        for chosen, parts in ((s.variant, layer.variants), (s.focus, layer.focuses)):
            text += "".join(f", {p.label.of(self.language)}" for p in parts if p.id == chosen)
        yield f"{self.w('support')}      {text}"
        if s.why_not_lower:
            yield from self.wrap(f"{self.w('not_lighter')}: {self.because(s.why_not_lower)}", 3, 5)
        if s.at_most != s.proposed:
            higher = self.k.layers[s.at_most].label.of(self.language)
            yield from self.wrap(f"{self.w('could_be_up_to')}: {higher}", 3, 5)
        else:
            yield from self.wrap(f"{self.w('not_heavier')}: {self.w('nothing_points_higher')}", 3, 5)
        for missing in s.missing:
            yield from self._missing(missing.needed, missing.nearest, missing.layer)

    def _missing(self, needed: str, nearest: str | None, layer: str | None) -> Iterator[str]:
        lacks = self.k.facts[needed]
        parts = [f"{self.w('missing')} {(lacks.denied or lacks.label).of(self.language)}"]
        if nearest:
            place = self.k.layers[nearest].label if nearest in self.k.layers else self.k.facts[nearest].label
            parts.append(f"{self.w('nearest')}: {place.of(self.language)}")
        seek = self.k.layers[layer].seek if layer else None
        if seek:
            parts.append(f"{self.w('seek')}: {seek.of(self.language)}")
        yield from self.wrap("; ".join(parts), 3, 5)

    def interventions(self) -> Iterator[str]:
        """Print what could help, with what each of the three contributes and what is known of the effect."""
        if not self.a.interventions:
            return
        yield self.w("could_help")
        for result in self.a.interventions:
            i = self.k.interventions[result.id]
            leads = self.k.roles[i.leads].label.of(self.language)
            grade = self.w(f"evidence.{i.evidence.strength}")
            yield from self.wrap(f"· {i.label.of(self.language)} ({self.w('led_by')}: {leads}; {self.w('evidence')}: {grade})", 1, 3)
            for who, label in (("pupil", i.pupil), ("parents", i.parents), ("school", i.school)):
                yield from self.wrap(f"{self.w(who)}: {label.of(self.language)}", 5, 7)

    def questions(self) -> Iterator[str]:
        """Print what is not known yet, grouped by whom to ask; the most telling few of each."""
        yield self.w("unknown_yet")
        if not self.a.questions:
            yield f" {self.w('all_known')}"
        asked = conversations(self.a.questions, self.k.informants, *QUESTIONS)
        names = {i: self.k.informants[i].label.of(self.language) for i in asked.groups}
        width = _room(names.values())
        for informant, some in asked.groups.items():
            for n, question in enumerate(some):
                text = self.k.facts[question.fact].question.of(self.language)
                yield from self.wrap(f"{names[informant] if not n else '':<{width}} {text}", 1, width + 2)
        if self.a.settled:
            yield from self.wrap(self.w("settled"))
        elif asked.left:
            yield f" {self.w('and_more')}"
            yield f"   wegwijzer ask {self.file}"

    def sources(self) -> Iterator[str]:
        """Print where the conclusions and steps come from."""
        cited: dict[str, dict[str, None]] = {}
        true = [f.id for f in self.a.findings if f.status in ("true", "contradictory")]
        provenances = [r.provenance for id_ in true for r in self.k.findings[id_].rules]
        provenances += [self.k.protocols[s.protocol].tasks[s.node].provenance for s in self.a.steps]
        for provenance in provenances:
            for c in provenance.citations:
                cited.setdefault(c.doc, {})[c.section] = None
        if cited:
            yield self.w("sources")
            for doc in sorted(cited):
                yield from self.wrap(f"{self.k.sources[doc].title}: {', '.join(cited[doc])}")


_METHOD_NAMES = {
    "signal.simple_difference": ("verschilmethode", "difference method"),
    "signal.absolute_split": ("absolute-splitmethode", "absolute split"),
    "signal.regression": ("regressie", "regression"),
    "signal.nomination": ("aangedragen", "nominated"),
}


def _room(names: Iterable[str]) -> int:
    """Give the width of a column of names."""
    least, most = WHO
    return min(most, max([least, *map(len, names)]))
