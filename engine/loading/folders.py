"""Which YAML files lie under a folder, without walking a whole disk or getting lost in a ring of links."""

from __future__ import annotations

import os
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.limits import FOLDER_ENTRIES

__all__ = ["real_path", "yaml_files"]


def real_path(path: Path) -> Path:
    """Give the absolute place of a path with its links followed; of links in a ring, what cannot be followed stays as it is.

    `Path.resolve` ends with a traceback on a ring before Python 3.13.
    """
    return Path(os.path.realpath(path))


def yaml_files(root: Path) -> list[Path]:
    """List what is called `*.yaml` under a folder, sorted; links to folders are not followed. A path that is no folder is listed itself.

    Raises `KnowledgeError` when there is more under the folder than we look at.
    """
    if not root.is_dir():
        return [root]
    found: list[Path] = []
    seen = 0
    for folder, names, files in os.walk(root):
        seen += len(names) + len(files)
        if seen > FOLDER_ENTRIES:
            raise KnowledgeError([fault("file.too_many", Location(str(root)), limit=FOLDER_ENTRIES)])
        found += (Path(folder) / name for name in (*names, *files) if name.endswith(".yaml"))
    return sorted(found)
