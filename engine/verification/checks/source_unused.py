"""A source that nothing in the knowledge cites."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.passages import cited
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    used = {str(node["doc"]) for _, _, node in subject.mappings() if cited(node)}
    for document, trail, node in subject.mappings():
        if trail == ("sources",):
            yield from ((document.at((*trail, id_), key=True), {"name": id_}) for id_ in node if id_ not in used)


CHECK = Check("source.unused", "warning", _find, __doc__)
