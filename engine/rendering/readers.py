"""Who may see what on paper: child safety, words said in confidence and details of care stay with the school.

The rules are those of docs/decisions/007-paper-for-its-reader.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engine.model.case import Case, Event, Observation
from engine.model.knowledge import Knowledge
from engine.model.reading import SCHOOL, Eyes, Reader

__all__ = ["counts", "events_for", "eyes_of", "is_safety", "may_ask", "proposing", "seen_by", "shows", "voices_of"]

_AUDIENCES: dict[str, Eyes] = {
    "school": SCHOOL,
    "team": frozenset({"team"}),
    "pupil": frozenset({"pupil"}),
    "parents": frozenset({"pupil", "parents"}),  # what parents fill in lies on the table, and the pupil reads along
}
_SPEAKS_AS: dict[Reader, str] = {"parents": "parent", "pupil": "pupil"}


def eyes_of(audience: str, asked: Reader | None = None) -> Eyes:
    """Give whose eyes a guide for an audience has to bear: asking for another reader adds eyes, and never takes any away."""
    eyes = _AUDIENCES[audience]
    if asked is None or asked == "school":  # the school makes every sheet; that it reads one too hides nothing more
        return eyes
    return (eyes - {"school"}) | frozenset({asked})


def is_safety(fact: str, knowledge: Knowledge) -> bool:
    """Tell whether a fact concerns a child's safety, or another of that kind follows from it."""
    reached, found = [fact], {fact}
    while reached:
        definition = knowledge.facts[reached.pop()]
        if definition.privacy == "safety":
            return True
        following = {i.fact for i in definition.implies} - found
        found |= following
        reached.extend(following)
    return False


def voices_of(case: Case, knowledge: Knowledge) -> dict[str, int]:
    """Count the people behind each informant: of two parents, one may not read what the other said in confidence.

    Who spoke about safety alone is not counted, since even that may not show.
    """
    named = {o.voice for o in case.observations if o.by and not is_safety(o.fact, knowledge)}
    return {by: sum(voice[0] == by for voice in named) for by, _ in named}


def shows(o: Observation, knowledge: Knowledge, eyes: Eyes, voices: dict[str, int]) -> bool:
    """Tell whether an observation may be printed for all these eyes."""
    return all(_shows_to(o, knowledge, reader, voices) for reader in eyes)


def _shows_to(o: Observation, knowledge: Knowledge, reader: Reader, voices: dict[str, int]) -> bool:
    if reader == "school":
        return True
    fact = knowledge.facts[o.fact]
    if is_safety(o.fact, knowledge) or fact.privacy == "health":
        return False
    if fact.privacy == "ordinary" and fact.type != "text":
        return True
    return _is_own(o, reader, voices)


def _is_own(o: Observation, reader: Reader, voices: dict[str, int]) -> bool:
    speaks_as = _SPEAKS_AS.get(reader)
    return speaks_as is not None and o.by == speaks_as and voices.get(speaks_as, 0) <= 1


def counts(o: Observation, knowledge: Knowledge, eyes: Eyes, voices: dict[str, int]) -> bool:
    """Tell whether an observation may count for what is concluded for these eyes, though it is not printed itself.

    What nobody in particular said comes from the records of the school, and counts; of health only that there is nothing.
    """
    if is_safety(o.fact, knowledge) or shows(o, knowledge, eyes, voices):
        return eyes == SCHOOL or not is_safety(o.fact, knowledge)
    if o.by is not None or o.who is not None:
        return all(_is_own(o, reader, voices) for reader in eyes)
    return knowledge.facts[o.fact].privacy != "health" or o.value is False


def proposing(case: Case, knowledge: Knowledge, eyes: Eyes) -> Case:
    """Give the case from which is concluded what is put to everybody: all of it, but child safety only for the school alone."""
    if eyes == SCHOOL:
        return case
    return _keeping(case, (o for o in case.observations if not is_safety(o.fact, knowledge)))


def seen_by(case: Case, knowledge: Knowledge, eyes: Eyes) -> Case:
    """Give the case as it may count for these eyes."""
    if eyes == SCHOOL:
        return case
    voices = voices_of(case, knowledge)
    return _keeping(case, (o for o in case.observations if counts(o, knowledge, eyes, voices)))


def _keeping(case: Case, observations: Iterable[Observation]) -> Case:
    return replace(case, observations=tuple(observations))


def events_for(events: Iterable[Event], eyes: Eyes) -> tuple[Event, ...]:
    """Give what was done; what people wrote about it stays with the school."""
    if eyes == SCHOOL:
        return tuple(events)
    return tuple(replace(e, note=None, because=None) for e in events)


def may_ask(fact: str, knowledge: Knowledge, eyes: Eyes) -> bool:
    """Tell whether the question after a fact may stand on paper for these eyes."""
    return eyes == SCHOOL or (knowledge.facts[fact].privacy in ("ordinary", "sensitive") and not is_safety(fact, knowledge))
