"""Lists to files: CSV, XLSX, Parquet and JSON; nothing that a cell holds is taken for a formula by a spreadsheet."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from engine.diagnostics import KnowledgeError, Language, Location, fault
from engine.interchange.cells import RUNS
from engine.interchange.files import written
from engine.interchange.thrift import Struct
from engine.loading.reasons import system_reason
from engine.model.screening import BadCell
from engine.screening.parquet import TRUTHS, concatenate, write_rows
from engine.screening.planes import Plane, decided

if TYPE_CHECKING:
    import xlsxwriter

__all__ = ["FORMS", "harmless", "join", "write_part", "write_table"]

_AS_TEXT = ("csv", "json")
FORMS = ("csv", "xlsx", "parquet", "json")
SHEET_ROWS = 1_048_575  # what a sheet of Excel holds below its header
_PIECE = 4_096  # rows of a list that become a sheet at a time
_WRONG = {"row": 8, "column": 22, "value": 18, "mend": 80}
_WIDE = {"reason": 70, "next_question": 70, "conclusion": 26, "methods": 34}


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """Put an apostrophe before every text that a spreadsheet would take for a formula."""
    texts = [name for name, kind in frame.schema.items() if kind in (pl.String, pl.Categorical)]  # an Enum holds our own words only
    return frame.with_columns(pl.col(texts).cast(pl.String).str.replace(RUNS, "'$0"))


def write_part(frame: pl.DataFrame, concluded: Mapping[str, Plane], path: Path, form: str) -> Struct | None:
    """Write a part of a list, with what was concluded after its columns, in the form in which parts of it are joined.

    Gives the footer of a part that has one, which spares reading it when parts are joined.
    """
    if form not in _AS_TEXT:
        return write_rows(frame, concluded, path)
    words = [pl.Series(name, decided(plane, frame.height)).cat.to(TRUTHS).alias(name) for name, plane in concluded.items()]
    frame = frame.with_columns(words)
    if form == "csv":
        harmless(frame).write_csv(path)
    else:
        frame.write_ndjson(path)
    return None


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


def join(  # noqa: PLR0913, PLR0917 - parts, what is known of them, and what stands besides
    parts: Sequence[Path],
    target: Path,
    form: str,
    bad: Sequence[BadCell],
    language: Language,
    footers: Mapping[Path, Struct] = MappingProxyType({}),
) -> None:
    """Join parts to the file that was asked for."""
    match form:
        case "csv":
            _join_lines(parts, target, header=True)
        case "json":
            _join_json(parts, target, bad, language)
        case "xlsx":
            _workbook(parts, target, bad, language)
        case _:
            concatenate(parts, target, footers)


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


def _workbook(parts: Sequence[Path], target: Path, bad: Sequence[BadCell], language: Language) -> None:
    """Write a workbook row by row, so that a long list takes no more memory than a short one."""
    import xlsxwriter  # noqa: PLC0415 - only for a workbook

    rows = sum(pl.scan_parquet(part).select(pl.len()).collect().item() for part in parts)
    if rows > SHEET_ROWS:
        raise KnowledgeError([fault("table.too_long", Location(str(target)), rows=rows, limit=SHEET_ROWS)])
    words = ("leerlingen", "niet gelezen") if language == "nl" else ("pupils", "not read")
    as_text = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}
    with xlsxwriter.Workbook(target, as_text) as book:
        names = list(pl.read_parquet_schema(parts[0]))
        _sheet(book, words[0], names, {n: _WIDE.get(n, 12) for n in names}, (row for part in parts for row in _rows(part)), 1)
        wrong = ([b.row, b.column, b.value, b.diagnostic.text(language)] for b in bad)
        if bad:
            _sheet(book, words[1], list(_WRONG), _WRONG, wrong, 0)


def _rows(part: Path) -> Iterator[tuple[object, ...]]:
    for piece in pl.scan_parquet(part).collect_batches(chunk_size=_PIECE, maintain_order=True):
        yield from piece.iter_rows()


def _sheet(  # noqa: PLR0913, PLR0917 - what stands on a sheet, and how
    book: xlsxwriter.Workbook, name: str, header: Sequence[str], widths: Mapping[str, int], rows: Iterable[Sequence[object]], fixed: int
) -> None:
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, fixed)
    for place, column in enumerate(header):
        sheet.set_column(place, place, widths[column])
    sheet.write_row(0, 0, header, book.add_format({"bold": True}))
    last = 0
    for last, row in enumerate(rows, 1):
        sheet.write_row(last, 0, [_finite(value) for value in row])
    sheet.autofilter(0, 0, last, len(header) - 1)


def _finite(value: object) -> object:
    """Round what polars keeps in half the digits, so that 1.63 does not become 1.62999999."""
    return round(value, 4) if isinstance(value, float) else value
