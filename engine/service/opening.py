"""Where a folder of rules becomes a knowledge base: loaded, compiled, and kept under its digest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from engine.knowledge.base import KnowledgeBase
from engine.loading.library import UNFINISHED

__all__ = ["open_base"]


def open_base(root: Path, on: date | None) -> KnowledgeBase:
    """Load and compile a folder of knowledge as valid on a day, or take the compiled copy that was kept under its digest."""
    from engine.loading import compiled  # noqa: PLC0415 - only the path that is taken is imported

    if (root / UNFINISHED).exists():  # a version was being put in force when the machine stopped
        from engine.authoring.versions import finish  # noqa: PLC0415 - as above

        finish(root)

    def build() -> KnowledgeBase:
        from engine.knowledge.compiler import compile_knowledge  # noqa: PLC0415 - imports graph and grammar libraries
        from engine.loading.collection import load_knowledge  # noqa: PLC0415 - imports the schema library

        return compile_knowledge(load_knowledge(root, on))

    return compiled.cached(root, build, f"{on}")
