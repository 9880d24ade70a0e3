"""A cap on what this process may take."""

from __future__ import annotations

import contextlib

__all__ = ["cap_memory"]


def cap_memory(most: int) -> None:
    """Take no more than so many bytes of addresses, where the system can see to that, and leave nothing of memory behind in a fall."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        room = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (room, room))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what a table says of pupils does not go to a core dump
