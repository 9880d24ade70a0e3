"""Messages between a program and its child over a pipe: JSON, preceded by its length in four bytes."""

from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO

__all__ = ["read_message", "write_message"]

_LENGTH = struct.Struct(">I")


def write_message(stream: BinaryIO, message: object) -> None:
    """Write one message and send it off.

    Raises `OSError` when nobody reads at the other end.
    """
    content = json.dumps(message, separators=(",", ":")).encode()
    stream.write(_LENGTH.pack(len(content)) + content)
    stream.flush()


def read_message(stream: BinaryIO) -> Any:  # noqa: ANN401 - whatever the other end said
    """Wait for one message; None when the other end is gone, also in the middle of a message."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    content = stream.read(length)
    return json.loads(content) if len(content) == length else None
