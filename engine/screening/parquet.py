"""Parquet without detours: conclusions as the two bits a pupil that they are, and files put after one another without being read.

polars writes what is text or a figure. What was concluded is there already in planes of bits; made into words and coded again, that would
take several times as long as all the rest, so its pages are made here: a dictionary of the four words, and the planes' bits in turn.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

import numpy as np
import polars as pl

from engine.inference.truth import STATUS
from engine.interchange.thrift import BINARY, I32, I64, LIST, STRUCT, Field, Items, Struct, read_struct, struct_bytes, varint
from engine.screening.planes import Plane

__all__ = ["TRUTHS", "concatenate", "write_rows"]

ROWS = 1 << 17  # of one row group
TRUTHS = pl.Enum(list(STATUS))
_MAGIC = b"PAR1"
_PLAIN, _RLE, _DICTIONARY = 0, 3, 8  # encodings
_DATA_PAGE, _DICTIONARY_PAGE = 0, 2
_WORDS = b"".join(len(word).to_bytes(4, "little") + word.encode() for word in STATUS)
_BITS = np.arange(256, dtype=np.uint16)
_SPREAD = np.bitwise_or.reduce([(_BITS >> bit & 1) << 2 * bit for bit in range(8)]).astype(np.uint16)  # with room for a bit beside each
_BESIDE = _SPREAD << 1


def write_rows(frame: pl.DataFrame, concluded: Mapping[str, Plane], target: Path) -> Struct:
    """Write pupils: the columns of a frame, and after them one for each plane, of the words in `STATUS`. Gives the file's footer."""
    footer = _footer_of(tuple(frame.schema.items()), tuple(concluded))
    with target.open("wb") as out:
        out.write(_MAGIC)
        groups = [_group(out, frame.slice(at, ROWS), concluded, at) for at in range(0, frame.height, ROWS)]
        _end(out, footer, groups)
    return {**footer, 4: Field(LIST, Items(STRUCT, groups))}


def concatenate(parts: Sequence[Path], target: Path, footers: Mapping[Path, Struct] = MappingProxyType({})) -> None:
    """Put files that `write_rows` wrote after one another; what they hold is copied as it is.

    Footers that are known need not be read. Raises `ValueError` when a part has other columns than the first.
    """
    footer: Struct = {}
    groups: list[Struct] = []
    with target.open("wb") as out:
        out.write(_MAGIC)
        for part in parts:
            with part.open("rb") as stream:
                known, size = (footers[part], _end_of_rows(stream)) if part in footers else _footer_at_end(stream)
                moved = out.tell() - len(_MAGIC)
                if footer and _names(known) != _names(footer):
                    raise ValueError(part)
                groups += [_moved(group, moved) for group in known[4].value.values]
                footer = footer or known
                stream.seek(len(_MAGIC))
                shutil.copyfileobj(_Until(stream, size), out, 1 << 20)
        _end(out, footer, groups)


class _Until(io.RawIOBase):
    """What is left of a stream up to a place."""

    def __init__(self, stream: BinaryIO, end: int) -> None:
        self._stream, self._end = stream, end

    def read(self, size: int = -1, /) -> bytes:
        return self._stream.read(min(size, self._end - self._stream.tell()))


@lru_cache(8)
def _footer_of(columns: tuple[tuple[str, pl.DataType], ...], truths: tuple[str, ...]) -> Struct:
    """Give the footer of a file without rows: what polars says of the columns."""
    empty = pl.DataFrame(schema=dict(columns) | dict.fromkeys(truths, TRUTHS))
    return _footer(_written(empty))


def _names(footer: Struct) -> list[bytes]:
    return [element[4].value for element in footer[2].value.values]


def _end(out: BinaryIO, footer: Struct, groups: Sequence[Struct]) -> None:
    rows = sum(group[3].value for group in groups)
    whole = struct_bytes({**footer, 3: Field(I64, rows), 4: Field(LIST, Items(STRUCT, list(groups)))})
    out.write(whole + len(whole).to_bytes(4, "little") + _MAGIC)


def _footer_at_end(stream: BinaryIO) -> tuple[Struct, int]:
    """Give a file's footer, and where it begins."""
    start = stream.seek(_end_of_rows(stream))
    return read_struct(stream.read()[:-8]), start


def _end_of_rows(stream: BinaryIO) -> int:
    end = stream.seek(0, io.SEEK_END)
    stream.seek(end - 8)
    return end - 8 - int.from_bytes(stream.read(4), "little")


# --- row groups ---


def _written(frame: pl.DataFrame) -> bytes:
    out = io.BytesIO()
    frame.write_parquet(out, compression="lz4", statistics=False, row_group_size=ROWS)
    return out.getvalue()


def _footer(content: bytes) -> Struct:
    return _footer_at_end(io.BytesIO(content))[0]


def _group(out: BinaryIO, frame: pl.DataFrame, concluded: Mapping[str, Plane], at: int) -> Struct:
    """Write some rows, and give what the footer says of them."""
    content = _written(frame)
    (group,) = _footer(content)[4].value.values
    start, moved = out.tell(), out.tell() - len(_MAGIC)
    out.write(memoryview(content)[len(_MAGIC) : -8 - int.from_bytes(content[-8:-4], "little")])
    columns = [*_moved(group, moved)[1].value.values]
    for name, plane in concluded.items():
        cut = Plane(*(side[at // 8 : -(-(at + frame.height) // 8)] for side in plane))
        columns.append(_column(out, name, cut, frame.height))
    size = Field(I64, out.tell() - start)
    return {1: Field(LIST, Items(STRUCT, columns)), 2: size, 3: Field(I64, frame.height), 6: size}


def _moved(group: Struct, by: int) -> Struct:
    """Give what is said of rows that lie further on in another file."""
    columns = []
    for chunk in group[1].value.values:
        about = dict(chunk[3].value)
        about |= {n: Field(I64, about[n].value + by) for n in (9, 10, 11) if n in about}  # where its pages lie
        columns.append({2: Field(I64, chunk[2].value + by if chunk[2].value else 0), 3: Field(STRUCT, about)})
    moved = {**group, 1: Field(LIST, Items(STRUCT, columns))}
    return {n: field for n, field in moved.items() if n not in (5, 7)}  # neither where it begins nor its number


def _column(out: BinaryIO, name: str, plane: Plane, rows: int) -> Struct:
    """Write one conclusion of these rows: the page of words, and the page of numbers of words."""
    start = out.tell()
    out.write(_words_head(len(_WORDS)) + _WORDS)
    at = out.tell()
    numbers = b"".join(_numbers(plane, rows))
    out.write(_numbers_head(rows, len(numbers)) + numbers)
    size = Field(I64, out.tell() - start)
    about = {
        1: Field(I32, 6),  # bytes, of any length
        2: Field(LIST, Items(I32, [_PLAIN, _RLE, _DICTIONARY])),
        3: Field(LIST, Items(BINARY, [name.encode()])),
        4: Field(I32, 0),  # not compressed: two bits a pupil hardly can be
        5: Field(I64, rows),
        6: size,
        7: size,
        9: Field(I64, at),
        11: Field(I64, start),
    }
    return {2: Field(I64, 0), 3: Field(STRUCT, about)}


def _numbers(plane: Plane, rows: int) -> Iterator[bytes]:
    """Give the numbers of the words: all are there (one run), two bits wide (another run), what speaks for in the lower of them."""
    present = varint(rows << 1) + b"\x01"
    yield len(present).to_bytes(4, "little") + present
    yield b"\x02" + varint(len(plane.speaks_for) << 1 | 1)
    speaks, against = (
        table.take(side, mode="clip") for table, side in zip((_SPREAD, _BESIDE), plane, strict=True)
    )  # none is clipped: faster
    yield (speaks | against).astype("<u2", copy=False).tobytes()


@lru_cache(8)
def _words_head(size: int) -> bytes:
    return _page_head(_DICTIONARY_PAGE, size, 7, {1: Field(I32, len(STATUS)), 2: Field(I32, _PLAIN)})


@lru_cache(8)
def _numbers_head(rows: int, size: int) -> bytes:
    return _page_head(_DATA_PAGE, size, 5, {1: Field(I32, rows), 2: Field(I32, _DICTIONARY), 3: Field(I32, _RLE), 4: Field(I32, _RLE)})


def _page_head(kind: int, size: int, number: int, about: Struct) -> bytes:
    return struct_bytes({1: Field(I32, kind), 2: Field(I32, size), 3: Field(I32, size), number: Field(STRUCT, about)})
