"""Handbooks made in the background: one at a time, and remembered as long as the rules, the day and the language are the same."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from engine.diagnostics import Diagnostic, KnowledgeError
from engine.keeping.copies import made_once
from engine.model.book import Book
from engine.model.text import Language
from engine.service.wegwijzer import Wegwijzer

__all__ = ["Handbooks", "Made"]

_KEPT = 4
_Key = tuple[str, date, Language]


@dataclass(slots=True, repr=False)
class Made:
    """A handbook that is made, or being made: its pages by the names of their files, empty as long as it is not ready.

    `failed` tells that it could not be made, `faults` why, where that is known.
    """

    pages: Mapping[str, str] = field(default_factory=dict)
    book: Book | None = None
    failed: bool = False
    faults: tuple[Diagnostic, ...] = ()
    pdf: bytes = b""


@dataclass(slots=True, repr=False)
class Handbooks:
    """The handbooks that were asked for. Where copies are kept, several processes make each of them once."""

    _known: OrderedDict[_Key, Made] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _one: threading.Lock = field(default_factory=threading.Lock)

    def of(self, wegwijzer: Wegwijzer, day: date, language: Language, *, again: bool = False) -> Made:
        """Give the handbook of rules; the first time it is asked for, the making begins, and `again` after it failed."""
        key = (wegwijzer.base.digest, day, language)
        with self._lock:
            made = self._known.get(key)
            if made is not None and not (again and made.failed):
                return made
            made = self._known[key] = Made()
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
        threading.Thread(target=self._make, args=(made, wegwijzer, key), daemon=True).start()
        return made

    def pdf(self, made: Made) -> bytes:
        """Give a handbook that is ready as a document to print."""
        from engine.rendering.book_pdf import book_pdf  # noqa: PLC0415 - only the printer that is asked for

        with self._one:
            if not made.pdf and made.book is not None:
                made.pdf = book_pdf(made.book)
        return made.pdf

    def _make(self, made: Made, wegwijzer: Wegwijzer, key: _Key) -> None:
        from engine.rendering.book_html import book_pages  # noqa: PLC0415 - only where it is asked for

        digest, day, language = key
        with self._one:
            try:
                made.book = made_once("handbooks", f"{digest} {day} {language}", lambda: wegwijzer.book(day, language), most=_KEPT)
                made.pages = book_pages(made.book)
            except BaseException as problem:
                made.faults = tuple(problem.diagnostics) if isinstance(problem, KnowledgeError) else ()
                made.failed = True
                if not made.faults:
                    raise
