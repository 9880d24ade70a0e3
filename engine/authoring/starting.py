"""A school's own folder to start from: what lies in it passes `check` and `test` as it stands."""

from __future__ import annotations

import json
from pathlib import Path
from string import Template

from engine.authoring.publishing import file_patterns
from engine.cases.writing import scalar
from engine.model.knowledge import Knowledge
from engine.model.local import Region
from engine.rendering.plain import visible

__all__ = ["school_name", "starting_files"]

SCHEMAS = "schemas"
EDITOR = """root = true

[*.{yaml,md,json}]
charset = utf-8
indent_style = space
indent_size = 2
insert_final_newline = true
"""
_START = Path(__file__).resolve().parent / "start"


def starting_files(name: str, knowledge: Knowledge, region: Region | None = None, stands_on: str | None = None) -> dict[str, str]:
    """Give the files of a new overlay by their place in it, schemas not included.

    `knowledge` is what it stands on: its provisions and their meaning are listed. `stands_on` is the folder beneath it, as seen from it.
    """
    values = {
        "name": scalar(name),
        "title": visible(" ".join(name.split())),
        "region": f"region: {region}" if region else "# region: midden        # noord, midden of zuid: haal het hekje weg",
        "stands_on": f"\nstands_on: {scalar(stands_on)}\n" if stands_on else "",
        "provisions": "\n".join(_provisions(knowledge)),
        "weeks": f"{knowledge.parameters['evaluation_weeks'].value:g}",
        "role": str(knowledge.protocols["safety_net"].tasks["intake"].role),
    }
    texts = {path.name: Template(path.read_text(encoding="utf-8")).substitute(values) for path in _START.iterdir()}
    return {
        "school.yaml": texts["school.yaml"],
        "README.md": texts["README.md"],
        "vignettes/komt-niet-meer.yaml": texts["vignette.yaml"],
        ".vscode/settings.json": _settings(),
        ".vscode/extensions.json": json.dumps({"recommendations": ["redhat.vscode-yaml"]}, indent=2) + "\n",
        ".editorconfig": EDITOR,
    }


def school_name(folder: str) -> str:
    """Make a name of that of a folder: `de-regenboog` is De Regenboog."""
    words = folder.replace("_", "-").split("-")
    return " ".join(word[:1].upper() + word[1:] for word in words if word) or folder


def _provisions(k: Knowledge) -> list[str]:
    named = {layer.provision for layer in k.layers.values()} | {v.provision for layer in k.layers.values() for v in layer.variants}
    ids = sorted(fact for fact in k.facts if fact in named or fact.startswith("provision."))
    return [f"#   {f'{id_}: true':<34} # {k.facts[id_].label.nl}" for id_ in ids]


def _settings() -> str:
    schemas = {f"./{SCHEMAS}/{name}": patterns for name, patterns in file_patterns()}
    settings = {"yaml.schemas": schemas, "yaml.schemaStore.enable": False, "[yaml]": {"editor.tabSize": 2, "editor.insertSpaces": True}}
    return json.dumps(settings, indent=2, ensure_ascii=False) + "\n"
