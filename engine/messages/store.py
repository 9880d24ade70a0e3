"""What can be wrong with a store of pupils, and with who asks for it."""

from __future__ import annotations

from engine.messages.phrases import Language

__all__ = ["STORE"]

STORE: dict[str, dict[Language, str]] = {
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
        "nl": "van `{name}` wordt hier niets bewaard | zie de lijst met leerlingen (`wegwijzer store list`)",
        "en": "nothing is kept of `{name}` | see the list of pupils (`wegwijzer store list`)",
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
