"""Hostile words in a case and in a school's overlay come out of every surface as words."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import icalendar
import pypdf
import pytest

from engine.cases import keys
from engine.loading.document import read_text
from tests.hostile.conftest import FORMULA, HOSTILE, SIGN, Run, quoted

UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufffe\uffff]")
HARMLESS = re.compile(r"^(?:#[\w.>-]*|(?!//)[\w./-]+(?:#[\w.%-]*)?)$")  # a link within the page, or to a file beside it


class Page(HTMLParser):
    """What a browser would make of a page: its tags with their attributes, and its text apart from scripts and styles."""

    def __init__(self, source: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self._inside = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self._inside = tag if tag in ("script", "style") else ""

    def handle_endtag(self, tag: str) -> None:
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        self.text += "" if self._inside else data


def check_page(source: str, scripts: int) -> Page:
    """Check that nothing in a page runs but its own scripts, and that it loads nothing."""
    page = Page(source)
    found = [tag for tag, _ in page.tags]
    assert found.count("script") == scripts
    assert not {"img", "iframe", "object", "embed", "link", "base", "form"} & set(found)
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "srcdoc", "formaction", "action")]
        assert not [v for n, v in attributes.items() if n in ("href", "xlink:href") and not HARMLESS.fullmatch(v)]
    assert UNSEEN.search(source) is None
    assert "<script>alert(1)</script>" in page.text
    return page


def lines_of(text: str) -> list[str]:
    return [line for line in text.split("\n") if not line.isprintable()]


@pytest.mark.parametrize(
    "words",
    [
        ["advise"],
        ["explain", "form.underachievement", "--full"],
        ["explain", "underachievement.find_causes"],
        ["whatif", "behaviour.avoids_challenge=false"],
        ["plan"],
        ["advise", "--lang", "en"],
    ],
    ids=" ".join,
)
def test_nothing_reaches_a_terminal_that_it_would_obey(words: list[str], planted: Path, school: Path, run: Run) -> None:
    status, out, err = run(words[0], planted, *words[1:], "--rules", school)
    assert (status, err) == (0, "")
    assert SIGN in out
    assert lines_of(out) == []


def test_the_interview_says_hostile_words_harmlessly(planted: Path, school: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("\n?\nl\nstop\n"))
    status, out, err = run("ask", planted, "--rules", school)
    assert status == 0, err
    assert lines_of(out) + lines_of(err) == []


def test_a_picture_as_text_and_the_counts_of_overrides_are_harmless(planted: Path, school: Path, run: Run) -> None:
    for words in (["graph", "underachievement", "--format", "text", "--case", planted], ["overrides", planted.parent]):
        status, out, _ = run(*words, "--rules", school)
        assert status == 0
        assert SIGN in out
        assert lines_of(out) == []


def test_faults_and_their_file_names_are_harmless(tmp_path: Path, run: Run) -> None:
    case = tmp_path / "a\x1b[31m\u202eb.yaml"
    case.write_text(f"case: x\nfacts:\n  {quoted(HOSTILE)}: {quoted(HOSTILE)}\n{quoted(HOSTILE)}: 1\n", encoding="utf-8")
    status, out, err = run("advise", case)
    assert (status, out) == (2, "")
    assert SIGN in err
    assert lines_of(err) == []


@pytest.mark.parametrize("words", [["advise"], ["plan"], ["explain", "form.chronic"], ["whatif", "absence.full=true"]], ids=" ".join)
def test_json_is_json_keeps_every_word_and_can_be_shown(words: list[str], planted: Path, school: Path, run: Run) -> None:
    status, out, _ = run(words[0], planted, *words[1:], "--format", "json", "--rules", school)
    assert status == 0
    assert lines_of(out) == []
    texts = texts_of(json.loads(out))
    assert words[0] not in {"advise", "plan"} or any(HOSTILE in text for text in texts)  # the others give ids, no labels


def texts_of(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts_of(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts_of(each)]
    return [value] if isinstance(value, str) else []


def test_sarif_is_json_and_can_be_shown(tmp_path: Path, run: Run) -> None:
    change = f"  - {{replaces: {quoted(HOSTILE)}, with: x, why: {quoted(HOSTILE)}}}\n"
    (tmp_path / "school.yaml").write_text(f"school: x\nchanges:\n{change}", encoding="utf-8")
    status, out, _ = run("check", tmp_path, "--format", "sarif")
    assert status == 1
    assert lines_of(out) == []
    (found,) = json.loads(out)["runs"][0]["results"]
    assert SIGN in found["message"]["text"]


@pytest.mark.parametrize("reader", ["school", "parents", "pupil"])
def test_a_sheet_as_a_page(reader: str, planted: Path, school: Path, run: Run) -> None:
    status, out, _ = run("advise", planted, "--format", "html", "--for", reader, "--rules", school)
    assert status == 0
    assert "form-action 'none'" in out
    check_page(out, 0)


@pytest.mark.thorough  # lays out two routes for one page; other pictures are tried below
def test_the_trainers_page(planted: Path, school: Path, run: Run, tmp_path: Path) -> None:
    out = tmp_path / "p.html"
    assert run("graph", "underachievement", "--case", planted, "-o", out, "--rules", school)[0] == 0
    source = out.read_text(encoding="utf-8")
    plain = tmp_path / "plain.html"
    assert run("graph", "first_talk", "-o", plain)[0] == 0  # the smallest: every page has as many scripts
    check_page(source, plain.read_text(encoding="utf-8").count("<script"))


@pytest.mark.thorough  # prints the whole handbook
def test_the_handbook(school: Path, run: Run, tmp_path: Path) -> None:
    assert run("book", school, "-o", tmp_path / "boek")[0] == 0
    pages = sorted((tmp_path / "boek").glob("*.html"))
    seen = ""
    for path in pages:
        source = path.read_text(encoding="utf-8")
        page = Page(source)
        assert not [n for _, attributes in page.tags for n in attributes if n.startswith("on")], path.name
        assert not {"img", "iframe", "object", "embed", "base"} & {tag for tag, _ in page.tags}, path.name
        assert not [a["href"] for _, a in page.tags if re.match(r"\s*(javascript|data|vbscript):", a.get("href", ""), re.IGNORECASE)]
        assert UNSEEN.search(source) is None, path.name
        assert source.count("<script") <= 1, path.name
        seen += page.text
    assert "<script>alert(1)</script>" in seen


@pytest.mark.parametrize("form", ["svg", "bpmn"])
def test_pictures_in_xml_are_well_formed_and_run_nothing(form: str, planted: Path, school: Path, run: Run, tmp_path: Path) -> None:
    assert run("graph", "underachievement", "--case", planted, "-o", tmp_path / f"p.{form}", "--rules", school)[0] == 0
    for path in tmp_path.glob(f"p*.{form}"):
        root = ET.fromstring(path.read_text(encoding="utf-8"))  # noqa: S314 - our own text
        names = {str(each.tag).rpartition("}")[2] for each in root.iter()}
        assert not {"script", "foreignObject", "image", "use", "scriptTask"} & names
        links = [v for each in root.iter() for n, v in each.attrib.items() if n.endswith("href") and not HARMLESS.fullmatch(v)]
        assert links == []
        assert any(SIGN in text for text in root.itertext())


def test_mermaid_and_dot_keep_words_within_their_quotes(planted: Path, school: Path, run: Run) -> None:
    for form in ("mermaid", "dot"):
        status, out, _ = run("graph", "underachievement", "--case", planted, "--format", form, "--rules", school)
        assert status == 0
        assert SIGN in out
        assert lines_of(out.replace("\t", " ")) == []
        marks = r'(?<!\\)(?:\\\\)*"' if form == "dot" else '"'  # Mermaid knows no escape: a quote in a word is `#quot;`
        head, body = out.split("---\n")[1:] if form == "mermaid" else ("", out)
        assert [line for line in body.splitlines() if len(re.findall(marks, line)) % 2] == []
        assert form == "dot" or set(read_text(head, "head").value) == {"title"}
        assert form == "dot" or "<script" not in body
        assert "javascript:" not in re.findall(r'(?:URL|href)="([^"]*)"', out)


def test_markdown_shows_markup_as_text(planted: Path, school: Path, run: Run) -> None:
    status, out, _ = run("advise", planted, "--format", "md", "--rules", school)
    assert status == 0
    assert SIGN in out
    assert re.search(r"(?<!\\)<(?!br>)", out) is None
    assert "](javascript" not in out.replace("\\]", "")
    assert UNSEEN.search(out) is None


def test_word_holds_words_and_leads_nowhere(planted: Path, school: Path, run: Run, tmp_path: Path) -> None:
    assert run("advise", planted, "-o", tmp_path / "a.docx", "--rules", school)[0] == 0
    document = docx.Document(str(tmp_path / "a.docx"))
    assert "<script>alert(1)</script>" in "".join(str(each) for each in document.element.itertext())
    with zipfile.ZipFile(tmp_path / "a.docx") as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                source = packed.read(name)
                ET.fromstring(source)  # noqa: S314 - our own text
                assert b"TargetMode" not in source
                assert b"<!DOCTYPE" not in source
        assert "fldSimple" not in packed.read("word/document.xml").decode()


def test_a_pdf_holds_words_and_does_nothing(planted: Path, school: Path, run: Run, tmp_path: Path) -> None:
    assert run("advise", planted, "-o", tmp_path / "a.pdf", "--rules", school)[0] == 0
    reader = pypdf.PdfReader(tmp_path / "a.pdf")
    read = "".join("".join(page.extract_text() for page in reader.pages).split())
    assert '#read("/etc/passwd")' in read
    assert "root:x:" not in read
    assert not {"/OpenAction", "/AA", "/JavaScript"} & set(reader.root_object)
    actions = [note.get_object().get("/A", {}) for page in reader.pages for note in page.get("/Annots", ())]
    assert [action for action in actions if action.get("/S") not in (None, "/GoTo")] == []


def test_a_calendar_gets_no_line_of_its_own(planted: Path, school: Path, run: Run, tmp_path: Path) -> None:
    assert run("plan", planted, "--ics", tmp_path / "p.ics", "--rules", school)[0] == 0
    (calendar,) = icalendar.Calendar.from_ical((tmp_path / "p.ics").read_bytes(), multiple=True)
    events = calendar.walk("VEVENT")
    assert events
    for event in events:
        assert set(event) == {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "TRANSP"}
    assert any(SIGN in str(event["SUMMARY"]) for event in events)
    assert UNSEEN.search((tmp_path / "p.ics").read_bytes().decode().replace("\r\n", "")) is None


def test_what_the_store_says_is_harmless_on_a_terminal(planted: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keys, "_COST", 2**8)
    monkeypatch.setenv("WEGWIJZER_STORE", str(tmp_path / "cases.db"))
    monkeypatch.setenv("WEGWIJZER_PASSPHRASE", "vier losse woorden hier")
    monkeypatch.setenv("WEGWIJZER_WHO", HOSTILE)
    for words in (
        ["import", planted],
        ["new", "valk", "--name", HOSTILE],
        ["note", "valk", HOSTILE],
        ["observe", "valk", "wellbeing.low=ja", "--by", "parent", "--which", HOSTILE, "--note", HOSTILE],
    ):
        status, _, err = run("store", *words)
        assert status == 0, err
    for words, holds in (
        (["history", "valk"], True),
        (["history", "x"], True),
        (["show", "x"], True),
        (["list", "--names"], True),
        (["search", SIGN], True),
        (["export-person", "valk", "--names"], True),
        (["export", "x"], True),
        (["accounts", "audit"], True),
        (["due", "--as-of", "2026-03-01"], True),
        (["new", HOSTILE], False),
        (["show", HOSTILE], False),
        (["observe", "valk", HOSTILE], False),
        (["accounts", "reset", HOSTILE], False),
        (["accounts", "accept", HOSTILE], False),
        (["restore", HOSTILE], False),
    ):
        monkeypatch.setenv("WEGWIJZER_ACCOUNT_PASSWORD", HOSTILE)
        status, out, err = run("store", *words)
        assert status == (0 if holds else 2), (words, err)
        assert SIGN.casefold() in (out + err).casefold() or words[0] in ("due", "accounts"), words
        assert lines_of(out) == [], words
        assert lines_of(err) == [], words


def test_a_page_about_many_pupils_runs_only_its_own(run: Run, tmp_path: Path) -> None:
    head = ["pupil", "pupil.sector", "pupil.year", "potential.percentile", "achievement.percentile", HOSTILE]
    for name, word in (("a", HOSTILE), ("b", "gewoon")):
        with (tmp_path / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
            rows = [[f"{word} {i}", "po", "7", str(90 - i), "20" if i else word, word] for i in range(4)]
            csv.writer(stream, delimiter=";").writerows([head, *rows])
        status, out, err = run("screen", tmp_path / f"{name}.csv", "-o", tmp_path / f"{name}.html", "--as-of", "2026-03-01")
        assert status == 0, err
        assert lines_of(out) + lines_of(err) == []
    plain = (tmp_path / "b.html").read_text(encoding="utf-8")
    check_page((tmp_path / "a.html").read_text(encoding="utf-8"), plain.count("<script"))


def test_a_list_of_pupils_holds_no_formula(run: Run, tmp_path: Path) -> None:
    """Neither from the table that came in, nor from the question of a school's overlay."""
    (tmp_path / "school").mkdir()
    changes = "".join(f"  - {{replaces: {name}.question.nl, with: {quoted(FORMULA)}, why: x}}\n" for name in QUESTIONS)
    (tmp_path / "school" / "school.yaml").write_text(f"school: x\nchanges:\n{changes}", encoding="utf-8")
    rows = [[name, "po", "7", str(90 - i), "20"] for i, name in enumerate((FORMULA, " =1+1", "＝1", "-2", "@a", "+b", "\t=1", "gewoon"))]
    with (tmp_path / "in.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [["pupil", "pupil.sector", "pupil.year", "potential.percentile", "achievement.percentile"], *rows]
        )
    outs = [tmp_path / f"out.{form}" for form in ("csv", "xlsx")]
    words = [word for out in outs for word in ("-o", out)]
    status, _, err = run("screen", tmp_path / "in.csv", *words, "--as-of", "2026-03-01", "--rules", tmp_path / "school")
    assert status == 0, err
    cells = [cell for row in csv.reader(outs[0].read_text(encoding="utf-8").splitlines()) for cell in row]
    assert [cell for cell in cells if re.match(r"[\s\0]*[=+\-@＝＋－＠]", cell) and not re.fullmatch(r"-?[\d.]+", cell)] == []
    assert any(SIGN in cell for cell in cells)
    with zipfile.ZipFile(outs[1]) as packed:
        sheets = [packed.read(name).decode() for name in packed.namelist() if "sheets/sheet" in name]
        assert [sheet for sheet in sheets if "<f>" in sheet or "<hyperlink" in sheet] == []


QUESTIONS = ("nomination.teacher", "achievement.standardised", "potential.basis", "achievement.norm_group", "discrepancy.months")


@pytest.mark.thorough  # all checks
def test_a_school_with_a_hostile_name_begins_with_files_that_say_it_and_no_more(run: Run, tmp_path: Path) -> None:
    status, out, err = run("init", tmp_path / "school", "--name", HOSTILE)
    assert (status, err) == (0, "")
    assert lines_of(out) == []
    assert read_text((tmp_path / "school" / "school.yaml").read_text(encoding="utf-8"), "school.yaml").value["school"] == HOSTILE
    for path in (tmp_path / "school").rglob("*"):
        if path.is_file():
            assert UNSEEN.search(path.read_text(encoding="utf-8")) is None, path.name
    assert run("check", tmp_path / "school")[0] == 0
    assert run("test", tmp_path / "school")[0] == 0
    status, out, err = run("new", "rule", f"finding.{SIGN} \x1b[31m", tmp_path / "school")
    assert (status, out) == (2, "")
    assert lines_of(err) == []


def test_a_vignette_with_a_hostile_title_can_be_read_back(planted: Path, run: Run, tmp_path: Path) -> None:
    status, _, err = run("vignette", planted, "-o", tmp_path / "v.yaml", "--as", "v", "--title", HOSTILE)
    assert status == 0, err
    text = (tmp_path / "v.yaml").read_text(encoding="utf-8")
    assert UNSEEN.search(text) is None
    assert read_text(text, "v.yaml").value["title"] == HOSTILE
    assert run("test", tmp_path / "v.yaml")[0] in (0, 1)
