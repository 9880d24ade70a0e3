"""What one input of the fuzzer may take; more is a find. What the program itself takes stands in `engine/limits.py`."""

from __future__ import annotations

__all__ = ["INPUT_BYTES", "INPUT_SECONDS", "MEMORY_MB"]

INPUT_BYTES = 1_024  # choices to make an input of; the input that is made of them may be much larger
INPUT_SECONDS = 60  # wide, since the machine may be busy with other work; a hang takes for ever
MEMORY_MB = 1_200  # of the whole process, the fuzzer and all libraries included
