"""Thrift's compact protocol, in which Parquet keeps its footers: structs to bytes and back, whatever their fields mean.

Source: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md. Only what Parquet's footers hold is known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["BINARY", "I32", "I64", "LIST", "STRUCT", "Field", "Items", "Struct", "read_struct", "struct_bytes", "varint"]

TRUE, FALSE, BYTE, I16, I32, I64, DOUBLE, BINARY, LIST, STRUCT = 1, 2, 3, 4, 5, 6, 7, 8, 9, 12
_FAR = 15  # a field that is further on says its number
_LONG = 15  # a list of so many items or more says its length apart


class Field(NamedTuple):
    """The type of a value and the value itself."""

    kind: int
    value: Any


class Items(NamedTuple):
    """A list: the type of its items, and these."""

    kind: int
    values: list[Any]


Struct = dict[int, Field]


def struct_bytes(struct: Mapping[int, Field]) -> bytes:
    """Write a struct."""
    out = bytearray()
    before = 0
    for number, (kind, value) in sorted(struct.items()):
        step = number - before
        out += bytes((step << 4 | kind,)) if step <= _FAR else bytes((kind,)) + varint(number << 1)
        out += _value_bytes(kind, value)
        before = number
    return bytes((*out, 0))


def _value_bytes(kind: int, value: Any) -> bytes:  # noqa: ANN401, PLR0911 - a value of any type; one line a type
    match kind:
        case 1 | 2:
            return b""
        case 3:
            return bytes((value & 255,))
        case 4 | 5 | 6:
            return varint(value << 1 ^ value >> 63)
        case 7:
            return bytes(value)
        case 8:
            return varint(len(value)) + bytes(value)
        case 12:
            return struct_bytes(value)
    inner, values = value
    size = len(values)
    head = bytes((size << 4 | inner,)) if size < _LONG else bytes((_LONG << 4 | inner,)) + varint(size)
    return head + b"".join(_value_bytes(inner, each) for each in values)


def varint(number: int) -> bytes:
    """Write a number that is not negative, seven bits to the byte, the lowest first."""
    out = bytearray()
    while number > 127:  # noqa: PLR2004 - seven bits to the byte
        out.append(number & 127 | 128)
        number >>= 7
    return bytes((*out, number))


def read_struct(content: bytes) -> Struct:
    """Read a struct; raises `ValueError` where something stands that no footer of Parquet holds."""
    return _Reader(content).struct()


class _Reader:
    def __init__(self, content: bytes) -> None:
        self._content, self._at = content, 0

    def struct(self) -> Struct:
        found: Struct = {}
        number = 0
        while head := self._byte():
            number = number + (head >> 4) if head >> 4 else self._signed()
            found[number] = Field(head & 15, self._value(head & 15))
        return found

    def _value(self, kind: int) -> Any:  # noqa: ANN401, PLR0911 - as above
        match kind:
            case 1 | 2:
                return kind == TRUE
            case 3:
                return self._byte()
            case 4 | 5 | 6:
                return self._signed()
            case 7:
                return self._take(8)
            case 8:
                return self._take(self._unsigned())
            case 9:
                return self._items()
            case 12:
                return self.struct()
        raise ValueError(kind)

    def _items(self) -> Items:
        head = self._byte()
        size, kind = head >> 4, head & 15
        if size == _LONG:
            size = self._unsigned()
        return Items(kind, [self._byte() if kind in (TRUE, FALSE) else self._value(kind) for _ in range(size)])

    def _byte(self) -> int:
        self._at += 1
        return self._content[self._at - 1]

    def _take(self, size: int) -> bytes:
        self._at += size
        return self._content[self._at - size : self._at]

    def _unsigned(self) -> int:
        number = shift = 0
        while True:
            byte = self._byte()
            number |= (byte & 127) << shift
            if byte < 128:  # noqa: PLR2004 - the last of a number
                return number
            shift += 7

    def _signed(self) -> int:
        number = self._unsigned()
        return number >> 1 ^ -(number & 1)
