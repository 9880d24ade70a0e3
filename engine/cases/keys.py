"""Keys: a passphrase opens the master key of a school, and every purpose has a key of its own from that.

The passphrase goes through scrypt, and what comes out wraps a master key of chance. So another passphrase changes the wrap, not
what was sealed.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

__all__ = ["SALT_BYTES", "Keys", "Passphrase", "seal", "unseal"]

SALT_BYTES = 16  # also what the file of SQLCipher begins with
_KEY_BYTES = 32
_NONCE_BYTES = 12
_COST = 2**15  # 32 MB and about a tenth of a second for each guess


def seal(key: bytes, text: bytes, about: bytes) -> bytes:
    """Seal a text so that it opens with the key alone, and only where it says what it is about (AES-256-GCM)."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, text, about)


def unseal(key: bytes, sealed: bytes, about: bytes) -> bytes:
    """Open what was sealed; raises `ValueError` when it was changed, moved, or sealed with another key."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about)
    except InvalidTag:
        raise ValueError from None


@dataclass(slots=True, repr=False)
class Passphrase:
    """Words that open a store; what is derived from them is kept, since deriving is slow on purpose."""

    words: str
    _derived: dict[bytes, bytes] = field(default_factory=dict)

    def key(self, salt: bytes, purpose: str) -> bytes:
        """Derive a key of 32 bytes for a purpose."""
        if salt not in self._derived:
            self._derived[salt] = Scrypt(salt=salt, length=_KEY_BYTES, n=_COST, r=8, p=1).derive(self.words.encode())
        return _expanded(self._derived[salt], purpose)


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """The master key of one school, and from it a key for each purpose."""

    master: bytes
    bodies: bytes
    safety: bytes
    names: bytes
    chain: bytes

    @classmethod
    def of(cls, master: bytes) -> Keys:
        """Derive the keys of all purposes."""
        return cls(master, *(_expanded(master, purpose) for purpose in ("bodies", "safety", "names", "chain")))

    def of_purpose(self, purpose: str) -> bytes:
        """Derive the key of one more purpose."""
        return _expanded(self.master, purpose)

    @classmethod
    def made(cls) -> Keys:
        """Make keys of chance."""
        return cls.of(secrets.token_bytes(_KEY_BYTES))

    def wrapped(self, passphrase: Passphrase, salt: bytes, school: str) -> bytes:
        """Wrap the master key with a passphrase."""
        return seal(passphrase.key(salt, "wrap"), self.master, school.encode())

    @classmethod
    def unwrapped(cls, passphrase: Passphrase, salt: bytes, sealed: bytes, school: str) -> Keys:
        """Open a wrapped master key; raises `ValueError` when the passphrase is another one."""
        return cls.of(unseal(passphrase.key(salt, "wrap"), sealed, school.encode()))


def _expanded(key: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=_KEY_BYTES, salt=None, info=f"wegwijzer/{purpose}".encode()).derive(key)
