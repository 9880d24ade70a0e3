"""The theorem prover behind the checks that prove, where it is installed (the extra `verify`)."""

from __future__ import annotations

from typing import Any

__all__ = ["NO", "YES", "Formula", "is_installed", "z3"]

Formula = Any  # z3 has no types

try:
    import z3 as _z3
except ImportError:
    z3: Any = None
else:
    z3 = _z3

YES, NO = (z3.BoolVal(val=True), z3.BoolVal(val=False)) if z3 else (None, None)


def is_installed() -> bool:
    """Tell whether anything can be proved here."""
    return z3 is not None
