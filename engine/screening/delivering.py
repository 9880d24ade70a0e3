"""Lists to files: CSV, XLSX, Parquet and JSON; nothing that a cell holds is taken for a formula by a spreadsheet."""

from __future__ import annotations

import io
import json
import shutil
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import polars as pl

from engine.diagnostics import KnowledgeError, Language, Location, fault
from engine.interchange.cells import RUNS
from engine.interchange.files import written
from engine.loading.reasons import system_reason
from engine.model.screening import BadCell
from engine.screening.parquet import TRUTHS, concatenate, write_rows
from engine.screening.planes import Plane, decided

__all__ = ["FORMS", "harmless", "join", "write_part", "write_table"]

_AS_TEXT = ("csv", "json")
FORMS = ("csv", "xlsx", "parquet", "json")
SHEET_ROWS = 1_048_575  # what a sheet of Excel holds below its header
_WIDE = {"reason": 70, "next_question": 70, "conclusion": 26, "methods": 34}


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would take for a formula."""
    texts = [name for name, kind in frame.schema.items() if kind in (pl.String, pl.Categorical)]  # an Enum holds our own words only
    return frame.with_columns(pl.col(texts).cast(pl.String).str.replace(RUNS, "'$0"))


def write_part(frame: pl.DataFrame, concluded: Mapping[str, Plane], path: Path, form: str) -> None:
    """Write a part of a list, with what was concluded after its columns, in the form in which parts of it are joined."""
    if form not in _AS_TEXT:
        write_rows(frame, concluded, path)
        return
    words = [pl.Series(name, decided(plane, frame.height)).cat.to(TRUTHS).alias(name) for name, plane in concluded.items()]
    frame = frame.with_columns(words)
    if form == "csv":
        harmless(frame).write_csv(path)
    else:
        frame.write_ndjson(path)


def write_table(parts: Iterable[pl.DataFrame], target: Path) -> None:
    """Write a table whole or not at all; raises `KnowledgeError` when it cannot be."""
    form = target.suffix.lower().removeprefix(".")
    try:
        with written(target) as draft, tempfile.TemporaryDirectory(prefix=".wegwijzer-", dir=draft.parent) as name:
            folder = Path(name)
            for number, part in enumerate(parts):
                write_part(part, {}, folder / f"{number:06}.{form}", form)
            join(sorted(folder.iterdir()), draft, form, (), "nl")
    except OSError as problem:
        raise KnowledgeError([fault("file.unwritable", Location(str(target)), why=system_reason(problem))]) from None


def join(parts: Sequence[Path], target: Path, form: str, bad: Sequence[BadCell], language: Language) -> None:
    """Join parts to the file that was asked for."""
    match form:
        case "csv":
            _join_lines(parts, target, header=True)
        case "json":
            _join_json(parts, target, bad, language)
        case "xlsx":
            _workbook(pl.concat([pl.read_parquet(p) for p in parts], how="vertical_relaxed"), target, bad, language)
        case _:
            concatenate(parts, target)


def _join_lines(parts: Sequence[Path], target: Path, *, header: bool) -> None:
    with target.open("wb") as out:
        for place, part in enumerate(parts):
            with part.open("rb") as stream:
                if place and header:
                    stream.readline()
                shutil.copyfileobj(stream, out)


def _join_json(parts: Sequence[Path], target: Path, bad: Sequence[BadCell], language: Language) -> None:
    with target.open("w", encoding="utf-8", newline="\n") as out:
        out.write('{"format": "wegwijzer/screen/1", "pupils": [\n')
        first = True
        for part in parts:
            with part.open(encoding="utf-8") as stream:
                for line in stream:
                    out.write(("" if first else ",\n") + line.rstrip("\n"))
                    first = False
        wrong = [{"row": b.row, "column": b.column, "value": b.value, "mend": b.diagnostic.text(language)} for b in bad]
        out.write('\n], "unread": ' + json.dumps(wrong, ensure_ascii=False) + "}\n")


def _workbook(frame: pl.DataFrame, target: Path, bad: Sequence[BadCell], language: Language) -> None:
    import xlsxwriter  # noqa: PLC0415 - only for a workbook

    if frame.height > SHEET_ROWS:
        raise KnowledgeError([fault("table.too_long", Location(str(target)), rows=frame.height, limit=SHEET_ROWS)])
    stream = io.BytesIO()
    words = ("leerlingen", "niet gelezen") if language == "nl" else ("pupils", "not read")
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}) as book:
        widths = dict.fromkeys(frame.columns, 12) | _WIDE
        frame.write_excel(
            book, words[0], freeze_panes=(1, 1), autofilter=True, column_widths={n: w * 7 for n, w in widths.items() if n in frame.columns}
        )
        wrong = pl.DataFrame(
            {
                "row": [b.row for b in bad],
                "column": [b.column for b in bad],
                "value": [b.value for b in bad],
                "mend": [b.diagnostic.text(language) for b in bad],
            },
            schema={"row": pl.Int64, "column": pl.String, "value": pl.String, "mend": pl.String},
        )
        if wrong.height:
            wrong.write_excel(book, words[1], freeze_panes=(1, 0), column_widths={"row": 60, "column": 160, "value": 120, "mend": 560})
    target.write_bytes(stream.getvalue())
