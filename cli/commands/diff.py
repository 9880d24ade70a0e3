"""`wegwijzer diff [OLD] NEW`: what changed in the rules, and for whom it matters."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Literal

import click

from cli.delivery import deliver, form_of, refuse_screen
from cli.speech import DateText, command_options
from engine.diagnostics import KnowledgeError, Language, Location, fault
from engine.service import compare_rules

__all__ = ["command"]

_Form = Literal["text", "json", "md", "html", "pdf", "docx"]
_FORMS: tuple[_Form, ...] = ("text", "json", "md", "html", "pdf", "docx")
_IN_A_REQUEST = 20  # cases that Markdown tells one by one: a pull request holds no book


@click.command("diff")
@click.argument("folders", nargs=-1, metavar="[OLD] NEW", type=click.Path(path_type=Path))
@click.option("--cases", type=click.Path(path_type=Path), help="Map met eigen casussen / folder with your own cases.")
@click.option("--guard", "guards", multiple=True, help="Mag nooit gebeuren: 'never lose alert.child_safety' / may never happen.")
@click.option("--no-vignettes", is_flag=True, help="Zonder de vignetten, sneller klaar / leave the vignettes out, which is faster.")
@click.option("--as-of", type=DateText(), help="Regels en casussen van deze dag / rules and cases as of this day.")
@click.option("--format", "form", type=click.Choice(_FORMS), help="Standaard text / text by default.")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Schrijf naar dit bestand / write to this file.")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    folders: tuple[Path, ...],
    cases: Path | None,
    guards: tuple[str, ...],
    no_vignettes: bool,
    as_of: date | None,
    form: _Form | None,
    output: Path | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Wat verandert er in de regels, en voor wie maakt het uit? (What changed in the rules, and for whom?)

    OLD en NEW zijn mappen met regels, of de map van een school; `basis` zijn de meegeleverde regels. Zonder OLD wordt vergeleken met
    waar NEW op staat. Beide versies krijgen dezelfde casussen op dezelfde dag: die uit --cases, de vignetten, en bedachte grensgevallen.

    --guard 'never lose NAAM' (ook gain, change, later) eindigt met 1 als het in een casus toch gebeurt; NAAM is een alarm, bevinding,
    oorzaak, behoefte, interventie, vraag, stap of `support`, met * voor elke letter.
    """  # noqa: D400, D415 - shown as help
    chosen: _Form = form_of(form, output, _FORMS, "text")
    if chosen in ("pdf", "docx"):
        refuse_screen(chosen, output, "wegwijzer diff", "verschil")
    old, new = _sides(folders, rules)
    revision = compare_rules(old, new, cases=cases, guards=guards, as_of=as_of, vignettes=not no_vignettes, engine=engine)
    if chosen == "json":
        from engine.rendering.revision_json import revision_json  # noqa: PLC0415 - only the printer that is asked for

        deliver(revision_json(revision, lang), output)
    elif chosen == "text":
        from engine.rendering.revision_text import revision_text  # noqa: PLC0415 - as above

        deliver(revision_text(revision, lang), output)
    else:
        from engine.rendering.paper_printing import printed  # noqa: PLC0415 - as above
        from engine.rendering.revision_paper import revision_paper  # noqa: PLC0415 - as above

        today = as_of or date.today()  # noqa: DTZ011 - a school day is local
        deliver(printed(revision_paper(revision, today, lang, _IN_A_REQUEST if chosen == "md" else None), chosen), output)
    sys.exit(0 if revision.is_kept else 1)


def _sides(folders: tuple[Path, ...], rules: Path | None) -> tuple[Path | None, Path]:
    """Give the older folder, None for what the newer one stands on, and the newer one."""
    given = (*folders, *([rules] if rules else []))
    if not given:
        raise KnowledgeError([fault("usage.missing", Location("wegwijzer diff"), name="NEW", help="wegwijzer diff --help")])
    if len(given) > 2:  # noqa: PLR2004 - before and after
        values = {"words": " ".join(map(str, given[2:])), "help": "wegwijzer diff --help"}
        raise KnowledgeError([fault("usage.extra", Location("wegwijzer diff"), **values)])
    return (given[0], given[1]) if len(given) > 1 else (None, given[0])
