"""The rules that can be laid beside each other: those that ship, the school's own and what they rest on, and other schools'."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from engine.loading.library import overlay_chain
from engine.service import Wegwijzer
from web.rulebook import Rulebook
from web.settings import Settings

__all__ = ["Shelf"]


@dataclass(slots=True, repr=False)
class Shelf:
    """Opens rules once, by their folder; None are those that ship."""

    _books: dict[Path | None, Rulebook] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def rules(self, settings: Settings, own: Rulebook) -> list[Wegwijzer]:
        """Give all rules to choose from, those that ship first; `own` are those in force. Raises `KnowledgeError` on an unsound folder."""
        root = own.root
        chain = overlay_chain(root) if root else []
        folders: dict[Path | None, None] = dict.fromkeys((None, *chain, *settings.beside))
        return [(own if folder == root else self._book(folder, settings.engine)).now() for folder in folders]

    def _book(self, folder: Path | None, engine: str | None) -> Rulebook:
        with self._lock:
            if folder not in self._books:
                self._books[folder] = Rulebook(folder, engine)
            return self._books[folder]
