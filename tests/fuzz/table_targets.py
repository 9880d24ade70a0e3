"""Tables and workbooks: opened, read and screened, however they are spoilt."""

from __future__ import annotations

import csv
import io
import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import polars as pl

from engine.interchange.archives import check_archive
from engine.interchange.cells import cell_of, text_of
from engine.loading.mappings import load_mapping, mapping_text
from engine.model.mapping import TableMapping
from engine.screening.tables import open_table
from tests.fuzz.dice import Dice
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import TODAY, told, wegwijzer
from tests.fuzz.words import HOSTILE, PIECES

__all__ = ["archive", "binary", "cell", "mapping", "screen", "table"]


@cache
def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook>" + "<sheet/>" * 50 + "</workbook>")
        packed.writestr("xl/sheet1.xml", bytes(20_000))
    return out.getvalue()


def archive(content: bytes) -> None:
    """Look into a spoilt zip: it passes, or it is refused with a sentence."""
    dice = Dice(content)
    spoilt = bytearray(_archive())
    for _ in range(dice.randint(0, 6)):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as stream, told():
        stream.write(bytes(spoilt) if dice.randrange(8) else dice.rest())
        stream.flush()
        check_archive(Path(stream.name), limit=1_000_000)


_TABLES = (
    "pupil;pupil.sector;pupil.year;potential.percentile\na;po;7;95\nb;po;8;20,5\n",
    'sep=,\nLeerling,Score,Score\n"x ""y""",1,2\n"p\nq",,\n',
    "titel\n\nLeerling\tTIQ\nx\t130\n",
)


def table(content: bytes) -> None:
    """Open a spoilt table, as text or as workbook, and read it whole, or give faults."""
    dice = Dice(content)
    form, coding = dice.choice(["csv", "csv", "tsv", "xlsx", "parquet"]), dice.choice(["utf-8", "cp1252", "utf-16"])
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name, told():
        path = Path(name) / f"t.{form}"
        text = mutated(dice, _TABLES).encode(coding, "replace")
        path.write_bytes(_archive()[: dice.randrange(600)] + text if form in ("xlsx", "parquet") else text)
        for part in open_table(path).parts(100):
            assert len(part) <= 100


@cache
def _binaries() -> dict[str, bytes]:
    """Give sound tables of the kinds that are no text."""
    frame = pl.DataFrame({"pupil": ["a", "b", "c"] * 9, "pupil.year": [7, 8, 7] * 9, "potential.percentile": [95.0, 20.5, None] * 9})
    out = {form: io.BytesIO() for form in ("parquet", "xlsx")}
    frame.write_parquet(out["parquet"])
    frame.write_excel(out["xlsx"])
    return {form: stream.getvalue() for form, stream in out.items()}


def binary(content: bytes) -> None:
    """Open a Parquet file or workbook of which some bytes were changed: it is read, or refused with a sentence, and takes nothing down."""
    dice = Dice(content)
    form = dice.choice(["parquet", "xlsx"])
    spoilt = bytearray(_binaries()[form])
    for _ in range(dice.randint(1, 6)):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name, told():
        path = Path(name) / f"t.{form}"
        path.write_bytes(spoilt[: dice.randrange(len(spoilt))] if not dice.randrange(8) else spoilt)
        for part in open_table(path).parts(100):
            assert len(part) <= 100


def cell(content: bytes) -> None:
    """Make a cell of a table: it gives back its text, and begins no formula."""
    text = content.decode("utf-8", "replace")
    assert text_of(cell_of(text)) == text
    assert not cell_of(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


# --- screening ---

_COLUMNS = (
    "pupil",
    "pupil.sector",
    "pupil.year",
    "potential.percentile",
    "achievement.percentile",
    "Score",
    "Leerling",
    "nomination.teacher",
)
_MAPPINGS = (
    """pupil: Leerling
group: Groep
columns:
  Score: {fact: achievement.percentile, scale: standard, mean: 50, sd: 10, subject: rekenen, date: 2026-01-20}
  IQ: {fact: potential.percentile, scale: iq}
  Naam: ignore
  Signaal: {fact: nomination.teacher, values: {ja: true, nee: false, "?": unknown}}
reliability: {potential: 0.9, achievement: 0.85, basis: handleiding}
""",
    """pupil: pupil
columns:
  Score: {fact: achievement.percentile, scale: level, values: {A: 90}}
  Vak: ignore
long: {score: Score, subject: Vak, date: Datum}
""",
    "pupil: pupil\n",
)
_FORMULA = re.compile(r"[\s\0]*[=+\-@＝＋－＠]")
_NUMBER = re.compile(r"-?[\d.]+(e-?\d+)?")


def _mapping(dice: Dice, folder: Path) -> TableMapping:
    path = folder / "koppeling.yaml"
    path.write_text(mutated(dice, _MAPPINGS, 4), encoding="utf-8", errors="replace")
    return load_mapping(path, wegwijzer().base.knowledge)


def mapping(content: bytes) -> None:
    """Load a spoilt mapping of columns, and write it to what loads to the same, or give faults."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name, told():
        folder, knowledge = Path(name), wegwijzer().base.knowledge
        found = _mapping(Dice(content), folder)
        (folder / "again.yaml").write_text(mapping_text(found), encoding="utf-8")
        assert load_mapping(folder / "again.yaml", knowledge) == found, mapping_text(found)


def _pupils(dice: Dice) -> list[list[str]]:
    """Give a table of pupils in which any cell may be anything."""
    heads = list(_COLUMNS[: dice.randint(2, len(_COLUMNS))])
    if not dice.randrange(4):
        heads[dice.randrange(len(heads))] = dice.choice([*HOSTILE, *heads])
    sound = {"pupil.sector": ("po", "vo"), "pupil.year": ("7", "8"), "nomination.teacher": ("ja", "nee", "")}
    numbers = ("95", "20", "12,5", "", "101", "-3", "1e9", "nan", "IV", "B")

    def one(head: str) -> str:
        if not dice.randrange(6):
            return dice.choice([*HOSTILE, *PIECES])[:400]
        return dice.choice(["a", "b", "leerling-1"] if head in ("pupil", "Leerling") else sound.get(head, numbers))

    return [heads, *([one(head) for head in heads] for _ in range(dice.randint(0, 5)))]


def _written(dice: Dice, rows: list[list[str]], folder: Path) -> Path:
    form = dice.choice(["csv", "csv", "xlsx", "parquet"])
    path = folder / f"in.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
            csv.writer(stream, delimiter=dice.choice([";", ",", "\t"])).writerows(rows)
        return path
    heads = [f"{head}#{i}" if head in rows[0][:i] else head for i, head in enumerate(rows[0])]
    cells = {head: [row[i].encode("utf-8", "replace").decode() for row in rows[1:]] for i, head in enumerate(heads)}
    frame = pl.DataFrame(cells, schema=dict.fromkeys(heads, pl.String))
    if form == "xlsx":
        frame.write_excel(path)
    else:
        frame.write_parquet(path)
    return path


def screen(content: bytes) -> None:
    """Screen pupils of whom any cell may be anything: lists without formulas, cases that load, or faults; and nothing beside them."""
    dice = Dice(content)
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name, told():
        folder = Path(name)
        path = _written(dice, _pupils(dice), folder)
        known = _mapping(dice, folder) if not dice.randrange(3) else TableMapping()
        (folder / "uit").mkdir()
        targets = [folder / "uit" / f"lijst.{form}" for form in ("csv", "json", "xlsx", "parquet")[: dice.randint(1, 4)]]
        cases = folder / "uit" / "casussen" if dice.randrange(2) else None
        wegwijzer().screen(path, known, targets=targets, cases=cases, as_of=TODAY, language=dice.choice(["nl", "en"]))
        assert sorted(p.name for p in (folder / "uit").iterdir()) == sorted([*(t.name for t in targets), *(["casussen"] if cases else [])])
        _check_cells(targets[0])
        for made in sorted(cases.iterdir()) if cases else ():
            wegwijzer().load(made)


def _check_cells(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        for row in csv.reader(stream):
            for cell_ in row:
                assert not _FORMULA.match(cell_) or _NUMBER.fullmatch(cell_), cell_
