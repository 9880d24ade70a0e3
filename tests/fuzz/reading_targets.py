"""What is read: cases, answers, conditions, rules and overlays, and the words of `whatif`."""

from __future__ import annotations

import shutil
import tempfile
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from engine.cases.answers import read_answer
from engine.cases.writing import with_answer
from engine.diagnostics import KnowledgeError, Location
from engine.interchange.calendars import calendar_of
from engine.knowledge.compiler import compile_knowledge
from engine.language.parser import parse
from engine.language.printer import show
from engine.loading.cases import parse_case
from engine.loading.collection import load_knowledge
from engine.loading.document import read_document, read_text
from engine.model.case import Observation
from engine.rendering.advice_json import advice_json
from engine.rendering.advice_text import advice_text
from engine.rendering.book_html import book_pages
from engine.rendering.plan_print import plan_text
from engine.service import open_wegwijzer
from tests.fuzz.dice import Dice
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import SOUND, TODAY, cases, on_sound_rules, texts, told, wegwijzer
from tests.fuzz.words import HOSTILE, PIECES, VALUES

__all__ = ["answer", "book", "case", "condition", "file", "overlay", "rules", "whatif"]


# --- cases ---


def case(content: bytes) -> None:
    """Load, advise on, plan and print a spoilt case file, or give faults."""
    text = mutated(Dice(content), cases())
    with told():
        found = parse_case(text, "case.yaml", wegwijzer().base.knowledge)
        advice = wegwijzer().advise(found, None if found.as_of else TODAY)
        knowledge = wegwijzer().knowledge_for(found, TODAY)
        assert advice_json(advice, knowledge).encode()
        assert advice_text(advice, knowledge).encode()
        assert plan_text(wegwijzer().plan(found, TODAY), knowledge).encode()
        made = datetime(2026, 3, 1, tzinfo=UTC)
        assert calendar_of(advice.steps, knowledge, made, found.id).startswith(b"BEGIN:VCALENDAR")


def file(content: bytes) -> None:
    """Read bytes from disk: any encoding, any control character, half a file."""
    with tempfile.NamedTemporaryFile(suffix=".yaml") as stream, told():
        stream.write(content)
        stream.flush()
        read_document(Path(stream.name), name="file.yaml")


def answer(content: bytes) -> None:
    """Write an answer of the interview into a case file: the file stays sound, and nothing else in it changes."""
    dice = Dice(content)
    knowledge = wegwijzer().base.knowledge
    text = mutated(dice, cases(), 2)
    fact = knowledge.facts[dice.choice(list(knowledge.facts))]
    said = dice.choice([*VALUES, *PIECES, *HOSTILE, *fact.values, "3", "I", "12-03-2026", "ja"])
    with told():
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

    for text in texts("rules/*.yaml", "protocols/*.yaml", "tests/spec/*.yaml"):
        walk(read_text(text, "seed.yaml").value)
    return sorted(found)


def condition(content: bytes) -> None:
    """Parse a spoilt condition, and print it to what parses to the same, or give a fault."""
    text = mutated(Dice(content), _conditions())
    with told():
        tree = parse(text, Location("rules.yaml", 3, 7))
        assert parse(show(tree)) == tree, text


# --- rules, overlays ---


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
        with told():
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
    with on_sound_rules() as folder, told():
        _lay(dice, folder)
        compile_knowledge(load_knowledge(folder / "school", dice.choice([None, TODAY, date.min])))


def _lay(dice: Dice, folder: Path) -> None:
    """Write a school's spoilt overlay, and a board's beneath it."""
    for name in ("school", "bestuur"):
        (folder / name / "rules").mkdir(parents=True)
        text = mutated(dice, SCHOOLS)
        (folder / name / "school.yaml").write_text(text, encoding="utf-8", errors="replace")
    if dice.randrange(2):
        own = mutated(dice, [(SOUND / dice.choice(_rule_files())).read_text(encoding="utf-8")], 3)
        (folder / "school" / "rules" / "own.yaml").write_text(own, encoding="utf-8", errors="replace")


def book(content: bytes) -> None:
    """Make a handbook of spoilt rules: pages in which nothing runs but the one script of the search, or faults."""
    dice = Dice(content)
    with on_sound_rules() as folder, told():
        _lay(dice, folder)
        pages = book_pages(open_wegwijzer(folder / "school").book(TODAY, dice.choice(["nl", "en"])))
        assert {"index.html", "search.html"} <= pages.keys()
        for name, page in pages.items():
            assert Path(name).name == name
            assert page.count("<script") <= 1, name
            assert page.encode()


# --- words of commands ---


def whatif(content: bytes) -> None:
    """Try words of `whatif`: what changes, or faults."""
    dice = Dice(content)
    knowledge = wegwijzer().base.knowledge
    steps = [f"{p.id}.{task}" for p in knowledge.protocols.values() for task in p.tasks]
    names = [*knowledge.facts, *steps, *HOSTILE, "", "."]
    values = [*VALUES, *PIECES, *HOSTILE, "done", "started"]
    words = [f"{dice.choice(names)}{dice.choice(['=', '', '==', ' = '])}{dice.choice(values)}" for _ in range(dice.randint(1, 3))]
    text = dice.choice(cases())
    with told():
        found = parse_case(text, "case.yaml", knowledge)
        wegwijzer().what_if(found, words, TODAY)
