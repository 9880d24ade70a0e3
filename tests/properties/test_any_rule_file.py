"""Whatever stands in the files of rules: knowledge that compiles, or faults that say where."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import KnowledgeError
from engine.knowledge.compiler import compile_knowledge
from engine.loading.collection import load_knowledge

SOUND = Path(__file__).resolve().parents[1] / "golden" / "bad" / "sound_rules"
FILES = sorted(p.relative_to(SOUND) for p in SOUND.rglob("*.yaml"))

# values that are wrong nearly everywhere, and right where one would not expect it
_VALUES = [
    *(
        "",
        "[]",
        "{}",
        "null",
        "true",
        "1",
        "-1",
        "2.5",
        "1e999",
        "''",
        "[[]]",
        "[a, b]",
        "{a: 1}",
        "x",
        "home.quiet",
        "signal.gifted",
        "P6W",
        "P0D",
    ),
    *(
        "{all: []}",
        "{any: [true]}",
        "{not: {}}",
        "{not: home.unsafe}",
        "{at_least: 1e3, of: [home.unsafe]}",
        "{at_least: high_percentile, of: [x]}",
    ),
    *(
        "test.percentile / 0 > 1",
        "- - -1 < 2",
        "home.unsafe = home.quiet",
        "if home.unsafe then 1 else 2",
        "test.percentile in [1..2, 3]",
        "min() > 1",
    ),
    *(
        'date("9999-12-31") > today()',
        'duration("P1M") > duration("P1D")',
        'test.level in ["I"]',
        "z_of_iq(null) > 1",
        "(" * 90 + "1",
        "not(" * 90 + "x",
    ),
]


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sound rules once; each example puts back what it spoilt."""
    return Path(shutil.copytree(SOUND, tmp_path_factory.mktemp("rules") / "rules"))


def _spoilt(text: str, dice: random.Random) -> str:
    lines = text.split("\n")
    i = dice.randrange(len(lines))
    key, colon, _ = lines[i].partition(": ")
    lines[i] = dice.choice([key + colon + dice.choice(_VALUES)] * 4 + [lines[dice.randrange(len(lines))], "  " + lines[i], "\t" + lines[i]])
    return "\n".join(lines)


@given(seed=st.integers(0, 2**32))
def test_rules_compile_or_say_where_they_are_wrong(seed: int, rules: Path) -> None:
    dice = random.Random(seed)  # noqa: S311 - no secret
    chosen = dice.sample(FILES, dice.randint(1, 2))
    for name in chosen:
        (rules / name).write_text(_spoilt((SOUND / name).read_text(encoding="utf-8"), dice), encoding="utf-8")
    problem = _problem(rules)
    for name in chosen:
        shutil.copyfile(SOUND / name, rules / name)
    if problem is not None:
        lines = [d.line(language) for d in problem.diagnostics for language in ("nl", "en")]
        assert lines
        assert [line for line in lines if not line.isprintable()] == []
        assert [d.code for d in problem.diagnostics if not d.location.line and d.code != "knowledge.kind_missing"] == []


def _problem(rules: Path) -> KnowledgeError | None:
    try:
        compile_knowledge(load_knowledge(rules))
    except KnowledgeError as problem:
        return problem
    return None
