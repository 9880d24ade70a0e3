"""An OpenID provider that the tests start themselves."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

__all__ = ["running_provider"]

_PROGRAM = Path(__file__).parent / "cases" / "provider.py"


@contextmanager
def running_provider() -> Iterator[str]:
    """Start a provider whose tokens hold for five minutes, and give its issuer."""
    with subprocess.Popen(
        [sys.executable, str(_PROGRAM), "0", "300"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout
        port = process.stdout.readline().strip()
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
