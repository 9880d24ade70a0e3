"""Where the passphrase of a store comes from: the environment, a file, or what keeps passwords on this machine."""

from __future__ import annotations

import os
import secrets
from importlib import util
from pathlib import Path
from types import ModuleType

from engine.diagnostics import KnowledgeError, Location, fault

__all__ = ["LEAST", "check_strength", "forget_passphrase", "found_passphrase", "keep_passphrase", "made_passphrase"]

LEAST = 12  # characters
_SERVICE = "wegwijzer"
_RECOMMENDED = 1  # the least priority of what the keyring library recommends


def found_passphrase(place: str) -> str | None:
    """Find the passphrase of a store, or None when somebody has to type it."""
    if words := os.environ.get("WEGWIJZER_PASSPHRASE"):
        return words
    if file := os.environ.get("WEGWIJZER_PASSPHRASE_FILE"):
        try:
            return Path(file).read_text(encoding="utf-8").rstrip("\r\n")
        except (OSError, UnicodeDecodeError):
            raise KnowledgeError([fault("file.missing", Location(file))]) from None
    keyring = _keyring()
    return keyring.get_password(_SERVICE, place) if keyring else None


def keep_passphrase(place: str, words: str) -> bool:
    """Have the machine keep a passphrase for its user; False where it cannot."""
    keyring = _keyring()
    if keyring:
        keyring.set_password(_SERVICE, place, words)
    return keyring is not None


def forget_passphrase(place: str) -> None:
    """Have the machine forget a passphrase, if it keeps one."""
    keyring = _keyring()
    if keyring and keyring.get_password(_SERVICE, place) is not None:
        keyring.delete_password(_SERVICE, place)


def made_passphrase() -> str:
    """Make a passphrase of chance that can be written down: 160 bits as eight groups of four signs that nobody confuses."""
    signs = "abcdefghjkmnpqrstuvwxyz23456789+"
    return "-".join("".join(secrets.choice(signs) for _ in range(4)) for _ in range(8))


def check_strength(words: str) -> None:
    """Raise `KnowledgeError` when a passphrase is too short to protect anything."""
    if len(words) < LEAST:
        raise KnowledgeError([fault("store.weak_key", Location(), least=LEAST)])


def _keyring() -> ModuleType | None:
    """Give what keeps passwords on this machine, or None where there is nothing that keeps them well.

    A keeper of which the library itself says that it is not recommended (a file in plain text, say) counts only where somebody chose it.
    """
    if util.find_spec("keyring") is None:
        return None
    import keyring  # noqa: PLC0415 - an extra
    from keyring.backends import fail, null  # noqa: PLC0415 - as above

    found = keyring.get_keyring()
    if isinstance(found, fail.Keyring | null.Keyring):
        return None
    chosen = bool(os.environ.get("PYTHON_KEYRING_BACKEND"))
    return keyring if chosen or found.priority >= _RECOMMENDED else None
