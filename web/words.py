"""The words of the pages: Dutch as they stand in the templates, English from a catalogue beside them."""

from __future__ import annotations

import functools
import gettext
from pathlib import Path

from babel.messages.pofile import read_po

from engine.model.text import Language

__all__ = ["CATALOGUE", "translations"]

CATALOGUE = Path(__file__).with_name("locale") / "en" / "LC_MESSAGES" / "web.po"


class _Catalogue(gettext.NullTranslations):
    """A catalogue as it is written, without a compiled form beside it that could lag behind."""

    def __init__(self, said: dict[str | tuple[str, str], tuple[str, ...]]) -> None:
        super().__init__()
        self.said = said

    def gettext(self, message: str) -> str:
        return self.said.get(message, (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.said.get((msgid1, msgid2), (msgid1, msgid2))[n != 1]


@functools.cache
def translations(language: Language) -> gettext.NullTranslations:
    """Give what turns the words of a template into those of a language."""
    said: dict[str | tuple[str, str], tuple[str, ...]] = {}
    if language == "en":
        with CATALOGUE.open("rb") as stream:
            for message in read_po(stream, locale="en"):
                if message.id and message.string and not message.fuzzy:
                    one = isinstance(message.string, str)
                    said[message.id if isinstance(message.id, str) else (message.id[0], message.id[1])] = (
                        (str(message.string),) if one else tuple(message.string)
                    )
    return _Catalogue(said)
