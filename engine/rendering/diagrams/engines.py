"""Which Graphviz does the layout: a setting, the bundled one, pygraphviz, the system's, or none with a sentence that says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import warnings
from pathlib import Path

import graphviz
import graphviz.backend.dot_command as _dot_command

from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["SETTING", "engines", "run_graphviz"]

SETTING = "WEGWIJZER_DOT"  # a program, or `pygraphviz`, or `none`
_IN_PROCESS = "pygraphviz"


def engines() -> list[str]:
    """Give what can do a layout here, best first: paths of programs, or `pygraphviz`."""
    setting = os.environ.get(SETTING, "")
    if setting:
        return [] if setting.lower() == "none" else [setting]
    bundled = [Path(sys.executable).with_name(name) for name in ("graphviz-pure", "graphviz-pure.exe")]
    found = [str(path) for path in bundled if path.is_file()]
    try:
        import pygraphviz  # noqa: F401, PLC0415 - only to see whether it is there
    except ImportError:
        pass
    else:
        found.append(_IN_PROCESS)
    system = shutil.which("dot")
    return [*found, system] if system else found


def run_graphviz(source: str, form: str, engine: str = "dot") -> bytes:
    """Lay out DOT text and give it in a form such as `json` or `png`.

    `engine` is `dot`, or `neato` for a graph whose nodes are pinned.
    Raises `KnowledgeError` when no Graphviz can be found, or when none of them can do it.
    """
    why = ""
    for each in engines():
        try:
            return _in_process(source, form, engine) if each == _IN_PROCESS else _piped(each, source, form, engine)
        except (OSError, subprocess.SubprocessError, graphviz.ExecutableNotFound, ValueError, RuntimeError) as problem:
            why = f"{each}: {type(problem).__name__}"
    code = "graph.engine_failed" if why else "graph.no_engine"
    raise KnowledgeError([fault(code, Location(), why=why, setting=SETTING)])


def _piped(program: str, source: str, form: str, engine: str) -> bytes:
    # The package has no other way to name the program; the version is pinned for that reason.
    before = _dot_command.DOT_BINARY
    _dot_command.DOT_BINARY = Path(program)
    try:
        return bytes(graphviz.Source(source, engine=engine).pipe(format=form, quiet=True))
    finally:
        _dot_command.DOT_BINARY = before


def _in_process(source: str, form: str, engine: str) -> bytes:
    import pygraphviz  # noqa: PLC0415 - heavy, and seldom there

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bytes(pygraphviz.AGraph(string=source).draw(format=form, prog=engine))
