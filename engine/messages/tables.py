"""What can be wrong with a table of pupils."""

from __future__ import annotations

from engine.messages.phrases import Language

__all__ = ["TABLES"]

TABLES: dict[str, dict[Language, str]] = {
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
}
