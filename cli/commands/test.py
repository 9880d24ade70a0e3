"""`wegwijzer test`: vignettes against what they expect."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.speech import command_options, opened, say
from engine.diagnostics import Language
from engine.service import VignetteResult

__all__ = ["command"]


@click.command("test")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@command_options
def command(*, folder: Path | None, lang: Language, rules: Path | None, engine: str | None) -> None:
    """Draai vignetten: komt elk uit zoals verwacht? (Run vignettes against what they expect.)"""  # noqa: D400, D415 - shown as help
    results = opened(rules, engine).test(folder)
    bad = [r for r in results if r.differences]
    for result in bad:
        say(_failure(result, lang))
    good = len(results) - len(bad)
    words = "van {n} vignetten zoals verwacht" if lang == "nl" else "of {n} vignettes as expected"
    say(f"{good} {words.format(n=len(results))}\n")
    sys.exit(1 if bad else 0)


def _failure(result: VignetteResult, lang: Language) -> str:
    found, wanted = ("nu", "verwacht") if lang == "nl" else ("now", "expected")
    lines = [f"{result.file}: {result.title or result.case} ({found} / {wanted})"]
    return "\n".join([*lines, *(f"    {d}" for d in result.differences)]) + "\n"
