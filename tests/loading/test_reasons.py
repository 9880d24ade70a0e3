"""The reasons of the YAML parser, in our words."""

from __future__ import annotations

import pytest
import yaml

from engine.loading.reasons import system_reason, yaml_reason

# one text for each thing that the parsers complain about
_WRONG = [
    "a: 'x",
    'a: "x\\q"',
    "a: [1, 2",
    "a: {b: 1",
    "a: b: c",
    "a: - b",
    "a: @x",
    "a: `x",
    "a: 1\nb\nc: 2",
    "a:\n  b: 1\n c: 2",
    "- a\nb: 1",
    "a: [1,,2]",
    "a: ]",
    "%YAML 2.0\n---\na: 1",
    "%FOO\na",
    "a: |x\n b",
    "a: &",
    "a: *",
    "a: !<",
    "a: !x!y z",
    "{a: 1} b",
    "? - a\n  b",
]
_OTHER = yaml_reason("")


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("text", _WRONG)
def test_every_complaint_of_either_parser_has_its_own_words(text: str, loader: str) -> None:
    """A wheel may lack the fast parser, and the slow one complains in other words."""
    if not hasattr(yaml, loader):
        pytest.skip("this PyYAML was built without libyaml")
    with pytest.raises(yaml.MarkedYAMLError) as caught:
        list(yaml.parse(text, Loader=getattr(yaml, loader)))
    assert caught.value.problem
    assert yaml_reason(caught.value.problem) != _OTHER, caught.value.problem


def test_an_unknown_complaint_still_has_words() -> None:
    assert "inspringing" in _OTHER[0].nl


def test_the_system_is_not_quoted_in_its_own_language() -> None:
    assert system_reason(PermissionError(13, "Keine Berechtigung")).nl == "geen toestemming"
    assert system_reason(OSError(9999, "?")).nl == "systeemfout 9999"
