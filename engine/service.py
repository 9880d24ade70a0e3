"""The one place that strings the floors together: load, infer, decide, enact, advise."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.decision.deciding import decide
from engine.diagnostics import Diagnostic, KnowledgeError, Location, fault
from engine.explanation.advising import assemble
from engine.impact.expectations import differences
from engine.inference.conclusions import Inference
from engine.inference.engines import make_engine
from engine.knowledge.base import KnowledgeBase
from engine.loading.library import shipped_folder
from engine.model.advice import Advice
from engine.model.case import Case

__all__ = ["VignetteResult", "Wegwijzer", "open_wegwijzer"]


@dataclass(slots=True)
class Wegwijzer:
    """A knowledge base ready to answer; make one with `open_wegwijzer` and keep it for many cases."""

    base: KnowledgeBase
    inference: Inference

    def load(self, path: Path) -> Case:
        """Load a case file; raises `KnowledgeError` with all its faults."""
        from engine.loading.cases import load_case  # noqa: PLC0415 - needs the schema library, slow to import

        return load_case(path, self.base.knowledge)

    def advise(self, case: Case, as_of: date | None = None) -> Advice:
        """Advise on a case as it was known on a day: the given one, else the case's own, else today."""
        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        conclusions = self.inference.infer(case, day)
        return assemble(case, day, decide(self.inference, conclusions))

    def advise_many(self, cases: Iterable[Case], as_of: date | None = None) -> list[Advice]:
        """Advise on each of many cases."""
        return [self.advise(case, as_of) for case in cases]


    def test(self, folder: Path | None = None) -> list[VignetteResult]:
        """Run the vignettes of a file or folder (default: the shipped ones).

        Raises `KnowledgeError` when there are none, or with the faults of all that cannot be read.
        """
        root = folder or shipped_folder() / "rules" / "vignettes"
        paths = sorted(root.rglob("*.yaml")) if root.is_dir() else [root]
        if not paths:
            raise KnowledgeError([fault("file.no_vignettes", Location(str(root)))])
        faults: list[Diagnostic] = []
        results = []
        for path in paths:
            try:
                case = self.load(path)
            except KnowledgeError as problem:
                faults.extend(problem.diagnostics)
                continue
            found = differences(case.expect or {}, self.advise(case))
            results.append(VignetteResult(str(path), case.id, case.title, tuple(found)))
        if faults:
            raise KnowledgeError(faults)
        return results


@dataclass(frozen=True, slots=True)
class VignetteResult:
    """How one vignette came out; without differences it came out as expected."""

    file: str
    case: str
    title: str
    differences: tuple[str, ...]


def open_wegwijzer(rules: Path | None = None, engine: str | None = None) -> Wegwijzer:
    """Open the knowledge base of a folder (default: the shipped one) with an engine.

    `engine` is forward, durable or both; default the setting WEGWIJZER_ENGINE, else forward.
    Raises `KnowledgeError` when the knowledge has faults or the engine cannot run.
    """
    base = _open_base(rules or shipped_folder())
    chosen = engine or os.environ.get("WEGWIJZER_ENGINE") or "forward"
    return Wegwijzer(base, Inference(base, make_engine(chosen, base)))


def _open_base(root: Path) -> KnowledgeBase:
    """Load and compile a folder of knowledge, or take the compiled copy that was kept under its digest."""
    from engine.loading import compiled  # noqa: PLC0415 - only the path that is taken is imported

    def build() -> KnowledgeBase:
        from engine.knowledge.compiler import compile_knowledge  # noqa: PLC0415 - imports graph and grammar libraries
        from engine.loading.collection import load_knowledge  # noqa: PLC0415 - imports the schema library

        return compile_knowledge(load_knowledge(root))

    return compiled.cached(root, build)
