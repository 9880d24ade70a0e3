"""Who is at this machine."""

from __future__ import annotations

import getpass
import os

__all__ = ["user_here"]


def user_here() -> str:
    """Give the name of who uses this machine, or their number where the machine knows no name for it, as in a container."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # which of them differs between releases of Python and machines
        return f"user-{os.getuid()}" if hasattr(os, "getuid") else "user"
