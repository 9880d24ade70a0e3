"""`wegwijzer test`: vignettes against what they expect."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.speech import command_options, opened, say
from engine.diagnostics import Language
from engine.loading.library import SCHOOL_FILE
from engine.service import VignetteResult, Wegwijzer

__all__ = ["command"]


@click.command("test")
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--coverage", is_flag=True, help="Wat maakt geen enkel vignet waar of onwaar? / what no vignette makes true or false.")
@click.option("--at-least", type=click.FloatRange(0, 100), help="Ten minste zoveel procent waar en onwaar / at least so many percent.")
@click.option("--update", is_flag=True, help="Neem over wat er nu uitkomt / accept what comes out now.")
@click.option("--base", is_flag=True, help="Ook de vignetten van de basisregels / those of the base rules too.")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    folder: Path | None,
    coverage: bool,
    at_least: float | None,
    update: bool,
    base: bool,
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Draai vignetten: komt elk uit zoals verwacht? (Run vignettes against what they expect.)

    FOLDER is een map met vignetten, of de map van een school: dan gelden haar regels.
    """  # noqa: D400, D415 - shown as help
    if folder and rules is None and (folder / SCHOOL_FILE).is_file():
        folder, rules = None, folder
    wegwijzer = opened(rules, engine, lang)
    results = wegwijzer.test(folder, base=base)
    bad = [r for r in results if r.mismatches]
    for result in bad:
        say(_failure(wegwijzer, result, lang))
    if update:
        written = wegwijzer.accept(results)
        said = ("{n} vignetten bijgewerkt; lees wat er veranderd is", "{n} vignettes updated; read what has changed")
        say(said[lang == "en"].format(n=len(written)) + "\n")
        if left := len(bad) - len(written):
            kept = ("{n} horen bij de regels eronder en blijven zoals ze zijn", "{n} belong to the rules beneath and stay as they are")
            say(kept[lang == "en"].format(n=left) + "\n")
        sys.exit(1 if left else 0)
    good = len(results) - len(bad)
    words = "van {n} vignetten zoals verwacht" if lang == "nl" else "of {n} vignettes as expected"
    say(f"{good} {words.format(n=len(results))}\n")
    enough = not (coverage or at_least is not None) or _covers(wegwijzer, folder, at_least or 0, lang)
    sys.exit(0 if enough and not bad else 1)


def _covers(wegwijzer: Wegwijzer, folder: Path | None, at_least: float, lang: Language) -> bool:
    """Say what the vignettes cover, and tell whether that is enough."""
    from engine.rendering.coverage_print import coverage_text  # noqa: PLC0415 - only where it is asked for

    found = wegwijzer.coverage(folder)
    say("\n" + coverage_text(found, lang))
    return min(found.percent("true"), found.percent("false")) >= at_least


def _failure(wegwijzer: Wegwijzer, result: VignetteResult, lang: Language) -> str:
    """Say what came out otherwise in a vignette, and why."""
    from engine.rendering.mismatch_text import mismatch_text  # noqa: PLC0415 - only where something came out otherwise

    knowledge = wegwijzer.knowledge_for(result.of)
    told = wegwijzer.why_otherwise(result)
    return f"{result.file}: {result.title or result.case}\n" + "".join(mismatch_text(m, e, knowledge, lang) for m, e in told) + "\n"
