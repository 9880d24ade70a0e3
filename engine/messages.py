"""The sentences of all diagnostics, Dutch first; `{name}` is filled from the diagnostic's values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

__all__ = ["MESSAGES", "TERMS", "Language", "Phrase", "either"]

Language = Literal["nl", "en"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence in both languages; a diagnostic that has one as a value shows the language of the sentence."""

    nl: str
    en: str

    def of(self, language: Language) -> str:
        """Give the piece in one language."""
        return self.en if language == "en" else self.nl


def either(phrases: Iterable[Phrase]) -> Phrase:
    """Join phrases into one: this, that or the other."""
    parts = list(dict.fromkeys(phrases))
    return Phrase(_joined([p.nl for p in parts], " of "), _joined([p.en for p in parts], " or "))


def _joined(parts: list[str], last: str) -> str:
    return last.join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


TERMS: dict[str, Phrase] = {
    # who and what a draft is
    "somebody": Phrase("iemand anders", "somebody else"),
    "the draft": Phrase("het concept", "the draft"),
    # what names stand for
    "fact": Phrase("het feit", "the fact"),
    "measure": Phrase("de meting", "the measure"),
    "parameter": Phrase("de parameter", "the parameter"),
    "finding": Phrase("de bevinding", "the finding"),
    "hypothesis": Phrase("de hypothese", "the hypothesis"),
    "need": Phrase("de behoefte", "the need"),
    "layer": Phrase("de laag", "the layer"),
    "variant": Phrase("de variant", "the variant"),
    "alert": Phrase("het alarm", "the alert"),
    "intervention": Phrase("de interventie", "the intervention"),
    "addressee": Phrase("de behoefte of hypothese", "the need or hypothesis"),
    "protocol": Phrase("het protocol", "the protocol"),
    "guide": Phrase("het formulier", "the form"),
    "table": Phrase("de tabel", "the table"),
    "system": Phrase("het systeem", "the system"),
    "task": Phrase("de stap", "the step"),
    "event": Phrase("de stap", "the step"),
    "role": Phrase("de rol", "the role"),
    "informant": Phrase("de informant", "the informant"),
    "group": Phrase("de groep informanten", "the group of informants"),
    "section": Phrase("de bronpassage", "the section of a source"),
    "state": Phrase("de toestand", "the state"),
    "level": Phrase("het niveau-feit", "the level fact"),
    "choice": Phrase("het keuze-feit", "the choice fact"),
    "text": Phrase("de waarde", "the value"),
    # what stands in a file
    "a mapping": Phrase("een groep met sleutels", "a mapping"),
    "a list": Phrase("een lijst", "a list"),
    "text as such": Phrase("tekst", "text"),
    "yes or no": Phrase("true of false", "true or false"),
    "a number": Phrase("een getal", "a number"),
    "a whole number": Phrase("een geheel getal", "a whole number"),
    "a date": Phrase("een datum", "a date"),
    "nothing": Phrase("niets", "nothing"),
    "the end": Phrase("het einde", "the end"),
}

MESSAGES: dict[str, dict[Language, str]] = {
    # files
    "file.missing": {
        "nl": "dit bestand of deze map bestaat niet; controleer de naam en de plaats",
        "en": "this file or folder does not exist; check its name and place",
    },
    "file.directory": {
        "nl": "dit is een map; noem een YAML-bestand daarin",
        "en": "this is a folder; name a YAML file in it",
    },
    "file.no_folder": {
        "nl": "dit is geen map; noem een map met regels",
        "en": "this is not a folder; name a folder with rules",
    },
    "file.no_vignettes": {
        "nl": "hier staan geen vignetten; noem een map met YAML-bestanden die met `case:` beginnen",
        "en": "there are no vignettes here; name a folder of YAML files that begin with `case:`",
    },
    "file.unreadable": {
        "nl": "dit bestand kan niet gelezen worden ({why}); controleer de rechten",
        "en": "this file cannot be read ({why}); check its permissions",
    },
    "file.unwritable": {
        "nl": "hier kan niet geschreven worden ({why}); kies een andere plaats",
        "en": "cannot write here ({why}); choose another place",
    },
    "file.encoding": {
        "nl": "dit bestand is geen UTF-8-tekst (byte {byte}); bewaar het opnieuw als UTF-8",
        "en": "this file is not UTF-8 text (byte {byte}); save it again as UTF-8",
    },
    "file.too_large": {
        "nl": "dit bestand is te groot (hoogstens {limit} bytes); splits het",
        "en": "this file is too large (at most {limit} bytes); split it",
    },
    "file.too_many": {
        "nl": "in deze map staan meer dan {limit} bestanden en mappen; noem een kleinere map",
        "en": "there are more than {limit} files and folders in this folder; name a smaller one",
    },
    "file.pipe": {
        "nl": "dit is geen bestand maar een doorgeefluik; noem een gewoon bestand",
        "en": "this is no file but a pipe; name an ordinary file",
    },
    "file.foreign_link": {
        "nl": "dit is een koppeling die iemand anders hier heeft gezet; kies een andere naam of plaats",
        "en": "this is a link that someone else put here; choose another name or place",
    },
    "faults.more": {
        "nl": "en nog {n} fouten; herstel eerst deze",
        "en": "and {n} more faults; mend these first",
    },
    "program.fault": {
        "nl": "er ging iets mis in Wegwijzer zelf ({kind}, {place}); meld dit, met deze regel: er staat niets van een leerling in",
        "en": "something went wrong in Wegwijzer itself ({kind}, {place}); report this, with this line: it holds nothing of a pupil",
    },
    "file.empty": {
        "nl": "dit bestand is leeg; begin met `{example}`",
        "en": "this file is empty; begin with `{example}`",
    },
    # zip inside: XLSX, DOCX
    "archive.broken": {
        "nl": "dit bestand is beschadigd, of het zit achter een wachtwoord; bewaar het opnieuw, zonder wachtwoord",
        "en": "this file is damaged, or it is behind a password; save it again, without a password",
    },
    "archive.parts": {
        "nl": "dit bestand bestaat uit {n} delen (hoogstens {limit}); bewaar het blad dat nodig is als CSV",
        "en": "this file consists of {n} parts (at most {limit}); save the sheet that is needed as CSV",
    },
    "archive.too_large": {
        "nl": "uitgepakt is dit bestand te groot (hoogstens {limit}); splits het, of bewaar het als CSV",
        "en": "unpacked, this file is too large (at most {limit}); split it, or save it as CSV",
    },
    "archive.declares": {
        "nl": "het deel `{name}` omschrijft eigen XML-afkortingen, wat in zo'n bestand niet hoort; bewaar het opnieuw",
        "en": "the part `{name}` declares XML entities of its own, which has no place in such a file; save it again",
    },
    # YAML
    "yaml.syntax": {
        "nl": "dit is geen geldige YAML: {why}",
        "en": "this is not valid YAML: {why}",
    },
    "yaml.tab": {
        "nl": "hier staat een tab; spring in met spaties",
        "en": "there is a tab here; indent with spaces",
    },
    "yaml.control": {
        "nl": "hier staat een teken dat niet in tekst hoort ({why}); haal het weg of bewaar het bestand als tekst",
        "en": "there is a character here that does not belong in text ({why}); remove it or save the file as text",
    },
    "yaml.values": {
        "nl": "in dit bestand staan te veel waarden (hoogstens {limit}); splits het",
        "en": "there are too many values in this file (at most {limit}); split it",
    },
    "condition.too_long": {
        "nl": "deze voorwaarde is te lang (hoogstens {limit} tekens); splits haar in bevindingen",
        "en": "this condition is too long (at most {limit} characters); split it into findings",
    },
    "yaml.depth": {
        "nl": "dit is te diep genest (meer dan {limit}); maak het vlakker",
        "en": "this is nested too deeply (more than {limit}); make it flatter",
    },
    "yaml.alias": {
        "nl": "verwijzingen (`&naam`, `*naam`) mogen hier niet; schrijf de waarde uit",
        "en": "aliases (`&name`, `*name`) are not allowed here; write the value out",
    },
    "yaml.tag": {
        "nl": "een tag (`{tag}`) mag hier niet; haal hem weg",
        "en": "a tag (`{tag}`) is not allowed here; remove it",
    },
    "yaml.documents": {
        "nl": "hier begint een tweede document; zet elk document in een eigen bestand",
        "en": "a second document begins here; put each document in a file of its own",
    },
    "yaml.duplicate": {
        "nl": "`{key}` staat er twee keer (eerder op regel {line}); houd er één",
        "en": "`{key}` is there twice (earlier on line {line}); keep one",
    },
    "yaml.key": {
        "nl": "een sleutel moet een woord zijn, geen lijst of groep; zet er aanhalingstekens om",
        "en": "a key must be a word, not a list or mapping; put quotes around it",
    },
    # shape
    "shape.kind": {
        "nl": "onbekende soort bestand | de eerste sleutel moet een van deze zijn: {known}",
        "en": "unknown kind of file | its first key must be one of these: {known}",
    },
    "shape.unknown_key": {
        "nl": "`{key}` hoort hier niet | hier mag staan: {known}",
        "en": "`{key}` does not belong here | what may stand here: {known}",
    },
    "shape.required": {"nl": "hier ontbreekt `{key}`; voeg het toe", "en": "`{key}` is missing here; add it"},
    "shape.none_of": {
        "nl": "hier ontbreekt een van {known}; voeg er één toe",
        "en": "one of {known} is missing here; add one",
    },
    "shape.one_only": {
        "nl": "hier mag er maar één staan van {known}; houd er één",
        "en": "only one of {known} may stand here; keep one",
    },
    "shape.provenance": {
        "nl": "hier ontbreekt de herkomst; voeg `source` toe, of `basis` met een reden",
        "en": "its provenance is missing here; add `source`, or `basis` with a reason",
    },
    "shape.type": {
        "nl": "hier hoort {wanted} te staan, niet {found}",
        "en": "{wanted} should stand here, not {found}",
    },
    "shape.nothing": {
        "nl": "hier ontbreekt de waarde; schrijf {wanted}, of haal de sleutel weg",
        "en": "the value is missing here; write {wanted}, or remove the key",
    },
    "shape.choice": {
        "nl": "`{value}` mag hier niet | kies uit {known}",
        "en": "`{value}` is not allowed here | choose from {known}",
    },
    "shape.choose": {
        "nl": "hier mag niet {found} staan; kies uit {known}",
        "en": "{found} may not stand here; choose from {known}",
    },
    "shape.pattern": {
        "nl": "`{value}` heeft niet de goede vorm; schrijf {example}",
        "en": "`{value}` does not have the right form; write {example}",
    },
    "shape.minimum": {
        "nl": "{value} is te weinig; schrijf {bound} of meer",
        "en": "{value} is too little; write {bound} or more",
    },
    "shape.maximum": {
        "nl": "{value} is te veel; schrijf {bound} of minder",
        "en": "{value} is too much; write {bound} or less",
    },
    "shape.exclusiveMinimum": {
        "nl": "{value} is te weinig; schrijf meer dan {bound}",
        "en": "{value} is too little; write more than {bound}",
    },
    "shape.exclusiveMaximum": {
        "nl": "{value} is te veel; schrijf minder dan {bound}",
        "en": "{value} is too much; write less than {bound}",
    },
    "shape.short_text": {
        "nl": "deze tekst is te kort; schrijf minstens {count} tekens, of haal de sleutel weg",
        "en": "this text is too short; write at least {count} characters, or remove the key",
    },
    "shape.empty_text": {
        "nl": "deze tekst is leeg; schrijf er iets, of haal de sleutel weg",
        "en": "this text is empty; write something, or remove the key",
    },
    "shape.quote": {
        "nl": "hier hoort tekst te staan; zet `{value}` tussen aanhalingstekens",
        "en": "text should stand here; put `{value}` between quotes",
    },
    "shape.label": {
        "nl": "hier hoort een tekst in twee talen te staan, niet {found}; schrijf {{nl: ..., en: ...}}",
        "en": "a text in two languages should stand here, not {found}; write {{nl: ..., en: ...}}",
    },
    "shape.few": {
        "nl": "hier staat te weinig; schrijf er minstens {count}",
        "en": "there is too little here; write at least {count}",
    },
    "shape.many": {
        "nl": "hier staat te veel; houd er hoogstens {count}",
        "en": "there is too much here; keep at most {count}",
    },
    "shape.other": {
        "nl": "dit past niet in een bestand van deze soort; vergelijk het met docs/knowledge-files.md",
        "en": "this does not fit into a file of this kind; compare it with docs/knowledge-files.md",
    },
    "shape.date": {
        "nl": "`{value}` is geen bestaande datum tussen 1900 en 2200; schrijf jjjj-mm-dd, zoals 2025-11-03",
        "en": "`{value}` is not an existing date between 1900 and 2200; write yyyy-mm-dd, such as 2025-11-03",
    },
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
    # cases
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
    # tables of pupils
    "table.kind": {
        "nl": "`{name}` is geen tabel die gelezen kan worden; kies een CSV-, XLSX- of Parquet-bestand",
        "en": "`{name}` is not a table that can be read; choose a CSV, XLSX or Parquet file",
    },
    "table.broken": {
        "nl": "deze tabel kan niet gelezen worden ({why}); open het bestand en bewaar het opnieuw",
        "en": "this table cannot be read ({why}); open the file and save it again",
    },
    "table.damaged": {
        "nl": "dit bestand is beschadigd, of te groot om hier te lezen; maak de export opnieuw, of bewaar hem als CSV",
        "en": "this file is damaged, or too large to be read here; make the export again, or save it as CSV",
    },
    "table.columns": {
        "nl": "deze tabel heeft {found} kolommen (hoogstens {limit}); haal weg wat er verdwaald naast staat",
        "en": "this table has {found} columns (at most {limit}); remove what strayed beside it",
    },
    "table.rows": {
        "nl": "dit bestand heeft meer dan {limit} rijen; splits het, of kies `--engine duckdb`",
        "en": "this file has more than {limit} rows; split it, or choose `--engine duckdb`",
    },
    "table.empty": {
        "nl": "in deze tabel staat geen rij met kolomnamen; zet boven de leerlingen een rij met twee namen of meer",
        "en": "there is no row of column names in this table; put a row with two names or more above the pupils",
    },
    "table.no_rows": {
        "nl": "onder de kolomnamen staat geen enkele leerling; vul de tabel, of maak de export opnieuw",
        "en": "there is no pupil below the column names; fill in the table, or make the export again",
    },
    "table.sheet": {
        "nl": "er is geen werkblad `{name}`; kies uit {known}",
        "en": "there is no sheet `{name}`; choose from {known}",
    },
    "table.no_column": {
        "nl": "de kolom `{name}` uit de koppeling staat niet in de tabel | pas de koppeling aan, of maak hem nieuw met `--map`",
        "en": "the column `{name}` of the mapping is not in the table | change the mapping, or make it anew with `--map`",
    },
    "table.no_pupil": {
        "nl": "er is geen kolom `pupil` met het pseudoniem van de leerling; noem hem zo, of wijs met `--map` een kolom aan",
        "en": "there is no column `pupil` with the pupil's pseudonym; call it so, or point out a column with `--map`",
    },
    "table.ignored": {
        "nl": "de kolom `{name}` telt niet mee | zeg met `--map` waarover hij gaat, als hij wel mee moet tellen",
        "en": "the column `{name}` does not count | tell what it is about with `--map`, if it should",
    },
    "table.nameless": {
        "nl": "in deze rij ontbreekt de leerling; vul `{name}` in, tot dan telt de rij niet mee",
        "en": "the pupil is missing in this row; fill in `{name}`, until then the row does not count",
    },
    "table.twice": {
        "nl": "leerling `{value}` staat in meer dan één rij; elke rij telt nu apart, maak er één van of gebruik `long` in de koppeling",
        "en": "pupil `{value}` has more than one row; each row counts by itself now, make them one or use `long` in the mapping",
    },
    "table.undated": {
        "nl": "`{name}` en `{other}` gaan allebei over {subject}; zet er in de koppeling een `date` bij, dan is duidelijk welke nu telt",
        "en": "`{name}` and `{other}` both tell of {subject}; give each a `date` in the mapping, so that it is clear which counts now",
    },
    "table.ragged": {
        "nl": "deze rij heeft {found} cellen en de kop {wanted}; herstel de rij, tot dan telt hij niet mee",
        "en": "this row has {found} cells and the header {wanted}; mend the row, until then it does not count",
    },
    "table.number_for_word": {
        "nl": "`{value}` bij `{name}` kan van alles betekenen; schrijf {known}, of zeg het bij `values` in de koppeling",
        "en": "`{value}` in `{name}` can mean anything; write {known}, or tell it under `values` in the mapping",
    },
    "table.too_long": {
        "nl": "{rows} rijen passen niet op een werkblad (hoogstens {limit}); kies .csv of .parquet",
        "en": "{rows} rows do not fit on a sheet (at most {limit}); choose .csv or .parquet",
    },
    "table.partial": {
        "nl": "hier zouden de delen van een lange lijst komen, en er staat iets anders; haal het weg, of geef de lijst een andere naam",
        "en": "the parts of a long list would go here, and it holds something else; remove it, or call the list otherwise",
    },
    "table.form": {
        "nl": "`{name}` is geen vorm voor de lijst; kies .xlsx, .csv, .parquet, .json of .html",
        "en": "`{name}` is no form for the list; choose .xlsx, .csv, .parquet, .json or .html",
    },
    "table.far": {
        "nl": "met `--engine {engine}` gaat één Parquet naar één Parquet: geef één `-o LIJST.parquet`, zonder `--map` en `--cases`",
        "en": "with `--engine {engine}` one Parquet becomes one Parquet: give one `-o LIST.parquet`, without `--map` and `--cases`",
    },
    "table.far_type": {
        "nl": "in de kolom `{name}` hoort {wanted} te staan en het is `{found}`; zet de kolom om, of haal hem uit de tabel",
        "en": "the column `{name}` should hold {wanted} and is `{found}`; convert the column, or leave it out of the table",
    },
    "table.own_source": {
        "nl": "hier staat de tabel die gelezen wordt; geef de lijst een andere naam of een andere plaats",
        "en": "this is where the table lies that is read; give the list another name or another place",
    },
    "table.no_engine": {
        "nl": "`{engine}` is niet geïnstalleerd; doe `pip install 'wegwijzer[{engine}]'`, of laat `--engine` weg",
        "en": "`{engine}` is not installed; do `pip install 'wegwijzer[{engine}]'`, or leave out `--engine`",
    },
    "mapping.score": {
        "nl": "de kolom `{name}` met de scores staat niet bij `columns`; zeg daar waarover hij gaat",
        "en": "the column `{name}` with the scores is not among `columns`; tell there what it is about",
    },
    "mapping.scale": {
        "nl": "de schaal `{scale}` past niet bij `{name}`; een schaal hoort bij {known}",
        "en": "the scale `{scale}` does not fit `{name}`; a scale belongs to {known}",
    },
    "mapping.standard": {
        "nl": "bij de schaal `standard` horen ook `mean` en `sd`, bijvoorbeeld `mean: 50` en `sd: 10`",
        "en": "the scale `standard` also needs `mean` and `sd`, for example `mean: 50` and `sd: 10`",
    },
    "ask.truth": {
        "nl": "`{value}` is geen ja of nee; antwoord j of n",
        "en": "`{value}` is no yes or no; answer y or n",
    },
    "ask.misfit": {
        "nl": "`{value}` past hier niet; antwoord met {how}, of met een woord uit de regel bovenaan",
        "en": "`{value}` does not fit here; answer {how}, or a word from the line at the top",
    },
    "ask.changed": {
        "nl": "dit bestand is intussen door iemand anders veranderd, dus dat antwoord kan niet terug; haal het er zelf uit",
        "en": "someone else has changed this file meanwhile, so that answer cannot be taken back; remove it yourself",
    },
    "ask.informant": {
        "nl": "`{name}` is niemand die kan antwoorden | kies uit {known}",
        "en": "`{name}` is nobody who can answer | choose from {known}",
    },
    "whatif.form": {
        "nl": "`{value}` is niet te lezen; schrijf FEIT=WAARDE, zoals wellbeing.sad=true, of PROTOCOL.STAP=done",
        "en": "`{value}` cannot be read; write FACT=VALUE, such as wellbeing.sad=true, or PROTOCOL.STEP=done",
    },
    "whatif.unknown": {
        "nl": "het feit of de stap `{name}` bestaat niet | controleer de naam",
        "en": "the fact or step `{name}` does not exist | check the name",
    },
    "whatif.state": {
        "nl": "een stap kan niet `{value}` zijn; schrijf {name}=done of {name}=started",
        "en": "a step cannot be `{value}`; write {name}=done or {name}=started",
    },
    "explain.unknown": {
        "nl": "`{name}` bestaat niet | noem de id van een bevinding, hypothese, behoefte, alarm, "
        "interventie of protocol, een stap als protocol.stap, of support",
        "en": "`{name}` does not exist | name the id of a finding, hypothesis, need, alert, intervention "
        "or protocol, a step as protocol.step, or support",
    },
    "case.unknown_id": {
        "nl": "{kind} `{name}` bestaat niet | verbeter de naam",
        "en": "{kind} `{name}` does not exist | correct the name",
    },
    "case.override_reason": {
        "nl": "bij `state: overridden` hoort een reden; voeg `because` toe",
        "en": "`state: overridden` needs a reason; add `because`",
    },
    "case.override_choice": {
        "nl": "bij `state: overridden` hoort wat er gekozen is; voeg `chose` toe met een stap van het protocol",
        "en": "`state: overridden` needs what was chosen; add `chose` with a step of the protocol",
    },
    # a school's own changes
    "overlay.unknown": {
        "nl": "`{name}` bestaat niet in de regels hieronder, dus er is niets te wijzigen | "
        "kijk hoe het heet, of schrijf `adds` als het nieuw is",
        "en": "`{name}` does not exist in the rules beneath, so there is nothing to change | "
        "see what it is called, or write `adds` if it is new",
    },
    "overlay.ambiguous": {
        "nl": "`{name}` betekent meer dan één ding ({places}); zet de soort ervoor, zoals `{example}`",
        "en": "`{name}` means more than one thing ({places}); put its kind before it, such as `{example}`",
    },
    "overlay.exists": {
        "nl": "`{name}` staat er al ({place}); schrijf `replaces` in plaats van `adds`",
        "en": "`{name}` is there already ({place}); write `replaces` instead of `adds`",
    },
    "overlay.own_id": {
        "nl": "`{id}` staat al in de regels hieronder ({first}); kies een eigen naam, "
        "of zet jullie wijziging in school.yaml onder `changes`",
        "en": "`{id}` is in the rules beneath already ({first}); choose a name of your own, "
        "or put your change in school.yaml under `changes`",
    },
    "overlay.twice": {
        "nl": "`{name}` wordt al gewijzigd op {first}, en geen datum zegt welke van de twee telt; "
        "haal er een weg, of geef elk een eigen `valid_from`",
        "en": "`{name}` is changed already at {first}, and no date tells which of the two counts; "
        "remove one, or give each a `valid_from` of its own",
    },
    "overlay.backwards": {
        "nl": "de laatste dag ({last}) ligt voor de eerste ({first}); draai ze om",
        "en": "the last day ({last}) lies before the first ({first}); turn them round",
    },
    "overlay.no_beneath": {
        "nl": "in de map `{folder}` staat geen {file}; "
        "zet achter `stands_on` de map van het bestuur of samenwerkingsverband, vanaf hier gezien",
        "en": "there is no {file} in the folder `{folder}`; "
        "after `stands_on` comes the folder of the board or partnership, as seen from here",
    },
    "overlay.cycle": {
        "nl": "deze mappen staan op elkaar in een kring: {cycle}; haal in één ervan `stands_on` weg",
        "en": "these folders stand on each other in a circle: {cycle}; remove `stands_on` from one of them",
    },
    "overlay.no_was": {
        "nl": "hier staat niet wat `{name}` was, dus een latere wijziging daaronder zou ongezien blijven; voeg toe: `{known}`",
        "en": "this does not say what `{name}` was, so a later change beneath it would go unseen; add: `{known}`",
    },
    "overlay.base_changed": {
        "nl": "hieronder is `{name}` gewijzigd: nu {now} ({place}), het was {was}; kijk of jullie wijziging nog klopt en schrijf dan "
        "`was: {known}`",
        "en": "`{name}` has changed beneath this: now {now} ({place}), it was {was}; see whether your change still fits, and then write "
        "`was: {known}`",
    },
    # starts and vignettes
    "init.there": {
        "nl": "hier staat al iets, en dat blijft zoals het is; noem een nieuwe of een lege map",
        "en": "there is something here already, and that stays as it is; name a new or an empty folder",
    },
    "new.no_school": {
        "nl": "hier staat geen {file}; ga naar de map van je school, noem die achter de opdracht, of begin er een met `wegwijzer init MAP`",
        "en": "there is no {file} here; go to your school's folder, name it after the command, or start one by `wegwijzer init DIR`",
    },
    "new.id": {
        "nl": "`{id}` kan niet de naam van zoiets zijn ({kind}); schrijf kleine letters, cijfers en `_`, zoals `{example}`",
        "en": "`{id}` cannot be the name of such a thing ({kind}); write small letters, digits and `_`, such as `{example}`",
    },
    "new.exists": {
        "nl": "`{id}` bestaat al ({place}); kies een andere naam, of wijzig wat er staat in school.yaml onder `changes`",
        "en": "`{id}` exists already ({place}); choose another name, or change what is there in school.yaml under `changes`",
    },
    "new.unfit": {
        "nl": "hier is niets onderaan bij te zetten; zorg dat `{key}:` het enige is in dit bestand, met elk onderdeel op een eigen regel",
        "en": "nothing can be added at the end of this; make `{key}:` the only thing in this file, with each part on a line of its own",
    },
    "vignette.name": {
        "nl": "`{name}` kan niet als naam van een vignet; schrijf kleine letters, cijfers en streepjes, zoals `stil-in-de-klas`",
        "en": "`{name}` cannot be the name of a vignette; write small letters, digits and hyphens, such as `silent-in-class`",
    },
    "vignette.title": {
        "nl": "wat mag er niet mis gaan? Schrijf dat in één zin; het wordt de titel van het vignet",
        "en": "what may not go wrong? Write that in one sentence; it becomes the title of the vignette",
    },
    "draft.no_place": {
        "nl": "de school heeft nog geen map voor eigen regels; begin er een onder ‘Regels’",
        "en": "the school has no folder for rules of its own yet; begin one under ‘Rules’",
    },
    "draft.unfit": {
        "nl": "`{name}` kan een formulier hier niet schrijven; schrijf het zelf in het bestand",
        "en": "a form cannot write `{name}` in this file; write it yourself in the file",
    },
    "draft.changed": {
        "nl": "`{file}` is veranderd ({who}) sinds jij het opende; er is niets overschreven | lees wat er nu staat, en bewaar dan opnieuw",
        "en": "`{file}` was changed ({who}) since you opened it; nothing was overwritten | read how it is now, and then keep yours again",
    },
    "draft.overtaken": {
        "nl": "`{file}` is buiten het concept veranderd nadat het daarin kwam; er is niets bewaard | "
        "lees wat er nu staat, en zet het onder ‘Bestanden’ terug of bewaar het daar opnieuw",
        "en": "`{file}` was changed outside the draft after it came into it; nothing was kept | "
        "read how it is now, and put it back or keep it again under ‘Files’",
    },
    "draft.twin": {
        "nl": "`{file}` en `{other}` verschillen alleen in hoofdletters, en zijn op sommige computers één bestand; kies een andere naam",
        "en": "`{file}` and `{other}` differ in capitals only, and on some computers that makes one file of them; choose another name",
    },
    "draft.no_name": {
        "nl": "een school heeft een naam nodig; vul die in",
        "en": "a school needs a name; fill it in",
    },
    "draft.name": {
        "nl": "`{file}` kan geen bestand van deze map zijn; kies `school.yaml`, of een naam met kleine letters in `rules/`, "
        "`protocols/` of `vignettes/` die eindigt op `.yaml`",
        "en": "`{file}` cannot be a file of this folder; choose `school.yaml`, or a name in small letters in `rules/`, "
        "`protocols/` or `vignettes/` that ends in `.yaml`",
    },
    "draft.missing": {
        "nl": "`{file}` is er niet, of niet meer; kies een bestand uit de lijst",
        "en": "`{file}` is gone, or never was; choose a file from the list",
    },
    "draft.known": {
        "nl": "`{file}` is er al, en er wordt niets overschreven; kies een andere naam",
        "en": "`{file}` exists already, and nothing is overwritten; choose another name",
    },
    "draft.school": {
        "nl": "zonder `school.yaml` is dit geen map van een school meer; laat dat bestand staan",
        "en": "without `school.yaml` it would be no folder of a school any more; leave that file",
    },
    "draft.large": {
        "nl": "dit is meer dan hier past ({limit} tekens in een bestand, {files} bestanden); verdeel het, of haal iets weg",
        "en": "more than fits ({limit} characters in a file, {files} files); divide it, or remove something",
    },
    "draft.open": {
        "nl": "er is nog een concept met wijzigingen; bewaar dat eerst als versie, of gooi het weg",
        "en": "a draft with changes is still open; keep it as a version first, or throw it away",
    },
    "draft.nothing": {
        "nl": "er is niets veranderd, dus ook niets om te bewaren; verander eerst iets",
        "en": "nothing was changed, so nothing can be kept; change something first",
    },
    "draft.reason": {
        "nl": "een versie heeft een reden nodig, en wie haar vaststelde; vul die in",
        "en": "a version needs a reason, and who approved it; fill those in",
    },
    "draft.unchecked": {
        "nl": "de controles konden niet draaien; probeer `wegwijzer check` op de map",
        "en": "the checks could not run; try `wegwijzer check` on the folder",
    },
    "draft.unchecked_long": {
        "nl": "de controles waren na {minutes} minuten nog niet klaar, en zijn gestopt; probeer `wegwijzer check` op de map",
        "en": "the checks took more than {minutes} minutes, and were stopped; try `wegwijzer check` on the folder",
    },
    "draft.ground": {
        "nl": "op welke map deze staat (`stands_on`), bepaalt wie Wegwijzer beheert; laat die regel zoals hij is",
        "en": "on which folder this stands (`stands_on`) is decided by who runs Wegwijzer; leave that line as it was",
    },
    "draft.why": {
        "nl": "een wijziging heeft een reden nodig, en dagen een naam; schrijf die erbij",
        "en": "a change needs a reason, and days need a name; write that beside it",
    },
    "draft.unsound": {
        "nl": "zo zijn de regels niet te gebruiken, en er is niets bewaard: {why}",
        "en": "these rules cannot be used like that, and nothing was kept: {why}",
    },
    "version.unknown": {
        "nl": "versie {number} is er niet; kies er een uit de lijst",
        "en": "version {number} does not exist; choose one from the list",
    },
    "version.damaged": {
        "nl": "deze versie is na het bewaren veranderd of beschadigd, en wordt niet gebruikt; kies een andere",
        "en": "a version that was changed or damaged after it was kept is not used; choose another",
    },
    "term.listed": {
        "nl": "`{name}` heeft al twee waarden met een datum; verander die in het bestand zelf",
        "en": "`{name}` has two values with a date already; change those in the file itself",
    },
    "vignette.same_name": {
        "nl": "het vignet heet dan net als de casus, en daaraan is de leerling te herkennen; kies met `--as` een andere naam",
        "en": "the vignette would be called as the case is, and that could tell whose it is; choose another name by `--as`",
    },
    "vignette.over_case": {
        "nl": "dit is de casus zelf, en die zou dan weg zijn; schrijf het vignet naar een ander bestand",
        "en": "this is the case itself, which would then be gone; write the vignette to another file",
    },
    "test.not_accepted": {
        "nl": "dit vignet is niet goed bij te werken, en er is niets veranderd; pas `expect` met de hand aan",
        "en": "this vignette cannot be updated well, and nothing has been changed; edit `expect` by hand",
    },
    # the command line
    "api.one_case": {
        "nl": "geef of een casus mee als `case`, of een leerling uit de opslag als `pupil`",
        "en": "send either a case as `case`, or a pupil of the store as `pupil`",
    },
    "api.no_sheet": {
        "nl": "blad {sheet} is er niet; het laatste is {last}",
        "en": "there is no sheet {sheet}; the last is {last}",
    },
    "api.request": {
        "nl": "dit past niet in het verzoek ({why}); zie `/api/openapi.json`",
        "en": "this does not fit the request ({why}); see `/api/openapi.json`",
    },
    "api.http": {
        "nl": "hier is niets, of niet op deze manier ({status}); zie `/api/openapi.json`",
        "en": "nothing is found, or not in this way ({status}); see `/api/openapi.json`",
    },
    "handed.name": {
        "nl": "zo kan een bestand in de map van een school niet heten; schrijf een naam als `rules/parameters.yaml`",
        "en": "a file in a school's folder cannot have this name; write a name like `rules/parameters.yaml`",
    },
    "handed.stands_on": {
        "nl": "regels die zo worden meegegeven staan op de basis; haal `stands_on` weg, of gebruik `wegwijzer check`",
        "en": "rules that are handed over like this rest on the base; remove `stands_on`, or use `wegwijzer check`",
    },
    "usage.command": {
        "nl": "de opdracht `{name}` bestaat niet | kies uit {known}",
        "en": "the command `{name}` does not exist | choose from {known}",
    },
    "usage.option": {
        "nl": "de optie `{name}` bestaat niet | zie `{help}`",
        "en": "the option `{name}` does not exist | see `{help}`",
    },
    "usage.missing": {
        "nl": "hier ontbreekt `{name}`; zie `{help}`",
        "en": "`{name}` is missing here; see `{help}`",
    },
    "usage.no_value": {
        "nl": "achter `{name}` hoort een waarde; zie `{help}`",
        "en": "`{name}` takes a value; see `{help}`",
    },
    "usage.choice": {
        "nl": "`{value}` kan niet bij `{name}` | kies uit {known}",
        "en": "`{value}` is not possible for `{name}` | choose from {known}",
    },
    "usage.number": {
        "nl": "`{value}` kan niet bij `{name}`; schrijf een geheel getal{range}",
        "en": "`{value}` is not possible for `{name}`; write a whole number{range}",
    },
    "usage.value": {
        "nl": "deze waarde kan niet bij `{name}`; zie `{help}`",
        "en": "this value is not possible for `{name}`; see `{help}`",
    },
    "usage.extra": {
        "nl": "`{words}` is te veel op deze regel; haal het weg, of zet een naam met spaties tussen aanhalingstekens",
        "en": "`{words}` is too much on this line; remove it, or put a name with spaces between quotes",
    },
    "usage.binary": {
        "nl": "{form} is niet te lezen op een scherm; schrijf het naar een bestand met `{example}`",
        "en": "{form} cannot be read on a screen; write it to a file with `{example}`",
    },
    "usage.reader": {
        "nl": "`--for` gaat over papier en niet over {form}; kies met `--format` uit {known}",
        "en": "`--for` is about paper and not about {form}; choose by `--format` from {known}",
    },
    "usage.guide": {
        "nl": "de leidraad `{name}` bestaat niet | kies uit {known}",
        "en": "the guide `{name}` does not exist | choose from {known}",
    },
    "book.folder": {
        "nl": "hier staat iets anders dan een eerder gemaakt handboek, en dat blijft staan; kies met `-o` een nieuwe map",
        "en": "this holds something else than a handbook that was made before, and that stays; choose a new folder with `-o`",
    },
    "diff.guard": {
        "nl": "`{value}` is geen afspraak; schrijf `never lose NAAM`, of `gain`, `change` of `later` in plaats van `lose`",
        "en": "`{value}` is no guard; write `never lose NAME`, or `gain`, `change` or `later` in place of `lose`",
    },
    "diff.guard_name": {
        "nl": "`{name}` bestaat in geen van beide versies, dus het kan niet bewaakt worden",
        "en": "`{name}` exists in neither version, so it cannot be guarded",
    },
    "paper.not_installed": {
        "nl": "het pakket `{package}`, dat hiervoor nodig is, is niet geïnstalleerd; "
        "installeer het met `pip install {package}`, of kies `--format html` en druk dat af",
        "en": "the package `{package}` that this takes is not installed; "
        "install it with `pip install {package}`, or choose `--format html` and print that",
    },
    "graph.unknown": {
        "nl": "de tekening `{name}` bestaat niet; kies uit {known}",
        "en": "the picture `{name}` does not exist; choose from {known}",
    },
    "graph.no_engine": {
        "nl": "er is niets gevonden dat de tekening kan schikken; installeer Wegwijzer opnieuw met `pip "
        "install wegwijzer`, zet `{setting}` "
        "op een Graphviz-programma, of kies `--format text`",
        "en": "nothing was found that can lay the picture out; install Wegwijzer again with `pip install wegwijzer`, set `{setting}` to a "
        "Graphviz program, or choose `--format text`",
    },
    "graph.engine_failed": {
        "nl": "het schikken van de tekening lukte niet ({why}); zet `{setting}` op een ander Graphviz-programma, of kies `--format text`",
        "en": "the picture could not be laid out ({why}); set `{setting}` to another Graphviz program, or choose `--format text`",
    },
    "graph.only_protocol": {
        "nl": "`{form}` kan alleen een protocol bevatten; noem een protocol, of kies een andere vorm",
        "en": "`{form}` can hold a protocol only; name a protocol, or choose another form",
    },
    "graph.no_case": {
        "nl": "op de tekening `{name}` is geen route van een leerling te leggen; laat `--case` weg, of "
        "kies een protocol, `all` of `pyramid`",
        "en": "no pupil's route can be laid over the picture `{name}`; leave out `--case`, or choose a protocol, `all` or `pyramid`",
    },
    "usage.other": {
        "nl": "deze opdrachtregel is niet te begrijpen; zie `{help}`",
        "en": "this command line cannot be understood; see `{help}`",
    },
    "engine.unknown": {
        "nl": "de motor `{name}` bestaat niet | kies uit {known}",
        "en": "the engine `{name}` does not exist | choose from {known}",
    },
    "engine.not_installed": {
        "nl": "de tweede motor (durable-rules) is niet geïnstalleerd; installeer hem met `{install}`, of kies `forward`",
        "en": "the second engine (durable-rules) is not installed; install it with `{install}`, or choose `forward`",
    },
    "engine.no_compiler": {
        "nl": "de tweede motor (durable-rules) is niet geïnstalleerd, en de C-compiler die daarvoor nodig is ontbreekt; "
        "installeer die eerst ({example}) en dan `{install}`, of kies `forward`",
        "en": "the second engine (durable-rules) is not installed, and the C compiler that this takes is missing; "
        "install that first ({example}) and then `{install}`, or choose `forward`",
    },
    "engine.limit": {
        "nl": "deze regels passen niet in de tweede motor ({why}); kies `forward`",
        "en": "these rules do not fit into the second engine ({why}); choose `forward`",
    },
    "engine.child_died": {
        "nl": "de tweede motor is midden in zijn werk gestopt ({why}); probeer het nog eens, of kies `forward`",
        "en": "the second engine stopped in the middle of its work ({why}); try once more, or choose `forward`",
    },
    "engine.child_silent": {
        "nl": "de tweede motor gaf na {seconds} seconden nog geen antwoord en is gestopt; probeer het nog eens, of kies `forward`",
        "en": "the second engine gave no answer within {seconds} seconds and was stopped; try once more, or choose `forward`",
    },
    "engine.child_fault": {
        "nl": "de tweede motor kon niet verder ({why}); kies `forward` en meld deze fout",
        "en": "the second engine could not go on ({why}); choose `forward` and report this fault",
    },
    "engine.differ": {
        "nl": "de twee motoren zijn het niet eens over `{finding}` ({one}, {other}), dus er komt geen antwoord; "
        "kies er één en meld deze fout",
        "en": "the two engines do not agree on `{finding}` ({one}, {other}), so there is no answer; "
        "choose one of them and report this fault",
    },
    # checks of a sound knowledge base (engine/verification/, docs/checks/)
    "citation.lost": {
        "nl": "`{near}` staat niet in {doc}, {section} (wel in: {elsewhere}); noem woorden die daar staan",
        "en": "`{near}` does not stand in {doc}, {section} (it does in: {elsewhere}); name words that stand there",
    },
    "citation.ambiguous": {
        "nl": "`{near}` staat {times} keer in {doc}, {section}; neem woorden die er maar één keer staan",
        "en": "`{near}` stands {times} times in {doc}, {section}; take words that stand there only once",
    },
    "text.copied": {
        "nl": "`{words}` staat zo in {doc}, regel {line}; zeg het in eigen woorden",
        "en": "`{words}` stands so in {doc}, line {line}; say it in your own words",
    },
    "statement.unsourced": {
        "nl": "`{name}` zegt niet waar het vandaan komt; voeg `source` toe, of `basis` met een reden",
        "en": "`{name}` does not say where it comes from; add `source`, or `basis` with a reason",
    },
    "translation.missing": {
        "nl": "Nederlands en Engels zijn hier gelijk of leeg (`{text}`); vertaal, of sta het toe met een reden",
        "en": "Dutch and English are the same here, or empty (`{text}`); translate, or allow it with a reason",
    },
    "fact.unused": {
        "nl": "met het feit `{name}` doet geen regel, stap, formulier of interventie iets; gebruik het of haal het weg",
        "en": "no rule, step, form or intervention does anything with the fact `{name}`; use it or remove it",
    },
    "fact.unasked": {
        "nl": "naar het feit `{name}` wordt nergens gevraagd; zet het bij `asks` van een stap of `fills` van een formulier",
        "en": "nobody is asked for the fact `{name}`; add it to `asks` of a step or `fills` of a form",
    },
    "text.number": {
        "nl": "hier staat `{said}`, en dat getal is de parameter `{name}`, die een school kan veranderen; schrijf {{param.{name}}}",
        "en": "this says `{said}`, and that number is the parameter `{name}`, which a school may change; write {{param.{name}}}",
    },
    "need.unmet": {
        "nl": "geen interventie voorziet in de behoefte `{name}`; noem haar bij `addresses` van een interventie",
        "en": "no intervention meets the need `{name}`; name it under `addresses` of an intervention",
    },
    "intervention.never": {
        "nl": "de interventie `{name}` wordt nooit voorgesteld, want dit kan nooit gelden: {why}; verruim dat of haal haar weg",
        "en": "the intervention `{name}` is never proposed, as this can never hold: {why}; widen that or remove it",
    },
    "hypothesis.one_sided": {
        "nl": "niets kan tegen `{name}` spreken; voeg een argument met `opposes`, `strongly_opposes` of `excludes` toe",
        "en": "nothing can speak against `{name}`; add an argument with `opposes`, `strongly_opposes` or `excludes`",
    },
    "hypothesis.thin": {
        "nl": "`{name}` rust op {count} argumenten; zoek er in de bronnen ten minste {fewest}",
        "en": "`{name}` rests on {count} arguments; look for at least {fewest} in the sources",
    },
    "hypothesis.never_likely": {
        "nl": "`{name}` kan nooit waarschijnlijk worden, ook niet als alles ervoor geldt; voeg argumenten toe of maak er een zwaarder",
        "en": "`{name}` can never become likely, even if all for it holds; add arguments or make one stronger",
    },
    "alert.never": {
        "nl": "het alarm `{name}` kan in geen enkel geval gelden; maak de voorwaarde ruimer",
        "en": "the alert `{name}` cannot hold in any case; widen its condition",
    },
    "hypothesis.torn": {
        "nl": "bij `{name}` spreekt dit tegen wat op {other} ervoor spreekt, en in één en hetzelfde geval: {state}; "
        "laat ze elkaar uitsluiten",
        "en": "for `{name}` this speaks against what speaks for it at {other}, in one and the same case: {state}; "
        "let them exclude each other",
    },
    "rule.never": {
        "nl": "in `{name}` kan dit nooit gelden: {said}; verruim het of haal het weg",
        "en": "in `{name}` this can never hold: {said}; widen it or remove it",
    },
    "rule.disputed": {
        "nl": "in `{name}` kan dit alleen gelden als mensen elkaar tegenspreken: {said}; laat weg wat elkaar uitsluit",
        "en": "in `{name}` this can hold only where people contradict each other: {said}; leave out what excludes the other",
    },
    "rule.always": {
        "nl": "in `{name}` geldt dit altijd, wat er ook uitkomt: {said}; maak het nauwer of haal het weg",
        "en": "in `{name}` this always holds, whatever comes out: {said}; narrow it or remove it",
    },
    "rule.same": {
        "nl": "`{name}` zegt hier hetzelfde als `{other}` op {first}; houd er één over",
        "en": "`{name}` says the same here as `{other}` at {first}; keep one of them",
    },
    "rule.swallowed": {
        "nl": "zonder dit komt `{name}` altijd hetzelfde uit: {said}; een andere regel zegt het al, dus haal het weg",
        "en": "without this `{name}` always comes out the same: {said}; another rule says so already, so remove it",
    },
    "rule.idle_part": {
        "nl": "in `{name}` maakt dit geen verschil: {said}; de rest zegt het al, dus haal het weg",
        "en": "in `{name}` this makes no difference: {said}; the rest says so already, so remove it",
    },
    "threshold.idle": {
        "nl": "in `{name}` maakt deze grens geen verschil: {said}; aan beide kanten komt hetzelfde uit, "
        "dus haal haar weg of verschuif haar",
        "en": "in `{name}` this threshold makes no difference: {said}; the same comes out on both sides, so remove or move it",
    },
    "question.idle": {
        "nl": "wat er ook op de vraag naar `{name}` geantwoord wordt, het maakt geen verschil; gebruik het antwoord of stel de vraag niet",
        "en": "whatever is answered on `{name}`, it makes no difference; use the answer or do not ask",
    },
    "parameter.unused": {
        "nl": "de parameter `{name}` wordt nergens gebruikt; gebruik haar of haal haar weg",
        "en": "the parameter `{name}` is not used anywhere; use it or remove it",
    },
    "measure.unused": {
        "nl": "naar de meting `{name}` kijkt geen enkele regel; gebruik haar of haal haar weg",
        "en": "no rule looks at the measure `{name}`; use it or remove it",
    },
    "source.unused": {
        "nl": "naar de bron `{name}` verwijst niets; verwijs ernaar of haal haar weg",
        "en": "nothing cites the source `{name}`; cite it or remove it",
    },
    "informant.idle": {
        "nl": "aan de informant `{name}` wordt nooit iets gevraagd; noem hem bij `informants` van een feit of haal hem weg",
        "en": "the informant `{name}` is never asked anything; name it under `informants` of a fact or remove it",
    },
    "role.idle": {
        "nl": "de rol `{name}` heeft in geen enkele stap of interventie iets te doen; geef haar een taak of haal haar weg",
        "en": "no step or intervention gives the role `{name}` anything to do; give it a task or remove it",
    },
    "protocol.unreachable": {
        "nl": "bij de stap `{name}` kan niemand ooit komen; laat een stap ernaar leiden die wel te bereiken is",
        "en": "nobody can ever arrive at the step `{name}`; let a step lead to it that can be reached",
    },
    "protocol.dead_end": {
        "nl": "na de stap `{name}` komt geen enkele weg bij een einde; geef `next`, of maak er een `end` van",
        "en": "after the step `{name}` no way comes to an end; give `next`, or make it an `end`",
    },
    "protocol.dead_edge": {
        "nl": "de weg van `{start}` naar `{to}` gaat nooit open, want dit kan nooit gelden: {guard}; verruim de voorwaarde",
        "en": "the way from `{start}` to `{to}` never opens, as this can never hold: {guard}; widen the condition",
    },
    "protocol.gap": {
        "nl": "bij `{name}` gaat geen enkele weg open als dit zo is: {state}; voeg een weg toe, of `otherwise: true`",
        "en": "at `{name}` no way opens when this is so: {state}; add a way, or `otherwise: true`",
    },
    "protocol.overlap": {
        "nl": "bij `{name}` gaat meer dan één weg open als dit zo is: {state}; laat de voorwaarden elkaar uitsluiten",
        "en": "at `{name}` more than one way opens when this is so: {state}; let the conditions exclude each other",
    },
    "protocol.no_choice": {
        "nl": "bij `{name}` valt niets te kiezen: de weg ligt vast voordat er iets bekend is; geef voorwaarden, of een ander `type`",
        "en": "there is nothing to choose at `{name}`: the way is fixed before anything is known; give conditions, or another `type`",
    },
    "protocol.open_wait": {
        "nl": "het wachten bij `{name}` heeft geen termijn of niemand die erover gaat; voeg `term` en `role` toe",
        "en": "the wait at `{name}` has no term or nobody in charge; add `term` and `role`",
    },
    "protocol.endless_loop": {
        "nl": "deze stappen gaan in een kring rond zonder termijn: {loop}; geef ten minste één ervan een `term`",
        "en": "these steps go round in a circle without a term: {loop}; give at least one of them a `term`",
    },
    "protocol.one_way": {
        "nl": "van `{start}` gaat het omhoog naar `{to}`, en vandaar nooit terug of naar een einde; voeg een weg terug of een einde toe",
        "en": "from `{start}` it goes up to `{to}`, and from there never back or to an end; add a way back or an end",
    },
    "protocol.deadline": {
        "nl": "de termijn van `{name}` ({term}) kan niet samengaan met die van `{other}` ({other_term}); pas een van beide aan",
        "en": "the term of `{name}` ({term}) cannot go together with that of `{other}` ({other_term}); change one of them",
    },
    "table.width": {
        "nl": "hier staan er {found}, en de tabel heeft {wanted} van deze kolommen; maak het gelijk",
        "en": "there are {found} here, and the table has {wanted} of these columns; make them equal",
    },
    "table.gap": {
        "nl": "in de tabel `{name}` past geen enkele rij als dit zo is: {state}; voeg een rij toe",
        "en": "in the table `{name}` no row fits when this is so: {state}; add a row",
    },
    "table.overlap": {
        "nl": "in de tabel `{name}` passen de rijen {rows} allebei als dit zo is: {state}; "
        "maak er één smaller, of kies een andere `policy`",
        "en": "in the table `{name}` rows {rows} both fit when this is so: {state}; narrow one of them, or choose another `policy`",
    },
    "table.idle_row": {
        "nl": "in de tabel `{name}` telt rij {row} nooit mee; haal haar weg, of zet haar hoger",
        "en": "in the table `{name}` row {row} never counts; remove it, or put it higher",
    },
    "allow.unreasoned": {
        "nl": "hier ontbreekt de reden; schrijf `# wegwijzer: allow {code} because ...`",
        "en": "the reason is missing here; write `# wegwijzer: allow {code} because ...`",
    },
    "allow.unknown": {
        "nl": "er is geen controle `{code}` | kies er een uit `docs/checks`",
        "en": "there is no check `{code}` | choose one from `docs/checks`",
    },
    "allow.idle": {
        "nl": "dit staat iets toe wat niet voorkomt (`{code}`); haal de regel weg",
        "en": "this allows something that does not occur (`{code}`); remove the line",
    },
    # the store
    "serve.taken": {
        "nl": "poort {port} is al in gebruik, misschien door een Wegwijzer die nog openstaat; kies met `--port 0` een vrije",
        "en": "port {port} is in use on this machine already, perhaps by a Wegwijzer that is still open; take a free one with `--port 0`",
    },
    "serve.running": {
        "nl": "Wegwijzer draait al: {address}",
        "en": "Wegwijzer is running already: {address}",
    },
    "serve.port": {
        "nl": "poort {port} bestaat niet; kies er een tussen 1 en 65535",
        "en": "there is no port {port}; choose one between 1 and 65535",
    },
    "serve.twice": {
        "nl": "`{name}` staat er al; elke school staat hier één keer, met een eigen naam",
        "en": "`{name}` was named already; each school stands here once, with a name of its own",
    },
    "serve.secret": {
        "nl": "het bestand `{file}` is er niet, is leeg, of mag niet gelezen worden; zet er het wachtwoord in, en laat het lezen",
        "en": "the file `{file}` is not there, is empty, or may not be read; put the secret in it, and let it be read",
    },
    "serve.no_hosted": {
        "nl": "hiervoor ontbreken bibliotheken; installeer `wegwijzer[hosted]`",
        "en": "libraries for this are missing; install `wegwijzer[hosted]`",
    },
    "store.missing": {
        "nl": "hier staat nog geen opslag; maak haar met `wegwijzer store new`, of wijs een andere aan met WEGWIJZER_STORE",
        "en": "there is no store at this place yet; make one with `wegwijzer store new`, or point at another with WEGWIJZER_STORE",
    },
    "store.wrong_key": {
        "nl": "dit wachtwoord opent de opslag niet; controleer het, en of dit de juiste opslag is",
        "en": "this passphrase does not open the store; check it, and whether it belongs to this store",
    },
    "store.no_key": {
        "nl": "er is een wachtwoord nodig; typ het, of geef het met WEGWIJZER_PASSPHRASE of WEGWIJZER_PASSPHRASE_FILE",
        "en": "a passphrase is needed; type it, or give it with WEGWIJZER_PASSPHRASE or WEGWIJZER_PASSPHRASE_FILE",
    },
    "store.weak_key": {
        "nl": "dit wachtwoord is te kort; neem ten minste {least} tekens, bijvoorbeeld vier losse woorden",
        "en": "this passphrase is too short; take at least {least} characters, such as four loose words",
    },
    "store.no_cipher": {
        "nl": "dit bestand is versleuteld; installeer `wegwijzer[safe]` om het te openen",
        "en": "this file is encrypted; install `wegwijzer[safe]` to open it",
    },
    "store.no_postgres": {
        "nl": "voor PostgreSQL is meer nodig; installeer `wegwijzer[hosted]`",
        "en": "PostgreSQL needs more; install `wegwijzer[hosted]`",
    },
    "store.plain": {
        "nl": "let op: dit bestand is niet als geheel versleuteld. Teksten en namen zijn verzegeld, maar pseudoniemen, data en wie schreef "
        "zijn te lezen voor wie het bestand heeft | installeer `wegwijzer[safe]`, maak een reservekopie, en zet die terug",
        "en": "note: this file is not encrypted as a whole. Texts and names are sealed, but pseudonyms, dates and who wrote can be read by "
        "whoever has the file | install `wegwijzer[safe]`, make a backup, and restore it",
    },
    "store.newer": {
        "nl": "deze opslag is van een nieuwere Wegwijzer; installeer de nieuwste versie",
        "en": "this store belongs to a newer Wegwijzer; install the newest version",
    },
    "store.no_school": {
        "nl": "van de school `{name}` staat hier niets; controleer de naam bij WEGWIJZER_SCHOOL",
        "en": "nothing of the school `{name}` is kept at this place; check the name in WEGWIJZER_SCHOOL",
    },
    "store.unreachable": {
        "nl": "de opslag is niet te openen; controleer de plaats, of er ruimte is, en of je er mag lezen en schrijven",
        "en": "the store cannot be opened; check its place, whether it has room, and whether you may read and write it",
    },
    "store.full": {
        "nl": "de schijf is vol, dus er is niets bijgeschreven; wat er al stond is er nog. Maak ruimte en doe het opnieuw",
        "en": "the disk is full, so nothing was added; what was kept before is still kept. Make room and do it again",
    },
    "store.busy": {
        "nl": "anderen schrijven al een minuut lang in deze opslag, dus er is niets bijgeschreven; doe het zo meteen opnieuw",
        "en": "others have been writing in the store for a minute, so nothing was added; do it again in a while",
    },
    "store.read_only": {
        "nl": "in deze opslag mag je niet schrijven; vraag toestemming voor het bestand en de map",
        "en": "you may not write in the store; ask for permission for the file and its folder",
    },
    "store.malformed": {
        "nl": "dit bestand is beschadigd; zet een reservekopie terug met `wegwijzer store restore`",
        "en": "the file is damaged; put a backup back with `wegwijzer store restore`",
    },
    "store.unknown": {
        "nl": "van `{name}` wordt hier niets bewaard | zie `wegwijzer store list`",
        "en": "nothing is kept of `{name}` | see `wegwijzer store list`",
    },
    "store.known": {
        "nl": "er is al een leerling met het pseudoniem `{name}`; kies een ander",
        "en": "a pupil of the pseudonym `{name}` is kept already; take another",
    },
    "store.pseudonym": {
        "nl": "`{name}` kan geen pseudoniem zijn; gebruik kleine letters, cijfers en streepjes, en nooit een naam",
        "en": "`{name}` cannot be a pseudonym; use small letters, digits and dashes, and never a name of somebody",
    },
    "page.day": {
        "nl": "`{value}` is geen dag; kies een dag, of schrijf die als jjjj-mm-dd",
        "en": "`{value}` is no day; choose a day, or write it as yyyy-mm-dd",
    },
    "page.day_ahead": {
        "nl": "{value} moet nog komen; schrijf op wat al gebeurd is, met een dag tot en met vandaag",
        "en": "{value} has yet to come; write down what happened already, on a day up to today",
    },
    "page.no_answer": {
        "nl": "er is nog geen antwoord gekozen; kies er een, of kies ‘Weet niemand’ of ‘Later’",
        "en": "no answer was chosen yet; choose one, or choose ‘Nobody knows’ or ‘Later’",
    },
    "page.misfit": {
        "nl": "`{value}` past niet bij deze vraag; kijk bij de vraag wat er wel kan",
        "en": "`{value}` does not fit this question; see at the question what does",
    },
    "page.too_long": {
        "nl": "‘{field}’ is te lang: hoogstens {most} tekens; ga in je browser terug, daar staat nog wat je schreef, en maak het korter",
        "en": "‘{field}’ is too long: at most {most} characters; go back in your browser, where it still stands, and make it shorter",
    },
    "page.empty": {
        "nl": "‘{field}’ is nog leeg; ga in je browser terug en vul het in",
        "en": "‘{field}’ is still empty; go back in your browser and fill it in",
    },
    "page.unfit": {
        "nl": "wat bij ‘{field}’ staat, past daar niet; ga in je browser terug en verander het",
        "en": "what stands at ‘{field}’ does not fit there; go back in your browser and change it",
    },
    "page.no_because": {
        "nl": "bij ‘Anders besloten’ hoort waarom; schrijf het op bij ‘Waarom?’",
        "en": "‘Decided otherwise’ needs a reason; write it down at ‘Why?’",
    },
    "page.no_chose": {
        "nl": "bij ‘Anders besloten’ hoort wat jullie in plaats daarvan kiezen; kies een stap",
        "en": "‘Decided otherwise’ needs what you choose instead; choose a step",
    },
    "page.no_number": {
        "nl": "`{value}` is geen getal dat hier past; schrijf een getal onder een miljoen, zoals 8 of 2,5",
        "en": "`{value}` is no number that fits here; write a number under a million, such as 8 or 2.5",
    },
    "page.no_role": {
        "nl": "`{value}` is niemand die een stap doet; kies iemand uit de lijst",
        "en": "`{value}` is nobody who takes a step; choose somebody from the list",
    },
    "page.nothing_back": {
        "nl": "er is in dit gesprek geen antwoord om terug te nemen; zie de tijdlijn",
        "en": "there is no answer of this talk to take back; see the timeline",
    },
    "page.not_again": {
        "nl": "dat is niet de schuilnaam; typ `{name}`, of ga terug en bewaar het dossier",
        "en": "that is not the pseudonym; type `{name}`, or go back and keep the record",
    },
    "store.changed": {
        "nl": "sinds je keek schreef {who} hier {count} keer in, dus er is niets bewaard; kijk eerst wat er bijkwam, en kies dan",
        "en": "since you looked {who} wrote {count} times in this case, so nothing was kept; look at what was added first, then choose",
    },
    "store.changed_behind": {
        "nl": "regel {seq} van de geschiedenis is buiten Wegwijzer om veranderd; zie `wegwijzer store verify`",
        "en": "entry {seq} of the history was changed behind our back; see `wegwijzer store verify`",
    },
    "store.no_right": {
        "nl": "dit mag je niet zien; vraag het aan wie de opslag beheert",
        "en": "you may not see that; ask whoever administers the store",
    },
    "store.no_entry": {
        "nl": "regel {seq} staat niet in de geschiedenis van `{name}`; zie `wegwijzer store history {name}`",
        "en": "entry {seq} is not in the history of `{name}`; see `wegwijzer store history {name}`",
    },
    "store.in_the_way": {
        "nl": "hier staat al iets, en dat wordt niet overschreven; kies een andere plaats, of zet weg wat er staat",
        "en": "something is at this place already, and it is not overwritten; choose another place, or move what is there",
    },
    "store.copy_differs": {
        "nl": "de kopie is bij het teruglezen niet gelijk aan de opslag en is weggegooid; controleer de schijf en probeer een andere",
        "en": "read back, the copy was not equal to the store and was thrown away; check the disk and try another",
    },
    "account.login": {
        "nl": "`{name}` kan geen accountnaam zijn; gebruik kleine letters, cijfers en . _ @ + -, ten minste twee tekens",
        "en": "`{name}` cannot be the name of an account; use small letters, digits and . _ @ + -, at least two signs",
    },
    "account.known": {
        "nl": "er is al een account `{name}`; kies een andere naam, of nodig het opnieuw uit met `wegwijzer store accounts reset {name}`",
        "en": "an account `{name}` exists already; take another name, or invite it anew with `wegwijzer store accounts reset {name}`",
    },
    "account.unknown": {
        "nl": "er is geen account `{name}` | zie `wegwijzer store accounts list`",
        "en": "no account is called `{name}` | see `wegwijzer store accounts list`",
    },
    "account.role": {
        "nl": "`{name}` is geen rol voor een account; kies uit {known}",
        "en": "`{name}` is no role of an account; choose from {known}",
    },
    "account.own": {
        "nl": "je eigen rechten kun je niet veranderen; vraag het een andere beheerder, of wie het wachtwoord van de opslag heeft",
        "en": "you cannot change your own rights; ask another administrator, or whoever has the passphrase of the store",
    },
    "account.weak_password": {
        "nl": "een wachtwoord heeft ten minste {least} en ten hoogste {most} tekens; neem bijvoorbeeld vier losse woorden",
        "en": "a password has at least {least} and at most {most} characters; take four loose words, for example",
    },
    "account.password_is_name": {
        "nl": "de naam van het account staat in dit wachtwoord, dus het is te raden; kies iets anders",
        "en": "the name of the account stands in the password, so it can be guessed; choose something else",
    },
    "account.no_argon2": {
        "nl": "voor accounts is meer nodig; installeer `wegwijzer[hosted]`",
        "en": "accounts need more; install `wegwijzer[hosted]`",
    },
    "account.no_invitation": {
        "nl": "deze uitnodiging is gebruikt, ingetrokken of te oud; vraag de beheerder om een nieuwe",
        "en": "the invitation was used, withdrawn, or is too old; ask the administrator for a new one",
    },
    "account.linked": {
        "nl": "wie je daar bent hoort al bij een ander account; vraag het de beheerder",
        "en": "whoever you are at that provider belongs to another account already; ask the administrator",
    },
    "account.wrong": {
        "nl": "accountnaam en wachtwoord horen niet bij elkaar; probeer het opnieuw, of vraag de beheerder om een nieuwe uitnodiging",
        "en": "the name of the account and the password do not belong together; try again, or ask the administrator for a new invitation",
    },
    "account.not_linked": {
        "nl": "hier hoort geen account bij; vraag de beheerder om een uitnodiging",
        "en": "no account belongs to whoever you are there; ask the administrator for an invitation",
    },
    "account.wait": {
        "nl": "er is te vaak achter elkaar geprobeerd; wacht {seconds} seconden, of ga verder in de browser waarin je eerder binnen was",
        "en": "there were too many tries in a row; wait {seconds} seconds, or go on in the browser in which you were let in before",
    },
    "account.crowd": {
        "nl": "vanaf dit netwerk is te vaak vergeefs aangeklopt; wacht {seconds} seconden",
        "en": "there were too many tries in vain from this network; wait {seconds} seconds",
    },
    "account.typed_differently": {
        "nl": "de twee wachtwoorden zijn niet gelijk; typ twee keer hetzelfde",
        "en": "the two passwords are not the same; type the same twice",
    },
    "account.no_departure": {
        "nl": "hier ben je niet vertrokken, of te lang geleden; begin opnieuw met aanmelden",
        "en": "you did not leave from here, or too long ago; begin to sign in again",
    },
    "account.signed_out": {
        "nl": "je bent niet meer aangemeld; meld je opnieuw aan",
        "en": "you are not signed in any more; sign in again",
    },
    "account.provider": {
        "nl": "aanmelden bij {name} lukte niet ({why}); begin opnieuw, en blijft het zo, vraag het dan de beheerder",
        "en": "signing in at {name} failed ({why}); begin again, and if it stays so, ask the administrator",
    },
    "account.changed_behind": {
        "nl": "het account `{name}` is buiten Wegwijzer om veranderd en telt niet meer; zie `wegwijzer store verify`",
        "en": "the account `{name}` was changed behind our back and counts no more; see `wegwijzer store verify`",
    },
    "account.audit_changed": {
        "nl": "regel {seq} van het logboek is buiten Wegwijzer om veranderd, dus er komt niets meer bij; zie `wegwijzer store verify`, "
        "en ga na onderzoek verder met `wegwijzer store accounts resume`",
        "en": "line {seq} of the audit trail was changed behind our back, so nothing is added any more; see `wegwijzer store verify`, "
        "and after an inquiry go on with `wegwijzer store accounts resume`",
    },
}
