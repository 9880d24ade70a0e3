"""Versions of a school's folder: whole or not at all, whatever happens in the middle; and nobody writes over another unseen."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from engine.authoring.drafts import begin_from, discard, draft_of, put_in_draft
from engine.authoring.records import held, kept_folder
from engine.authoring.school_files import checked_name, texts_of
from engine.authoring.versions import finish, keep_version, version_of, versions_of
from engine.diagnostics import KnowledgeError
from engine.limits import DRAFT_TEXT
from engine.model.version import text_digest

OLD = {"school.yaml": "school: De Linde\n", "rules/alerts.yaml": "alerts: {}\n", "vignettes/een.yaml": "case: een\n"}
NEW = {"school.yaml": 'school: De Linde\nversion: "2"\n', "rules/roles.yaml": "roles: {}\n", "vignettes/een.yaml": "case: een\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "school"
    for name, text in OLD.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def keep(root: Path, texts: dict[str, str], why: str = "beter") -> int:
    with held(root):
        return keep_version(root, texts, who="bea", name="2", why=why, approved_by="directie").number


def put(root: Path, name: str, text: str | None, who: str = "bea") -> None:
    seen = draft_of(root).texts.get(name)
    put_in_draft(root, {name: text}, {name: text_digest(seen)}, who)


# --- versions ---


def test_the_folder_as_it_was_is_kept_before_the_first_version(root: Path) -> None:
    assert keep(root, NEW) == 2
    first, second = versions_of(root)
    assert (first.found, dict(first.texts)) == (True, OLD)
    assert (second.who, second.why, second.approved_by, second.name) == ("bea", "beter", "directie", "2")
    assert texts_of(root) == NEW


def test_each_version_holds_the_hash_of_the_one_before(root: Path) -> None:
    keep(root, NEW)
    keep(root, OLD)
    first, second, third = versions_of(root)
    assert (first.before, second.before, third.before) == ("", first.hash, second.hash)
    assert len({first.hash, second.hash, third.hash}) == 3


def test_a_change_by_hand_is_kept_too(root: Path) -> None:
    keep(root, NEW)
    (root / "rules" / "roles.yaml").write_text("roles: {by_hand: {}}\n", encoding="utf-8")
    keep(root, OLD)
    assert [(v.found, v.texts.get("rules/roles.yaml")) for v in versions_of(root)][2] == (True, "roles: {by_hand: {}}\n")


@pytest.mark.parametrize(
    "damage", [lambda t: t.replace("beter", "anders"), lambda t: t + " ", lambda _: "", lambda t: t[:50], lambda _: "[]"]
)
def test_a_version_that_was_changed_after_it_was_kept_is_told_and_not_used(root: Path, damage: object) -> None:
    keep(root, NEW)
    keep(root, OLD)
    file = kept_folder(root) / "versions" / "0002.json"
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")  # type: ignore[operator]
    states = [v.is_sound for v in versions_of(root)]
    assert states[0]
    assert not all(states)
    bad = next(v.number for v in versions_of(root) if not v.is_sound)
    with pytest.raises(KnowledgeError):
        version_of(root, bad)


def test_a_version_that_cannot_be_written_is_not_there_at_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.replace

    def full(draft: Path, target: Path) -> Path:
        """Have room for what is kept of the folder as it was found, and none for what comes in its place."""
        if kept_folder(root) in target.parents:
            return real(draft, target)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(KnowledgeError):
        keep(root, NEW)
    assert texts_of(root) == OLD
    assert [v.found for v in versions_of(root)] == [True]
    assert not (kept_folder(root) / "putting.json").exists()


@pytest.mark.parametrize("after", [0, 1])
def test_a_version_of_which_a_file_cannot_be_taken_away_is_not_there(root: Path, after: int, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Path.unlink
    gone: list[Path] = []

    def refused(path: Path, missing_ok: bool = False) -> None:  # noqa: FBT001, FBT002 - as it is
        if path.suffix == ".yaml" and not path.name.startswith("."):
            if len(gone) == after:
                raise OSError(13, "Permission denied", str(path))
            gone.append(path)
        real(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(KnowledgeError):
        keep(root, {"school.yaml": NEW["school.yaml"]})
    assert texts_of(root) == OLD
    assert [v.found for v in versions_of(root)] == [True]


KILLED = """
import os, sys
from pathlib import Path
from engine.authoring.records import held
from engine.authoring.versions import keep_version
from tests_texts import NEW
count, replace, unlink = int(sys.argv[2]), Path.replace, Path.unlink
def counted(what):
    def doing(self, *args, **kwargs):
        global count
        count -= 1
        if count < 0:
            os._exit(9)
        return what(self, *args, **kwargs)
    return doing
Path.replace, Path.unlink = counted(replace), counted(unlink)
root = Path(sys.argv[1])
with held(root):
    keep_version(root, NEW, who="bea", name="2", why="beter", approved_by="directie")
os._exit(7)
"""


def test_killed_at_any_moment_there_is_the_old_version_or_the_new_one_and_nothing_between(tmp_path: Path, root: Path) -> None:
    (tmp_path / "tests_texts.py").write_text(f"NEW = {NEW!r}\n", encoding="utf-8")
    (tmp_path / "killed.py").write_text(KILLED, encoding="utf-8")
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    outcomes = []
    for moment in range(30):
        copy = tmp_path / f"copy{moment}"
        subprocess.run(["cp", "-r", str(root), str(copy)], check=True)  # noqa: S607 - of this machine
        command = [sys.executable, str(tmp_path / "killed.py"), str(copy), str(moment)]
        ended = subprocess.run(command, check=False, env={**os.environ, "PYTHONPATH": path}).returncode
        finish(copy)
        outcomes.append(texts_of(copy) == NEW)
        assert texts_of(copy) in (OLD, NEW)
        assert all(v.is_sound for v in versions_of(copy))
        assert outcomes[-1] == any(not v.found for v in versions_of(copy))
        assert not (kept_folder(copy) / "putting.json").exists()
        if ended == 7:
            break
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert outcomes.count(False) >= 2


# --- the draft ---


def test_a_draft_changes_nothing_that_is_in_force(root: Path) -> None:
    put(root, "rules/roles.yaml", "roles: {}\n")
    put(root, "rules/alerts.yaml", None)
    draft = draft_of(root)
    assert texts_of(root) == OLD
    assert [draft.state(name) for name in draft.names] == ["same", "gone", "new", "same"]
    assert draft.is_open


def test_nobody_writes_over_what_somebody_else_wrote(root: Path) -> None:
    seen = {"school.yaml": text_digest(OLD["school.yaml"])}
    put_in_draft(root, {"school.yaml": "school: De Eik\n"}, seen, "bea")
    with pytest.raises(KnowledgeError) as told:
        put_in_draft(root, {"school.yaml": "school: De Beuk\n"}, seen, "ans")
    assert "(bea)" in told.value.diagnostics[0].text("nl")
    assert draft_of(root).texts["school.yaml"] == "school: De Eik\n"


def test_what_was_changed_by_hand_was_changed_by_somebody(root: Path) -> None:
    with pytest.raises(KnowledgeError) as told:
        put_in_draft(root, {"school.yaml": "school: De Beuk\n"}, {"school.yaml": text_digest("school: De Es\n")}, "ans")
    assert told.value.diagnostics[0].text("nl").startswith("`school.yaml` is veranderd (iemand anders) sinds jij het opende")


def test_two_names_that_are_one_on_some_computers_are_told(root: Path) -> None:
    (root / "rules" / "Rollen.yaml").write_text("roles: {}\n", encoding="utf-8")
    with pytest.raises(KnowledgeError) as told:
        put_in_draft(root, {"rules/rollen.yaml": "roles: {}\n"}, {}, "bea")
    assert "`rules/Rollen.yaml`" in told.value.diagnostics[0].text("nl")


def test_of_two_who_write_at_once_one_is_told(root: Path) -> None:
    seen = {"school.yaml": text_digest(OLD["school.yaml"])}
    told = []

    def write(n: int) -> None:
        try:
            put_in_draft(root, {"school.yaml": f"school: {n}\n"}, seen, str(n))
        except KnowledgeError as problem:
            told.append(problem.diagnostics[0].code)

    threads = [threading.Thread(target=write, args=(n,)) for n in range(8)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert told == ["draft.changed"] * 7


def test_what_changed_in_force_meanwhile_is_told(root: Path) -> None:
    put(root, "school.yaml", "school: De Eik\n")
    assert draft_of(root).overtaken == ()
    (root / "school.yaml").write_text("school: De Beuk\n", encoding="utf-8")
    assert draft_of(root).overtaken == ("school.yaml",)


def test_a_draft_can_be_thrown_away_for_one_file_or_whole(root: Path) -> None:
    put(root, "school.yaml", "school: De Eik\n")
    put(root, "rules/roles.yaml", "roles: {}\n")
    seen = text_digest(draft_of(root).texts["school.yaml"])
    whole = draft_of(root).digest
    put(root, "school.yaml", "school: De Els\n")
    for unseen, name in ((seen, "school.yaml"), (whole, "")):
        with pytest.raises(KnowledgeError):
            discard(root, unseen, name)
    assert discard(root, text_digest("school: De Els\n"), "school.yaml").texts["school.yaml"] == OLD["school.yaml"]
    assert not discard(root, draft_of(root).digest).is_open
    assert draft_of(root).texts == OLD


def test_a_draft_begins_from_an_earlier_version_unless_there_is_one(root: Path) -> None:
    keep(root, NEW)
    put(root, "rules/roles.yaml", "roles: {a: {}}\n")
    with pytest.raises(KnowledgeError):
        begin_from(root, version_of(root, 1), "bea")
    discard(root, draft_of(root).digest)
    assert begin_from(root, version_of(root, 1), "bea").texts == OLD
    assert texts_of(root) == NEW


def test_the_file_that_makes_it_a_school_cannot_be_taken_away(root: Path) -> None:
    with pytest.raises(KnowledgeError):
        put(root, "school.yaml", None)


def test_line_ends_of_the_file_stay_and_the_last_line_ends(root: Path) -> None:
    (root / "school.yaml").write_bytes(b"school: X\r\n")
    put(root, "school.yaml", "school: Y\nversion: '1'")
    assert draft_of(root).texts["school.yaml"] == "school: Y\r\nversion: '1'\r\n"
    put(root, "rules/new.yaml", "a: 1\r\nb: 2\r\n")
    assert draft_of(root).texts["rules/new.yaml"] == "a: 1\nb: 2\n"


@pytest.mark.parametrize(
    "name",
    [
        "../x.yaml",
        "rules/../../x.yaml",
        "/etc/x.yaml",
        "rules//x.yaml",
        "rules/x.yml",
        "rules/x",
        "rules/.x.yaml",
        "rules/con.yaml",
        "rules/com1/x.yaml",
        "rules\\x.yaml",
        "other/x.yaml",
        "x.yaml",
        ".wegwijzer/draft.yaml",
        "rules/x.yaml\n",
        "rules/x\0.yaml",
        "rules/" + "a/" * 9 + "x.yaml",
        "rules/" + "a" * 100 + ".yaml",
        "",
        "C:/x.yaml",
        "rules/Groot.yaml",
    ],
)
def test_no_name_leads_out_of_the_folder(root: Path, name: str) -> None:
    before = sorted(str(p) for p in root.parent.rglob("*"))
    with pytest.raises(KnowledgeError):
        checked_name(name, OLD)
    with pytest.raises(KnowledgeError):
        put_in_draft(root, {name: "a: 1\n"}, {name: ""}, "bea")
    assert [p for p in sorted(str(p) for p in root.parent.rglob("*")) if ".wegwijzer" not in p] == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_a_link_leads_no_writing_out_of_the_folder(root: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.yaml").write_text("secret: 1\n", encoding="utf-8")
    (root / "protocols").symlink_to(outside)
    (root / "rules" / "link.yaml").symlink_to(outside / "secret.yaml")
    assert texts_of(root) == OLD
    for name in ("protocols/new.yaml", "rules/link.yaml"):
        with pytest.raises(KnowledgeError):
            keep(root, {**OLD, name: "a: 1\n"})
    assert [p.name for p in outside.iterdir()] == ["secret.yaml"]
    assert (outside / "secret.yaml").read_text(encoding="utf-8") == "secret: 1\n"


def test_more_than_fits_is_refused(root: Path) -> None:
    with pytest.raises(KnowledgeError):
        put(root, "rules/large.yaml", "x" * (DRAFT_TEXT + 1))
    with pytest.raises(KnowledgeError):
        put_in_draft(root, {f"rules/x{n}.yaml": "a: 1\n" for n in range(600)}, {}, "bea")
    assert not draft_of(root).is_open
