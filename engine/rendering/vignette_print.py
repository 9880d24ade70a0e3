"""What was taken out of a case to make a vignette of it, said to whoever made it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.knowledge import Knowledge
from engine.model.text import Language
from engine.model.vignette import Removed

__all__ = ["removed_text"]


def removed_text(removed: Removed, knowledge: Knowledge, language: Language = "nl") -> str:
    """Say what was removed or replaced, what stayed, and what people must still look at."""
    return "\n".join(_lines(removed, knowledge, english=language == "en")) + "\n"


def _lines(r: Removed, k: Knowledge, *, english: bool) -> Iterator[str]:
    counted = [
        (r.names, "namen, vervangen door letters", "names, replaced by letters"),
        (r.notes, "notities, weggelaten", "notes, left out"),
        (r.reasons, "redenen van een ander besluit, vervangen", "reasons of other decisions, replaced"),
        (r.later, "van na de dag van de vraag, weggelaten", "of after the day of the question, left out"),
    ]
    yield "Taken out or replaced:" if english else "Weggehaald of vervangen:"
    yield f" - the pseudonym `{r.pseudonym}`, all comments" if english else f" - het pseudoniem `{r.pseudonym}`, alle opmerkingen"
    if r.title:
        yield " - the title" if english else " - de titel"
    yield from (f" - {en if english else nl}: {n}" for n, nl, en in counted if n)
    for fact in r.texts:
        label = k.facts[fact].label
        yield f" - the text “{label.en}” ({fact})" if english else f" - de tekst “{label.nl}” ({fact})"
    days = abs(r.days)
    if r.days:
        yield (
            f" - all days: moved by {days} days, as far apart as before"
            if english
            else f" - alle dagen: {days} dagen verschoven, even ver uit elkaar"
        )
    else:
        yield " - the days stayed as they are" if english else " - de dagen zijn gebleven zoals ze zijn"
    if english:
        yield "Numbers and choices stayed. See for yourself whether together they could still tell who this is about."
    else:
        yield "Getallen en keuzes zijn gebleven. Kijk zelf of die samen niet toch verraden om wie het gaat."
