"""What is asked of many pupils at once: advice, a whole table, and what people decided otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from engine.diagnostics import KnowledgeError, Location, fault
from engine.interchange.files import keep_source
from engine.loading.folders import yaml_files
from engine.loading.reasons import system_reason
from engine.model.mapping import TableMapping
from engine.model.overrides import Overrides
from engine.model.screening import Screening
from engine.model.text import Language
from engine.service.one_case import OneCase

if TYPE_CHECKING:  # the libraries for tables are slow to import
    from engine.screening.tables import Table

__all__ = ["ManyCases", "holds_a_case", "make_population"]


@dataclass(slots=True, repr=False)
class ManyCases(OneCase):
    """Answers what is asked of many pupils."""

    def screen(  # noqa: PLR0913 - what is gone through, how it is read, and where it goes
        self,
        path: Path,
        mapping: TableMapping,
        *,
        sheet: str = "",
        table: Table | None = None,
        targets: Sequence[Path] = (),
        cases: Path | None = None,
        as_of: date | None = None,
        language: Language = "nl",
        told: Callable[[int, int], None] | None = None,
    ) -> Screening:
        """Go through a table of pupils: conclude on each, write the list to `targets`, and the cases of those to look at to a folder.

        `table` is what is at the path, where that was opened already. A `sheet` is one of a workbook, by default the first.
        Raises `KnowledgeError` when the table or the mapping cannot be read, or a file cannot be written. Cells that cannot be read
        do not stop the others: they stand in the answer.
        """
        from engine.explanation.next_questions import NextQuestions  # noqa: PLC0415 - as above
        from engine.screening import completed, intake, running, tables  # noqa: PLC0415 - as above
        from engine.screening.case_files import CaseFolder  # noqa: PLC0415 - the libraries for tables are loaded only here

        keep_source(path, targets)
        day = as_of or date.today()  # noqa: DTZ011 - a school day is local
        inference = self.on(day).inference
        table = table or tables.open_table(path, sheet)
        whole, notes = completed.completed(mapping, table, inference.base.knowledge)
        questions = NextQuestions(inference, language)
        folder = CaseFolder(cases, inference.base.knowledge) if cases else None
        reader = intake.Intake(table, whole, inference.base.knowledge, day)
        asked = running.Run(table, reader, inference, day, language, questions, notes, folder)
        asked.told = told or asked.told
        with _told(targets[0] if targets else path):
            return running.run(asked, targets)

    def screen_far(self, path: Path, target: Path, engine: str, as_of: date | None = None) -> dict[str, int]:
        """Conclude on a table of any size in DuckDB or Spark and write the findings; gives how many pupils each method flags.

        Beside these: the rows and cells that did not count (`nameless`, `twice`, `unread`).
        Raises `KnowledgeError` when the engine is not installed, or the table cannot be read or written.
        """
        from engine.screening import far  # noqa: PLC0415 - an extra

        day = as_of or date.today()  # noqa: DTZ011 - a school day is local
        with _told(target):
            return far.screen(path, target, engine, self.on(day).inference, day)

    def overrides(self, folder: Path) -> Overrides:
        """Count which steps people decided otherwise on in the cases of a folder; files that hold no case do not count.

        Raises `KnowledgeError` when there are none, or with the faults of all that cannot be read.
        """
        from engine.impact.overrides import overrides_in  # noqa: PLC0415 - only where it is asked for

        if not folder.exists():
            raise KnowledgeError([fault("file.missing", Location(str(folder)))])
        return overrides_in(self.load_all(folder, [p for p in yaml_files(folder) if holds_a_case(p)]))


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """Tell with a sentence why the machine cannot write."""
    try:
        yield
    except OSError as problem:
        at = Location(str(problem.filename or place))
        raise KnowledgeError([fault("file.unwritable", at, why=system_reason(problem))]) from None


def holds_a_case(path: Path) -> bool:
    """Tell whether a file begins a case; one that cannot be read counts, so that its fault is told."""
    from engine.loading.document import text_of  # noqa: PLC0415 - needs the YAML library

    try:
        return any(line.startswith("case:") for line in text_of(path).splitlines())
    except KnowledgeError:
        return True


def make_population(target: Path, *, pupils: int, schools: int = 1, seed: int = 1) -> None:
    """Write made-up pupils to a table; raises `KnowledgeError` when it cannot be written."""
    from engine.screening import delivering, made_up  # noqa: PLC0415 - the libraries for tables are loaded only here

    population = made_up.Population(pupils=pupils, schools=schools, seed=seed)
    delivering.write_table(made_up.made_up(population), target)
