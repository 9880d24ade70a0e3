"""The draft of a school's next version: changed file by file, by several people, none of whom writes over what another wrote unseen."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from engine.authoring.records import held, kept_folder, read_record, write_record
from engine.authoring.school_files import checked_name, refuse_large, texts_of
from engine.diagnostics import KnowledgeError, Location, fault
from engine.loading.library import SCHOOL_FILE
from engine.messages import TERMS
from engine.model.version import Draft, Version, text_digest

__all__ = ["begin_from", "discard", "draft_of", "put_in_draft", "refuse_other", "refuse_unseen"]


def draft_of(root: Path) -> Draft:
    """Give the draft of a folder, in which nothing is changed where there is none."""
    folder = texts_of(root)
    record, _ = read_record(kept_folder(root) / "draft.json") or ({}, b"")
    files = record.get("files", {}) if isinstance(record, dict) else {}
    known = {name: each for name, each in files.items() if isinstance(each, dict)}
    return Draft(
        folder,
        {name: each.get("text") for name, each in known.items()},
        {name: str(each.get("based", "")) for name, each in known.items()},
        {name: str(each.get("by", "")) for name, each in known.items()},
    )


def put_in_draft(root: Path, texts: Mapping[str, str | None], seen: Mapping[str, str], who: str) -> Draft:
    """Change files of the draft, all or none; a text of None takes the file away.

    `seen` gives the digest of each as it was when it was opened (empty: there was none). Raises `KnowledgeError` when one was changed
    since, when a name cannot be one of this folder, or when it is too much.
    """
    with held(root):
        draft = draft_of(root)
        for name in texts:
            refuse_unseen(draft, name, seen.get(name, ""))
        changed = dict(draft.changed)
        based, by = dict(draft.based), dict(draft.by)
        for name, text in texts.items():
            checked_name(name, draft.texts)
            if name == SCHOOL_FILE and text is None:
                raise KnowledgeError([fault("draft.school", Location(SCHOOL_FILE))])
            changed[name] = None if text is None else _with_line_ends_of(draft.texts.get(name, ""), text)
            based.setdefault(name, text_digest(draft.folder.get(name)))
            by[name] = who
        made = Draft(draft.folder, changed, based, by)
        _refuse_twins(made)
        refuse_large(made.texts)
        _write(root, made)
        return made


def refuse_unseen(draft: Draft, name: str, seen: str) -> None:
    """Refuse to change a file that is no longer as it was seen."""
    if text_digest(draft.texts.get(name)) != seen:
        who = draft.by.get(name) or TERMS["somebody"]
        code = "draft.known" if not seen else "draft.changed"
        raise KnowledgeError([fault(code, Location(name), file=name, who=who)])


def refuse_other(draft: Draft, seen: str) -> None:
    """Refuse to go on with a draft that is no longer as it was looked at."""
    if draft.digest != seen:
        who = ", ".join(sorted({each for each in draft.by.values() if each}))
        raise KnowledgeError([fault("draft.changed", Location(), file=TERMS["the draft"], who=who or TERMS["somebody"])])


def discard(root: Path, seen: str, name: str = "") -> Draft:
    """Leave a file as it is in force, by default all; `seen` is the digest of the file, or of the draft, as it was looked at.

    Raises `KnowledgeError` when it was changed since.
    """
    with held(root):
        draft = draft_of(root)
        if name:
            refuse_unseen(draft, name, seen)
        else:
            refuse_other(draft, seen)
        gone = {name} if name else set(draft.changed)
        changed = {file: text for file, text in draft.changed.items() if file not in gone}
        made = Draft(draft.folder, changed, draft.based, draft.by)
        _write(root, made)
        return made


def begin_from(root: Path, version: Version, who: str) -> Draft:
    """Make the draft say what an earlier version said; raises `KnowledgeError` when there is a draft with other changes."""
    with held(root):
        draft = draft_of(root)
        if draft.is_open:
            raise KnowledgeError([fault("draft.open", Location())])
        names = {*draft.folder, *version.texts}
        changed = {name: version.texts.get(name) for name in names if version.texts.get(name) != draft.folder.get(name)}
        based = {name: text_digest(draft.folder.get(name)) for name in changed}
        made = Draft(draft.folder, changed, based, dict.fromkeys(changed, who))
        _write(root, made)
        return made


def _write(root: Path, draft: Draft) -> None:
    files: dict[str, Any] = {
        name: {"text": text, "based": draft.based.get(name, ""), "by": draft.by.get(name, "")}
        for name, text in draft.changed.items()
        if draft.state(name) != "same"
    }
    path = kept_folder(root) / "draft.json"
    if files:
        write_record(path, {"format": "wegwijzer/draft/1", "files": files})
    else:
        path.unlink(missing_ok=True)


def _refuse_twins(draft: Draft) -> None:
    """Refuse names that are one file where capitals do not count."""
    seen: dict[str, str] = {}
    for name in draft.texts:
        if seen.setdefault(name.lower(), name) != name:
            raise KnowledgeError([fault("draft.twin", Location(name), file=name, other=seen[name.lower()])])


def _with_line_ends_of(old: str, text: str) -> str:
    """Give a text that came from a form the line ends of the file, and an end to its last line."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = plain if not plain or plain.endswith("\n") else plain + "\n"
    return plain.replace("\n", "\r\n") if "\r\n" in old else plain
