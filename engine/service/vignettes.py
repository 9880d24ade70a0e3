"""Vignettes: made from a case, tried against the rules, accepted anew, and counted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.impact.expectations import differences
from engine.loading.folders import real_path, yaml_files
from engine.loading.library import overlay_chain, shipped_folder
from engine.model.case import Case
from engine.model.coverage import Coverage
from engine.model.explanation import Explanation
from engine.model.text import Language
from engine.model.verdict import Mismatch
from engine.model.vignette import Removed
from engine.service.one_case import OneCase

__all__ = ["VignetteResult", "Vignettes"]


@dataclass(frozen=True, slots=True)
class VignetteResult:
    """How one vignette came out; without mismatches it came out as expected."""

    file: str
    case: str
    title: str
    mismatches: tuple[Mismatch, ...]
    of: Case


@dataclass(slots=True, repr=False)
class Vignettes(OneCase):
    """Tries the rules on cases of which it is known what should come out."""

    def test(self, folder: Path | None = None, *, base: bool = False) -> list[VignetteResult]:
        """Run the vignettes of a file or folder (which ones, and what it raises: as `vignettes`)."""
        return [
            VignetteResult(case.file, case.id, case.title, tuple(differences(case.expect or {}, self.advise(case))), case)
            for case in self.vignettes(folder, base=base)
        ]

    def accept(self, results: Iterable[VignetteResult]) -> tuple[Path, ...]:
        """Write what vignettes expect anew as it comes out now, in all files that do not come out as expected, or in none.

        Comments and layout stay. What lies in a folder that this one only stands on is somebody else's, and stays as it is. Gives the
        files that were written. Raises `KnowledgeError` when one cannot be.
        """
        from engine.authoring.accepting import accepted  # noqa: PLC0415 - only where something is written
        from engine.authoring.together import written_together  # noqa: PLC0415 - as above
        from engine.impact.whole import whole_of  # noqa: PLC0415 - as above
        from engine.loading.cases import parse_case  # noqa: PLC0415 - needs the schema library, slow to import

        texts: dict[Path, str] = {}
        not_ours = [real_path(each) for each in _others_folders(self.root)]
        for result in results:
            path = Path(result.file)
            if not result.mismatches or any(real_path(path).is_relative_to(each) for each in not_ours):
                continue
            advice = self.advise(result.of)
            text = path.read_bytes().decode("utf-8-sig")
            texts[path] = accepted(text, result.file, advice, whole_of(advice))
            again = parse_case(texts[path], result.file, self.knowledge_for(result.of))
            if differences(again.expect or {}, self.advise(again)):
                raise KnowledgeError([fault("test.not_accepted", Location(result.file))])
        with written_together(texts) as paths:
            return paths

    def why_otherwise(self, result: VignetteResult) -> list[tuple[Mismatch, Explanation | None]]:
        """Give what came out otherwise in a vignette, each with its explanation where there is one; one explanation is given once."""
        told: dict[str, Explanation | None] = {}
        out: list[tuple[Mismatch, Explanation | None]] = []
        for mismatch in result.mismatches:
            name = mismatch.asks_about
            first = name is not None and name not in told
            if name is not None and first:
                told[name] = self.explain(result.of, name)
            out.append((mismatch, told[name] if name is not None and first else None))
        return out

    def vignette(  # noqa: PLR0913 - what a vignette is called, and of which day
        self, case: Case, pseudonym: str, title: str, schema: str, *, as_of: date | None = None, language: Language = "nl"
    ) -> tuple[str, Removed]:
        """Give the text of a vignette made from a case, which expects what its advice is, and what was taken out of the case."""
        from engine.authoring.vignettes import expectation, nameless, vignette_text  # noqa: PLC0415 - only where it is asked for

        day = as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        made, removed = nameless(case, self.knowledge_for(case, day), day, pseudonym, language)
        return vignette_text(made, expectation(self.advise(made)), title, schema), removed

    def coverage(self, folder: Path | None = None) -> Coverage:
        """Count what the vignettes of a file or folder (default: the shipped ones) make true and false; raises as `vignettes` does."""
        from engine.impact.coverage import coverage_of  # noqa: PLC0415 - only where it is asked for

        return coverage_of(self.base, [self.decide(case)[0] for case in self.vignettes(folder)])

    def vignettes(self, folder: Path | None = None, *, base: bool = False) -> list[Case]:
        """Load the vignettes of a file or folder (default: those of the school and of what it stands on, else the shipped ones).

        With `base` those of the shipped rules too; each file is loaded once. Raises `KnowledgeError` when there are none, or with the
        faults of all that cannot be read.
        """
        roots = [folder] if folder else _vignette_folders(self.root)
        found = {real_path(path): path for root in roots for path in yaml_files(root)}
        for path in yaml_files(_shipped_vignettes()) if base else ():
            found.setdefault(real_path(path), path)
        return self.load_all(roots[-1], list(found.values()))


def _vignette_folders(root: Path) -> list[Path]:
    chain = overlay_chain(root)
    if chain:
        return [folder / "vignettes" for folder in chain[:-1] if (folder / "vignettes").is_dir()] + [chain[-1] / "vignettes"]
    own = root / "rules" / "vignettes"
    return [own if own.is_dir() else _shipped_vignettes()]


def _shipped_vignettes() -> Path:
    return shipped_folder() / "rules" / "vignettes"


def _others_folders(root: Path) -> list[Path]:
    """Give the folders whose vignettes are not to be written from here; the shipped ones only where they are made: in a checkout."""
    shipped = shipped_folder()
    made_here = real_path(root) == real_path(shipped) and (shipped / "pyproject.toml").is_file()
    return [folder / "vignettes" for folder in overlay_chain(root)[:-1]] + ([] if made_here else [_shipped_vignettes()])
