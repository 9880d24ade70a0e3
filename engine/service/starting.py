"""What a school starts with: a folder of its own, a rule in it, and the schemas that its editor knows."""

from __future__ import annotations

import os
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.library import SCHOOL_FILE, knowledge_files, shipped_folder
from engine.model.knowledge import Knowledge
from engine.model.local import Region, StartKind
from engine.service.opening import open_base

__all__ = ["publish_schemas", "start_rule", "start_school"]


def start_school(folder: Path, name: str = "", region: Region | None = None, stands_on: Path | None = None) -> tuple[Path, ...]:
    """Make a school's own folder to start from, and give the files that were written, all of them or none.

    Raises `KnowledgeError` when the folder holds anything already, or when what it would stand on is no overlay.
    """
    from engine.authoring.publishing import published_schemas  # noqa: PLC0415 - only where something is started
    from engine.authoring.starting import SCHEMAS, school_name, starting_files  # noqa: PLC0415 - as above
    from engine.authoring.together import written_together  # noqa: PLC0415 - as above

    if folder.exists() and not _is_empty(folder):
        raise KnowledgeError([fault("init.there", Location(str(folder)))])
    if stands_on and not (stands_on / SCHOOL_FILE).is_file():
        raise KnowledgeError([fault("overlay.no_beneath", Location("wegwijzer init"), folder=str(stands_on), file=SCHOOL_FILE)])
    beneath = stands_on or shipped_folder()
    knowledge = open_base(beneath, None).knowledge
    relative = Path(os.path.relpath(stands_on, folder)).as_posix() if stands_on else None
    texts = starting_files(name or school_name(Path(os.path.realpath(folder)).name), knowledge, region, relative)
    texts |= {f"{SCHEMAS}/{file}": text for file, text in published_schemas(knowledge, knowledge_files(beneath)).items()}
    with written_together({folder / file: text for file, text in texts.items()}) as paths:
        return paths


def _is_empty(folder: Path) -> bool:
    """Tell whether a folder holds nothing yet but what a version control begins with."""
    return folder.is_dir() and all(each.name == ".git" for each in folder.iterdir())


def publish_schemas(root: Path) -> tuple[Path, ...]:
    """Write the schemas with all names that a school's folder knows, its own among them, and give the files.

    Raises `KnowledgeError` when the folder is no overlay, or has faults.
    """
    from engine.authoring.together import written_together  # noqa: PLC0415 - only where something is written

    _refuse_no_school(root)
    with written_together(_schemas_for(root, open_base(root, None).knowledge)) as paths:
        return paths


def start_rule(root: Path, kind: StartKind, id_: str) -> tuple[Path, ...]:
    """Write a sound start for a rule into a school's folder with a vignette beside it, and give the files, schemas not among them.

    Raises `KnowledgeError` when the folder is no overlay or has faults, or when the id will not do.
    """
    from engine.authoring.scaffolds import scaffold  # noqa: PLC0415 - only where something is started
    from engine.authoring.together import written_together  # noqa: PLC0415 - as above

    _refuse_no_school(root)
    start = scaffold(kind, id_, open_base(root, None).knowledge, root)
    texts = {root / start.file: start.text}
    if not (root / start.vignette).exists():
        texts[root / start.vignette] = start.vignette_text()
    with written_together(texts) as paths:  # if what this makes does not load, it is taken back
        publish_schemas(root)
        return paths


def _refuse_no_school(root: Path) -> None:
    if not (root / SCHOOL_FILE).is_file():
        raise KnowledgeError([fault("new.no_school", Location(str(root)), file=SCHOOL_FILE)])


def _schemas_for(root: Path, knowledge: Knowledge) -> dict[Path, str]:
    from engine.authoring.publishing import published_schemas  # noqa: PLC0415 - only where they are written
    from engine.authoring.starting import SCHEMAS  # noqa: PLC0415 - as above

    return {root / SCHEMAS / file: text for file, text in published_schemas(knowledge, knowledge_files(root)).items()}
