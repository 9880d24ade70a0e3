"""Whom the methods find and whom not, by background: shares with their uncertainty, and questions to the school instead of verdicts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from engine.model.screening import METHODS, NOMINATION, Screening, Share, Tally, share_of
from engine.model.text import Label, Language
from engine.rendering.screening_words import method_word, pupils_word
from engine.rendering.words import number

__all__ = ["FEWEST_SHOWN", "EquityRow", "class_rows", "dimension_word", "equity_rows", "questions_of", "value_word"]

FEWEST_SHOWN = 10  # pupils in a group: of fewer, a share would tell of single children
_DIMENSIONS = {
    "pupil.gender": Label("gender", "gender"),
    "pupil.other_home_language": Label("andere thuistaal", "other home language"),
    "pupil.migration_background": Label("migratieachtergrond", "migration background"),
    "pupil.low_ses": Label("gezin met minder geld of opleiding", "family with less money or schooling"),
    "school": Label("school", "school"),
    "group": Label("groep", "class"),
}
_VALUES = {
    "girl": Label("meisjes", "girls"),
    "boy": Label("jongens", "boys"),
    "other": Label("anders", "other"),
    "true": Label("ja", "yes"),
    "false": Label("nee", "no"),
}


@dataclass(frozen=True, slots=True)
class EquityRow:
    """One group in one dimension: a share for each method, None where the group is too small to show."""

    dimension: str
    value: str
    pupils: int
    shares: tuple[Share, ...] | None


def dimension_word(dimension: str, language: Language) -> str:
    """Name a dimension."""
    return _DIMENSIONS[dimension].of(language) if dimension in _DIMENSIONS else dimension


def value_word(value: str, language: Language) -> str:
    """Name a group."""
    return _VALUES[value].of(language) if value in _VALUES else value


def equity_rows(s: Screening) -> Iterator[EquityRow]:
    """Give the shares by background and school; small groups are left out, and more where the total would give them away."""
    for dimension, tallies in s.tallies.items():
        if dimension == "group":
            continue
        hidden = _hidden(tallies, s.overall.pupils)
        for value, tally in tallies.items():
            yield EquityRow(dimension, value, tally.pupils, None if value in hidden else _shares(tally))


def class_rows(s: Screening) -> Iterator[tuple[str, Tally | None]]:
    """Give the counts by class; None for a small class, and for more where the total, or that of their school, would give it away."""
    tallies = s.tallies.get("group", {})
    within: set[str] = set()
    for school, whole in s.tallies.get("school", {}).items():
        own = {name: tally for name, tally in tallies.items() if s.schools_of.get(name) == (school,)}
        within |= _hidden(own, whole.pupils)
    hidden = _hidden(tallies, s.overall.pupils, within)
    for name, tally in tallies.items():
        yield name, None if name in hidden else tally


def _hidden(tallies: Mapping[str, Tally], pupils: int, already: Collection[str] = ()) -> set[str]:
    """Give the groups that are not shown, so that all of the `pupils` without the shown ones are no small group either.

    These are the small groups, those that lie hidden `already`, and the next smallest ones until two groups lie hidden together
    and there are enough in them. Pupils whose group nobody knows are a group as well: the total gives them away just so.
    """
    by_size = sorted(tallies, key=lambda v: (v not in already, tallies[v].pupils, v))
    unknown = max(0, pupils - sum(t.pupils for t in tallies.values()))
    hidden = [v for v in by_size if v in already or tallies[v].pupils < FEWEST_SHOWN]
    if not hidden and (unknown == 0 or unknown >= FEWEST_SHOWN):
        return set()
    least = 2 if hidden else 1
    for value in [v for v in by_size if v not in hidden]:
        if len(hidden) >= least and unknown + sum(tallies[v].pupils for v in hidden) >= FEWEST_SHOWN:
            break
        hidden.append(value)
    return set(hidden)


def _shares(tally: Tally) -> tuple[Share, ...]:
    return tuple(share_of(tally.flagged(m), tally.decided(m)) for m in range(len(METHODS)))


def questions_of(s: Screening, language: Language) -> list[str]:
    """Give what the figures make one ask: where the intervals of two groups lie apart, and where people and tests see other pupils."""
    return [*_apart(s, language), *_overlooked(s, language)]


def _apart(s: Screening, language: Language) -> Iterator[str]:
    rows = [r for r in equity_rows(s) if r.shares]
    for dimension in dict.fromkeys(r.dimension for r in rows):
        of = [r for r in rows if r.dimension == dimension and r.shares]
        for m, method in enumerate(METHODS):
            known = [(r.shares[m], r.value) for r in of if r.shares and r.shares[m].of >= FEWEST_SHOWN]
            if len(known) < 2:  # noqa: PLR2004 - one group lies beside nothing
                continue
            least, most = min(known, key=lambda k: k[0].share), max(known, key=lambda k: k[0].share)
            if least[0].high < most[0].low:
                yield _question(dimension, method, least, most, language)


def _question(dimension: str, method: str, least: tuple[Share, str], most: tuple[Share, str], language: Language) -> str:
    groups = [f"{value_word(v, language)} {_percent(share, language)}" for share, v in (most, least)]
    name, what = method_word(method, language), dimension_word(dimension, language)
    return (
        f"By {what} the {name} differs: {groups[0]}, {groups[1]}. How do you explain that, and whom might you be missing?"
        if language == "en"
        else f"Naar {what} verschilt de {name}: {groups[0]}, {groups[1]}. Hoe verklaren jullie dat, en wie missen jullie misschien?"
    )


def _overlooked(s: Screening, language: Language) -> Iterator[str]:
    """Ask about pupils whom a test flags and nobody named."""
    overlooked = s.overall.missed(NOMINATION)
    if overlooked:
        one = overlooked == 1
        be, was = ("is" if one else "are", "") if language == "en" else ("valt" if one else "vallen", "werd" if one else "werden")
        yield (
            f"{pupils_word(overlooked, 'en')} {be} flagged by a test and named by nobody. What do their teachers see?"
            if language == "en"
            else f"{pupils_word(overlooked, 'nl')} {be} op bij een toets en {was} door niemand genoemd. Wat ziet de leraar?"
        )
    only = s.overall.flagged(NOMINATION) - sum(s.overall.patterns[p] for p in range(256) if _both(p))
    if only:
        was = (("werd", "werden"), ("was", "were"))[language == "en"][only != 1]
        yield (
            f"{pupils_word(only, 'en')} {was} named without a test that flags them. What is seen there that tests do not measure?"
            if language == "en"
            else f"{pupils_word(only, 'nl')} {was} genoemd zonder dat een toets opvalt. Wat is daar te zien dat toetsen niet meten?"
        )


def _both(pattern: int) -> bool:
    return bool(pattern >> 2 * NOMINATION & 1) and any(pattern >> 2 * m & 1 for m in range(NOMINATION))


def _percent(share: Share, language: Language) -> str:
    low, high = (number(round(100 * x), language) for x in (share.low, share.high))
    return f"{number(round(100 * share.share), language)}% ({low}-{high}%)"
