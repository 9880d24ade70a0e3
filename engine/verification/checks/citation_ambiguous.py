"""A citation whose words stand more than once in the section that it names."""

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
        times = subject.passages.count(doc, section, near)
        if times > 1:
            yield document.at(trail), {"doc": doc, "section": section, "near": near, "times": times}


CHECK = Check("citation.ambiguous", "error", _find, __doc__, needs_sources=True)
