"""One document in four formats: what people wrote is printed literally, the same each time, and fit to be read by everybody."""

from __future__ import annotations

import base64
import hashlib
import importlib
import io
import re
import sys
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import docx
import pdfua
import pypdf
import pytest

from engine.diagnostics import KnowledgeError
from engine.model.paper import Field, Fields, Heading, Item, Items, Note, PageBreak, Paper, Paragraph, Scale, Span, Table
from engine.model.reading import Reader
from engine.rendering.paper_advice import advice_paper
from engine.rendering.paper_guide import blank_paper, guide_paper
from engine.rendering.paper_printing import FORMATS, PaperFormat, printed
from engine.rendering.readers import eyes_of
from engine.service import Wegwijzer

ROOT = Path(__file__).resolve().parents[2]
HTML = "<script>alert(1)</script><img src=x onerror=alert(2)> \"' &lt;"
TYPST = "#strong[a] #sys.inputs $x^2$ @ref <label> `raw` // comment \\u{41} ~ -- ..."
MARKDOWN = "[link](javascript:alert(1)) **b** _i_ | cell | # no heading"
WORD = "<w:p/> {PAGE} \\t & ]]>"
NASTY = (HTML, TYPST, MARKDOWN, WORD)
GUIDES = sorted(path.stem for path in (ROOT / "rules" / "guides").glob("*.yaml"))
VIGNETTES = sorted((ROOT / "rules" / "vignettes").glob("*.yaml"))[::10]


def nasty(text: str) -> Paper:
    """Give a document with a text in every place that can hold one."""
    spans = (Span(text), Span(text, "quiet"), Span(text, "strong"), Span(text, "late"))
    blocks = (
        Note("urgent", text, spans),
        Heading(text),
        Heading(text, 3),
        Paragraph(spans),
        Items((Item(spans, (spans,)),)),
        Table(text, (text, text), ((spans, ()),), (50, 50)),
        Scale((text, "b"), 0, text),
        Fields((Field(text, 2, (spans,)),)),
        Fields((Field(text),), "rows"),
        Fields((Field(text),), "boxes"),
        PageBreak(),
        Note("note", text),
        Paragraph(spans),
    )
    return Paper(text, text, text, text, "2026-01-26", "nl", blocks)


def binary(paper: Paper, form: PaperFormat) -> io.BytesIO:
    made = printed(paper, form)
    assert isinstance(made, bytes)
    return io.BytesIO(made)


def text(paper: Paper, form: PaperFormat) -> str:
    made = printed(paper, form)
    assert isinstance(made, str)
    return made


def pages_of(paper: Paper) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(binary(paper, "pdf")).pages]


def words_of(paper: Paper) -> str:
    """Give all that a Word file says, headers and tables included."""
    document = docx.Document(binary(paper, "docx"))
    section = document.sections[0]
    bodies = [document.element.body, section.header._element, section.footer._element]  # noqa: SLF001 - to see all of it
    return "\n".join(t.text or "" for body in bodies for t in body.iter() if str(t.tag).endswith("}t"))


class Page(HTMLParser):
    """Reads a page back: its tags with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        """Read a page."""
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module")
def jaimo(wegwijzer: Wegwijzer) -> Paper:
    return advice_paper(*wegwijzer.reading(wegwijzer.load(ROOT / "examples" / "jaimo.yaml"), frozenset({"school"})))


# --- literally ---


@pytest.mark.parametrize("said", NASTY)
def test_html_shows_markup_as_text(said: str) -> None:
    page = Page(text(nasty(said), "html"))
    assert page.text.count(said) >= 20
    known = {"html", "head", "meta", "title", "style", "body", "header", "h1", "h2", "h3", "p", "main", "div", "strong", "span", "ul", "li"}
    known |= {"table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "textarea", "ol", "small", "label", "hr", "footer"}
    assert {tag for tag, _ in page.tags} <= known
    assert not any(name.startswith("on") or name in ("src", "href", "style") for _, found in page.tags for name in found)


def test_html_asks_nothing_of_the_network_and_runs_nothing(jaimo: Paper) -> None:
    source = text(jaimo, "html")
    style = source.split("<style>")[1].split("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    (policy,) = (a["content"] for tag, a in Page(source).tags if tag == "meta" and a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert "://" not in source
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("said", NASTY)
def test_a_pdf_shows_markup_as_text(said: str) -> None:
    read = "".join("".join(pages_of(nasty(said))).split()).replace("\u00ad", "")
    assert read.count("".join(said.split())[:20]) >= 10
    (front, *_) = pages_of(nasty(TYPST))
    assert "#strong[a]" in front


@pytest.mark.parametrize("said", NASTY)
def test_word_shows_markup_as_text(said: str) -> None:
    assert words_of(nasty(said)).count(said) >= 20


def test_markdown_shows_markup_as_text() -> None:
    source = text(nasty(MARKDOWN + HTML), "md")
    assert "\\[link\\](javascript:alert(1)) \\*\\*b\\*\\* \\_i\\_ \\| cell \\| \\# no heading" in source
    assert re.search(r"(?<!\\)<(?!br>)", source) is None


@pytest.mark.parametrize("begin", ["- ", "+ ", "1. ", "12) ", "=== ", "# ", "> ", "* "])
def test_markdown_keeps_a_line_from_becoming_a_list_or_a_heading(begin: str) -> None:
    source = text(replace(nasty("x"), blocks=(Paragraph((Span(f"eerst\n{begin}dan"),)), Heading(f"{begin}kop"))), "md")
    assert f"\n{begin}dan" not in source
    assert f"## {begin}" not in source


def test_a_table_cell_of_markdown_stays_on_its_line() -> None:
    table = Table("t", ("a", "b"), (((Span("een\ntwee | drie"),), ()),), (50, 50))
    assert "| een<br>twee \\| drie |  |" in text(replace(nasty("x"), blocks=(table,)), "md")


@pytest.mark.parametrize("form", FORMATS)
def test_signs_that_no_paper_has_become_spaces(form: PaperFormat) -> None:
    paper = nasty("a\x00b\x07c\x1bd\ud800e\u202ef\ufffeg")
    read = {"md": lambda: text(paper, "md"), "html": lambda: text(paper, "html"), "docx": lambda: words_of(paper)}
    assert "a b c d e f g" in read.get(form, lambda: " ".join(pages_of(paper)))()


def test_a_sign_that_the_letters_do_not_have_becomes_a_box_and_the_rest_stays() -> None:
    read = " ".join(pages_of(nasty("wil graag 漢字 leren 😀, wil Київ zien")))
    assert "wil graag ▯▯ leren ▯" in read
    assert "Київ" in read


# --- the same each time ---


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_document_gives_the_same_bytes(jaimo: Paper, form: PaperFormat) -> None:
    assert printed(jaimo, form) == printed(jaimo, form)


def test_files_carry_the_day_that_they_were_made_for_and_no_hour_of_making(jaimo: Paper) -> None:
    with zipfile.ZipFile(binary(jaimo, "docx")) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"2026-01-26T00:00:00Z" in packed.read("docProps/core.xml")
    metadata = pypdf.PdfReader(binary(jaimo, "pdf")).metadata
    assert metadata is not None
    assert str(metadata.get("/CreationDate")).startswith("D:20260126")


# --- fit to be read by everybody ---


@pytest.mark.parametrize("reader", ["school", "parents", "pupil"])
def test_an_advice_passes_a_checker_of_pdf_ua(wegwijzer: Wegwijzer, reader: Reader, tmp_path: Path) -> None:
    case = wegwijzer.load(ROOT / "examples" / "thuis.yaml")
    check_accessible(advice_paper(*wegwijzer.reading(case, frozenset({reader}))), tmp_path)


@pytest.mark.parametrize("name", GUIDES)
def test_every_guide_passes_a_checker_of_pdf_ua(wegwijzer: Wegwijzer, name: str, tmp_path: Path) -> None:
    case, guide = wegwijzer.load(ROOT / "examples" / "jaimo.yaml"), wegwijzer.base.knowledge.guides[name]
    check_accessible(guide_paper(guide, *wegwijzer.reading(case, eyes_of(guide.audience))), tmp_path)


def test_all_guides_are_among_those(wegwijzer: Wegwijzer) -> None:
    assert sorted(wegwijzer.base.knowledge.guides) == GUIDES


def check_accessible(paper: Paper, folder: Path) -> None:
    file = folder / "paper.pdf"
    file.write_bytes(binary(paper, "pdf").getvalue())
    report = pdfua.validate(str(file))
    assert report.findings == ()
    root = pypdf.PdfReader(file).root_object
    assert str(root["/Lang"]) == "nl"
    assert "/StructTreeRoot" in root


def test_every_kind_of_paper_passes_the_stricter_checker_where_installed(wegwijzer: Wegwijzer, jaimo: Paper, tmp_path: Path) -> None:
    outloud = pytest.importorskip("outloud", reason="the extra `paper-check` is not installed")
    case = wegwijzer.load(ROOT / "examples" / "thuis.yaml")
    guides = [guide_paper(g, *wegwijzer.reading(case, eyes_of(g.audience))) for g in wegwijzer.base.knowledge.guides.values()]
    for number, paper in enumerate((jaimo, *guides)):
        file = tmp_path / f"{number}.pdf"
        file.write_bytes(binary(paper, "pdf").getvalue())
        result = outloud.check(str(file))
        assert (result.verdict, result.errors, result.warnings) == ("pass", 0, 0), paper.title


def test_every_field_of_a_page_has_its_label_and_every_table_its_headings(jaimo: Paper) -> None:
    tags = Page(text(jaimo, "html")).tags
    labels = {found["for"] for tag, found in tags if tag == "label"}
    areas = [found for tag, found in tags if tag == "textarea"]
    assert areas
    assert all(found.get("id") in labels or found.get("aria-label") for found in areas)
    assert all(found.get("scope") == "col" for tag, found in tags if tag == "th")
    assert sum(tag == "caption" for tag, _ in tags) == sum(tag == "table" for tag, _ in tags) > 0
    assert ("html", {"lang": "nl"}) in tags


def test_each_cell_of_a_table_names_its_column_for_where_a_row_becomes_a_block(jaimo: Paper) -> None:
    tables = [block for block in jaimo.blocks if isinstance(block, Table)]
    named = [found.get("data-label") for tag, found in Page(text(jaimo, "html")).tags if tag == "td"]
    assert named == [name for table in tables for _ in table.rows for name in (None, *table.head[1:])] != []


def test_a_word_file_has_real_headings_its_language_and_rows_of_headings(jaimo: Paper) -> None:
    document = docx.Document(binary(jaimo, "docx"))
    styles = [p.style.name for p in document.paragraphs if p.style]
    assert styles.count("Heading 1") == 1
    assert styles.count("Heading 2") >= 8
    xml = document.element.xml
    assert "w:tblHeader" in xml
    assert 'w:val="nl-NL"' in document.styles.element.xml
    assert document.core_properties.title.startswith("Advies voor het overleg")


def test_a_word_file_keeps_the_order_that_the_format_asks(jaimo: Paper) -> None:
    """Word calls a file damaged whose cells have their shade before their edges."""
    order = ["tcW", "tcBorders", "shd"]
    cells = [tag for tag in docx.Document(binary(jaimo, "docx")).element.iter() if str(tag.tag).endswith("}tcPr")]
    found = [[str(child.tag).split("}")[1] for child in cell] for cell in cells]
    assert ["tcW", "tcBorders", "shd"] in found
    assert [names for names in found if names != sorted(names, key=order.index)] == []


@pytest.mark.parametrize("path", VIGNETTES, ids=lambda p: p.stem)
def test_the_page_for_the_meeting_is_one_page(wegwijzer: Wegwijzer, path: Path) -> None:
    paper = advice_paper(*wegwijzer.reading(wegwijzer.load(path), frozenset({"school"})))
    front, *behind = pages_of(paper)
    last_field = next(block for block in paper.blocks if isinstance(block, Fields)).fields[-1].label
    assert last_field in front
    assert behind
    assert last_field not in " ".join(behind)


def test_the_page_for_the_meeting_is_one_page_when_everything_is_the_matter(wegwijzer: Wegwijzer) -> None:
    """Also with every alert, the worry about safety included, and with long words about what goes well."""
    for name in ("geval-01-veiligheid-ontkend", "samenvatting-alles"):
        case = wegwijzer.load(ROOT / "rules" / "vignettes" / f"{name}.yaml")
        front, *_ = pages_of(advice_paper(*wegwijzer.reading(case, frozenset({"school"}))))
        assert "Wanneer kijken we terug, en met wie?" in front, name


def test_each_page_says_for_whom_it_is_and_by_which_rules(jaimo: Paper, wegwijzer: Wegwijzer) -> None:
    digest = wegwijzer.base.knowledge.digest.removeprefix("sha256:")
    for page in pages_of(jaimo):
        assert "Alleen voor school. Dit blad gaat niet mee naar huis." in page
        assert f"({digest[:12]})" in page
    whole = text(jaimo, "md")
    assert f"Gemaakt voor 26 januari 2026, met de regels ‘basis’, versie {wegwijzer.base.knowledge.version}." in whole
    assert digest in whole
    assert "Mensen die het kind kennen, beslissen." in whole


def test_a_blank_guide_leaves_every_field_open(wegwijzer: Wegwijzer) -> None:
    knowledge = wegwijzer.base.knowledge
    for guide in knowledge.guides.values():
        paper = blank_paper(guide, eyes_of(guide.audience), knowledge, "2026-01-26")
        fields = [f for block in paper.blocks if isinstance(block, Fields) for f in block.fields]
        assert fields
        assert all(f.known == () for f in fields)
        written = sum(line.show is None for part in guide.parts for line in part.lines)
        assert len(fields) == written


def test_every_question_of_a_guide_has_room_for_its_answer(wegwijzer: Wegwijzer) -> None:
    """A question may leave the room to the line that is to be written under it, and to nothing else."""
    knowledge = wegwijzer.base.knowledge
    for guide in knowledge.guides.values():
        blocks = blank_paper(guide, eyes_of(guide.audience), knowledge, "2026-01-26").blocks
        for block, following in pairwise(blocks):
            if isinstance(block, Fields):
                assert all(f.lines for f in block.fields[:-1])
                assert block.fields[-1].lines or (isinstance(following, Fields) and following.fields[0].lines)


@pytest.mark.parametrize(("form", "package"), [("pdf", "typst"), ("docx", "docx")])
def test_a_missing_library_is_said_with_the_way_out(jaimo: Paper, form: PaperFormat, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    importlib.invalidate_caches()
    with pytest.raises(KnowledgeError, match=r"pip install .*--format html"):
        printed(jaimo, form)


def test_without_our_own_letters_a_pdf_is_still_made(jaimo: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("engine.rendering.paper_pdf._fonts", list)
    assert binary(jaimo, "pdf").getvalue().startswith(b"%PDF")
