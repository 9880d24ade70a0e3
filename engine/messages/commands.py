"""What can be wrong with what is asked, on the command line or of the API."""

from __future__ import annotations

from engine.messages.phrases import Language

__all__ = ["COMMANDS"]

COMMANDS: dict[str, dict[Language, str]] = {
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
        "nl": "`{value}` kan niet bij `{name}`; schrijf {kind}{range}",
        "en": "`{value}` is not possible for `{name}`; write {kind}{range}",
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
}
