"""What can be wrong with a file before it is known what stands in it."""

from __future__ import annotations

from engine.messages.phrases import Language

__all__ = ["FILES"]

FILES: dict[str, dict[Language, str]] = {
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
}
