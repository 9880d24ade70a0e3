"""What can be wrong with rules: their conditions, and how they hang together."""

from __future__ import annotations

from engine.messages.phrases import Language

__all__ = ["KNOWLEDGE"]

KNOWLEDGE: dict[str, dict[Language, str]] = {
    # conditions
    "condition.syntax": {
        "nl": "deze voorwaarde is niet te lezen bij {found}; hier kan staan: {expected}",
        "en": "this condition cannot be read at {found}; what can stand here: {expected}",
    },
    "condition.spelling": {
        "nl": "`{found}` hoort niet in een voorwaarde; schrijf `{meant}`",
        "en": "`{found}` does not belong in a condition; write `{meant}`",
    },
    "condition.date": {
        "nl": '`{value}` is geen bestaande datum of duur; schrijf date("2025-11-03") of duration("P6M")',
        "en": '`{value}` is not an existing date or duration; write date("2025-11-03") or duration("P6M")',
    },
    "condition.number": {
        "nl": "`{value}` is niet precies te bewaren; schrijf hoogstens {digits} cijfers, waarvan {decimals} achter de punt",
        "en": "`{value}` cannot be kept exactly; write at most {digits} digits, {decimals} of them after the point",
    },
    "condition.unknown_name": {
        "nl": "{kind} `{name}` bestaat niet | omschrijf dat ergens, of verbeter de naam",
        "en": "{kind} `{name}` does not exist | define it somewhere, or correct the name",
    },
    "text.no_amount": {
        "nl": "`{{param.…}}` wordt alleen ingevuld in een tekst met `nl` en `en`, en niet bij de parameters zelf; schrijf hier het getal",
        "en": "`{{param.…}}` is filled in where a text has `nl` and `en`, and never among the parameters themselves; write the number",
    },
    "condition.unknown_function": {
        "nl": "de functie `{name}` bestaat niet | kies uit {known}",
        "en": "the function `{name}` does not exist | choose from {known}",
    },
    "condition.arguments": {
        "nl": "`{name}` hoort zo: {example}",
        "en": "`{name}` is used like this: {example}",
    },
    "condition.type": {
        "nl": "`{text}` is {found}, maar hier hoort {wanted}",
        "en": "`{text}` is {found}, but {wanted} belongs here",
    },
    "condition.compare": {
        "nl": "`{left}` ({left_type}) en `{right}` ({right_type}) zijn niet te vergelijken; maak ze van één soort",
        "en": "`{left}` ({left_type}) and `{right}` ({right_type}) cannot be compared; make them of one kind",
    },
    "condition.value": {
        "nl": "`{value}` is geen waarde van `{name}` | kies uit {known}",
        "en": "`{value}` is not a value of `{name}` | choose from {known}",
    },
    "condition.out_of_range": {
        "nl": "{value} ligt buiten het bereik van `{name}` ({low} tot en met {high}); deze vergelijking beslist nooit iets",
        "en": "{value} is outside the range of `{name}` ({low} to {high}); this comparison never decides anything",
    },
    "condition.stage": {
        "nl": "`{name}` is hier nog niet bekend: {allowed}",
        "en": "`{name}` is not known here yet: {allowed}",
    },
    "condition.null": {
        "nl": "alleen een alarm mag vragen of iets onbekend is; haal `= null` hier weg",
        "en": "only an alert may ask whether something is unknown; remove `= null` here",
    },
    "condition.concluded": {
        "nl": "`{name}` wordt geconcludeerd; alleen van een feit of meting is te vragen of het onbekend is",
        "en": "`{name}` is concluded; only a fact or measure can be asked whether it is unknown",
    },
    "condition.nested": {
        "nl": "`{text}` hangt van ja/nee-waarden af en mag alleen zelf vergeleken worden; haal het uit deze berekening",
        "en": "`{text}` depends on yes/no values and may only be compared itself; take it out of this calculation",
    },
    "condition.compound": {
        "nl": "`{text}` is samengesteld en hoort hier niet in een vergelijking; gebruik `and`, `or` en `not`, of maak er een bevinding van",
        "en": "`{text}` is compound and does not belong in this comparison; use `and`, `or` and `not`, or make it a finding",
    },
    "condition.free_text": {
        "nl": "`{name}` is een vrije tekst en niet te vergelijken; maak er een keuze van",
        "en": "`{name}` is a free text and cannot be compared; make it a choice",
    },
    "condition.output": {
        "nl": '`{name}` komt uit een tabel en is alleen met een tekst te vergelijken; schrijf `{name} = "{value}"`',
        "en": '`{name}` comes from a table and can only be compared with a text; write `{name} = "{value}"`',
    },
    "condition.at_least": {
        "nl": "`at_least: {n}` kan niet bij {k} voorwaarden; kies 1 tot en met {k}",
        "en": "`at_least: {n}` cannot be met by {k} conditions; choose 1 to {k}",
    },
    # knowledge
    "knowledge.duplicate_id": {
        "nl": "`{id}` is al eerder omschreven ({first}); geef een van beide een andere naam",
        "en": "`{id}` is already defined ({first}); give one of them another name",
    },
    "knowledge.unknown_reference": {
        "nl": "{kind} `{name}` bestaat niet | omschrijf dat ergens, of verbeter de naam",
        "en": "{kind} `{name}` does not exist | define it somewhere, or correct the name",
    },
    "knowledge.cycle": {
        "nl": "deze regels hangen in een kring van elkaar af: {cycle}; haal één van de stappen weg ({places})",
        "en": "these rules depend on each other in a circle: {cycle}; remove one of the steps ({places})",
    },
    "knowledge.empty": {
        "nl": "in deze map staan geen kennisbestanden; noem de map met `rules` en `protocols`",
        "en": "this folder holds no knowledge files; name the folder with `rules` and `protocols`",
    },
    "knowledge.kind_missing": {
        "nl": "er is geen enkel bestand met `{kind}`; voeg het toe",
        "en": "there is no file with `{kind}`; add it",
    },
    "knowledge.term": {
        "nl": "`{name}` is geen termijn | noem een parameter, of schrijf een duur als `P6W`, `P10D` of `P3M`",
        "en": "`{name}` is not a term | name a parameter, or write a duration like `P6W`, `P10D` or `P3M`",
    },
    "knowledge.term_unit": {
        "nl": "de parameter `{name}` telt in `{unit}`; een termijn telt in een van {known}",
        "en": "the parameter `{name}` counts in `{unit}`; a term counts in one of {known}",
    },
    "knowledge.range": {
        "nl": "het bereik van `{id}` loopt van hoog naar laag; draai het om",
        "en": "the range of `{id}` runs from high to low; turn it round",
    },
}
