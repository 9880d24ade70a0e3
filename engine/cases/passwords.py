"""Passwords of accounts: kept as what argon2id makes of them, and compared in the same time whether there is one or not."""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from importlib import util
from typing import TYPE_CHECKING

from engine.cases.passphrases import LEAST
from engine.diagnostics import KnowledgeError, Location, fault

if TYPE_CHECKING:
    from argon2 import PasswordHasher

__all__ = ["MOST", "Passwords", "check_password"]

MOST = 1024  # characters: more only costs time
_AT_ONCE = threading.BoundedSemaphore(4)  # each takes 64 MB while it is hashed, so a crowd at the door waits in turn


def check_password(words: str, login: str) -> None:
    """Raise `KnowledgeError` when a password is too short, far too long, or says the name of its account."""
    if not LEAST <= len(_normal(words)) <= MOST:
        raise KnowledgeError([fault("account.weak_password", Location(), least=LEAST, most=MOST)])
    said = _normal(words).casefold()
    names = {name for name in (login, login.partition("@")[0]) if len(name) > 2}  # noqa: PLR2004 - two signs stand in many words
    if said in login or any(name in said for name in names):
        raise KnowledgeError([fault("account.password_is_name", Location())])


def _normal(words: str) -> str:
    return unicodedata.normalize("NFKC", words)


@dataclass(slots=True, repr=False)
class Passwords:
    """What turns passwords into something to keep; `hasher` says at what cost, by default as RFC 9106 advises for little memory."""

    hasher: PasswordHasher | None = None
    _nobody: str = ""

    def hashed(self, words: str) -> str:
        """Give what is kept of a password."""
        with _AT_ONCE:
            return self._argon2().hash(_normal(words))

    def fits(self, kept: str | None, words: str) -> bool:
        """Tell whether a password fits; where none is kept the same work is done, and nothing fits."""
        self._nobody = self._nobody or self._argon2().hash("nobody at all")
        from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415 - an extra

        try:
            with _AT_ONCE:
                self._argon2().verify(kept or self._nobody, _normal(words)[: MOST + 1])
        except (VerificationError, InvalidHashError):
            return False
        return kept is not None

    def is_old(self, kept: str) -> bool:
        """Tell whether something is kept at a lower cost than we would today."""
        return self._argon2().check_needs_rehash(kept)

    def _argon2(self) -> PasswordHasher:
        if self.hasher is None:
            if util.find_spec("argon2") is None:
                raise KnowledgeError([fault("account.no_argon2", Location())])
            from argon2 import PasswordHasher  # noqa: PLC0415 - an extra

            self.hasher = PasswordHasher()
        return self.hasher
