"""A table of pupils on disk, of whatever kind, as parts of bounded size: CSV (also from a Dutch Excel), XLSX and Parquet."""

from __future__ import annotations

import codecs
import csv
import io
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import polars as pl

from engine.diagnostics import KnowledgeError, Location, fault
from engine.interchange.archives import check_archive
from engine.limits import TABLE_COLUMNS
from engine.loading.reasons import system_reason
from engine.screening.expendable import workplace_prefix
from engine.screening.rehearsal import rehearse

__all__ = ["ROW", "Table", "open_table"]

ROW = "\x00row"  # the row's number in the file, beside its cells; no header can be called so
_LOT = "\x00lot"
SNIFFED = 1 << 16
LOOKED_AT = 50  # first rows among which the header is sought
CHECKED = 50_000_000  # bytes of a CSV whose rows are counted one by one; beyond, a ragged row ends the reading
SEPARATORS = ";,\t|"
_KINDS = (".csv", ".txt", ".tsv", ".xlsx", ".xlsm", ".parquet")


class _Copy:
    """A folder of our own that goes when nobody needs it any more."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix=workplace_prefix()))

    def __del__(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A table whose cells are read when they are asked for. `first_row` is the number of the first pupil's row in the file.

    `ragged` are the rows that have more or fewer cells than the header, with how many: what stands where in them cannot be known.
    """

    path: Path
    header: tuple[str, ...]
    frame: pl.LazyFrame
    first_row: int
    sheets: tuple[str, ...] = ()
    ragged: tuple[tuple[int, int], ...] = ()
    kept: _Copy | None = field(default=None, repr=False)
    sheet: str = ""  # the one of a workbook that is read
    numbered: bool = False  # whether the frame says itself which row of the file each is, since some are left out of it

    def parts(self, size: int, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
        """Give the table part by part, each row with its number in the file."""
        start = self.first_row
        left_out = [row for row, _ in self.ragged]
        chosen = self.frame if columns is None else self.frame.select(*columns, *([ROW] if self.numbered else []))
        try:
            for part in chosen.collect_batches(chunk_size=size, maintain_order=True):
                rows = pl.Series(ROW, range(start, start + len(part)), pl.Int64)
                numbered = part if self.numbered else part.with_columns(rows)
                start += len(part)
                yield numbered.filter(~pl.col(ROW).is_in(left_out)) if left_out else numbered
        except (pl.exceptions.PolarsError, pl.exceptions.PanicException) as problem:
            raise KnowledgeError([fault("table.broken", Location(str(self.path)), why=str(problem).splitlines()[0])]) from None

    def parts_by(self, name: str, size: int, columns: Sequence[str] | None = None) -> Iterator[pl.DataFrame]:
        """Give the table in parts of about so many rows, all rows with one text in a column in the same part; their order is another one.

        A table that fits in one part is one. Else its rows are put away by that text first, in a folder of our own.
        """
        many = -(-self.rows() // size)
        if many < 2:  # noqa: PLR2004 - all in one
            yield from self.parts(size, columns)
            return
        kept = _Copy()
        lot = (pl.col(name).cast(pl.String).str.strip_chars().hash(0) % many).alias(_LOT)
        for number, part in enumerate(self.parts(size, columns)):
            for (place,), rows in part.with_columns(lot).partition_by(_LOT, as_dict=True, include_key=False).items():
                folder = kept.folder / f"{place or 0:06}"
                folder.mkdir(exist_ok=True)
                rows.write_parquet(folder / f"{number:06}.parquet", compression="lz4", statistics=False)
        for folder in sorted(kept.folder.iterdir()):
            yield pl.concat([pl.read_parquet(each) for each in sorted(folder.iterdir())])

    def after(self, rows: int) -> Table:
        """Give what is left of the table after some rows."""
        return replace(self, frame=self.frame.slice(rows), first_row=self.first_row + rows)

    def rows(self) -> int:
        """Count the rows."""
        return int(self.frame.select(pl.len()).collect().item())


def open_table(path: Path, sheet: str = "") -> Table:
    """Open a table; raises `KnowledgeError` when it is no table that can be read."""
    if path.suffix.lower() not in _KINDS:
        raise KnowledgeError([fault("table.kind", Location(str(path)), name=path.suffix or path.name)])
    try:
        if not path.is_file():
            raise KnowledgeError([fault("file.missing", Location(str(path)))])
        if path.suffix.lower() == ".parquet":
            return _parquet(path)
        return _workbook(path, sheet) if path.suffix.lower().startswith(".xls") else _text(path)
    except (csv.Error, UnicodeError, TypeError) as problem:  # what the reader of CSV says of what is none
        raise KnowledgeError([fault("table.broken", Location(str(path)), why=str(problem).splitlines()[0])]) from None
    except OSError as problem:
        raise KnowledgeError([fault("file.unreadable", Location(str(path)), why=system_reason(problem))]) from None


def _parquet(path: Path) -> Table:
    rehearse(path)
    frame = pl.scan_parquet(path)
    try:
        return Table(path, tuple(frame.collect_schema().names()), frame, 1)
    except pl.exceptions.PolarsError as problem:
        raise KnowledgeError([fault("table.broken", Location(str(path)), why=str(problem).splitlines()[0])]) from None


# --- workbooks ---


def _workbook(path: Path, sheet: str) -> Table:
    import fastexcel  # noqa: PLC0415 - only for a workbook

    check_archive(path)
    rehearse(path, sheet)
    try:
        book = fastexcel.read_excel(path)
        sheets = tuple(book.sheet_names)
        if sheet and sheet not in sheets:
            known = ", ".join(f"`{name}`" for name in sheets)
            raise KnowledgeError([fault("table.sheet", Location(str(path)), name=sheet, known=known)])
        cells = book.load_sheet(sheet or 0, header_row=None, skip_rows=0, dtypes="string").to_polars()  # also empty rows at its top
    except fastexcel.FastExcelError as problem:
        raise KnowledgeError([fault("table.broken", Location(str(path)), why=str(problem).splitlines()[0])]) from None
    placed = cells.with_columns(pl.int_range(1, cells.height + 1, dtype=pl.Int64).alias(ROW))
    filled = placed.filter(~pl.all_horizontal(pl.exclude(ROW).is_null()))
    at, names = _header_at(path, [row[:-1] for row in filled.head(LOOKED_AT).iter_rows()])
    header = _distinct(path, names)
    below = filled.slice(at + 1)
    below.columns = [*header, ROW]
    below = below.with_columns(pl.col(header).str.replace(r"^(\d{4}-\d{2}-\d{2}) 00:00:00$", "$1"))
    return Table(path, header, below.lazy(), filled[ROW][at] + 1, sheets, sheet=sheet or sheets[0], numbered=True)


# --- text ---


def _text(path: Path) -> Table:
    kept, plain = _as_utf8(path)
    with plain.open(encoding="utf-8-sig", newline="") as stream:
        start = stream.read(SNIFFED)
    begins = io.StringIO(start, newline="")
    skipped = 1 if start.lower().startswith("sep=") else 0  # a line with which some programs tell Excel the separator
    if skipped:
        begins.readline()
    separator = start[4:5].strip() or _separator(start) if skipped else _separator(start)
    rows = csv.reader(begins, delimiter=separator)
    begun = [(row, rows.line_num) for row in islice(rows, LOOKED_AT)]
    at, names = _header_at(path, [row for row, _ in begun])
    top, lines = skipped + at, skipped + begun[at][1]  # a name may hold line breaks, so a row can be several lines
    header = _distinct(path, names)
    frame = pl.scan_csv(
        plain,
        separator=separator,
        has_header=False,
        skip_lines=lines,
        infer_schema=False,
        schema=dict.fromkeys(header, pl.String),
        truncate_ragged_lines=True,
        missing_columns="insert",  # the first row may be empty or short
        extra_columns="ignore",
        encoding="utf8",
    )
    ragged = tuple(_ragged(plain, separator, top, len(header))) if plain.stat().st_size <= CHECKED else ()
    return Table(path, header, frame, top + 2, ragged=ragged, kept=kept)


def _as_utf8(path: Path) -> tuple[_Copy | None, Path]:
    """Give a text as UTF-8: the file itself, or a copy of one in another encoding, which lives as long as the table."""
    with path.open("rb") as stream:
        start = stream.read(4)
    encoding = "utf-16" if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "cp1252"
    if encoding == "cp1252" and _is_utf8(path):
        return None, path
    kept = _Copy()
    plain = kept.folder / "table.csv"
    with path.open(encoding=encoding, errors="replace", newline="") as read, plain.open("w", encoding="utf-8", newline="") as write:
        shutil.copyfileobj(read, write, SNIFFED)
    return kept, plain


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with suppress(UnicodeDecodeError), path.open("rb") as stream:
        while block := stream.read(1 << 20):
            decoder.decode(block)
        decoder.decode(b"", final=True)
        return True
    return False


def _separator(start: str) -> str:
    """Give the sign that divides the first lines most evenly into cells."""
    lines = [line for line in start.splitlines()[:20] if line.strip()]
    counts = {sign: sorted(line.count(sign) for line in lines) for sign in SEPARATORS}
    return max(SEPARATORS, key=lambda sign: counts[sign][len(lines) // 2] if lines else 0)


def _header_at(path: Path, rows: Sequence[Sequence[str | None]]) -> tuple[int, Sequence[str | None]]:
    """Give the place and the cells of the header among the first rows: the first that is filled for half as much as the fullest.

    Titles above it do not count, not even one with a second cell, as `School;;;Peildatum`.
    """
    filled = [sum(1 for cell in row if cell and cell.strip()) for row in rows]
    least = max(2, max(filled, default=0) / 2)
    for place, (row, cells) in enumerate(zip(rows, filled, strict=True)):
        if cells >= least:
            return place, row
    raise KnowledgeError([fault("table.empty", Location(str(path)))])


def _distinct(path: Path, names: Sequence[str | None]) -> tuple[str, ...]:
    """Make every header its own, on one line: a second `Score` becomes `Score (2)`, one without a name `kolom 3`."""
    if len(names) > TABLE_COLUMNS:
        raise KnowledgeError([fault("table.columns", Location(str(path)), found=len(names), limit=TABLE_COLUMNS)])
    out: list[str] = []
    for place, name in enumerate(names, 1):
        plain = " ".join((name or "").split()) or f"kolom {place}"
        again = sum(1 for each in out if each == plain or each.startswith(f"{plain} ("))
        out.append(f"{plain} ({again + 1})" if again else plain)
    return tuple(out)


def _ragged(plain: Path, separator: str, top: int, width: int) -> Iterator[tuple[int, int]]:
    with plain.open(encoding="utf-8-sig", newline="") as stream:
        for number, row in enumerate(csv.reader(stream, delimiter=separator), 1):
            if number > top + 1 and row and len(row) != width:
                yield number, len(row)
