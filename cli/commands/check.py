"""`wegwijzer check [DIR]`: whether the knowledge base is sound."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cli.speech import command_options, say
from engine.diagnostics import Language
from engine.service import check_folder

__all__ = ["command"]


@click.command("check")
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--sources", type=click.Path(path_type=Path), help="Map met de bronteksten / folder with the source texts.")
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    folder: Path | None,
    sources: Path | None,
    form: str,
    lang: Language,
    rules: Path | None,
    engine: str | None,  # noqa: ARG001 - all commands take it; a check infers nothing
) -> None:
    """Kloppen de regels en protocollen? (Is the knowledge base sound?)"""  # noqa: D400, D415 - shown as help
    report = check_folder(folder or rules, sources)
    if form == "sarif":
        from engine.rendering.check_sarif import check_sarif  # noqa: PLC0415 - only the printer that is asked for

        say(check_sarif(report, lang))
    else:
        from engine.rendering.check_print import check_json, check_text  # noqa: PLC0415 - as above

        say(check_json(report, lang) if form == "json" else check_text(report, lang))
    sys.exit(0 if report.is_sound else 1)
