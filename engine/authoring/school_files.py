"""The files of a school's folder that people write: which there are, by what names, and never one outside the folder."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.limits import DRAFT_FILES, DRAFT_TEXT
from engine.loading.document import text_of
from engine.loading.folders import real_path, yaml_files
from engine.loading.library import KEPT, SCHOOL_FILE

__all__ = ["FOLDERS", "checked_name", "path_in", "refuse_large", "texts_of"]

FOLDERS = ("rules", "protocols", "vignettes")
_PART = r"[a-z0-9][a-z0-9_-]{0,60}"
_NAME = re.compile(rf"(?:{'|'.join(FOLDERS)})(?:/{_PART}){{0,4}}/{_PART}\.yaml")
_NEVER = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)")  # Windows takes these for devices, whatever follows


def texts_of(root: Path) -> dict[str, str]:
    """Give the texts of a school's folder by their names in it; raises `KnowledgeError` where one cannot be read.

    What leads out of the folder by a link is no file of it.
    """
    home = real_path(root)
    paths = [root / SCHOOL_FILE] if (root / SCHOOL_FILE).is_file() else []
    paths += [path for folder in FOLDERS if (root / folder).is_dir() for path in yaml_files(root / folder)]
    inside = [path for path in paths if path.is_file() and real_path(path).is_relative_to(home)]
    return {path.relative_to(root).as_posix(): text_of(path) for path in inside}


def checked_name(name: str, known: Mapping[str, object]) -> str:
    """Give back the name of a file that is there, or that may be made; raises `KnowledgeError` for any other."""
    if name in known or name == SCHOOL_FILE:
        return name
    if not _NAME.fullmatch(name) or any(_NEVER.match(part) for part in name.split("/")):
        raise KnowledgeError([fault("draft.name", Location(), file=name)])
    return name


def path_in(root: Path, name: str) -> Path:
    """Give where a file lies; raises `KnowledgeError` when that is outside the folder, as by a link."""
    path, home = root / name, real_path(root)
    if not real_path(path).is_relative_to(home) or real_path(path).is_relative_to(home / KEPT) or path.is_dir():
        raise KnowledgeError([fault("draft.name", Location(), file=name)])
    return path


def refuse_large(texts: Mapping[str, str]) -> None:
    """Refuse more than we keep."""
    if len(texts) > DRAFT_FILES or any(len(text) > DRAFT_TEXT for text in texts.values()):
        raise KnowledgeError([fault("draft.large", Location(), limit=DRAFT_TEXT, files=DRAFT_FILES)])
