"""A text that says nothing in one of the languages, or the same in both."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for document, trail, node in subject.mappings():
        if set(node) != {"nl", "en"}:
            continue
        nl, en = str(node["nl"]).strip(), str(node["en"]).strip()
        if not nl or not en or nl == en:
            yield document.at((*trail, "en" if nl else "nl")), {"text": nl or en}


CHECK = Check("translation.missing", "warning", _find, __doc__)
