"""A screening in the terminal: what was looked at, what each method found, whom to look at, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from engine.model.screening import CONCLUSIONS, FEWEST, METHODS, Screening
from engine.model.text import Language
from engine.rendering.equity_words import questions_of
from engine.rendering.screening_words import conclusion_word, method_word, pupils_word
from engine.rendering.words import number, on_day

__all__ = ["change_sentence", "disagreeing_sentence", "in_order", "line_sentence", "measured_sentence", "screening_text"]

SHOWN, BAD_SHOWN = 25, 10


def screening_text(s: Screening, language: Language) -> str:
    """Tell a screening as text."""
    return "\n".join(_Told(s, language).lines()) + "\n"


class _Told:
    def __init__(self, screening: Screening, language: Language) -> None:
        self.s, self.language = screening, language

    def pick(self, dutch: str, english: str) -> str:
        return english if self.language == "en" else dutch

    def lines(self) -> Iterator[str]:
        s = self.s
        yield f"WEGWIJZER   {s.file}   {on_day(s.day, self.language)}   {self.pick('regels', 'rules')}: {s.rules}"
        if s.made_up:
            yield self.pick("BEDACHTE LEERLINGEN: dit zijn geen echte kinderen.", "MADE-UP PUPILS: these are no real children.")
        yield ""
        n = s.overall.pupils
        yield self.pick(
            f"{n} leerlingen; van {s.both} zijn aanleg en resultaten als score bekend.",
            f"{n} pupils; of {s.both} potential and results are known as scores.",
        )
        yield from self.methods()
        yield from self.whom()
        yield from self.equity()
        yield from self.unread()
        yield ""
        yield self.pick(
            "Dit is een lijst om mee te beginnen, geen oordeel. Wie het kind kent, kijkt en beslist.",
            "This is a list to begin with, no verdict. Who knows the child looks and decides.",
        )

    def methods(self) -> Iterator[str]:
        s = self.s
        yield ""
        yield self.pick("Vier manieren om te kijken", "Four ways to look")
        for i, method in enumerate(METHODS):
            name, flagged, open_ = method_word(method, self.language), s.overall.flagged(i), s.overall.having(i, 0)
            missed = s.overall.missed(i)
            whom = f"{flagged:>5}{pupils_word(flagged, self.language).removeprefix(str(flagged)):<11}"
            yield self.pick(
                f"  {name:<24}{whom}   {open_:>5} niet te zeggen   mist {missed} die een andere toets wel ziet",
                f"  {name:<24}{whom}   {open_:>5} cannot be told   misses {missed} that another test sees",
            )
        yield f"  {disagreeing_sentence(s, self.language)}"
        yield f"  {line_sentence(s, self.language)}"
        yield f"  {measured_sentence(s, self.language)}"
        yield f"  {change_sentence(s, self.language)}"

    def whom(self) -> Iterator[str]:
        rows = in_order(self.s.listed)
        yield ""
        yield self.pick(f"Kijk mee bij ({len(rows)})", f"Have a look at ({len(rows)})")
        if not rows:
            yield self.pick("  Niemand, met wat nu bekend is.", "  Nobody, with what is known now.")
        for row in rows[:SHOWN]:
            group = f" ({row['group']})" if row.get("group") else ""
            figure = row.get("difference.sd")
            apart = f"   {number(round(float(figure), 1), self.language)} SD" if isinstance(figure, float) else ""
            yield f"  {row['pupil']}{group}   {row['conclusion']}{apart}"
            yield f"      {row['reason']}"
            if row.get("next_question"):
                yield f"      {self.pick('vraag', 'ask')}: {row['next_question']}"
        if len(rows) > SHOWN:
            yield self.pick(
                f"  ... en {len(rows) - SHOWN} meer; bewaar de lijst met -o lijst.xlsx",
                f"  ... and {len(rows) - SHOWN} more; keep the list with -o list.xlsx",
            )

    def equity(self) -> Iterator[str]:
        asked = questions_of(self.s, self.language)
        if asked:
            yield ""
            yield self.pick("Vragen aan de school", "Questions to the school")
            yield from (f"  {each}" for each in asked)

    def unread(self) -> Iterator[str]:
        if self.s.bad_cells:
            yield ""
            yield self.pick(f"Niet gelezen ({self.s.bad_cells})", f"Not read ({self.s.bad_cells})")
            yield from (f"  {b.diagnostic.line(self.language)}" for b in self.s.bad[:BAD_SHOWN])
            if self.s.bad_cells > BAD_SHOWN:
                more = self.s.bad_cells - BAD_SHOWN
                yield self.pick(
                    f"  ... en {more} meer; alle staan in de lijst (.xlsx, .html)",
                    f"  ... and {more} more; all are in the list (.xlsx, .html)",
                )


def in_order(rows: Sequence[Mapping[str, object]]) -> list[Mapping[str, object]]:
    """Put the pupils of whom tests and people both say something first, the largest difference first among them."""
    words = [conclusion_word(c, language) for language in ("nl", "en") for c in range(len(CONCLUSIONS))]

    def rank(row: Mapping[str, object]) -> tuple[int, float]:
        figure = row.get("difference.sd")
        return -(words.index(str(row["conclusion"])) % len(CONCLUSIONS)), -figure if isinstance(figure, float) else 0.0

    return sorted(rows, key=rank)


def disagreeing_sentence(s: Screening, language: Language) -> str:
    """Say on how many pupils the methods that compare scores do not agree."""
    n = s.overall.disagreeing()
    if language == "en":
        return f"On {pupils_word(n, language)} the score methods disagree. One cannot stand in for another."
    return f"Bij {pupils_word(n, language)} zijn de toetsmethoden het niet eens. Ze zijn niet uitwisselbaar."


def line_sentence(s: Screening, language: Language) -> str:
    """Say what the group's line is, or how many pupils are wanting for one."""
    line = s.line
    if line is None:
        return (
            f"No regression: it needs at least {FEWEST} pupils with both scores; there are {s.both}."
            if language == "en"
            else f"Geen regressie: daarvoor zijn ten minste {FEWEST} leerlingen met beide scores nodig; er zijn er {s.both}."
        )
    slope, error = number(round(line.slope, 2), language), number(round(line.error, 2), language)
    if language == "en":
        whom = f"Regression over all {line.pupils} pupils with both scores, whatever their class, year or school"
        return f"{whom}: one SD more potential goes with {slope} SD higher results; standard error {error} SD."
    whom = f"Regressie over alle {line.pupils} leerlingen met beide scores, uit welke klas, welk jaar of welke school ook"
    return f"{whom}: een SD meer aanleg geeft {slope} SD hogere resultaten; standaardfout {error} SD."


def change_sentence(s: Screening, language: Language) -> str:
    """Say which decline of one subject may be chance."""
    certain = number(round(1.96 * s.change_error, 2), language)
    return (
        f"Own line: of one subject a change up to {certain} SD may be chance; the mean of several subjects is surer."
        if language == "en"
        else f"Eigen lijn: bij één vak kan een verandering tot {certain} SD toeval zijn; het gemiddelde van meer vakken is zekerder."
    )


def measured_sentence(s: Screening, language: Language) -> str:
    """Say which differences may be chance, on what that rests, and for how many on the list it is so."""
    r, certain = s.reliability, number(round(1.96 * s.error, 2), language)
    figures = f"{number(r.potential, language)} / {number(r.achievement, language)}"
    if language == "en":
        basis = r.basis or "an assumption; put the real ones into the mapping"
        so = f"So for {s.within_error} on the list."
        return f"Measurement error: differences up to {certain} SD may be chance (reliability {figures}: {basis}). {so}"
    basis = r.basis or "een aanname; zet de echte in de koppeling"
    so = f"Dat geldt voor {s.within_error} op de lijst."
    return f"Meetfout: verschillen tot {certain} SD kunnen toeval zijn (betrouwbaarheid {figures}: {basis}). {so}"
