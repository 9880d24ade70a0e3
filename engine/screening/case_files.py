"""A case file for each of many pupils, to go on with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from engine.cases.writing import scalar
from engine.diagnostics import KnowledgeError, Location, fault
from engine.interchange.files import written
from engine.loading.reasons import system_reason
from engine.model.case import Case
from engine.model.knowledge import Knowledge

__all__ = ["CaseFolder", "case_text", "pseudonym"]

_LONGEST = 60


class CaseFolder:
    """A folder in which cases are kept; a file that is there already is left as it is, since people may have gone on in it."""

    def __init__(self, folder: Path, knowledge: Knowledge) -> None:
        """Make the folder; raises `KnowledgeError` when that cannot be."""
        self.folder, self._knowledge = folder, knowledge
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise KnowledgeError([fault("file.unwritable", Location(str(folder)), why=system_reason(problem))]) from None
        self._names: set[str] = set()

    def given(self, names: Iterable[str]) -> None:
        """Take it that these names were given before, to other pupils than those who come."""
        self._names.update(names)

    def keep(self, case: Case) -> str:
        """Write a case under the pupil's pseudonym; gives the name that it has."""
        name = plain = pseudonym(case.id)
        number = 1
        while name in self._names:
            number += 1
            name = f"{plain}-{number}"
        self._names.add(name)
        path = self.folder / f"{name}.yaml"
        if path.exists():
            return name
        try:
            with written(path) as draft:
                draft.write_text(case_text(name, case, self._knowledge), encoding="utf-8", newline="\n")
        except OSError as problem:
            raise KnowledgeError([fault("file.unwritable", Location(str(path)), why=system_reason(problem))]) from None
        return name


def pseudonym(name: str) -> str:
    """Make a name fit for a case: small letters, digits and hyphens."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:_LONGEST]
    return plain or "leerling"


def case_text(name: str, case: Case, knowledge: Knowledge) -> str:
    """Write a case that holds facts only."""
    lines = [f"case: {scalar(name)}"]  # a school that numbers its pupils gives a name that looks like a number
    lines += [f"as_of: {case.as_of.isoformat()}"] if case.as_of else []
    lines += ["facts:"]
    for o in case.observations:
        value = o.value if knowledge.facts[o.fact].type == "date" else scalar(o.value)
        lines.append(f"  {o.fact}: {value}")
    return "\n".join(lines) + "\n"
