"""Terms as an iCalendar file: what is due when, without anything that tells who the pupil is."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from engine.model.advice import Step
from engine.model.knowledge import Knowledge
from engine.model.text import Language

__all__ = ["calendar_of", "calendar_of_all"]

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")  # one line, of what can be seen


def calendar_of(steps: Iterable[Step], knowledge: Knowledge, made: datetime, salt: str, language: Language = "nl") -> bytes:
    """Give an iCalendar (RFC 5545) with one all-day entry for each step that has a due day.

    Neither the case's pseudonym nor anything observed is in it; `salt` only makes the entries of two cases differ, and
    leaves the file as a digest. `made` is the moment that the entries carry.
    """
    return calendar_of_all(((salt, step) for step in steps), knowledge, made, language)


def calendar_of_all(due: Iterable[tuple[str, Step]], knowledge: Knowledge, made: datetime, language: Language = "nl") -> bytes:
    """Give a calendar of the steps of many pupils, as `calendar_of` does of one; each comes with the salt of its case."""
    from icalendar import Calendar, Event  # noqa: PLC0415 - only where a calendar is asked for

    calendar = Calendar()
    calendar.add("prodid", "-//Wegwijzer//plan//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for salt, step in due:
        if step.due is None:
            continue
        task = knowledge.protocols[step.protocol].tasks[step.node]
        entry = Event()
        key = f"{salt} {step.protocol}.{step.node} {step.start} {step.due}"
        entry.add("uid", f"{hashlib.sha256(key.encode()).hexdigest()[:24]}@wegwijzer")
        entry.add("dtstamp", made.astimezone(UTC))
        entry.add("dtstart", step.due)
        entry.add("dtend", step.due + timedelta(days=1))
        role = knowledge.roles[step.role].label.of(language) if step.role in knowledge.roles else step.role
        entry.add("summary", " ".join(_UNSEEN.sub(" ", f"Wegwijzer: {task.label.of(language)} ({role})").split()))
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
