"""Whether a workbook or Parquet file can be read to its end, tried in a process of its own: a damaged one brings that down, not us."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

from engine.diagnostics import KnowledgeError, Location, fault
from engine.inference.child import apart
from engine.limits import TABLE_MEMORY, TABLE_ROWS, TABLE_SECONDS
from engine.screening.capped import cap_memory
from engine.screening.expendable import is_expendable

__all__ = ["rehearse"]

_TOO_MANY = 77  # the status of a child that counted too many rows: none that an abort, a signal or Python itself gives
_SLOWEST = 1_000_000  # bytes a second, on a machine that has much else to do


def rehearse(path: Path, sheet: str = "") -> None:
    """Read a file to its end in a child with a cap on its memory; raises `KnowledgeError` when that cannot be done.

    The readers are fast and trust what they read: a few changed bytes can make one panic, abort, or ask for more memory than there is,
    and so can one cell in the last corner of a sheet. What they can tell of themselves is left for them to tell. A process that may fall
    reads it at once.
    """
    if is_expendable():
        return
    command = [sys.executable, "-m", "engine.screening.rehearsal", str(path), sheet]
    patience = TABLE_SECONDS + path.stat().st_size // _SLOWEST
    try:
        done = subprocess.run(  # noqa: S603 - our own command
            command, check=False, capture_output=True, stdin=subprocess.DEVNULL, timeout=patience, **apart()
        )
    except subprocess.TimeoutExpired:
        raise KnowledgeError([fault("table.damaged", Location(str(path)))]) from None
    if done.returncode == _TOO_MANY:
        raise KnowledgeError([fault("table.rows", Location(str(path)), limit=TABLE_ROWS)])
    if done.returncode:
        raise KnowledgeError([fault("table.damaged", Location(str(path)))])


def _read(path: str, sheet: str) -> int:
    """Read a file, and give the status to end with."""
    return _read_workbook(path, sheet) if Path(path).suffix.lower().startswith(".xls") else _read_parquet(path)


def _read_parquet(path: str) -> int:
    import polars as pl  # noqa: PLC0415 - only in the child

    rows = 0
    frame = pl.scan_parquet(path)
    if int(frame.select(pl.len()).collect().item()) > TABLE_ROWS:
        return _TOO_MANY
    for part in frame.collect_batches(chunk_size=50_000):
        rows += len(part)
        if rows > TABLE_ROWS:
            return _TOO_MANY
    return 0


def _read_workbook(path: str, sheet: str) -> int:
    import fastexcel  # noqa: PLC0415 - only in the child

    with contextlib.suppress(fastexcel.FastExcelError):
        fastexcel.read_excel(path).load_sheet(sheet or 0, header_row=None, skip_rows=0, dtypes="string")
    return 0


if __name__ == "__main__":
    cap_memory(TABLE_MEMORY)
    sys.exit(_read(*sys.argv[1:3]))
