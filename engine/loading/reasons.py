"""Why a file could not be read, in both languages: the reasons of the YAML parser and of the system."""

from __future__ import annotations

import errno
import re

from engine.messages import Phrase

__all__ = ["AFTER_VALUE", "INDENTATION", "Reason", "system_reason", "yaml_reason"]

Reason = tuple[Phrase, bool]  # what is wrong with its mend, and whether to point at where the piece began

INDENTATION = Phrase(
    "de inspringing klopt hier niet; laat wat bij elkaar hoort even ver inspringen",
    "the indentation is not right here; indent what belongs together equally far",
)
AFTER_VALUE = Phrase(
    "dit hoort niet achter de waarde; haal het weg, of zet de hele tekst tussen aanhalingstekens",
    "this does not belong after the value; remove it, or put the whole text between quotes",
)

# How libyaml, and PyYAML's own parser after it, say what is wrong; the first that fits counts.
_YAML: tuple[tuple[str, bool, Phrase], ...] = (
    (
        r"unexpected end of stream|unexpected document indicator|expected the '>'",
        True,
        Phrase(
            "wat hier begint, wordt nergens afgesloten; zet het aanhalingsteken sluiten erbij",
            "what begins here is never closed; add the closing quote",
        ),
    ),
    (
        r"could not find expected ':'",
        True,
        Phrase(
            "na deze woorden hoort een dubbele punt met een waarde; schrijf `sleutel: waarde`, of spring even ver in als de regel erboven",
            "a colon with a value should follow these words; write `key: value`, or indent as far as the line above",
        ),
    ),
    (
        r"mapping values are not allowed",
        False,
        Phrase(
            "deze dubbele punt kan hier niet; zet tekst met `: ` tussen aanhalingstekens, en kijk of de regel erboven er een mist",
            "this colon cannot stand here; put text with `: ` between quotes, and see whether the line above lacks one",
        ),
    ),
    (
        r"(block )?sequence entries are not allowed|mapping keys are not allowed",
        False,
        Phrase(
            "een lijst of groep kan hier niet beginnen; begin op een nieuwe regel",
            "a list or mapping cannot begin here; begin on a new line",
        ),
    ),
    (
        r"cannot start any token",
        False,
        Phrase(
            "met dit teken kan een waarde niet beginnen; zet de tekst tussen aanhalingstekens",
            "a value cannot begin with this character; put the text between quotes",
        ),
    ),
    (
        r"expected ',' or '\]'",
        True,
        Phrase(
            "de lijst die hier begint, mist een komma of wordt niet gesloten; zet er een komma of `]` bij",
            "the list that begins here lacks a comma or is not closed; add a comma or `]`",
        ),
    ),
    (
        r"expected ',' or '\}'",
        True,
        Phrase(
            "de groep die hier begint, mist een komma of wordt niet gesloten; zet er een komma of `}` bij",
            "the mapping that begins here lacks a comma or is not closed; add a comma or `}`",
        ),
    ),
    (
        r"expected key|expected <block end>|expected '-' indicator",
        False,
        INDENTATION,
    ),
    (
        r"escape|hexdeci|hexadeci",
        False,
        Phrase(
            "een `\\` met dit teken bestaat niet; schrijf `\\\\`, of gebruik enkele aanhalingstekens",
            "there is no `\\` with this character; write `\\\\`, or use single quotes",
        ),
    ),
    (
        r"node content|tag|handle|URI",
        False,
        Phrase("hier ontbreekt een waarde; vul haar in of haal het teken weg", "a value is missing here; fill it in or remove the sign"),
    ),
    (
        r"<document start>",
        False,
        Phrase(
            "het document is hier al af; haal weg wat erachter staat, of spring even ver in als de eerste regel",
            "the document has already ended here; remove what follows, or indent as far as the first line",
        ),
    ),
    (
        r"directive|YAML document|version",
        False,
        Phrase(
            "een regel die met `%` begint hoort hier niet; haal haar weg", "a line that begins with `%` does not belong here; remove it"
        ),
    ),
    (
        r"alphabetic|anchor|alias",
        False,
        Phrase(
            "`&` en `*` kunnen hier niet; zet de tekst tussen aanhalingstekens",
            "`&` and `*` cannot stand here; put the text between quotes",
        ),
    ),
    (
        r"tab character|indentation indicator|comment or (a )?line break|whitespace",
        False,
        Phrase("het witte deel van deze regel klopt niet; gebruik spaties", "the white space of this line is not right; use spaces"),
    ),
)
_OTHER = Phrase(
    "iets staat hier niet goed; controleer inspringing, aanhalingstekens en haken",
    "something is not right here; check indentation, quotes and brackets",
)

_SYSTEM = {
    errno.EACCES: Phrase("geen toestemming", "no permission"),
    errno.EPERM: Phrase("geen toestemming", "no permission"),
    errno.EROFS: Phrase("alleen-lezen schijf", "read-only disk"),
    errno.ENOSPC: Phrase("de schijf is vol", "the disk is full"),
    errno.ENOENT: Phrase("de map bestaat niet", "the folder does not exist"),
    errno.ENOTDIR: Phrase("een deel van het pad is geen map", "a part of the path is no folder"),
    errno.EISDIR: Phrase("het is een map", "it is a folder"),
    errno.ELOOP: Phrase("de koppelingen wijzen in een kring", "the links point in a circle"),
    errno.ENAMETOOLONG: Phrase("de naam is te lang", "the name is too long"),
    errno.EEXIST: Phrase("er staat al iets met die naam", "something of that name is there already"),
}


def yaml_reason(problem: str) -> Reason:
    """Give what the YAML parser's English `problem` means."""
    return next(((phrase, begin) for words, begin, phrase in _YAML if re.search(words, problem)), (_OTHER, False))


def system_reason(problem: OSError) -> Phrase:
    """Give why the system refused; never in the language of the machine."""
    number = problem.errno or 0
    return _SYSTEM.get(number, Phrase(f"systeemfout {number}", f"system error {number}"))
