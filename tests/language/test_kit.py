"""The reader and the judge of the conformance kit, on a small kit of our own: what they cannot read they say, and a wrong value shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.language.tck import judged

_MODEL = """<?xml version="1.0"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:feel="x">
  <itemDefinition name="tName"><typeRef>string</typeRef></itemDefinition>
  <itemDefinition name="tNames" isCollection="true"><typeRef>string</typeRef></itemDefinition>
  <inputData name="yes" id="i1"><variable name="yes" typeRef="boolean"/></inputData>
  <inputData name="size" id="i2"><variable name="size" typeRef="feel:number"/></inputData>
  <inputData name="born" id="i3"><variable name="born" typeRef="date"/></inputData>
  <inputData name="word" id="i4"><variable name="word" typeRef="tName"/></inputData>
  <inputData name="length" id="i5"><variable name="length" typeRef="days and time duration"/></inputData>
  <inputData name="free" id="i6"><variable name="free"/></inputData>
  <inputData name="names" id="i7"><variable name="names" typeRef="tNames"/></inputData>
  <decision name="decided" id="d0"><variable name="decided"{declared}/>
    {below}
    {logic}
  </decision>
  <decision name="doubled" id="d1"><variable name="doubled" typeRef="number"/>
    <literalExpression><text>size * 2</text></literalExpression>
  </decision>
</definitions>"""
_TESTS = """<testCases xmlns="http://www.omg.org/spec/DMN/20160719/testcase" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
    xmlns:xsd="http://www.w3.org/2001/XMLSchema">
  <modelName>0001-own.dmn</modelName>
  <testCase id="001">{inputs}<resultNode name="{result}" type="decision"><expected>{expected}</expected></resultNode></testCase>
</testCases>"""

NIL = '<value xsi:nil="true"/>'


def value(kind: str, text: str) -> str:
    """Write a value as the kit does."""
    return f'<value xsi:type="xsd:{kind}">{text}</value>'


def given(name: str, inside: str) -> str:
    """Write an input as the kit does."""
    return f'<inputNode name="{name}">{inside}</inputNode>'


def judge(folder: Path, logic: str, expected: str, *inputs: str, **frame: str) -> str:
    """Judge one decision: `agrees`, `differs`, or why it lies outside; `frame` fills the rest of the model and the test."""
    logic = logic if logic.startswith("<") else f"<literalExpression><text><![CDATA[{logic}]]></text></literalExpression>"
    filled = {"declared": "", "below": "", "result": "decided", **frame, "logic": logic, "inputs": "".join(inputs), "expected": expected}
    (folder / "0001-own.dmn").write_text(_MODEL.format_map(filled), encoding="utf-8")
    (folder / "0001-own-test-01.xml").write_text(_TESTS.format_map(filled), encoding="utf-8")
    ((_, verdict),) = judged(folder)["0001-own-test-01"]
    return verdict.reason or ("agrees" if verdict.agrees else "differs")


@pytest.mark.parametrize(
    ("logic", "expected", "inputs"),
    [
        ("1 + 1", value("decimal", "2"), ()),
        ("1 / 3", value("double", "0.333333333333"), ()),
        ("-5", value("decimal", "-5.00"), ()),
        ("1 / 0", NIL, ()),
        ("null", NIL, ()),
        ('"a"', value("string", "a"), ()),
        ('date("2025-01-31") + duration("P1M")', value("date", "2025-02-28"), ()),
        ('@"P1D" + @"P1W"', value("duration", "P8D"), ()),
        ('@"P1Y"', value("duration", "P12M"), ()),
        ("if yes then 1 else 2", value("decimal", "2"), (given("yes", value("boolean", "false")),)),
        ("not(yes)", NIL, (given("yes", NIL),)),
        ("size > 3", value("boolean", "true"), (given("size", value("decimal", "4")),)),
        ("size > 3", NIL, (given("size", NIL),)),
        ("size = null", value("boolean", "true"), (given("size", NIL),)),
        ("born", value("date", "2020-02-29"), (given("born", value("date", "2020-02-29")),)),
        ('word in ["x", "y"]', value("boolean", "true"), (given("word", value("string", "y")),)),
        ('length > @"P1D"', value("boolean", "true"), (given("length", value("duration", "P2D")),)),
        ("free + 1", value("decimal", "2"), (given("free", value("decimal", "1")),)),
    ],
)
def test_a_value_that_the_kit_gives_is_agreed_with(tmp_path: Path, logic: str, expected: str, inputs: tuple[str, ...]) -> None:
    assert judge(tmp_path, logic, expected, *inputs) == "agrees"


@pytest.mark.parametrize(
    ("logic", "expected"),
    [
        ("1 + 1", value("decimal", "3")),
        ("1 + 1", NIL),
        ("1 / 0", value("decimal", "0")),
        ("true", value("boolean", "false")),
        ("true and null", value("boolean", "false")),
        ("null", value("boolean", "false")),
        ('"a"', value("string", "b")),
        ("1", value("string", "1")),
        ('@"P1Y"', value("duration", "P11M")),
        ("1", "<list><item><value>1</value></item></list>"),
    ],
)
def test_another_value_is_differed_with(tmp_path: Path, logic: str, expected: str) -> None:
    assert judge(tmp_path, logic, expected) == "differs"


@pytest.mark.parametrize(
    ("logic", "inputs", "reason"),
    [
        ("[1]", (), "not in the grammar, from `[` on"),
        ("abs(1)", (), "a function that the profile does not have"),
        ('time("10:00:00")', (), "a function that the profile does not have"),
        ('@"10:00:00"', (), "a time, a moment, or a date or duration that is refused at loading"),
        ("true and 1", (), "a value of a kind that does not belong there is refused at loading; FEEL gives null"),
        ('1 = "1"', (), "a comparison of two kinds is refused at loading; FEEL gives null"),
        ("names", (given("names", "<list><item/></list>"),), "an input of type list"),
        ("free", (given("free", NIL),), "an input of type any"),
        ("length = null", (given("length", NIL),), "an input of type days and time duration"),
        ("other", (), "a name that is not a fact here"),
        ("count(true, false)", (), "`count` counts here what holds; in FEEL how many there are"),
        ("size = 1", (given("size", NIL),), "an equality with something unknown is unknown; FEEL gives false"),
        ("1 / 0 = 5", (), "an equality with something unknown is unknown; FEEL gives false"),
        ("if yes then 1 else 2", (given("yes", NIL),), "a choice by something unknown stays open; FEEL takes the second branch"),
        ("<context/>", (), "not an expression but a context"),
        ("<decisionTable/>", (), "not an expression but a decisionTable"),
    ],
)
def test_what_lies_outside_is_told_with_its_reason(tmp_path: Path, logic: str, inputs: tuple[str, ...], reason: str) -> None:
    assert judge(tmp_path, logic, NIL, *inputs) == reason


def test_a_decision_may_rest_on_another(tmp_path: Path) -> None:
    below = '<informationRequirement><requiredDecision href="#d1"/></informationRequirement>'
    assert judge(tmp_path, "doubled + 1", value("decimal", "9"), given("size", value("decimal", "4")), below=below) == "agrees"


def test_a_declared_type_that_the_value_has_not_lies_outside(tmp_path: Path) -> None:
    assert judge(tmp_path, "1", NIL, declared=' typeRef="string"') == "a result of another kind than is declared"


def test_a_declared_type_that_we_do_not_have_lies_outside(tmp_path: Path) -> None:
    assert judge(tmp_path, "1", NIL, declared=' typeRef="tNames"') == "a result of type tNames"


def test_what_is_not_a_decision_lies_outside(tmp_path: Path) -> None:
    assert judge(tmp_path, "1", NIL, result="service") == "not a decision but a service or a function"


def test_a_test_without_its_model_lies_outside(tmp_path: Path) -> None:
    judge(tmp_path, "1", NIL)
    (tmp_path / "0001-own.dmn").unlink()
    ((_, verdict),) = judged(tmp_path)["0001-own-test-01"]
    assert verdict.reason == "its model is not there"
