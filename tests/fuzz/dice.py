"""Choices read from bytes: what a fuzzer changes in its bytes becomes another choice, and the same bytes make the same input."""

from __future__ import annotations

import random

__all__ = ["Dice"]


class Dice(random.Random):
    """A source of choices that is used up; after its last byte every choice is the first one."""

    def __init__(self, content: bytes) -> None:
        """Read choices from `content`."""
        super().__init__(0)
        self._content = content
        self._at = 0

    def getrandbits(self, k: int, /) -> int:
        """Read as many bytes as `k` bits take."""
        taken = self._content[self._at : self._at + (k + 7) // 8]
        self._at += len(taken)
        return int.from_bytes(taken, "little") & ((1 << k) - 1)

    def random(self) -> float:
        """Read a number from 0 up to 1."""
        return self.getrandbits(16) / (1 << 16)

    def rest(self) -> bytes:
        """Give the bytes that are left."""
        left, self._at = self._content[self._at :], len(self._content)
        return left
