"""What is asked of one case: advice, plan, why, what if, what to ask next, and what may be read of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from engine.decision.deciding import Decision
from engine.explanation.advising import assemble
from engine.inference.truth import FOR
from engine.model.advice import Advice, Step
from engine.model.asking import Asking
from engine.model.case import Case, Observation
from engine.model.difference import Difference
from engine.model.explanation import Change, Choice, Explanation, Happening
from engine.model.knowledge import Knowledge
from engine.model.plan import Plan
from engine.model.reading import Eyes, Reading
from engine.model.voices import SideBySide
from engine.service.opened import Opened
from engine.service.remembering import Remembered

__all__ = ["OneCase"]


@dataclass(slots=True, repr=False)
class OneCase(Opened):
    """Answers what is asked of one case."""

    _signs: dict[str, tuple[str, ...]] | None = field(default=None, init=False)
    _advices: Remembered[Advice] = field(default_factory=Remembered, init=False)
    _readings: Remembered[tuple[Reading, Knowledge]] = field(default_factory=Remembered, init=False)

    def advise(self, case: Case, as_of: date | None = None) -> Advice:
        """Advise on a case as it was known on a day: the given one, else the case's own, else today."""
        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        return self._advices.get((replace(case, expect=None), day), lambda: assemble(case, day, self.decide(case, day)[0]))

    def plan(self, case: Case, as_of: date | None = None) -> Plan:
        """Give where a case stands in its protocols on a day: the state of every task."""
        from engine.protocols.states import plan_of  # noqa: PLC0415 - only where a plan is asked for

        decision, _ = self.decide(case, as_of)
        return plan_of(case.id, decision.conclusions)

    def explain(self, case: Case, name: str, as_of: date | None = None, *, whole: bool = False) -> Explanation:
        """Tell why something came out as it did in a case, or why not, and what would make it otherwise.

        It names the first few independent reasons, or the `whole` of them.

        Raises `KnowledgeError` when there is nothing of that name.
        """
        from engine.explanation.looking import Looker  # noqa: PLC0415 - only where it is asked for
        from engine.explanation.why import explain  # noqa: PLC0415 - as above

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        return explain(Looker(self.on(day).inference, case, day), name, whole=whole)

    def explainable(self, case: Case, as_of: date | None = None) -> tuple[Choice, ...]:
        """Give everything of which can be asked why or why not in a case."""
        from engine.explanation.choosing import choices  # noqa: PLC0415 - only where it is asked for
        from engine.explanation.looking import Looker  # noqa: PLC0415 - as above

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        return choices(Looker(self.on(day).inference, case, day).whole)

    def what_if(self, case: Case, words: Iterable[str], as_of: date | None = None) -> Difference:
        """Tell what changes if facts had other values (`fact=value`) or steps were done (`protocol.step=done`).

        Raises `KnowledgeError` with the faults of all that cannot be read.
        """
        from engine.explanation.looking import Looker  # noqa: PLC0415 - only where it is asked for
        from engine.explanation.what_if import compared, parse_change  # noqa: PLC0415 - as above

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        inference = self.on(day).inference
        change, forgotten = parse_change(inference.base.knowledge, words)
        changed = Looker(inference, Looker(inference, case, day).without(forgotten), day).case_with(change)
        return compared(change, forgotten, self.advise(case, day), self.advise(changed, day))

    def if_said(self, case: Case, said: Sequence[Observation], as_of: date | None = None, happened: Sequence[Happening] = ()) -> Difference:
        """Tell what changes if people said this too and these steps were taken: the advice after it was kept, beside what it is."""
        from engine.explanation.looking import Looker  # noqa: PLC0415 - only where it is asked for
        from engine.explanation.what_if import compared, supposed, with_said  # noqa: PLC0415 - as above

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        inference, steps = self.on(day).inference, Change((), tuple(happened))
        change = replace(supposed(inference.base.knowledge, said), happenings=steps.happenings)
        changed = Looker(inference, with_said(case, said), day).case_with(steps)
        return compared(change, (), self.advise(case, day), self.advise(changed, day))

    def beyond(self, shared: Case, whole: Case, as_of: date | None = None) -> Difference:
        """Tell what follows only from what is kept apart: the advice on the whole case beside that on the shared one."""
        from engine.explanation.what_if import compared  # noqa: PLC0415 - only where it is asked for

        return compared(Change(()), (), self.advise(shared, as_of), self.advise(whole, as_of))

    def steps(self, case: Case, as_of: date | None = None) -> tuple[Step, ...]:
        """Give the open steps of a case, and nothing else of its advice."""
        from engine.protocols.enactment import next_steps  # noqa: PLC0415 - only where it is asked for

        return next_steps(self.decide(case, as_of)[0].conclusions)

    def side_by_side(self, case: Case, as_of: date | None = None) -> SideBySide:
        """Give what different people see, side by side."""
        from engine.explanation.side_by_side import side_by_side  # noqa: PLC0415 - only where it is asked for

        return side_by_side(case, self.decide(case, as_of)[0].conclusions)

    def first_signs(self, as_of: date | None = None) -> dict[str, tuple[str, ...]]:
        """Give the single observations by which a route begins, by protocol."""
        from engine.explanation.first_signs import first_signs  # noqa: PLC0415 - only where it is asked for

        day = as_of or date.today()  # noqa: DTZ011 - a school day is local
        at = self.on(day)
        if at._signs is None:  # noqa: SLF001 - the same rules as they were on that day
            at._signs = first_signs(at.inference, day)  # noqa: SLF001 - as above
        return at._signs  # noqa: SLF001 - as above

    def noticed_besides(self, as_of: date | None = None) -> tuple[str, ...]:
        """Give what else people often notice first, though no route begins by it alone."""
        from engine.explanation.first_signs import noticed_besides  # noqa: PLC0415 - only where it is asked for

        day = as_of or date.today()  # noqa: DTZ011 - a school day is local
        opened = {fact for facts in self.first_signs(day).values() for fact in facts}
        return noticed_besides(self.on(day).base.knowledge, opened)

    def ask(self, case: Case, as_of: date | None = None) -> Asking:
        """Give the open questions of a case, the most telling first, and whether any answer can still change the advice."""
        from engine.explanation.ranking import ask  # noqa: PLC0415 - only where it is asked for

        decision, day = self.decide(case, as_of)
        return ask(self.on(day).inference, decision)

    def record(self, text: str, file: str, answer: Observation, note: str = "") -> tuple[str, Case]:
        """Write one more observation into the text of a case file; raises `KnowledgeError` when the text is not sound."""
        from engine.cases.writing import with_answer  # noqa: PLC0415 - only where something is written
        from engine.loading.cases import parse_case  # noqa: PLC0415 - needs the schema library, slow to import

        parse_case(text, file, self.base.knowledge)
        written = with_answer(text, answer, note)
        return written, parse_case(written, file, self.base.knowledge)

    def reading(self, case: Case, eyes: Eyes, as_of: date | None = None) -> tuple[Reading, Knowledge]:
        """Give what readers of a sheet of paper may see of a case, and the rules of the day by which it was concluded."""
        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        return self._readings.get((replace(case, expect=None), eyes, day), lambda: self._reading_of(case, eyes, day))

    def _reading_of(self, case: Case, eyes: Eyes, day: date) -> tuple[Reading, Knowledge]:
        from engine.rendering import readers  # noqa: PLC0415 - only for paper

        knowledge = self.on(day).base.knowledge
        proposing, seen = readers.proposing(case, knowledge, eyes), readers.seen_by(case, knowledge, eyes)
        decision, _ = self.decide(seen, day)
        voices, memory = readers.voices_of(case, knowledge), decision.conclusions.memory
        shown = {f: tuple(o for o in found if readers.shows(o, knowledge, eyes, voices)) for f, found in memory.standing.items()}
        concluded = assemble(seen, day, decision)
        proposed = concluded if proposing == seen else _fitting(self.advise(proposing, day), decision)
        return Reading(eyes, proposed, concluded, shown, readers.events_for(memory.events, eyes)), knowledge


def _fitting(advice: Advice, seen: Decision) -> Advice:
    """Leave out what is meant for just such a case, where readers may not know of the case: it would give that away."""
    known = seen.conclusions.base.knowledge.interventions
    kept = (i for i in advice.interventions if known[i.id].when is None or seen.conclusions.of(f"intervention:{i.id}") & FOR)
    return replace(advice, interventions=tuple(kept))
