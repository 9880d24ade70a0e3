"""What is fuzzed: each target takes bytes, makes an input of them and runs the real code; only sentences may come out of bad input."""

from __future__ import annotations

import io
import os
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

from engine.cases.answers import read_answer
from engine.cases.writing import with_answer
from engine.diagnostics import KnowledgeError, Location
from engine.interchange.archives import check_archive
from engine.interchange.calendars import calendar_of
from engine.interchange.cells import cell_of, text_of
from engine.knowledge.compiler import compile_knowledge
from engine.language.parser import parse
from engine.language.printer import show
from engine.loading import library
from engine.loading.cases import parse_case
from engine.loading.collection import load_knowledge
from engine.loading.document import read_document, read_text
from engine.model.case import Observation
from engine.model.diagram import Diagram, Edge, Imprint, Lane, Node, Shape
from engine.model.paper import Field, Fields, Heading, Item, Items, Note, Paper, Paragraph, Scale, Span, Table, Tone
from engine.rendering.advice_json import advice_json
from engine.rendering.advice_text import advice_text
from engine.rendering.diagrams.printing import printed as drawn
from engine.rendering.paper_printing import printed
from engine.rendering.plan_print import plan_text
from engine.screening.tables import open_table
from engine.service import Wegwijzer, open_wegwijzer
from tests.fuzz.commands import command_line
from tests.fuzz.dice import Dice
from tests.fuzz.mutations import mutated
from tests.fuzz.words import HOSTILE, PIECES, VALUES

__all__ = ["TARGETS", "Target"]

ROOT = Path(__file__).resolve().parents[2]
SOUND = ROOT / "tests" / "golden" / "bad" / "sound_rules"
TODAY = date(2026, 3, 1)

Target = Callable[[bytes], None]


def _texts(*patterns: str) -> list[str]:
    return [path.read_text(encoding="utf-8") for pattern in patterns for path in sorted(ROOT.glob(pattern))]


@cache
def _wegwijzer() -> Wegwijzer:
    return open_wegwijzer()


def _sentences(problem: KnowledgeError) -> None:
    """Check that what is said can be said: a line each, in both languages, printable, and at a place that exists."""
    assert problem.diagnostics
    for each in problem.diagnostics:
        assert each.location.line >= 0
        assert each.location.column >= 0
        for language in ("nl", "en"):
            line = each.line(language)
            assert line.isprintable(), line
            assert len(line) < 3_000, len(line)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except KnowledgeError as problem:
        _sentences(problem)


# --- cases ---


@cache
def _cases() -> list[str]:
    return _texts("tests/golden/good/*.yaml", "examples/*.yaml", "rules/vignettes/geval-0*.yaml")


def case(content: bytes) -> None:
    """Load, advise on, plan and print a spoilt case file, or give faults."""
    text = mutated(Dice(content), _cases())
    with _told():
        found = parse_case(text, "case.yaml", _wegwijzer().base.knowledge)
        advice = _wegwijzer().advise(found, None if found.as_of else TODAY)
        knowledge = _wegwijzer().knowledge_for(found, TODAY)
        assert advice_json(advice, knowledge).encode()
        assert advice_text(advice, knowledge).encode()
        assert plan_text(_wegwijzer().plan(found, TODAY), knowledge).encode()
        made = datetime(2026, 3, 1, tzinfo=UTC)
        assert calendar_of(advice.steps, knowledge, made, found.id).startswith(b"BEGIN:VCALENDAR")


def file(content: bytes) -> None:
    """Read bytes from disk: any encoding, any control character, half a file."""
    with tempfile.NamedTemporaryFile(suffix=".yaml") as stream, _told():
        stream.write(content)
        stream.flush()
        read_document(Path(stream.name), name="file.yaml")


def answer(content: bytes) -> None:
    """Write an answer of the interview into a case file: the file stays sound, and nothing else in it changes."""
    dice = Dice(content)
    knowledge = _wegwijzer().base.knowledge
    text = mutated(dice, _cases(), 2)
    fact = knowledge.facts[dice.choice(list(knowledge.facts))]
    said = dice.choice([*VALUES, *PIECES, *HOSTILE, *fact.values, "3", "I", "12-03-2026", "ja"])
    with _told():
        before = parse_case(text, "case.yaml", knowledge)
        value = read_answer(fact, said) if dice.randrange(4) else None
        given = Observation(fact.id, value, dice.choice([None, "parent", "teacher"]), dice.choice([None, *HOSTILE]) or None, TODAY)
        written = with_answer(text, given, dice.choice(["", *HOSTILE]))
        try:
            after = parse_case(written, "case.yaml", knowledge)
        except KnowledgeError as problem:  # the same person said otherwise that day
            if {d.code for d in problem.diagnostics} != {"case.two_values"}:
                raise AssertionError(written) from problem
            return
        assert len(after.observations) in (len(before.observations), len(before.observations) + 1)
        assert [e.date for e in after.events] == [e.date for e in before.events]


# --- conditions ---


@cache
def _conditions() -> list[str]:
    found: set[str] = set()

    def walk(node: object) -> None:
        if isinstance(node, dict):
            for key, value in node.items():
                if key in ("when", "expression", "formula", "expr") and isinstance(value, str):
                    found.add(value)
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    for text in _texts("rules/*.yaml", "protocols/*.yaml", "tests/spec/*.yaml"):
        walk(read_text(text, "seed.yaml").value)
    return sorted(found)


def condition(content: bytes) -> None:
    """Parse a spoilt condition, and print it to what parses to the same, or give a fault."""
    text = mutated(Dice(content), _conditions())
    with _told():
        tree = parse(text, Location("rules.yaml", 3, 7))
        assert parse(show(tree)) == tree, text


# --- rules, overlays ---


@cache
def _base() -> Path:
    """Copy the small sound rules, with the schemas beside them, as the base that an overlay stands on."""
    folder = Path(tempfile.mkdtemp(prefix="wegwijzer-fuzz-"))
    shutil.copytree(SOUND, folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "schemas", folder / "schemas")
    return folder


@cache
def _rule_files() -> list[Path]:
    return sorted(p.relative_to(SOUND) for p in SOUND.rglob("*.yaml"))


def rules(content: bytes) -> None:
    """Compile spoilt files of rules, or give faults with their place."""
    dice = Dice(content)
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name:
        root = Path(name) / "r"
        shutil.copytree(SOUND, root)
        for _ in range(dice.randint(1, 3)):
            path = root / dice.choice(_rule_files())
            path.write_text(mutated(dice, [path.read_text(encoding="utf-8")]), encoding="utf-8", errors="replace")
        with _told():
            compile_knowledge(load_knowledge(root))


SCHOOLS = (
    """school: De Kring
version: 2026-1
approved_by: directie
valid_from: 2025-08-01
valid_until: 2027-07-31
stands_on: ../bestuur
region: midden
calendar:
  closed:
    - {from: 2025-10-06, to: 2025-10-07, name: studiedagen}
  open:
    - {from: 2026-02-16, to: 2026-02-17}
provisions: {provision.x: true}
parameters:
  high_percentile: {value: 96, was: 95, because: "hier anders", valid_from: 2026-01-01}
changes:
  - {replaces: home.unsafe.label.nl, was: het feit, with: anders gezegd, because: "taal van de school"}
  - {removes: home.quiet, because: "niet nodig"}
  - adds: need.extra
    with: {label: {nl: extra, en: extra}}
    because: nodig
guards:
  - {never: lose alert.child_safety, label: nooit, why: veiligheid}
""",
    "school: Bestuur\nparameters:\n  high_percentile: {value: 90, because: bestuur}\n",
    "school: Klein\nregion: noord\n",
)


def overlay(content: bytes) -> None:
    """Lay a school's spoilt overlay over a board's over the base, and compile, or give faults with their place."""
    dice = Dice(content)
    kept = library.shipped_folder
    library.shipped_folder = _base
    try:
        with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name, _told():
            for folder in ("school", "bestuur"):
                (Path(name) / folder / "rules").mkdir(parents=True)
                text = mutated(dice, SCHOOLS)
                (Path(name) / folder / "school.yaml").write_text(text, encoding="utf-8", errors="replace")
            if dice.randrange(2):
                own = mutated(dice, [(SOUND / dice.choice(_rule_files())).read_text(encoding="utf-8")], 3)
                (Path(name) / "school" / "rules" / "own.yaml").write_text(own, encoding="utf-8", errors="replace")
            compile_knowledge(load_knowledge(Path(name) / "school", dice.choice([None, TODAY, date.min])))
    finally:
        library.shipped_folder = kept


# --- words of commands ---


def whatif(content: bytes) -> None:
    """Try words of `whatif`: what changes, or faults."""
    dice = Dice(content)
    knowledge = _wegwijzer().base.knowledge
    steps = [f"{p.id}.{task}" for p in knowledge.protocols.values() for task in p.tasks]
    names = [*knowledge.facts, *steps, *HOSTILE, "", "."]
    values = [*VALUES, *PIECES, *HOSTILE, "done", "started"]
    words = [f"{dice.choice(names)}{dice.choice(['=', '', '==', ' = '])}{dice.choice(values)}" for _ in range(dice.randint(1, 3))]
    text = dice.choice(_cases())
    with _told():
        found = parse_case(text, "case.yaml", knowledge)
        _wegwijzer().what_if(found, words, TODAY)


def commands(content: bytes) -> None:
    """Run a command line over odd files: it ends with 0, 1 or 2, and bad input is told in sentences."""
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name:
        words = command_line(Dice(content), Path(name), _cases())
        status, out, err = run(words, Path(name) / "a" / "b")
        assert status in (0, 1, 2), (words, status, err)
        assert "Traceback" not in out + err, (words, err)
        if status == 2:
            assert err.strip(), words
        assert sorted(p.name for p in Path(name).rglob(".wegwijzer-*")) == [], words
        assert sorted(p.name for p in Path(name).iterdir()) == ["a", "outside.yaml"], words
        assert (Path(name) / "outside.yaml").read_text(encoding="utf-8") == "case: buiten\n"


class _Text(io.TextIOWrapper):
    """A stream that keeps what is written."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), encoding="utf-8", errors="replace", newline="\n")

    def value(self) -> str:
        self.flush()
        found: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return found.decode("utf-8", "replace")


def run(words: list[str], folder: Path) -> tuple[object, str, str]:
    """Run a command line in this process and in a folder; give its status and what it said."""
    from cli import speech  # noqa: PLC0415 - only for this target
    from cli.main import main  # noqa: PLC0415 - as above

    def opened(rules: Path | None = None, engine: str | None = None) -> Wegwijzer:
        return open_wegwijzer(rules, engine) if rules or engine else _wegwijzer()

    kept = (sys.stdin, sys.stdout, sys.stderr, Path.cwd(), speech.open_wegwijzer)  # type: ignore[attr-defined]
    out, err, status = _Text(), _Text(), None
    sys.stdin, sys.stdout, sys.stderr = io.StringIO("ja\n3\n?\nt\nl\n\x1b[A\nstop\n"), out, err
    speech.open_wegwijzer = opened  # type: ignore[attr-defined]
    os.chdir(folder)
    try:
        main(words)
    except SystemExit as ended:
        status = ended.code
    finally:
        os.chdir(kept[3])
        sys.stdin, sys.stdout, sys.stderr = kept[:3]
        speech.open_wegwijzer = kept[4]  # type: ignore[attr-defined]
    return status, out.value(), err.value()


# --- what is printed ---


def diagram(content: bytes) -> None:
    """Draw a picture of hostile words: every text form is well-formed, and nothing in it runs."""
    dice = Dice(content)
    shapes: tuple[Shape, ...] = ("start", "step", "decision", "wait", "up", "down", "end")
    say = [*HOSTILE, "Gewoon", "Doe een stap"]

    def node(i: int) -> Node:
        return Node(f"n{i}", dice.choice(shapes), dice.choice(say), dice.choice(say), i + 1, "lane", dice.choice(say), dice.choice(say))

    nodes = tuple(node(i) for i in range(dice.randint(1, 6)))
    ways = tuple(
        Edge(dice.choice(nodes).id, dice.choice(nodes).id, label=dice.choice(say), condition=dice.choice(say), id=f"e{i}")
        for i in range(dice.randint(0, 6))
    )
    imprint = Imprint(dice.choice(say), dice.choice(say), "sha256:4f2c91aa", TODAY)
    picture = Diagram("hostile", dice.choice(say), "lanes", nodes, ways, imprint, (Lane("lane", dice.choice(say)),), dice.choice(say))
    with _told():
        for form in ("svg", "bpmn"):
            for made in drawn([picture], form):
                root = ET.fromstring(made)  # noqa: S314 - our own text
                assert not [each for each in root.iter() if str(each.tag).rpartition("}")[2] in ("script", "foreignObject", "image")]
        assert all(drawn([picture], form) for form in ("dot", "mermaid", "text"))


_TONES: tuple[Tone, ...] = ("plain", "quiet", "strong", "late")


def paper(content: bytes) -> None:
    """Print a sheet of hostile words: Markdown, HTML and Word can be made, and Word's parts are well-formed."""
    dice = Dice(content)

    def said() -> str:
        return dice.choice(HOSTILE) + "".join(chr(dice.randrange(0x3000)) for _ in range(dice.randrange(6)))

    def spans() -> tuple[Span, ...]:
        return tuple(Span(said(), dice.choice(_TONES)) for _ in range(dice.randint(0, 2)))

    blocks = (
        Note("urgent", said(), spans()),
        Heading(said()),
        Paragraph(spans()),
        Items((Item(spans(), (spans(),)),)),
        Table(said(), (said(), said()), ((spans(), spans()),), (50, 50)),
        Scale((said(), said()), 0, said()),
        Fields((Field(said(), 2, (spans(),)),), dice.choice(["lines", "rows", "boxes"])),
    )
    sheet = Paper(said(), said(), said(), said(), "2026-01-26", "nl", blocks)
    assert str(printed(sheet, "md")).encode()
    assert "<script" not in str(printed(sheet, "html"))
    word = printed(sheet, "docx")
    assert isinstance(word, bytes)
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        ET.fromstring(packed.read("word/document.xml"))  # noqa: S314 - our own text


# --- interchange ---


@cache
def _archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook>" + "<sheet/>" * 50 + "</workbook>")
        packed.writestr("xl/sheet1.xml", bytes(20_000))
    return out.getvalue()


def archive(content: bytes) -> None:
    """Look into a spoilt zip: it passes, or it is refused with a sentence."""
    dice = Dice(content)
    spoilt = bytearray(_archive())
    for _ in range(dice.randint(0, 6)):
        spoilt[dice.randrange(len(spoilt))] = dice.randrange(256)
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as stream, _told():
        stream.write(bytes(spoilt) if dice.randrange(8) else dice.rest())
        stream.flush()
        check_archive(Path(stream.name), limit=1_000_000)


_TABLES = (
    "pupil;pupil.sector;pupil.year;potential.percentile\na;po;7;95\nb;po;8;20,5\n",
    'sep=,\nLeerling,Score,Score\n"x ""y""",1,2\n"p\nq",,\n',
    "titel\n\nLeerling\tTIQ\nx\t130\n",
)


def table(content: bytes) -> None:
    """Open a spoilt table, as text or as workbook, and read it whole, or give faults."""
    dice = Dice(content)
    form, coding = dice.choice(["csv", "csv", "tsv", "xlsx", "parquet"]), dice.choice(["utf-8", "cp1252", "utf-16"])
    with tempfile.TemporaryDirectory(prefix="wegwijzer-fuzz-") as name, _told():
        path = Path(name) / f"t.{form}"
        text = mutated(dice, _TABLES).encode(coding, "replace")
        path.write_bytes(_archive()[: dice.randrange(600)] + text if form in ("xlsx", "parquet") else text)
        for part in open_table(path).parts(100):
            assert len(part) <= 100


def cell(content: bytes) -> None:
    """Make a cell of a table: it gives back its text, and begins no formula."""
    text = content.decode("utf-8", "replace")
    assert text_of(cell_of(text)) == text
    assert not cell_of(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


TARGETS: dict[str, Target] = {
    each.__name__: each for each in (case, file, answer, condition, rules, overlay, whatif, commands, diagram, paper, archive, cell, table)
}
