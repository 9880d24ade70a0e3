"""The rules as they are in force on a day, and what is read and concluded by them."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Self

from engine.decision.deciding import Decision, decide
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.inference.conclusions import Inference
from engine.inference.engines import make_engine
from engine.knowledge.base import KnowledgeBase
from engine.model.case import Case
from engine.model.knowledge import Knowledge
from engine.service.opening import open_base

__all__ = ["Opened"]


@dataclass(slots=True, repr=False)
class Opened:
    """A knowledge base with the engine that concludes by it, and the folder that it came from."""

    base: KnowledgeBase
    inference: Inference
    root: Path
    engine: str
    _earlier: dict[date | None, Self] = field(default_factory=dict)

    def on(self, day: date) -> Self:
        """Give the rules as they were valid on a day; differs only where a school's overlay has dated changes."""
        turns = self.base.knowledge.turns
        in_force = [d for d in turns if d <= day]
        if len(in_force) == len(turns):
            return self
        key = in_force[-1] if in_force else None
        if key not in self._earlier:
            base = open_base(self.root, key or date.min)
            self._earlier[key] = type(self)(base, Inference(base, make_engine(self.engine, base)), self.root, self.engine)
        return self._earlier[key]

    def knowledge_for(self, case: Case, as_of: date | None = None) -> Knowledge:
        """Give the rules by which a case is concluded: those of the given day, else of the case's own, else of today."""
        return self.on(as_of or case.as_of or date.today()).base.knowledge  # noqa: DTZ011 - a school day is local

    def load(self, path: Path) -> Case:
        """Load a case file; raises `KnowledgeError` with all its faults.

        It may speak of what only earlier rules knew, where a school's overlay has dated changes.
        """
        from engine.loading.cases import load_case  # noqa: PLC0415 - needs the schema library, slow to import

        return self._read(lambda knowledge: load_case(path, knowledge))

    def parse(self, text: str, file: str) -> Case:
        """Load a case from text, as `load` does from a file; `file` is the name that its faults get."""
        from engine.loading.cases import parse_case  # noqa: PLC0415 - as above

        return self._read(lambda knowledge: parse_case(text, file, knowledge))

    def _read(self, read: Callable[[Knowledge], Case]) -> Case:
        """Read a case by the rules of today, or else by the latest earlier ones that understand it."""
        try:
            return read(self.base.knowledge)
        except KnowledgeError:
            for day in reversed(self.base.knowledge.turns):
                with contextlib.suppress(KnowledgeError):
                    return read(self.on(day - timedelta(days=1)).base.knowledge)
            raise

    def load_all(self, root: Path, paths: list[Path]) -> list[Case]:
        """Load the cases of the files under a folder; raises `KnowledgeError` with the faults of all, or when there are none."""
        if not paths:
            raise KnowledgeError([fault("file.no_vignettes", Location(str(root)))])
        faults: list[Diagnostic] = []
        cases = []
        for path in paths:
            try:
                cases.append(self.load(path))
            except KnowledgeError as problem:
                faults.extend(problem.diagnostics)
        if faults:
            raise KnowledgeError(faults)
        return cases

    def decide(self, case: Case, as_of: date | None = None) -> tuple[Decision, date]:
        """Conclude and decide on a case, by the rules of the day: the given one, else the case's own, else today."""
        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        inference = self.on(day).inference
        return decide(inference, inference.infer(case, day)), day
