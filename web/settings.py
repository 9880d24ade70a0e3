"""How the page is served: on one's own machine, or for a board behind a proxy."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

__all__ = ["FORM_BYTES", "Settings"]

FORM_BYTES = 6_000_000  # the most that one request may bring: a case file or a file of rules, with room to spare


@dataclass(frozen=True, slots=True)
class Settings:
    """What does not change while the page is served.

    `form` is `local` (one person, loopback only) or `hosted` (accounts, behind a proxy that speaks https). `hosts` are the names, with
    their port, by which the page may be asked for; `rules` is the school's own folder, None where it has none yet;
    `copies` where copies of the store go, None where no place was said; `beside` are folders of other schools to compare with.
    """

    form: Literal["local", "hosted"]
    hosts: frozenset[str]
    rules: Path | None = None
    engine: str | None = None
    copies: Path | None = None
    beside: tuple[Path, ...] = ()

    @property
    def scheme(self) -> str:
        """Give what stands before the name in an address."""
        return "https" if self.form == "hosted" else "http"

    @property
    def cookie(self) -> str:
        """Give the name of the cookie that holds who is asking; on one's own machine it names the port, since ports share cookies."""
        if self.form == "hosted":
            return "__Host-wegwijzer"
        return f"wegwijzer-{min(self.hosts).rpartition(':')[2]}"
