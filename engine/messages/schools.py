"""What can be wrong with what a school writes itself: its changes, its drafts and versions, and vignettes."""

from __future__ import annotations

from engine.messages.phrases import Language

__all__ = ["SCHOOLS"]

SCHOOLS: dict[str, dict[Language, str]] = {
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
}
