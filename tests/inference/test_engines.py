"""Choosing an engine, and what is said when it cannot run."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.diagnostics import KnowledgeError
from engine.inference.both import BothEngines
from engine.inference.engines import make_engine
from engine.inference.forward import ForwardEngine
from engine.knowledge.circuit import Gate
from tests.rule_sets import base_of

BASE = base_of([Gate("all", (0, 1))], 2)


@pytest.fixture
def without_durable_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a package before durable-rules that cannot be imported, as durable-rules cannot where it is not.

    It also prints, and what is printed must not come between the answers of the child process.
    """
    (tmp_path / "durable").mkdir()
    (tmp_path / "durable" / "__init__.py").write_text("print('not here')\nraise ModuleNotFoundError('durable')\n")
    monkeypatch.syspath_prepend(tmp_path)


def told(raised: pytest.ExceptionInfo[KnowledgeError]) -> str:
    (only,) = raised.value.diagnostics
    return f"{only.code}: {only.line('en')}"


def test_the_first_engine_is_our_own() -> None:
    assert make_engine("forward", BASE).name == "forward"


def test_an_unknown_engine_is_refused_with_the_name_that_was_probably_meant() -> None:
    with pytest.raises(KnowledgeError) as raised:
        make_engine("durables", BASE)
    assert told(raised) == "engine.unknown: the engine `durables` does not exist; did you mean `durable`?"


@pytest.mark.usefixtures("without_durable_rules")
@pytest.mark.parametrize("name", ["durable", "both"])
def test_a_missing_durable_rules_is_told_with_the_command_that_installs_it(name: str) -> None:
    with pytest.raises(KnowledgeError) as raised:
        make_engine(name, BASE)
    assert told(raised) == (
        "engine.not_installed: the second engine (durable-rules) is not installed; "
        'install it with `pip install "wegwijzer[durable]"`, or choose `forward`'
    )


@pytest.mark.usefixtures("without_durable_rules")
def test_a_missing_compiler_is_told_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.platform", "linux")
    with pytest.raises(KnowledgeError) as raised:
        make_engine("durable", BASE)
    assert told(raised) == (
        "engine.no_compiler: the second engine (durable-rules) is not installed, and the C compiler that this takes is missing; "
        'install that first (sudo apt install build-essential python3-dev) and then `pip install "wegwijzer[durable]"`, or choose `forward`'
    )


def test_engines_that_agree_give_their_answer() -> None:
    bits = [1, 1, 0]
    BothEngines(BASE, ForwardEngine(BASE), ForwardEngine(BASE)).run("findings", bits)
    assert bits == [1, 1, 1]


def test_engines_that_differ_give_no_answer_but_name_each_conclusion() -> None:
    """Here the second engine was given other rules than the first."""
    first = base_of([Gate("all", (0, 1)), Gate("any", (0, 1)), 0], 2)
    second = base_of([Gate("any", (0, 1)), Gate("all", (0, 1)), 0], 2)
    with pytest.raises(KnowledgeError) as raised:
        BothEngines(first, ForwardEngine(first), ForwardEngine(second)).run("findings", [1, 0, 0, 0, 0])
    said = [d.text("en").split(", so")[0] for d in raised.value.diagnostics]
    assert said == [
        "the two engines do not agree on `slot.2` (forward: unknown, forward: true)",
        "the two engines do not agree on `slot.3` (forward: true, forward: unknown)",
    ]
