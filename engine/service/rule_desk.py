"""A school's folder as people work on it: the draft, what it would do, and the versions that were kept."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from engine.authoring.drafts import begin_from, discard, draft_of, put_in_draft, refuse_other, refuse_unseen
from engine.authoring.local_changes import with_about
from engine.authoring.records import held, kept_folder
from engine.authoring.school_files import checked_name, path_in, refuse_large
from engine.authoring.versions import keep_version, version_of, versions_of
from engine.diagnostics import KnowledgeError, Location, fault, inside
from engine.loading.folders import real_path
from engine.loading.library import LAID_FOR, SCHOOL_FILE, ground_of
from engine.model.local import Region, StartKind
from engine.model.version import Draft, Version, content_digest, text_digest
from engine.service.comparing import beneath
from engine.service.opening import open_base
from engine.service.starting import start_school

__all__ = ["RuleDesk"]

_TRIALS = 12  # copies that are kept to be tried
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class RuleDesk:
    """Where the rules of one school are written; `root` is its folder, which may not be there yet.

    Only who sits at the machine may say which other folder the school's stands on (`anywhere`): for others that would be a way to look
    around on it.
    """

    root: Path
    anywhere: bool = False

    @property
    def is_begun(self) -> bool:
        """Tell whether the school has a folder."""
        return (self.root / SCHOOL_FILE).is_file()

    def begin(self, name: str, region: Region | None) -> None:
        """Start the folder; raises `KnowledgeError` when something stands in the way."""
        if not name.strip():
            raise KnowledgeError([fault("draft.no_name", Location())])
        if (self.root / "rules").is_dir():  # whole rules of somebody's own: a sheet over them would say everything twice
            raise KnowledgeError([fault("init.there", Location(str(self.root / "rules")))])
        start_school(self.root, name.strip(), region)

    def beneath(self) -> Path:
        """Give the folder that the school's stands on: that of a board, or the rules that ship."""
        return beneath(self.root)

    # --- the draft ---

    def draft(self) -> Draft:
        """Give the draft; raises `KnowledgeError` when a file of the folder cannot be read."""
        return draft_of(self.root)

    def put(self, name: str, text: str, seen: str, who: str) -> Draft:
        """Change a file of the draft, or make one (`seen` empty); raises `KnowledgeError` when it was changed since it was seen."""
        self._refuse_other_ground(name, text)
        return put_in_draft(self.root, {name: text}, {name: seen}, who)

    def remove(self, name: str, seen: str, who: str) -> Draft:
        """Take a file away; raises as `put` does."""
        return put_in_draft(self.root, {name: None}, {name: seen}, who)

    def change_school(self, edit: Callable[[str], str], seen: str, who: str) -> Draft:
        """Change `school.yaml` by a form; raises as `put` does, and with the faults of a file that cannot be read."""
        draft = self.draft()
        refuse_unseen(draft, SCHOOL_FILE, seen)
        return self.put(SCHOOL_FILE, edit(draft.texts[SCHOOL_FILE]), seen, who)

    def discard(self, seen: str, name: str = "") -> Draft:
        """Leave a file as it is in force, by default all; raises `KnowledgeError` when that was changed since it was seen."""
        return discard(self.root, seen, name)

    def start_rule(self, kind: StartKind, id_: str, who: str) -> str:
        """Begin a rule of the school's own in the draft, with a vignette beside it, and give the name of its file.

        Raises `KnowledgeError` when the id will not do, or the draft has faults.
        """
        from engine.authoring.scaffolds import scaffold  # noqa: PLC0415 - only where something is started

        draft = self.draft()
        folder = self.trial(draft.texts)
        start = scaffold(kind, id_, open_base(folder, None).knowledge, folder)
        texts: dict[str, str | None] = {str(start.file): start.text}
        if str(start.vignette) not in draft.texts:
            texts[str(start.vignette)] = start.vignette_text()
        put_in_draft(self.root, texts, {name: text_digest(draft.texts.get(name)) for name in texts}, who)
        return str(start.file)

    # --- what it would do ---

    def texts_with(self, name: str, text: str) -> dict[str, str]:
        """Give the draft with one file otherwise, as it is being typed; nothing is kept."""
        draft = self.draft()
        checked_name(name, draft.texts)
        self._refuse_other_ground(name, text)
        return {**draft.texts, name: text.replace("\r\n", "\n")}

    def trial(self, texts: Mapping[str, str]) -> Path:
        """Lay files in a folder of their own, where they can be tried as if they were in force; the same files, the same folder."""
        refuse_large(texts)
        trials = kept_folder(self.root) / "trials"
        folder = trials / content_digest(texts)[:20]
        if not folder.is_dir():
            with held(self.root):
                trials.mkdir(exist_ok=True)
                made = Path(tempfile.mkdtemp(dir=trials, prefix=".wegwijzer-"))
                try:
                    self._lay(made, texts)
                    if not folder.is_dir():
                        made.replace(folder)
                finally:
                    shutil.rmtree(made, ignore_errors=True)
                _forget_older(trials, folder)
        return folder

    def _lay(self, made: Path, texts: Mapping[str, str]) -> None:
        (made / LAID_FOR).write_text(str(real_path(self.root)), encoding="utf-8")
        for name, text in texts.items():
            path = path_in(made, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8", "replace"))

    def trial_of(self, digest: str) -> Path:
        """Give the folder of files that are being tried; raises `KnowledgeError` when it is gone."""
        folder = kept_folder(self.root) / "trials" / digest
        if not digest.isalnum() or not folder.is_dir():
            raise KnowledgeError([fault("draft.missing", Location(), file=digest)])
        return folder

    # --- versions ---

    def save(self, *, name: str, why: str, approved_by: str, seen: str, who: str) -> Version:
        """Keep the draft as a version and put it in force, with its name and who approved it in `school.yaml`.

        `seen` is the digest of the draft as it was looked at. Raises `KnowledgeError` when it was changed since, when nothing was changed,
        when reason or approver is missing, or when the rules cannot be used so; then nothing was kept.
        """
        name, why, approved_by = name.strip(), why.strip(), approved_by.strip()
        if not why or not approved_by:
            raise KnowledgeError([fault("draft.reason", Location())])
        draft = self.draft()
        _refuse_unready(draft, seen)
        self._refuse_unsound(draft.texts)  # as it was written, so that a fault has the line that people see
        told = {"approved_by": approved_by} | ({"version": name} if name else {})
        texts = {**draft.texts, SCHOOL_FILE: with_about(draft.texts[SCHOOL_FILE], **told)}
        with held(self.root):
            _refuse_unready(self.draft(), seen)
            version = keep_version(self.root, texts, who=who, name=name, why=why, approved_by=approved_by)
            (kept_folder(self.root) / "draft.json").unlink(missing_ok=True)
        self._publish()
        return version

    def versions(self) -> tuple[Version, ...]:
        """Give the versions, oldest first."""
        return versions_of(self.root)

    def version(self, number: int) -> Version:
        """Give a version; raises `KnowledgeError` when there is none, or when it is not as it was kept."""
        return version_of(self.root, number)

    def go_back(self, number: int, who: str) -> Draft:
        """Make the draft say what an earlier version said; it comes in force when it is saved. Raises when there is another draft."""
        return begin_from(self.root, self.version(number), who)

    def _refuse_other_ground(self, name: str, text: str) -> None:
        if name == SCHOOL_FILE and not self.anywhere and ground_of(text) != ground_of(self.draft().folder.get(SCHOOL_FILE, "")):
            raise KnowledgeError([fault("draft.ground", Location(SCHOOL_FILE))])

    def _refuse_unsound(self, texts: Mapping[str, str]) -> None:
        folder = self.trial(texts)
        try:
            open_base(folder, None)
        except KnowledgeError as problem:
            first = inside(folder, problem.diagnostics)[0]
            raise KnowledgeError([fault("draft.unsound", first.location, why=first.text())]) from None

    def _publish(self) -> None:
        """Renew the schemas for editors outside the page, where the folder has them."""
        from engine.service.starting import publish_schemas  # noqa: PLC0415 - only after a version

        if (self.root / "schemas").is_dir():
            publish_schemas(self.root)


def _refuse_unready(draft: Draft, seen: str) -> None:
    if not draft.is_open:
        raise KnowledgeError([fault("draft.nothing", Location())])
    if draft.overtaken:
        name = draft.overtaken[0]
        raise KnowledgeError([fault("draft.overtaken", Location(name), file=name)])
    refuse_other(draft, seen)


def _forget_older(trials: Path, keep: Path) -> None:
    """Keep the newest copies; one that may still be looked at stays."""
    ages = sorted(((path.stat().st_mtime, path) for path in trials.iterdir() if path != keep), reverse=True)
    for made, path in ages[_TRIALS:]:
        if time.time() - made > _HOUR:
            shutil.rmtree(path, ignore_errors=True)
