"""Which page is running on this machine: it stands in a file that its user alone can read, so that starting twice opens the first."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import platformdirs

__all__ = ["announced", "running_at"]

_PATIENCE = 2  # seconds


def _note(port: int) -> Path:
    return platformdirs.user_state_path("wegwijzer", appauthor=False) / f"serve-{port}.json"


@contextlib.contextmanager
def announced(port: int, address: str) -> Iterator[None]:
    """Say where the page is for as long as it is there; a machine that cannot keep this serves all the same."""
    note = _note(port)
    with contextlib.suppress(OSError):
        note.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        note.unlink(missing_ok=True)
        with open(os.open(note, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:  # noqa: PTH123 - of a handle
            json.dump({"address": address}, stream)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            note.unlink(missing_ok=True)


def running_at(port: int) -> str | None:
    """Give the address, with its key, of the page that runs at a port of this machine; None where none of ours does."""
    try:
        address = str(json.loads(_note(port).read_text(encoding="utf-8"))["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return address if _answers(address) else None


def _answers(address: str) -> bool:
    """Tell whether the page that has this key is still there: what else may have taken its port is sent nothing worth having."""
    parts = urlsplit(address)
    token = parse_qs(parts.query).get("token", [""])[0]
    asking = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=_PATIENCE)
    try:
        asking.request("GET", "/health")
        return bool(token) and asking.getresponse().read() == b"ok"
    except (OSError, http.client.HTTPException):
        return False
    finally:
        asking.close()
