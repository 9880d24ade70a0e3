"""Pictures laid out ahead of who asks first, in a process of its own.

`python -m engine.service.laying_out DIR...` lays out every picture of these folders in both languages, one at a time: first the
routes of pupils.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import get_args

from engine.diagnostics import KnowledgeError
from engine.inference.child import apart
from engine.keeping.copies import is_keeping
from engine.loading.folders import real_path
from engine.loading.library import shipped_folder
from engine.model.text import Language
from engine.service.wegwijzer import open_wegwijzer

__all__ = ["lay_out_all", "laying_out"]

_POLITE = 10  # how far everything else goes before it


@contextlib.contextmanager
def laying_out(roots: Iterable[Path | None]) -> Iterator[None]:
    """Have the routes of folders of rules laid out meanwhile, in a process that lets everything else go first; None are those that ship.

    Where no copies are kept, nobody would find what it makes: then it is not begun.
    """
    if not is_keeping():
        yield
        return
    folders = [str(real_path(root or shipped_folder())) for root in dict.fromkeys(roots)]
    command = [sys.executable, "-m", __name__, *folders]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, cwd=shipped_folder(), **quiet, **_politely())  # type: ignore[call-overload]  # noqa: S603 - our own
    try:
        yield
    finally:
        process.terminate()
        process.wait()


def _politely() -> dict[str, object]:
    found = apart()
    found["creationflags"] |= getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    return found


def lay_out_all(folders: list[Path]) -> None:
    """Lay out every picture of folders of rules: what has a copy already costs nothing."""
    from engine.rendering.diagrams.layout import lay_out  # noqa: PLC0415 - only for pictures
    from engine.rendering.diagrams.pictures import picture_names  # noqa: PLC0415 - as above
    from engine.rendering.diagrams.standing import roomy  # noqa: PLC0415 - as above

    if hasattr(os, "nice"):
        os.nice(_POLITE)
    for folder in folders:
        with contextlib.suppress(KnowledgeError):  # who asks for it is told
            wegwijzer = open_wegwijzer(folder, "forward")
            for language in get_args(Language):
                for name in wegwijzer.base.knowledge.protocols:
                    lay_out(roomy(wegwijzer.graph(name, language, whole=True)[0]))
            for language in get_args(Language):  # and then what a trainer shows
                for name in picture_names(wegwijzer.base.knowledge):
                    for sheet in wegwijzer.graph(name, language):
                        lay_out(sheet)


if __name__ == "__main__":
    lay_out_all([Path(each) for each in sys.argv[1:]])
