"""What a change does to an advice, as text: before and after of whatever comes out otherwise."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping

from engine.model.advice import Step, SupportResult
from engine.model.difference import Difference, Turn
from engine.model.knowledge import Knowledge
from engine.model.text import Label, Language
from engine.rendering.telling import Telling
from engine.rendering.words import on_day

__all__ = ["difference_text"]

WIDTH = 100
QUESTIONS = 5  # new questions that are shown


def difference_text(difference: Difference, knowledge: Knowledge, language: Language = "nl") -> str:
    """Give what changes as text."""
    return "\n".join(_Page(difference, knowledge, language).lines()) + "\n"


class _Page(Telling):
    """Prints one difference."""

    def __init__(self, difference: Difference, knowledge: Knowledge, language: Language) -> None:
        super().__init__(knowledge, language)
        self.d = difference

    def lines(self) -> Iterator[str]:
        """Print the change, and part by part what it does."""
        unknown = [f"{self.pick(('onbekend', 'unknown'))}: {self.label(self.k.facts[fact].label)}" for fact in self.d.forgotten]
        supposed = "; ".join(part for part in (self.change(self.d.change), *unknown) if part)
        yield from self._wrapped(f"{self.pick(('Stel', 'Suppose'))}: {supposed}.", 0, 2)
        if self.d.is_nothing:
            yield f" {self.pick(('Dan verandert er niets.', 'Then nothing changes.'))}"
            return
        k = self.k
        yield from self._turns(("Let op", "Take care"), self.d.alerts, {i: a.label for i, a in k.alerts.items()})
        yield from self._steps()
        yield from self._turns(("Wat opvalt", "What stands out"), self.d.findings, {i: f.label for i, f in k.findings.items()})
        yield from self._turns(("Waardoor misschien", "Perhaps because"), self.d.hypotheses, {i: h.label for i, h in k.hypotheses.items()})
        yield from self._turns(("Wat nodig is", "What is needed"), self.d.needs, {i: n.label for i, n in k.needs.items()})
        yield from self._support()
        yield from self._turns(
            ("Wat kan helpen", "What could help"), self.d.interventions, {i: n.label for i, n in k.interventions.items()}
        )
        yield from self._questions()

    def _wrapped(self, text: str, indent: int, hang: int) -> Iterator[str]:
        yield from textwrap.wrap(
            text, WIDTH, initial_indent=" " * indent, subsequent_indent=" " * hang, break_long_words=False, break_on_hyphens=False
        )

    def _turns(self, heading: tuple[str, str], turns: Mapping[str, Turn], labels: Mapping[str, Label]) -> Iterator[str]:
        if turns:
            yield ""
            yield self.pick(heading)
        for id_, turn in turns.items():
            yield from self._wrapped(f"{self._turn(turn)}  {labels[id_].of(self.language)}", 1, 3)

    def _turn(self, turn: Turn) -> str:
        if turn == ("no", "yes"):
            return "+"
        if turn == ("yes", "no"):
            return "-"
        return f"{self.w(turn[0])} → {self.w(turn[1])}:"

    def _steps(self) -> Iterator[str]:
        if self.d.steps:
            yield ""
            yield self.w("do_now")
        for id_, (before, after) in self.d.steps.items():
            label = self.task_of(id_)[1:-1]
            if before and after:
                yield from self._wrapped(f"±  {label}: {self._term(before)} → {self._term(after)}", 1, 4)
            else:
                shown = after or before
                yield from self._wrapped(f"{'+' if after else '-'}  {label}{f' ({self._term(shown)})' if after and shown else ''}", 1, 4)

    def _term(self, step: Step) -> str:
        state = "" if step.state == "open" else f"{self.w(step.state)}, "
        if step.due is None:
            return state + self.w("no_term")
        return f"{state}{self.w('overdue' if step.overdue else 'before')} {on_day(step.due, self.language)}"

    def _support(self) -> Iterator[str]:
        if self.d.support:
            before, after = self.d.support
            yield ""
            yield self.w("support")
            yield from self._wrapped(f"{self._placed(before)} → {self._placed(after)}", 1, 3)

    def _placed(self, s: SupportResult) -> str:
        layer = self.k.layers[s.proposed]
        parts = [p.label for p in layer.variants if p.id == s.variant] + [p.label for p in layer.focuses if p.id == s.focus]
        text = "; ".join([self.label(layer.label), *map(self.label, parts)])
        if s.at_most != s.proposed:
            text += f" ({self.w('could_be_up_to')}: {self.label(self.k.layers[s.at_most].label)})"
        return text

    def _questions(self) -> Iterator[str]:
        d = self.d
        if d.asked or d.dropped or d.settled:
            yield ""
            yield self.pick(("Vragen", "Questions"))
        for fact in d.asked[:QUESTIONS]:
            yield from self._wrapped(f"+  {self.k.facts[fact].question.of(self.language)}", 1, 4)
        if len(d.asked) > QUESTIONS:
            yield f" +  {self.pick(('en nog {n} nieuwe', 'and {n} more new ones')).format(n=len(d.asked) - QUESTIONS)}"
        if d.dropped:
            words = (
                ("{n} vraag hoeft dan niet meer", "{n} question need not be asked then")
                if len(d.dropped) == 1
                else (
                    "{n} vragen hoeven dan niet meer",
                    "{n} questions need not be asked then",
                )
            )
            yield f" -  {self.pick(words).format(n=len(d.dropped))}"
        if d.settled:
            words = (
                ("Dit advies staat dan.", "This advice then stands.")
                if d.settled[1]
                else ("Het advies staat dan nog niet.", "The advice does not stand then yet.")
            )
            yield f" {self.pick(words)}"
