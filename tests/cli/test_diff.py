"""`wegwijzer diff`: what changed in the rules, and for whom."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.cli.conftest import Run

ROOT = Path(__file__).resolve().parents[2]
BASE = ROOT / "tests" / "verification" / "base"
SCHEMA = json.loads((ROOT / "schemas" / "diff.schema.json").read_text(encoding="utf-8"))
DAY = ("--as-of", "2026-11-03")


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """Give a small knowledge base in which one threshold was shifted."""
    shutil.copytree(BASE, tmp_path / "nieuw")
    file = tmp_path / "nieuw" / "rules" / "parameters.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("value: 50", "value: 60"), encoding="utf-8")
    return tmp_path / "nieuw"


@pytest.fixture
def cases(tmp_path: Path) -> Path:
    """Give three cases about a real pupil each, one of whom the shifted threshold touches; with names that must not come out."""
    folder = tmp_path / "casussen" / "Sanne de Vries"
    folder.mkdir(parents=True)
    for name, value in (("wilg", 40), ("eik", 55), ("es", 70)):
        text = f"case: {name}\nfacts:\n  results.percentile: {{value: {value}, by: teacher, who: meester Geheim}}\n"
        (folder / f"Pietje Puk {name}.yaml").write_text(text, encoding="utf-8")
    (folder / "lijst.yaml").write_text("boodschappen: [melk]\n", encoding="utf-8")
    return folder.parent


def test_exactly_the_own_case_between_the_thresholds_is_named(run: Run, changed: Path, cases: Path) -> None:
    found = json.loads(run("diff", BASE, changed, "--cases", cases, "--format", "json", *DAY).out)
    assert [c["case"] for c in found["cases"] if c["origin"] == "own"] == ["eik"]
    assert found["tried"]["own"] == 3


@pytest.mark.parametrize("form", ["text", "json", "md", "html"])
def test_of_own_cases_nothing_comes_out_but_the_pseudonym(form: str, run: Run, changed: Path, cases: Path) -> None:
    out = run("diff", BASE, changed, "--cases", cases, "--format", form, *DAY).out
    assert "eik" in out
    assert not re.search("Sanne|Vries|Pietje|Puk|Geheim", out)


def test_json_has_the_shape_of_its_schema(run: Run, changed: Path) -> None:
    found = json.loads(run("diff", BASE, changed, "--guard", "never lose signal.low", "--format", "json", *DAY).out)
    assert list(Draft202012Validator(SCHEMA).iter_errors(found)) == []
    assert found["changes"][0]["sentence"] == "Het getal ‘laag’ gaat van 50 naar 60."
    assert found["guards"] == [{"never": "lose", "name": "signal.low", "label": "", "why": "", "kept": True, "cases": []}]


def test_a_crossed_guard_ends_with_1_and_names_the_cases(run: Run, changed: Path, cases: Path) -> None:
    done = run("diff", BASE, changed, "--cases", cases, "--guard", "never gain signal.low", "--lang", "en", *DAY)
    assert done.status == 1
    assert re.search(r"!! never gain signal.low: crossed in \d+: eik, grens-", done.out)


def test_a_guard_that_holds_ends_with_0(run: Run, changed: Path) -> None:
    done = run("diff", BASE, changed, "--guard", "never lose signal.low", *DAY)
    assert done.status == 0
    assert "ok never lose signal.low" in done.out


def test_the_same_rules_say_the_same(run: Run) -> None:
    assert "De twee versies zeggen hetzelfde." in run("diff", BASE, BASE).out


def test_an_overlay_alone_is_compared_with_what_it_stands_on(run: Run, tmp_path: Path) -> None:
    body = "school: De Wilg\nparameters:\n  table_size_max: {value: 4, why: Klein is veilig., approved_by: MR}\n"
    (tmp_path / "school.yaml").write_text(body, encoding="utf-8")
    done = run("diff", tmp_path, "--no-vignettes", *DAY)
    assert re.search(r"basis 1\.0 .* → De Wilg, basis 1\.0", done.out)
    assert "gaat van 6 mensen naar 4 mensen" in " ".join(done.out.split())
    assert f"{tmp_path}/school.yaml:3:3" in done.out
    assert run("diff", "basis", tmp_path, "--no-vignettes", *DAY).out == done.out


def test_the_page_may_load_and_run_nothing(run: Run, changed: Path, tmp_path: Path) -> None:
    run("diff", BASE, changed, "-o", tmp_path / "verschil.html", *DAY)
    text = (tmp_path / "verschil.html").read_text(encoding="utf-8")
    (style,) = re.findall("<style>(.*?)</style>", text, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'" in text
    assert not re.search(r"<script|https?:|\bsrc=|url\(|\bstyle=", text)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "wegwijzer diff: hier ontbreekt `NEW`"),
        (("a", "b", "c"), "wegwijzer diff: `c` is te veel op deze regel"),
        (("nergens",), "nergens: dit bestand of deze map bestaat niet"),
        ((BASE, BASE, "--guard", "nooit"), "--guard: `nooit` is geen afspraak"),
        ((BASE, BASE, "--guard", "never lose alert.tird"), "bedoel je `alert.tired`?"),
        ((BASE, BASE, "--cases", "nergens"), "nergens: dit bestand of deze map bestaat niet"),
    ],
)
def test_bad_input_is_one_sentence_with_the_way_out(words: tuple[str, ...], says: str, run: Run) -> None:
    done = run("diff", *words)
    assert (done.status, done.out) == (2, "")
    assert says in done.err
    assert done.err.count("\n") == 1
