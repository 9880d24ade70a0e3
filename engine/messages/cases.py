"""What can be wrong with a case."""

from __future__ import annotations

from engine.messages.phrases import Language

__all__ = ["CASES"]

CASES: dict[str, dict[Language, str]] = {
    "case.unknown_fact": {
        "nl": "het feit `{name}` bestaat niet | kies een feit uit `rules/facts`",
        "en": "the fact `{name}` does not exist | choose a fact from `rules/facts`",
    },
    "case.bool": {
        "nl": "`{name}` is een ja/nee-vraag; schrijf true of false (of unknown), niet `{value}`",
        "en": "`{name}` is a yes/no question; write true or false (or unknown), not `{value}`",
    },
    "case.number": {
        "nl": "`{name}` is een getal; schrijf bijvoorbeeld {example} (of unknown), niet `{value}`",
        "en": "`{name}` is a number; write for example {example} (or unknown), not `{value}`",
    },
    "case.int": {
        "nl": "`{name}` is een geheel getal; schrijf bijvoorbeeld {example} (of unknown), niet `{value}`",
        "en": "`{name}` is a whole number; write for example {example} (or unknown), not `{value}`",
    },
    "case.choice": {
        "nl": "`{value}` kan niet bij `{name}` | kies uit {known}",
        "en": "`{value}` is not possible for `{name}` | choose from {known}",
    },
    "case.band": {
        "nl": "`{value}` kan niet bij `{name}`; schrijf het laagste en het hoogste percentiel, bijvoorbeeld 40-85",
        "en": "`{value}` is not possible for `{name}`; write the lowest and the highest percentile, for example 40-85",
    },
    "case.text": {
        "nl": "`{name}` is een tekst; zet de woorden tussen aanhalingstekens",
        "en": "`{name}` is a text; put the words between quotes",
    },
    "case.range": {
        "nl": "{value} kan niet bij `{name}`; kies een waarde van {low} tot en met {high}",
        "en": "{value} is not possible for `{name}`; choose a value from {low} to {high}",
    },
    "case.two_values": {
        "nl": "`{name}`: {informant} zegt {date} twee dingen; houd er één, of geef elk een eigen `date`",
        "en": "`{name}`: {informant} says two things {date}; keep one, or give each its own `date`",
    },
    "case.informant": {
        "nl": "de informant `{name}` bestaat niet | kies uit {known}",
        "en": "the informant `{name}` does not exist | choose from {known}",
    },
    "case.unknown_protocol": {
        "nl": "het protocol `{name}` bestaat niet | kies uit {known}",
        "en": "the protocol `{name}` does not exist | choose from {known}",
    },
    "case.unknown_task": {
        "nl": "de stap `{name}` bestaat niet in protocol `{protocol}` | kies uit {known}",
        "en": "the step `{name}` does not exist in protocol `{protocol}` | choose from {known}",
    },
}
