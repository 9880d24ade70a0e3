"""A text that has eight or more words in a row from a source."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for document, trail, node in subject.mappings():
        if set(node) != {"nl", "en"}:
            continue
        for language, text in node.items():
            if shared := subject.copied_words.shared(str(text)):
                yield document.at((*trail, language)), {"words": shared.words, "doc": shared.doc, "line": shared.line}


CHECK = Check("text.copied", "error", _find, __doc__, needs_sources=True)
