"""The interview on a page: one question at a time, the most telling first, each answer kept at once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Query
from starlette.responses import HTMLResponse, RedirectResponse, Response

from engine.cases.dossier import dossier_of
from engine.diagnostics import KnowledgeError, Location, fault
from engine.explanation.interview import Interview
from engine.model.advice import Question
from engine.model.asking import Ranked
from engine.model.case import Case, Observation
from engine.model.history import Rights
from engine.rendering.asking_text import Asker
from engine.rendering.history_text import told_entries
from web.asking import Reading
from web.desks.answering import day_of, fact_of, informant_of, said_by
from web.desks.opening import Opened, WritingPupil, opened, today
from web.filled import Line, Seen, Words, number_of
from web.pages import say

__all__ = ["router"]

router = APIRouter(include_in_schema=False)
_SOME = 6  # open questions that are shown of each group


@dataclass(frozen=True, slots=True)
class _Talk:
    """Where a talk is: with whom (nobody: by group), on which day it was held, what was put off, and which entries it made."""

    by: str = ""
    who: str = ""
    day: str = ""
    group: str = ""
    later: tuple[str, ...] = ()
    given: tuple[int, ...] = ()

    @property
    def fields(self) -> dict[str, str]:
        """Give it as the fields of a form."""
        given = ".".join(map(str, self.given))
        told = {"by": self.by, "who": self.who, "day": self.day, "group": self.group, "later": ",".join(self.later), "given": given}
        return {key: value for key, value in told.items() if value}

    def address(self, pseudonym: str, fact: str = "", *, apart: bool = False) -> str:
        """Give the address at which it goes on, with a question that was chosen or the one that comes next.

        `apart` tells that the answer before was kept apart.
        """
        told = self.fields | ({"fact": fact} if fact else {}) | ({"apart": "true"} if apart else {})
        return f"/cases/{pseudonym}/talk" + (f"?{urlencode(told)}" if told else "")


def _talk(by: str, who: str, day: str, group: str, later: str, given: str) -> _Talk:  # noqa: PLR0913, PLR0917 - as the form has it
    seqs = tuple(seq for each in given.split(".") if (seq := number_of(each)) is not None)[-50:]
    return _Talk(by, who.strip(), day, group, tuple(dict.fromkeys(each for each in later.split(",") if each)), seqs)


_Short = Annotated[str, Query(max_length=60)]
_Long = Annotated[str, Query(max_length=9000)]
_Carried = Annotated[str, Form(max_length=9000)]


@router.get("/cases/{pseudonym}/talk")
def talk(  # noqa: PLR0913, PLR0917 - what a talk remembers
    asked: Reading,
    pseudonym: str,
    by: _Short = "",
    who: _Short = "",
    day: _Short = "",
    group: _Short = "",
    later: _Long = "",
    given: _Long = "",
    fact: _Short = "",
    *,
    apart: bool = False,
) -> HTMLResponse:
    """Put the next question."""
    return _put(opened(asked, pseudonym, deed="write"), _talk(by, who, day, group, later, given), fact, apart=apart)


@router.post("/cases/{pseudonym}/talk")
def answer(  # noqa: PLR0913, PLR0917 - what a talk remembers, and what was answered
    pupil: WritingPupil,
    pseudonym: str,
    fact: Line,
    act: Line,
    seen: Seen,
    answer: Words = "",
    voice: Line = "",
    voice_who: Line = "",
    note: Words = "",
    by: Line = "",
    who: Line = "",
    day: Line = "",
    group: Line = "",
    later: _Carried = "",
    given: _Carried = "",
    beside: Line = "",
) -> Response:
    """Keep an answer, put the question off, or take the last answer back; then go on with the next question.

    `beside` tells that it was one more voice on the same fact: then go on where voices stand side by side.
    """
    state = _talk(by, who, day, group, later, given)
    views = f"{pupil.address}/views"
    try:
        if act == "back":
            gone, state = _taken_back(pupil, state, seen)
            return RedirectResponse(state.address(pseudonym, gone), 303)
        if act == "later":
            return RedirectResponse(views if beside else replace(state, later=(*state.later, fact)).address(pseudonym), 303)
        held = day_of(day, today())
        value = answer if act == "keep" else None
        said = _said(pupil, fact, value, voice or by, voice_who or who, held)
    except KnowledgeError as problem:
        return _put(pupil, state, fact, problem)
    if act == "none":
        note = say(pupil.asked.language, "niet van toepassing") + (f". {note}" if note.strip() else "")
    state = _kept(pupil, state, said, note.strip(), seen)
    return RedirectResponse(views if beside else state.address(pseudonym, apart=_is_apart(pupil, said.fact)), 303)


def _said(pupil: Opened, fact: str, answer: str | None, by: str, who: str, day: dt.date) -> Observation:  # noqa: PLR0913, PLR0917 - as above
    k = pupil.knowledge
    if answer is None:
        return Observation(fact_of(k, fact), None, informant_of(k, by, fact), who.strip() or None, day)
    try:
        return said_by(k, fact, answer, by, who, day)
    except KnowledgeError as problem:
        if any(d.code.startswith("page.") for d in problem.diagnostics):
            raise
        raise KnowledgeError([fault("page.misfit", Location(), value=answer)]) from None


def _kept(pupil: Opened, state: _Talk, said: Observation, note: str, seen: int) -> _Talk:
    """Keep an answer. What concerns a child's safety goes apart, and is not asked again in this talk, whatever the answer was."""
    apart = _is_apart(pupil, said.fact)
    rights = pupil.rights if apart else Rights()
    because = say(pupil.asked.language, "opnieuw gevraagd")
    entries = pupil.records.restate(
        pupil.pseudonym, [said], note, because=because, who=pupil.who, seen=None if apart else seen, rights=rights
    )
    if apart or said.value is None:
        state = replace(state, later=(*state.later, said.fact))
    return state if apart else replace(state, given=(*state.given, entries[-1].seq))


def _is_apart(pupil: Opened, fact: str) -> bool:
    return pupil.knowledge.facts[fact].privacy == "safety"


def _taken_back(pupil: Opened, state: _Talk, seen: int) -> tuple[str, _Talk]:
    """Take the last answer of this talk back, and give its fact."""
    last = next((e for e in pupil.dossier.entries if state.given and e.seq == state.given[-1]), None)
    if last is None:
        raise KnowledgeError([fault("page.nothing_back", Location())])
    because = say(pupil.asked.language, "vergissing in het gesprek")
    pupil.records.take_back(pupil.pseudonym, last.seq, because, who=pupil.who, seen=seen)
    fact = str(last.body["fact"])
    return fact, replace(state, given=state.given[:-1], later=tuple(f for f in state.later if f != fact))


def _put(pupil: Opened, state: _Talk, wanted: str = "", problem: KnowledgeError | None = None, *, apart: bool = False) -> HTMLResponse:
    """Show the question that comes next, or the one that was asked for."""
    k, language = pupil.knowledge, pupil.asked.language
    only = state.by if state.by in k.informants else None
    interview = Interview(k, lambda case: pupil.wegwijzer.ask(case, pupil.day), _without(pupil, state), only, state.group, set(state.later))
    by_fact = {r.question.fact: r for r in interview.asking.questions}
    again = None if wanted in by_fact or state.fields else _one_more_voice(pupil, wanted)
    chosen = by_fact.get(wanted) or again or interview.next()
    asker = Asker(k, language)
    if chosen and not only:
        state = replace(state, group=interview.best(chosen))
    last = next((e for e in pupil.dossier.entries if state.given and e.seq == state.given[-1]), None)
    return pupil.page(
        "cases/talk.html",
        status=422 if problem else 200,
        faults=tuple(problem.diagnostics) if problem else (),
        state=state,
        ranked=chosen,
        fact=k.facts[chosen.question.fact] if chosen else None,
        reason=asker.reason(chosen) if chosen else "",
        asker=asker,
        settled=interview.settled,
        groups=_groups(interview, state),
        kept=told_entries([last], k, language)[0] if last else None,
        raised=_raised(pupil, last.seq) if last else (),
        apart=apart,
        beside=again is not None,
        sides=[spoken for spoken in pupil.wegwijzer.side_by_side(pupil.case, pupil.day).facts if spoken.fact == wanted] if again else [],
        telling=asker,
        names=sorted({o.who for o in pupil.case.observations if o.who}),
        day=state.day or today().isoformat(),
        last_day=today().isoformat(),
        steps=len(pupil.wegwijzer.steps(pupil.case, pupil.day)),
    )


def _one_more_voice(pupil: Opened, fact: str) -> Ranked | None:
    """Give a question that is not open, to hear it from somebody else too; who has not spoken yet is thought of first."""
    known = pupil.knowledge.facts.get(fact)
    if known is None or known.privacy == "safety":
        return None
    spoke = {o.by for o in pupil.case.observations if o.fact == fact}
    whom = tuple(sorted(known.informants, key=lambda informant: informant in spoke))
    return Ranked(Question(fact, whom, (), 0.0, matters=False), 0.0, (), None, None, matters=False, first=False)


def _without(pupil: Opened, state: _Talk) -> Case:
    """Give the case with what concerns safety as asked, where it was put in this talk: what was answered to it is not known here."""
    put = [f for f in state.later if f in pupil.knowledge.facts and _is_apart(pupil, f)]
    return replace(pupil.case, observations=(*pupil.case.observations, *(Observation(f, None, date=pupil.day) for f in put)))


def _groups(interview: Interview, state: _Talk) -> dict[str, list[Ranked]]:
    """Give the open questions that matter by who can best be asked."""
    groups: dict[str, list[Ranked]] = {}
    for ranked in interview.asking.questions:
        fact = ranked.question.fact
        if ranked.matters and fact not in state.later and interview.knowledge.facts[fact].type != "text":
            groups.setdefault(interview.best(ranked), []).append(ranked)
    return {informant: some[:_SOME] for informant, some in groups.items()}


def _raised(pupil: Opened, last: int) -> tuple[str, ...]:
    """Give what must not be overlooked since the last answer."""
    before = dossier_of(pupil.pseudonym, tuple(e for e in pupil.dossier.entries if e.seq < last)).case
    known = {a.id for a in pupil.wegwijzer.advise(before, pupil.day).alerts}
    found = (a.id for a in pupil.wegwijzer.advise(pupil.case, pupil.day).alerts if a.id not in known)
    return tuple(pupil.knowledge.alerts[id_].label.of(pupil.asked.language) for id_ in found)
