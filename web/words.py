"""The words of the pages: Dutch as they stand in the templates, English from catalogues beside them, one for each desk."""

from __future__ import annotations

import functools
import gettext
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from engine.model.text import Language

__all__ = ["CATALOGUES", "english", "translations"]

CATALOGUES = Path(__file__).with_name("locale") / "en"


class _Catalogue(gettext.NullTranslations):
    """A catalogue as it is written, without a compiled form beside it that could lag behind."""

    def __init__(self, said: dict[str | tuple[str, str], tuple[str, ...]]) -> None:
        super().__init__()
        self.said = said

    def gettext(self, message: str) -> str:
        return self.said.get(message, (message,))[0]

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.said.get((msgid1, msgid2), (msgid1, msgid2))[n != 1]


def english() -> Iterator[tuple[Path, Message]]:
    """Give every sentence of the catalogues that is not empty, with the file it stands in."""
    for path in sorted(CATALOGUES.glob("*.po")):
        with path.open("rb") as stream:
            for message in read_po(stream, locale="en"):
                if message.id:
                    yield path, message


@functools.cache
def translations(language: Language) -> gettext.NullTranslations:
    """Give what turns the words of a template into those of a language."""
    said: dict[str | tuple[str, str], tuple[str, ...]] = {}
    for _, message in english() if language == "en" else ():
        id_ = message.id if isinstance(message.id, str) else (message.id[0], message.id[1])
        said[id_] = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
    return _Catalogue(said)
