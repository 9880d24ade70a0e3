"""What an editor asks while somebody types: the faults at their places, and the schema to complete from."""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from engine.authoring.publishing import file_patterns, published_schemas
from engine.diagnostics import Diagnostic, KnowledgeError
from engine.loading.library import knowledge_files
from engine.service.trying import Trials
from engine.service.wegwijzer import Wegwijzer

__all__ = ["faults_of_text", "schema_for"]


def faults_of_text(folder: Path, name: str, trials: Trials) -> tuple[Diagnostic, ...]:
    """Give what keeps the rules of a folder from being used, and where what lies beneath has changed; those of one file first.

    A vignette is a case: of one that is asked about, the faults are told too.
    """
    try:
        opened = trials.opened(folder)
        found = list(opened.base.knowledge.warnings)
        if name.startswith("vignettes/"):
            opened.load(folder / name)
    except KnowledgeError as problem:
        found = list(problem.diagnostics)
    return tuple(sorted(found, key=lambda each: (not each.location.file.replace("\\", "/").endswith(f"/{name}"), each.sort_key)))


def schema_for(folder: Path, name: str, trials: Trials, sound: Wegwijzer) -> dict[str, Any]:
    """Give the schema for a file with the names of a folder in it, and the one that it refers to; with faults, by the rules in force."""
    try:
        opened = trials.opened(folder)
    except KnowledgeError:
        opened = sound

    def publish() -> dict[str, str]:
        return published_schemas(opened.base.knowledge, knowledge_files(opened.root))

    published = trials.remembered(("schemas", str(opened.root), opened.base.digest), publish)
    file = next((schema for schema, patterns in file_patterns() if any(fnmatchcase(name, p.replace("**/", "*")) for p in patterns)), "")
    return {"schema": json.loads(published.get(file, "{}")), "common": json.loads(published["common.schema.json"])}
