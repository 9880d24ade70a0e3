"""The fixed words of every surface, in both languages, and how dates, numbers and names are said."""

from __future__ import annotations

from datetime import date

from engine.model.local import LocalLayer
from engine.model.text import Language

__all__ = ["STRENGTHS", "WORDS", "day_month", "laid_over", "number", "on_day", "word"]

MONTHS: dict[Language, tuple[str, ...]] = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}

STRENGTHS: dict[str, tuple[str, str]] = {  # of an argument for or against a hypothesis
    "confirms": ("bevestigt het", "confirms it"),
    "strong": ("spreekt er sterk voor", "speaks strongly for it"),
    "supports": ("spreekt ervoor", "speaks for it"),
    "opposes": ("spreekt ertegen", "speaks against it"),
    "strongly_opposes": ("spreekt er sterk tegen", "speaks strongly against it"),
    "excludes": ("sluit het uit", "rules it out"),
}
WORDS: dict[str, tuple[str, str]] = {
    "rules": ("regels", "rules"),
    "goes_well": ("Wat goed gaat", "What goes well"),
    "nothing_noted": ("nog niets genoteerd. Vraag eerst wanneer het wel lukt.", "nothing noted yet. Ask first when it does go well."),
    "watch": ("Let op", "Take care"),
    "urgent": ("dringend", "urgent"),
    "warning": ("let op", "take care"),
    "note": ("weet", "note"),
    "do_now": ("Nu doen", "Do now"),
    "no_steps": ("nu geen stap uit een protocol; volg hoe het gaat.", "no step from a protocol now; follow how things go."),
    "alerts_first": (
        "nu geen stap uit een protocol; begin met wat hierboven staat.",
        "no step from a protocol now; begin with what stands above.",
    ),
    "choose_help": (
        "nu geen stap uit een protocol; kies samen iets uit ‘Wat kan helpen’.",
        "no step from a protocol now; choose together from ‘What could help’.",
    ),
    "before": ("uiterlijk", "by"),
    "overdue": ("te laat sinds", "overdue since"),
    "no_term": ("in overleg", "to be agreed"),
    "started": ("loopt", "running"),
    "deciding": ("samen te beslissen", "to be decided together"),
    "decided_otherwise": ("Anders besloten", "Decided otherwise"),
    "instead_of": ("in plaats van", "instead of"),
    "reason": ("reden", "reason"),
    "contributions": ("Wie wat bijdraagt", "Who contributes what"),
    "pupil": ("leerling", "pupil"),
    "parents": ("ouders", "parents"),
    "school": ("school", "school"),
    "stands_out": ("Wat opvalt", "What stands out"),
    "nothing_stands_out": ("nog niets met zekerheid.", "nothing for certain yet."),
    "why": ("waarom", "why"),
    "suspicion": (
        "Een vermoeden dat de leerling al langer minder laat zien dan verwacht: nog niet vastgesteld.",
        "A suspicion that the pupil has shown less than expected for a longer time: not established yet.",
    ),
    "methods": ("de methoden naast elkaar", "the methods side by side"),
    "perhaps_because": ("Waardoor misschien", "Perhaps because"),
    "nothing_argued": ("nog geen aanwijzingen voor een oorzaak.", "no signs of a cause yet."),
    "needed": ("Wat nodig is", "What is needed"),
    "support": ("Ondersteuning", "Support"),
    "not_lighter": ("niet lichter", "not lighter"),
    "not_heavier": ("niet zwaarder", "not heavier"),
    "could_be_up_to": ("kan nog worden", "could still become"),
    "still_open": ("nog te vragen", "still to ask"),
    "nothing_points_higher": ("niets wijst op meer", "nothing points to more"),
    "missing": ("De leerling", "The pupil"),
    "nearest": ("het dichtst erbij", "nearest"),
    "seek": ("zoek", "look for"),
    "could_help": ("Wat kan helpen", "What could help"),
    "led_by": ("trekt", "leads"),
    "evidence": ("bewijs", "evidence"),
    "unknown_yet": ("Nog niet bekend, en wie het weet", "Not known yet, and who knows"),
    "all_known": ("niets meer te vragen dat iets verandert.", "nothing left to ask that changes anything."),
    "settled": (
        "Dit advies staat: geen antwoord kan laag, stappen of alarmen nog veranderen.",
        "This advice stands: no answer can change layer, steps or alerts any more.",
    ),
    "and_more": (
        "Dit beslist nu het meest. De rest, één voor één, tot er niets meer kan veranderen:",
        "These decide most now. The others, one by one, until nothing can change any more:",
    ),
    "sources": ("Bronnen en bewijs", "Sources and evidence"),
    "people_decide": (
        "Dit is een advies. Wie het kind kent, beslist; wijk je af, schrijf dan op waarom.",
        "This is advice. Those who know the child decide; if you decide otherwise, write down why.",
    ),
    "seen_differently": ("verschillend gezien", "seen differently"),
    "says": ("zegt", "says"),
    "focus": ("gericht op", "aimed at"),
    "true": ("ja", "yes"),
    "false": ("nee", "no"),
    "unknown": ("nog niet te zeggen", "cannot be told yet"),
    "contradictory": ("verschillend gezien", "seen differently"),
    "confirmed": ("vrijwel zeker", "almost certain"),
    "likely": ("waarschijnlijk", "likely"),
    "possible": ("mogelijk", "possible"),
    "unlikely": ("niet waarschijnlijk", "unlikely"),
    "excluded": ("uitgesloten", "excluded"),
    "records": ("dossier", "records"),
    "evidence.strong": ("sterk", "strong"),
    "evidence.moderate": ("redelijk", "moderate"),
    "evidence.weak": ("zwak", "weak"),
    "evidence.none_found": ("geen effect gevonden", "no effect found"),
    "evidence.practice": ("uit de praktijk", "from practice"),
    "evidence.unknown": ("onbekend", "unknown"),
    "not": ("niet", "not"),
    "months": ("maanden", "months"),
    "other_explanations": ("Eerst nagaan", "Check first"),
    "assumption": ("aanname", "assumption"),
    "law": ("wet", "law"),
    "local": ("eigen keuze", "local choice"),
}


def word(key: str, language: Language) -> str:
    """Give a fixed word."""
    return WORDS[key][language == "en"]


def laid_over(layer: LocalLayer, language: Language) -> str:
    """Say whose own rules lie over the base, in which version, and who approved them."""
    approved = f", {('vastgesteld door', 'approved by')[language == 'en']} {layer.approved_by}" if layer.approved_by else ""
    return f"{layer.school} {layer.version}".rstrip() + approved


def on_day(day: date, language: Language) -> str:
    """Say a date in full: 3 november 2025."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def day_month(day: date, language: Language) -> str:
    """Say a date without its year: 3 nov."""
    name = MONTHS[language][day.month - 1]
    return f"{day.day} {'mrt' if name == 'maart' else name[:3]}"


def number(value: float, language: Language, decimals: int = 1) -> str:
    """Say a number with the decimal sign of the language, without a needless fraction."""
    text = f"{value:.{decimals}f}".rstrip("0").rstrip(".") if decimals else str(round(value))
    return text.replace(".", ",") if language == "nl" else text
