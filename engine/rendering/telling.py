"""Pieces of an explanation as sentences: what someone said, what was done, a condition as it turned out, a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from engine.language.syntax import Expression, Name
from engine.model.advice import Justification
from engine.model.case import Event, Observation
from engine.model.explanation import Change, Happening, Setting
from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.model.vocabulary import Informant, Role
from engine.rendering.sentences import Sentences
from engine.rendering.words import day_month, on_day, word

__all__ = ["Telling"]

_SIDES = {"true": True, "contradictory": True, "false": False}


class Telling(Sentences):
    """Says the pieces of explanations in one language."""

    def __init__(self, knowledge: Knowledge, language: Language, conditions: Mapping[str, Expression] | None = None) -> None:
        """Keep the labels, the language, and the conditions that justifications name by their text."""
        super().__init__(knowledge, language)
        self.conditions = conditions or {}

    def w(self, key: str) -> str:
        """Give a fixed word."""
        return word(key, self.language)

    # --- what people said and did ---

    def observed(self, o: Observation) -> str:
        """Say one observation as a statement, with who said it and when."""
        return self.stated(o.fact, o.value) + self.said(o)

    def stated(self, fact: str, value: object) -> str:
        """Say a value of a fact as a statement."""
        definition = self.k.facts[fact]
        if definition.type == "bool":
            return self.condition(Name(fact), holds=bool(value))
        return f"{self.label(definition.label)}: {self.value_of(fact, value)}"

    def _who(self, name: str | None) -> str:
        """Say who did something: by the label of a role or an informant."""
        tables: tuple[Mapping[str, Role | Informant], ...] = (self.k.roles, self.k.informants)
        return next((self.label(table[name].label) for table in tables if name in table), "") if name else ""

    def said(self, o: Observation) -> str:
        """Say between brackets who said something, when, and from what it follows, as far as it is known."""
        parts = []
        if o.by:
            parts.append(self.label(self.k.informants[o.by].label) + (f" {o.who}" if o.who else ""))
        if o.date:
            parts.append(day_month(o.date, self.language))
        if o.implied_by:
            parts.append(f"{self.pick(('volgt uit', 'follows from'))}: {self.label(self.k.facts[o.implied_by].label)}")
        return f" ({', '.join(parts)})" if parts else ""

    def happened(self, e: Event) -> str:
        """Say what was done, when and by whom."""
        task = self.task_of(f"{e.protocol}.{e.node}")
        by = f", {who}" if (who := self._who(e.by)) else ""
        when = on_day(e.date, self.language)
        if e.state == "overridden":
            chosen = self.task_of(f"{e.protocol}.{e.chose}")
            words = (
                "in plaats van {task} is gekozen voor {chosen} ({when}{by}); reden: {why}",
                "instead of {task} people chose {chosen} ({when}{by}); reason: {why}",
            )
            return self.pick(words).format(task=task, when=when, by=by, chosen=chosen, why=e.because or "-")
        state = ("begonnen", "begun") if e.state == "started" else ("gedaan", "done")
        return f"{self.pick(('de stap', 'the step'))} {task}: {self.pick(state)} ({when}{by})"

    # --- conditions as they turned out ---

    def node(self, node: Justification) -> str:
        """Say one node of a tree as a sentence; one that is not known yet says so first."""
        if node.observation:
            return self.observed(node.observation)
        if node.event:
            return self.happened(node.event)
        text = self._truth(node)
        if node.status == "unknown":
            return f"{self.pick(self._open(node))}: {text}{self._to_ask(node)}"
        if node.status == "contradictory":
            return f"{text} ({self.w('seen_differently')})"
        return text

    def _open(self, node: Justification) -> tuple[str, str]:
        is_fact = node.id in self.k.facts or node.condition
        return ("nog niet bekend", "not known yet") if is_fact else ("nog niet te zeggen", "cannot be told yet")

    def _to_ask(self, node: Justification) -> str:
        """Say who can best be asked about a fact."""
        fact = self.k.facts.get(node.id)
        if not fact or not fact.informants:
            return ""
        return f" ({self.pick(('vraag het aan', 'ask'))}: {self.label(self.k.informants[fact.informants[0]].label)})"

    def _truth(self, node: Justification) -> str:
        if node.value:
            return f"{self.label_of(node.id)}: {self._support_value(node.id, node.value)}"
        expression = self.conditions.get(node.condition or node.id) or Name(node.id or node.condition)
        return self.condition(expression, holds=_SIDES.get(node.status, True))

    # --- changes ---

    def change(self, change: Change) -> str:
        """Say a change as one sentence."""
        parts = [self.setting(s) for s in change.settings] + [self.happening(h) for h in change.happenings]
        return f"; {self.pick(('en', 'and'))} ".join(["; ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)

    def setting(self, setting: Setting) -> str:
        """Say the value that a fact would have; of a number all values that would do."""
        definition = self.k.facts[setting.fact]
        by = f"{self.pick(('volgens', 'according to'))} {self.label(self.k.informants[setting.by].label)}: " if setting.by else ""
        if definition.type not in ("int", "number", "date"):
            return by + self.stated(setting.fact, setting.value)
        return f"{by}{self.label(definition.label)}: {self._between(setting, definition.type == 'date', definition.unit)}"

    def _between(self, setting: Setting, day: bool, unit: str) -> str:  # noqa: FBT001 - private
        def said(value: float) -> str:
            return on_day(date.fromordinal(int(value)), self.language) if day else self.amount(value, unit)

        match setting.low, setting.high:
            case None, None:
                return self.pick(("maakt niet uit hoeveel", "any")) if not day else self.pick(("welke dag ook", "any day"))
            case low, None if low is not None:
                words = ("meer dan {0}", "more than {0}") if setting.low_open else ("{0} of meer", "{0} or more")
                return self.pick(("op of na {0}", "on or after {0}") if day else words).format(said(low))
            case None, high if high is not None:
                words = ("minder dan {0}", "less than {0}") if setting.high_open else ("{0} of minder", "{0} or less")
                return self.pick(("op of vóór {0}", "on or before {0}") if day else words).format(said(high))
        low, high = float(setting.low or 0), float(setting.high or 0)
        return said(low) if low == high else self.pick(("van {0} tot en met {1}", "from {0} to {1}")).format(said(low), said(high))

    def happening(self, h: Happening) -> str:
        """Say a step that would have been done or begun."""
        state = ("is begonnen", "has begun") if h.state == "started" else ("is gedaan", "is done")
        return f"{self.pick(('de stap', 'the step'))} {self.task_of(f'{h.protocol}.{h.node}')} {self.pick(state)}"

    def either(self, texts: Iterable[str]) -> str:
        """Join texts of which any one counts."""
        return f"; {self.pick(('of', 'or'))} ".join(texts)
