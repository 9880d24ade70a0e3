"""One pupil's record as it was opened for a page: who asks, what they may see of it, and by which rules it is read."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends
from starlette.responses import HTMLResponse

from engine.cases.dossier import Dossier
from engine.diagnostics import Diagnostic
from engine.model.accounts import Deed
from engine.model.case import Case
from engine.model.history import Rights
from engine.model.knowledge import Knowledge
from engine.recording import ALL_RIGHTS, Records
from engine.service import Wegwijzer
from web.asking import Asked, Reading, Writing, require
from web.pages import page

__all__ = ["ErasingPupil", "Opened", "ReadingPupil", "WritingPupil", "opened", "today"]


def today() -> dt.date:
    """Give the day on which a page is asked for."""
    return dt.date.today()  # noqa: DTZ011 - a school day is local


@dataclass(frozen=True, slots=True, repr=False)
class Opened:
    """The shared record of one pupil: nothing that is kept apart is in it.

    `rights` is what the visitor may see of this pupil besides it; `at` the entry up to which it is shown, None for all.
    """

    asked: Asked
    dossier: Dossier
    day: dt.date
    rights: Rights
    at: int | None = None

    @property
    def pseudonym(self) -> str:
        """Give under which pseudonym the pupil is known."""
        return self.dossier.pseudonym

    @property
    def case(self) -> Case:
        """Give what the record says, as a case."""
        return self.dossier.case

    @property
    def records(self) -> Records:
        """Give the records, as the visitor may see them."""
        return self.asked.visitor.records

    @property
    def wegwijzer(self) -> Wegwijzer:
        """Give what answers."""
        return self.records.wegwijzer

    @property
    def knowledge(self) -> Knowledge:
        """Give the rules of the day."""
        return self.wegwijzer.on(self.day).base.knowledge

    @property
    def who(self) -> str:
        """Give the id under which the visitor writes."""
        return self.asked.visitor.who

    @property
    def address(self) -> str:
        """Give the address of this pupil's pages."""
        return f"/cases/{self.pseudonym}"

    def page(self, template: str, *, status: int = 200, faults: tuple[Diagnostic, ...] = (), **values: Any) -> HTMLResponse:  # noqa: ANN401 - whatever a template shows
        """Give a page about this pupil."""
        return page(
            self.asked.request,
            template,
            visitor=self.asked.visitor,
            status=status,
            faults=faults,
            pseudonym=self.pseudonym,
            seen_seq=self.dossier.seen,
            knowledge=self.knowledge,
            as_of=self.day,
            at=self.at,
            rights=self.rights,
            **values,
        )


def opened(asked: Asked, pseudonym: str, *, at: int | None = None, deed: Deed = "read", day: dt.date | None = None) -> Opened:
    """Open the record of a pupil for who may; with `at` as it was, and as it was read on that day."""
    require(asked, deed)
    dossier = asked.visitor.records.dossier(pseudonym, at=at, as_of=day)
    chosen = day or (dossier.entries[-1].at.astimezone().date() if at is not None and dossier.entries else today())
    return Opened(asked, dossier, chosen, asked.visitor.records.store.rights_for(pseudonym, ALL_RIGHTS), at)


def _reading(asked: Reading, pseudonym: str) -> Opened:
    return opened(asked, pseudonym)


def _writing(asked: Writing, pseudonym: str) -> Opened:
    return opened(asked, pseudonym, deed="write")


def _erasing(asked: Writing, pseudonym: str) -> Opened:
    return opened(asked, pseudonym, deed="erase")


# A record is opened before a form about it is read: who has no right to it is not told what is wrong with their form.
ReadingPupil = Annotated[Opened, Depends(_reading)]
WritingPupil = Annotated[Opened, Depends(_writing)]
ErasingPupil = Annotated[Opened, Depends(_erasing)]
