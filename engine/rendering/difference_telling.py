"""What a change does to an advice, in sentences: before and after of whatever comes out otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from engine.model.advice import Step, SupportResult
from engine.model.difference import Difference, Turn
from engine.model.knowledge import Knowledge
from engine.model.text import Label, Language
from engine.model.told import Line, Told
from engine.rendering.telling import Telling
from engine.rendering.words import on_day

__all__ = ["difference_told"]

QUESTIONS = 5  # new questions that are shown


def difference_told(difference: Difference, knowledge: Knowledge, language: Language = "nl") -> Told:
    """Tell what changes."""
    page = _Page(difference, knowledge, language)
    return Told(page.supposed(), "" if page.parts else page.nothing(), page.parts)


class _Page(Telling):
    """Tells one difference."""

    def __init__(self, difference: Difference, knowledge: Knowledge, language: Language) -> None:
        super().__init__(knowledge, language)
        self.d = difference

    def supposed(self) -> str:
        """Say what is supposed."""
        unknown = [f"{self.pick(('onbekend', 'unknown'))}: {self.label(self.k.facts[fact].label)}" for fact in self.d.forgotten]
        return "; ".join(part for part in (self.change(self.d.change), *unknown) if part)

    def nothing(self) -> str:
        """Say that nothing comes out otherwise."""
        return self.pick(("Dan verandert er niets.", "Then nothing changes."))

    @property
    def parts(self) -> tuple[tuple[Line, ...], ...]:
        """Tell part by part what comes out otherwise."""
        k = self.k
        found = (
            self._turns(("Let op", "Take care"), self.d.alerts, {i: a.label for i, a in k.alerts.items()}),
            self._steps(),
            self._turns(("Wat opvalt", "What stands out"), self.d.findings, {i: f.label for i, f in k.findings.items()}),
            self._turns(("Waardoor misschien", "Perhaps because"), self.d.hypotheses, {i: h.label for i, h in k.hypotheses.items()}),
            self._turns(("Wat nodig is", "What is needed"), self.d.needs, {i: n.label for i, n in k.needs.items()}),
            self._support(),
            self._turns(("Wat kan helpen", "What could help"), self.d.interventions, {i: n.label for i, n in k.interventions.items()}),
            self._questions(),
        )
        return tuple(part for each in found if (part := tuple(each)))

    def _turns(self, heading: tuple[str, str], turns: Mapping[str, Turn], labels: Mapping[str, Label]) -> Iterator[Line]:
        if turns:
            yield Line(self.pick(heading), "heading")
        for id_, turn in turns.items():
            yield Line(labels[id_].of(self.language), "change", sign=self._turn(turn))

    def _turn(self, turn: Turn) -> str:
        if turn == ("no", "yes"):
            return "+"
        if turn == ("yes", "no"):
            return "-"
        return f"{self.w(turn[0])} → {self.w(turn[1])}:"

    def _steps(self) -> Iterator[Line]:
        if self.d.steps:
            yield Line(self.w("do_now"), "heading")
        for id_, (before, after) in self.d.steps.items():
            label = self.task_of(id_)[1:-1]
            if before and after:
                yield Line(f"{label}: {self._term(before)} → {self._term(after)}", "change", sign="±")
            else:
                yield Line(f"{label}{f' ({self._term(after)})' if after else ''}", "change", sign="+" if after else "-")

    def _term(self, step: Step) -> str:
        state = "" if step.state == "open" else f"{self.w(step.state)}, "
        if step.due is None:
            return state + self.w("no_term")
        return f"{state}{self.w('overdue' if step.overdue else 'before')} {on_day(step.due, self.language)}"

    def _support(self) -> Iterator[Line]:
        if self.d.support:
            before, after = self.d.support
            yield Line(self.w("support"), "heading")
            yield Line(f"{self._placed(before)} → {self._placed(after)}", "source")

    def _placed(self, s: SupportResult) -> str:
        layer = self.k.layers[s.proposed]
        parts = [p.label for p in layer.variants if p.id == s.variant] + [p.label for p in layer.focuses if p.id == s.focus]
        text = "; ".join([self.label(layer.label), *map(self.label, parts)])
        if s.at_most != s.proposed:
            text += f" ({self.w('could_be_up_to')}: {self.label(self.k.layers[s.at_most].label)})"
        return text

    def _questions(self) -> Iterator[Line]:
        d = self.d
        if d.asked or d.dropped or d.settled:
            yield Line(self.pick(("Vragen", "Questions")), "heading")
        for fact in d.asked[:QUESTIONS]:
            yield Line(self.k.facts[fact].question.of(self.language), "change", sign="+")
        if len(d.asked) > QUESTIONS:
            words = ("en nog {n} nieuwe", "and {n} more new ones")
            yield Line(self.pick(words).format(n=len(d.asked) - QUESTIONS), "change", sign="+")
        if d.dropped:
            words = (
                ("{n} vraag hoeft dan niet meer", "{n} question need not be asked then")
                if len(d.dropped) == 1
                else (
                    "{n} vragen hoeven dan niet meer",
                    "{n} questions need not be asked then",
                )
            )
            yield Line(self.pick(words).format(n=len(d.dropped)), "change", sign="-")
        if d.settled:
            words = (
                ("Dit advies staat dan.", "This advice then stands.")
                if d.settled[1]
                else ("Het advies staat dan nog niet.", "The advice does not stand then yet.")
            )
            yield Line(self.pick(words), "between")
