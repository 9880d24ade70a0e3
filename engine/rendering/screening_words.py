"""The words for what is found among many pupils: methods, conclusions, reasons."""

from __future__ import annotations

from collections.abc import Mapping

from engine.model.screening import CONCLUSIONS, METHODS, NOMINATION, TESTS, TRUE, Conclusion, truth_of
from engine.model.text import Label, Language

__all__ = ["conclusion_word", "far_text", "method_word", "methods_word", "pupils_word", "reason"]

_METHOD = {
    "signal.simple_difference": Label("verschilmethode", "difference method"),
    "signal.absolute_split": Label("absolute-splitmethode", "absolute split method"),
    "signal.regression": Label("regressiemethode", "regression method"),
    "signal.nomination": Label("nominatie", "nomination"),
}
_CONCLUSION: dict[Conclusion, Label] = {
    "no": Label("nu niets dat opvalt", "nothing that stands out now"),
    "open": Label("nog niet te zeggen", "cannot be told yet"),
    "hunch": Label("een vermoeden", "a hunch"),
    "trend": Label("kijk mee: eigen lijn", "have a look: own line"),
    "look": Label("kijk mee: verschil", "have a look: gap"),
}
_TRUTH = (
    Label("nog niet te zeggen", "cannot be told yet"),
    Label("ja", "yes"),
    Label("nee", "no"),
    Label("verschillend gezien", "seen differently"),
)
_NAMED = (
    Label("nog niet gevraagd wie dit vermoedt", "not asked yet who suspects it"),
    Label("genoemd", "named"),
    Label("door niemand genoemd", "named by nobody"),
    Label("verschillend gezien", "seen differently"),
)
_TRENDS = (Label("resultaten gaan achteruit", "results are going down"), Label("al weken bijna zonder fouten", "hardly an error for weeks"))
_LEFT_OUT = {
    "unread": Label("{n} cellen zijn niet te lezen en tellen als onbekend", "{n} cells cannot be read and count as unknown"),
    "nameless": Label("{n} rijen zonder leerling tellen niet mee", "{n} rows without a pupil do not count"),
    "twice": Label(
        "{n} rijen zijn van leerlingen met meer dan één rij; elke rij telt apart",
        "{n} rows are of pupils with more than one row; each counts by itself",
    ),
}
_WITHIN = Label("het verschil valt binnen de meetfout", "the difference lies within the measurement error")
_SLIPPED = Label("die achteruitgang valt binnen de meetfout", "that decline lies within the measurement error")
_DIFFER = Label("de methoden verschillen", "the methods differ")


def method_word(method: str, language: Language) -> str:
    """Name a method."""
    return _METHOD[method].of(language)


def conclusion_word(place: int, language: Language) -> str:
    """Say a conclusion by its place in `CONCLUSIONS`."""
    return _CONCLUSION[CONCLUSIONS[place]].of(language)


def methods_word(pattern: int, language: Language) -> str:
    """Name the methods for which something speaks in a pattern."""
    return ", ".join(method_word(m, language) for i, m in enumerate(METHODS) if truth_of(pattern, i) & TRUE)


def reason(pattern: int, trends: int, language: Language, *, within: bool, slipped: bool) -> str:
    """Say what each method found, what the own line shows, and whether the difference or the decline may be a matter of chance."""
    said = [f"{method_word(m, language)} {_TRUTH[truth_of(pattern, i)].of(language)}" for i, m in enumerate(TESTS)]
    said += [_NAMED[truth_of(pattern, NOMINATION)].of(language)]
    said += [word.of(language) for i, word in enumerate(_TRENDS) if trends >> i & 1]
    said += [_SLIPPED.of(language)] if slipped and trends & 1 else []
    truths = {truth_of(pattern, i) for i in range(3)}
    said += [_DIFFER.of(language)] if {1, 2} <= truths else []
    said += [_WITHIN.of(language)] if within and truths & {1, 3} else []
    return " · ".join(said)


def pupils_word(count: int, language: Language) -> str:
    """Count pupils."""
    one, more = ("pupil", "pupils") if language == "en" else ("leerling", "leerlingen")
    return f"{count} {one if count == 1 else more}"


def far_text(counts: Mapping[str, int], language: Language) -> str:
    """Say how many pupils there are, how many each method flags, and what did not count."""
    words = ("leerlingen", "{n} aangewezen door de {m}") if language == "nl" else ("pupils", "{n} flagged by {m}")
    lines = [f"{counts['pupil']} {words[0]}"]
    lines += ["  " + words[1].format(n=counts[m], m=method_word(m, language)) for m in METHODS]
    lines += [words.of(language).format(n=counts[key]) for key, words in _LEFT_OUT.items() if counts.get(key)]
    return "\n".join(lines) + "\n"
