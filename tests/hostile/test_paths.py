"""Where things are written: only where they were asked, whole or not at all, and never through what someone else put there."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from cli.main import main
from cli.writing import write_whole
from engine.diagnostics import KnowledgeError
from engine.screening import taking_up

ROOT = Path(__file__).resolve().parents[2]
CASE = ROOT / "examples" / "jaimo.yaml"
POSIX = pytest.mark.skipif(os.name != "posix", reason="links and rights as POSIX has them")


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def run(*words: str | Path) -> int:
    with pytest.raises(SystemExit) as ended:
        main([str(word) for word in words])
    return int(str(ended.value.code))


def code(path: Path, content: str = "nieuw") -> str:
    with pytest.raises(KnowledgeError) as refused:
        write_whole(path, content)
    return refused.value.diagnostics[0].code


@pytest.mark.parametrize(
    "words",
    [
        ["advise", CASE, "-o", "out/advies.md"],
        ["advise", CASE, "-o", "out/advies.html"],
        ["plan", CASE, "--ics", "out/plan.ics"],
        ["guide", "plan_of_action", CASE, "-o", "out/plan.docx"],
        ["graph", "underachievement", "--case", CASE, "-o", "out/route.svg"],
    ],
    ids=str,
)
def test_a_command_writes_what_it_was_asked_to_and_nothing_else(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("out", "tmp", "home"):
        (tmp_path / name).mkdir()
    for name in ("TMPDIR", "TEMP", "TMP", "HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / ("home" if name in ("HOME", "XDG_CACHE_HOME") else "tmp")))
    monkeypatch.setenv("WEGWIJZER_CACHE", "off")
    monkeypatch.chdir(tmp_path)
    assert run(*words) == 0
    capfd.readouterr()
    written = everything(tmp_path)
    stem = Path(words[-1]).stem
    assert written
    assert all(Path(name).parent == Path("out") and Path(name).stem.startswith(stem) for name in written), written.keys()


def test_a_file_that_cannot_be_put_in_place_leaves_the_old_one_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.md").write_text("oud", encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert code(tmp_path / "a.md") == "file.unwritable"
    assert everything(tmp_path) == {"a.md": b"oud"}


def test_the_name_of_a_file_that_is_being_written_tells_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: seen.extend(p.name for p in tmp_path.iterdir()))
    write_whole(tmp_path / "jaimo-advies.md", "x")
    (name,) = seen
    assert name.startswith(".wegwijzer-")
    assert "jaimo" not in name


@POSIX
def test_a_file_that_is_being_written_can_be_read_by_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rights: list[int] = []
    monkeypatch.setattr(os, "chmod", lambda name, _: rights.append(stat.S_IMODE(Path(name).stat().st_mode)))
    write_whole(tmp_path / "a.md", "x")
    assert rights == [0o600]


@POSIX
def test_through_a_link_the_file_behind_it_is_written_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "echt").mkdir()
    (tmp_path / "echt" / "a.yaml").write_text("oud", encoding="utf-8")
    (tmp_path / "a.yaml").symlink_to("echt/a.yaml")
    write_whole(tmp_path / "a.yaml", "nieuw")
    assert (tmp_path / "a.yaml").is_symlink()
    assert (tmp_path / "echt" / "a.yaml").read_text(encoding="utf-8") == "nieuw"


@POSIX
def test_a_ring_of_links_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    assert code(tmp_path / "a") == "file.unwritable"


@pytest.mark.skipif(not hasattr(os, "getuid") or os.getuid() != 0, reason="only root can make a link that is someone else's")
def test_a_link_that_someone_else_put_there_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "geheim").write_text("oud", encoding="utf-8")
    (tmp_path / "a.md").symlink_to("geheim")
    os.lchown(tmp_path / "a.md", 12345, 12345)
    assert code(tmp_path / "a.md") == "file.foreign_link"
    assert (tmp_path / "geheim").read_text(encoding="utf-8") == "oud"


@POSIX
def test_a_device_takes_what_it_is_given_and_stays_a_device(tmp_path: Path) -> None:
    """A file put in its place would break the machine for all."""
    write_whole(Path(os.devnull), "weg")
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    os.mkfifo(tmp_path / "pijp")
    reader = os.open(tmp_path / "pijp", os.O_RDONLY | os.O_NONBLOCK)
    write_whole(tmp_path / "pijp", "door")
    assert os.read(reader, 10) == b"door"
    os.close(reader)
    assert stat.S_ISFIFO((tmp_path / "pijp").stat().st_mode)


def test_a_folder_or_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    assert code(tmp_path) == "file.unwritable"
    assert code(tmp_path / "weg" / "a.md") == "file.unwritable"
    assert code(tmp_path / ("x" * 300)) == "file.unwritable"
    assert code(tmp_path / "a\0b") == "file.missing"
    assert everything(tmp_path) == {}


def test_half_a_character_in_a_text_is_written_as_a_sign(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.md", "a\udcffb")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == "a?b"


TABLE = "pupil;pupil.sector;pupil.year;potential.percentile;achievement.percentile\na;po;7;95;20\n"


def many(tmp_path: Path) -> dict[str, list[str | Path]]:
    """Give the commands that write tables, without where to."""
    (tmp_path / "in.csv").write_text(TABLE, encoding="utf-8")
    return {"population": ["population", "--pupils", "5"], "screen": ["screen", tmp_path / "in.csv", "--as-of", "2026-03-01"]}


@POSIX
@pytest.mark.parametrize("form", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize("name", ["population", "screen"])
def test_a_table_is_written_where_a_link_leads_and_the_link_stays(
    name: str, form: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "echt").write_text("oud", encoding="utf-8")
    (tmp_path / f"lijst.{form}").symlink_to("echt")
    assert run(*many(tmp_path)[name], "-o", tmp_path / f"lijst.{form}") == 0
    capfd.readouterr()
    assert (tmp_path / f"lijst.{form}").is_symlink()
    assert (tmp_path / "echt").read_bytes() != b"oud"


@pytest.mark.parametrize("name", ["population", "screen"])
def test_a_table_that_cannot_be_put_in_place_leaves_the_old_one(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """On a full disk, and at somebody else's link."""
    words = [*many(tmp_path)[name], "-o", tmp_path / "lijst.csv"]
    (tmp_path / "lijst.csv").write_text("oud", encoding="utf-8")
    before = everything(tmp_path)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        assert run(*words) == 2
    assert everything(tmp_path) == before
    if hasattr(os, "getuid") and os.getuid() == 0:
        (tmp_path / "lijst.csv").rename(tmp_path / "van-een-ander")
        (tmp_path / "lijst.csv").symlink_to("van-een-ander")
        os.lchown(tmp_path / "lijst.csv", 12345, 12345)
        assert run(*words) == 2
        assert (tmp_path / "van-een-ander").read_bytes() == b"oud"
    assert "Traceback" not in capfd.readouterr().err


@POSIX
def test_a_case_for_a_pupil_is_not_written_through_what_lies_there(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "geheim").write_text("oud", encoding="utf-8")
    (tmp_path / "casussen").mkdir()
    (tmp_path / "casussen" / "a.draft").symlink_to("../geheim")
    assert run(*many(tmp_path)["screen"], "--cases", tmp_path / "casussen") == 0
    capfd.readouterr()
    assert (tmp_path / "geheim").read_text(encoding="utf-8") == "oud"
    assert (tmp_path / "casussen" / "a.yaml").is_file()


def test_the_parts_of_a_long_list_never_take_the_place_of_something_else(tmp_path: Path) -> None:
    (tmp_path / "lijst.csv.partial").mkdir()
    (tmp_path / "lijst.csv.partial" / "scriptie.docx").write_text("x", encoding="utf-8")
    assert not taking_up._is_ours(tmp_path / "lijst.csv.partial")  # noqa: SLF001 - a list of 100,000 pupils takes long
    (tmp_path / "leeg").mkdir()
    assert taking_up._is_ours(tmp_path / "leeg")  # noqa: SLF001 - as above


def test_a_school_begins_in_a_new_or_an_empty_folder(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Not in `/`, and not among the files of something else."""
    (tmp_path / "werk").mkdir()
    (tmp_path / "werk" / "a.docx").write_text("x", encoding="utf-8")
    for folder in (Path(tmp_path.anchor), tmp_path / "werk", tmp_path / "werk" / "a.docx"):
        assert run("init", folder) == 2
        assert "noem een nieuwe of een lege map" in capfd.readouterr().err
    assert everything(tmp_path) == {"werk/a.docx": b"x"}
    (tmp_path / "leeg" / ".git").mkdir(parents=True)  # where somebody already keeps versions
    assert run("init", tmp_path / "leeg") == 0
    assert (tmp_path / "leeg" / "school.yaml").is_file()


@pytest.mark.thorough  # prints the whole handbook
def test_a_handbook_never_takes_the_place_of_a_folder_with_something_else(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "werk").mkdir()
    (tmp_path / "werk" / "a.yaml").write_text("case: a\n", encoding="utf-8")
    assert run("book", "-o", tmp_path / "werk") == 2
    capfd.readouterr()
    assert everything(tmp_path) == {"werk/a.yaml": b"case: a\n"}


@POSIX
@pytest.mark.parametrize(
    "words",
    [
        *(["advise", "ring"], ["test", "ring"], ["check", "ring"], ["screen", "ring"], ["diff", "ring", "ring", "--no-vignettes"]),
        *(
            ["vignette", str(CASE), "-o", "ring"],
            ["graph", "support", "--case", "ring"],
            ["book", "ring", "-o", "out.html"],
            ["init", "ring"],
        ),
        *(["advise", str(CASE), "--rules", "ring"], ["store", "list"], ["new", "rule", "x", "--rules", "ring"]),
    ],
    ids=" ".join,
)
def test_a_ring_of_links_is_told_by_whatever_follows_it(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ring").symlink_to("ring")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WEGWIJZER_STORE", "ring")
    monkeypatch.setenv("WEGWIJZER_PASSPHRASE", "een lange zin van woorden")
    assert run(*words) == 2
    told = capsys.readouterr().err
    assert "ring" in told
    assert "systeemfout" not in told
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ring"]
