"""What is wrong with a command line, as one sentence in the language that it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence

import click

from engine.diagnostics import Diagnostic, Language, Location, nearest
from engine.messages import TERMS, Phrase

__all__ = ["asked_language", "usage_fault"]

_EXTRA = re.compile(r"unexpected extra arguments? \((?P<words>.*)\)")
_VALUE = re.compile(r"^(?P<quote>['\"]?)(?P<value>.*)(?P=quote) is not ", re.DOTALL)


def asked_language(arguments: Sequence[str], default: Language) -> Language:
    """Give the language of `--lang`, also on a line that cannot be understood otherwise."""
    for i, word in enumerate(arguments):
        value = word.partition("=")[2] if word.startswith("--lang=") else "".join(arguments[i + 1 : i + 2]) if word == "--lang" else ""
        if value in ("nl", "en"):
            return "en" if value == "en" else "nl"
    return default


def usage_fault(problem: click.UsageError, command: str) -> Diagnostic:
    """Say what click found, in our own words; its place is the command: the one that click names, else the given one."""
    command = problem.ctx.command_path if problem.ctx else command
    code, values = _said(problem)
    return Diagnostic(code, Location(command), {"help": f"{command} --help", **values})


def _said(problem: click.UsageError) -> tuple[str, dict[str, object]]:
    match problem:
        case click.NoSuchOption():
            known = [name for p in problem.ctx.command.params for name in p.opts] if problem.ctx else []
            return "usage.option", {"name": problem.option_name, "nearest": nearest(problem.option_name, known)}
        case click.MissingParameter() if problem.param:
            return "usage.missing", {"name": _shown(problem.param)}
        case click.BadParameter() if problem.param:
            return _bad_value(problem, problem.param)
        case click.BadOptionUsage():
            return "usage.no_value", {"name": problem.option_name}
    extra = _EXTRA.search(problem.message)
    return ("usage.extra", {"words": extra["words"]}) if extra else ("usage.other", {})


def _bad_value(problem: click.BadParameter, param: click.Parameter) -> tuple[str, dict[str, object]]:
    found = _VALUE.match(problem.message)
    value = found["value"] if found else ""
    if isinstance(param.type, click.Choice):
        known = [str(choice) for choice in param.type.choices]
        listed = ", ".join(f"`{choice}`" for choice in known)
        return "usage.choice", {"value": value, "name": _shown(param), "known": listed, "nearest": nearest(value, known)}
    numbers = {click.types.IntParamType: "a whole number", click.types.FloatParamType: "a number"}
    for taken, kind in numbers.items():
        if isinstance(param.type, taken):
            told = {"value": value, "name": _shown(param), "kind": TERMS[kind], "range": _range(param.type)}
            return "usage.number", told
    return "usage.value", {"name": _shown(param)}


def _range(kind: object) -> Phrase:
    """Say which numbers are taken."""
    low, high = (getattr(kind, end, None) for end in ("min", "max"))  # a number without a range has neither
    if low is None:
        return Phrase("", "")
    if high is None:
        return Phrase(f" van ten minste {low}", f" of at least {low}")
    return Phrase(f" van {low} tot en met {high}", f" from {low} to {high}")


def _shown(param: click.Parameter) -> str:
    """Name an option as it is typed, and an argument as the help names it."""
    if isinstance(param, click.Option):
        return param.opts[-1]
    return (param.metavar or (param.name or "").upper()).strip("[]")
