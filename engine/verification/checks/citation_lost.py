"""A citation whose words do not stand in the section that it names."""

from __future__ import annotations

from collections.abc import Iterator

from engine.verification.passages import cited
from engine.verification.subject import Check, Found, Subject

__all__ = ["CHECK"]


def _find(subject: Subject) -> Iterator[Found]:
    for document, trail, node in subject.mappings():
        if not cited(node):
            continue
        doc, section, near = str(node["doc"]), str(node["section"]), str(node["near"])
        if not subject.passages.count(doc, section, near):
            elsewhere = ", ".join(subject.passages.sections_with(doc, near)[:3]) or "-"
            yield document.at(trail), {"doc": doc, "section": section, "near": near, "elsewhere": elsewhere}


CHECK = Check("citation.lost", "error", _find, __doc__, needs_sources=True)
