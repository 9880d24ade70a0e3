"""An answer written into a case file: one line more, and all else stays as people wrote it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from engine.cases.writing import with_answer
from engine.loading.cases import parse_case
from engine.model.case import Observation
from engine.service import Wegwijzer

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in (ROOT / "examples", ROOT / "tests" / "golden" / "good", ROOT / "rules" / "vignettes")
    for path in folder.glob("*.yaml")
    if "\nfacts: {}" not in path.read_text(encoding="utf-8")  # empty brackets make way, which is a row of its own below
)
SAD = Observation("wellbeing.sad", value=True, by="parent", who="vader", date=date(2025, 11, 1))
ENTRY = "{value: true, by: parent, who: vader, date: 2025-11-01}"
NEW = f"wellbeing.sad: {ENTRY}"


@pytest.mark.parametrize("path", FILES[::9], ids=lambda p: p.stem)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_only_one_line_of_a_real_file_changes(wegwijzer: Wegwijzer, path: Path, end: str) -> None:
    text = path.read_text(encoding="utf-8").replace("\n", end)
    written = with_answer(text, SAD)
    before, after = text.replace("facts: {}", "facts:").split(end), written.split(end)
    added = [line for line in after if "vader" in line and line not in before]
    assert len(added) == 1
    assert len(after) - len(before) == ("wellbeing.sad: " not in text)  # in its own line, or in a list of lines
    assert [line for line in after if line not in added] == [line for line in before if not line.strip().startswith("wellbeing.sad: ")]
    case, old = (parse_case(t, "x.yaml", wegwijzer.base.knowledge) for t in (written, text))
    assert set(case.observations) == {*old.observations, SAD}
    assert case.events == old.events


PLACES = [
    ("no facts yet", "case: x\n", f"case: x\nfacts:\n  {NEW}\n"),
    (
        "facts after the day, before the events",
        "case: x\nas_of: 2025-11-03\nevents: []\n",
        f"case: x\nas_of: 2025-11-03\nfacts:\n  {NEW}\nevents: []\n",
    ),
    ("an empty group", "case: x\nfacts:\n", f"case: x\nfacts:\n  {NEW}\n"),
    ("empty brackets", "case: x\nfacts: {}\n", f"case: x\nfacts:\n  {NEW}\n"),
    ("between brackets", "case: x\nfacts: {pupil.year: 3}\n", f"case: x\nfacts: {{pupil.year: 3, {NEW}}}\n"),
    (
        "after the last fact and its comment",
        "case: x\nfacts:\n  pupil.year: 3  # groep\n\n# slot\n",
        f"case: x\nfacts:\n  pupil.year: 3  # groep\n  {NEW}\n\n# slot\n",
    ),
    ("with the indent of the others", "case: x\nfacts:\n      pupil.year: 3\n", f"case: x\nfacts:\n      pupil.year: 3\n      {NEW}\n"),
    ("without a last line end", "case: x\nfacts:\n  pupil.year: 3", f"case: x\nfacts:\n  pupil.year: 3\n  {NEW}\n"),
    ("in place of what nobody knew", "case: x\nfacts:\n  wellbeing.sad: unknown  # gevraagd\n", f"case: x\nfacts:\n  {NEW}  # gevraagd\n"),
    (
        "beside a value of nobody in particular",
        "case: x\nfacts:\n  wellbeing.sad: false  # dossier\n",
        f"case: x\nfacts:\n  wellbeing.sad: [{{value: false}}, {ENTRY}]  # dossier\n",
    ),
    (
        "beside another voice",
        "case: x\nfacts:\n  wellbeing.sad: {value: false, by: teacher}\n",
        f"case: x\nfacts:\n  wellbeing.sad: [{{value: false, by: teacher}}, {ENTRY}]\n",
    ),
    (
        "beside more voices between brackets",
        "case: x\nfacts:\n  wellbeing.sad: [{value: false, by: teacher}]\n",
        f"case: x\nfacts:\n  wellbeing.sad: [{{value: false, by: teacher}}, {ENTRY}]\n",
    ),
    (
        "beside voices that stand under each other",
        "case: x\nfacts:\n  wellbeing.sad:\n    - {value: false, by: teacher}  # les\n  pupil.year: 3\n",
        f"case: x\nfacts:\n  wellbeing.sad:\n    - {{value: false, by: teacher}}  # les\n    - {ENTRY}\n  pupil.year: 3\n",
    ),
    (
        "beside a voice that is written over several lines",
        "case: x\nfacts:\n  wellbeing.sad:\n    value: false  # les\n    by: teacher\n  pupil.year: 3\n",
        f"case: x\nfacts:\n  wellbeing.sad:\n    - value: false  # les\n      by: teacher\n    - {ENTRY}\n  pupil.year: 3\n",
    ),
    ("behind a mark of the encoding", "\ufeffcase: x\nfacts:\n  pupil.year: 3\n", f"\ufeffcase: x\nfacts:\n  pupil.year: 3\n  {NEW}\n"),
    ("in a file between brackets", "{case: x}\n", f"{{case: x, facts: {{{NEW}}}}}\n"),
]


@pytest.mark.parametrize(("text", "written"), [p[1:] for p in PLACES], ids=[p[0] for p in PLACES])
def test_an_answer_finds_its_place(wegwijzer: Wegwijzer, text: str, written: str) -> None:
    assert with_answer(text, SAD) == written
    assert SAD in parse_case(written, "x.yaml", wegwijzer.base.knowledge).observations


VALUES = [
    (Observation("wellbeing.sad", None), "{value: unknown}"),
    (Observation("wellbeing.sad", value=False, by="pupil"), "{value: false, by: pupil}"),
    (Observation("potential.percentile", 93.0), "{value: 93}"),
    (Observation("potential.percentile", 93.5), "{value: 93.5}"),
    (Observation("condition.explains_results", "fully", by="care"), "{value: fully, by: care}"),
    (Observation("discrepancy.since", "2024-09-01"), '{value: "2024-09-01"}'),
    (Observation("strength.interests", 'zegt: "ja", # en: nee'), '{value: "zegt: \\"ja\\", # en: nee"}'),
    (Observation("strength.interests", "yes"), '{value: "yes"}'),
    (Observation("wellbeing.sad", value=True, by="teacher", who="mw. Ü: ik"), '{value: true, by: teacher, who: "mw. Ü: ik"}'),
]


@pytest.mark.parametrize(("said", "entry"), VALUES, ids=[v[1] for v in VALUES])
def test_a_value_is_written_so_that_it_is_read_again(wegwijzer: Wegwijzer, said: Observation, entry: str) -> None:
    written = with_answer("case: x\n", said)
    assert f": {entry}\n" in written
    assert parse_case(written, "x.yaml", wegwijzer.base.knowledge).observations == (said,)


def test_a_note_says_what_the_value_cannot(wegwijzer: Wegwijzer) -> None:
    written = with_answer("case: x\n", Observation("wellbeing.sad", None, "ib"), "niet van toepassing")
    assert '  wellbeing.sad: {value: unknown, by: ib, note: "niet van toepassing"}\n' in written
    parse_case(written, "x.yaml", wegwijzer.base.knowledge)
