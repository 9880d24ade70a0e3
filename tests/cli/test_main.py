"""The command line as a whole: help, version, languages, and that a command loads only what it needs."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import metadata

import click
import pytest

from cli.main import COMMANDS, group, main
from cli.usage import asked_language
from tests.cli.conftest import ROOT, Run


@pytest.mark.parametrize("words", [["--help"], ["-h"], *([command, "--help"] for command in COMMANDS)])
def test_help_is_a_result(words: list[str], run: Run) -> None:
    status, out, err = run(*words)
    assert (status, err) == (0, "")
    assert out.startswith("Usage: wegwijzer")


def test_without_words_the_help_comes_as_a_complaint(run: Run) -> None:
    status, out, err = run()
    assert (status, out) == (2, "")
    assert all(f"  {command} " in err for command in COMMANDS)


def test_the_version_is_the_installed_one_and_a_checkout_says_that_it_has_none(run: Run) -> None:
    try:
        version = metadata.version("wegwijzer")
    except metadata.PackageNotFoundError:
        version = "?"
    assert run("--version") == (0, f"wegwijzer {version}\n", "")


@pytest.mark.parametrize(
    ("words", "language"),
    [
        (["advise", "x", "--lang", "en"], "en"),
        (["advise", "--lang=en", "x"], "en"),
        (["advise", "x", "--lang", "nl"], "nl"),
        (["advise", "x", "--lang"], "nl"),
        (["advise", "x", "--lang", "fr"], "nl"),
        (["advise", "--language", "en"], "nl"),
        ([], "nl"),
    ],
)
def test_the_language_of_a_complaint_is_the_one_asked_for(words: list[str], language: str) -> None:
    assert asked_language(words, "nl") == language


def test_the_machine_does_not_choose_the_language(run_apart: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANG", "LC_ALL", "LANGUAGE"):
        monkeypatch.setenv(name, "en_US.UTF-8")
    assert run_apart("advise").err == "wegwijzer advise: hier ontbreekt `CASE`; zie `wegwijzer advise --help`\n"


def test_a_word_that_is_no_command_is_answered_without_the_engine() -> None:
    """Every command loads only itself; so help and complaints come at once."""
    program = "import sys\nfrom cli.main import main\ntry: main(['advice'])\nfinally: print(*sorted(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 2
    assert {"cli.commands.advise", "jsonschema", "networkx", "lark", "yaml"} & set(done.stdout.split()) == set()


def test_every_command_is_on_the_page_of_commands_with_its_help() -> None:
    """That the help shown there is the real one is checked with all transcripts, in `tests/test_readme.py`."""
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+)$", page, re.MULTILINE) == list(COMMANDS)
    assert re.findall(r"<!-- transcript: wegwijzer (\w+) --help -->", page) == list(COMMANDS)


def test_every_command_says_what_it_is_for_in_both_languages() -> None:
    """In Dutch, with the English in brackets."""
    context = click.Context(group)
    for name in COMMANDS:
        command = group.get_command(context, name)
        assert command
        opening = (command.help or "").split("\n\n", maxsplit=1)[0]
        assert re.fullmatch(r"[A-Z][^()]*[.?] \([A-Z][^()]*[.?]\)", opening), name


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("serve --port 99999", "`99999` kan niet bij `--port`; schrijf een geheel getal van 0 tot en met 65535"),
        ("serve --port abc", "`abc` kan niet bij `--port`; schrijf een geheel getal van 0 tot en met 65535"),
        ("test --at-least 300", "kan niet bij `--at-least`; schrijf een getal van 0 tot en met 100"),
        ("population --pupils 0 -o a.csv", "`0` kan niet bij `--pupils`; schrijf een geheel getal van ten minste 1"),
        ("population --seed x -o a.csv", "`x` kan niet bij `--seed`; schrijf een geheel getal"),
    ],
)
def test_a_number_that_will_not_do_is_told_with_those_that_will(words: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(words.split())
    assert ended.value.code == 2
    assert capsys.readouterr().err.strip().endswith(said)
