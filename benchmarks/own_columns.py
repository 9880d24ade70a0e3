"""Our own rules over made-up pupils: the whole of `wegwijzer screen` from Parquet to Parquet, and what of it is concluding alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

__all__ = ["OWN", "make_pupils"]

TODAY = date(2025, 11, 3)
SEED = 7
Check = Callable[[Any, int], tuple[int, int]]  # of so many pupils: how many conclusions were compared, and how many differ
Ready = tuple[Callable[[], Any], Check]


def make_pupils(pupils: int, path: Path) -> None:
    """Write so many made-up pupils."""
    from engine.screening.made_up import Population, made_up  # noqa: PLC0415 - each process loads what it measures and no more

    pl.concat(made_up(Population(pupils=pupils, seed=SEED, schools=max(1, pupils // 300)))).write_parquet(path)


def _opened() -> Any:
    from engine.service import open_wegwijzer  # noqa: PLC0415 - as above

    return open_wegwijzer().on(TODAY)


def _columns(wegwijzer: Any, path: Path) -> Iterator[Any]:
    """Give the facts of the pupils of a table, part by part."""
    return (looked.columns for looked in _looked(wegwijzer, path))


def _looked(wegwijzer: Any, path: Path) -> Iterator[Any]:
    """Give what is concluded on the pupils of a table, part by part."""
    from engine.model.mapping import TableMapping  # noqa: PLC0415 - as above
    from engine.screening.completed import completed  # noqa: PLC0415 - as above
    from engine.screening.going_through import going_through  # noqa: PLC0415 - as above
    from engine.screening.intake import Intake  # noqa: PLC0415 - as above
    from engine.screening.tables import open_table  # noqa: PLC0415 - as above

    table, knowledge = open_table(path), wegwijzer.base.knowledge
    mapping, _ = completed(TableMapping(), table, knowledge)
    return going_through(Intake(table, mapping, knowledge, TODAY), wegwijzer.inference)


def _alone(wegwijzer: Any, columns: Any, pupil: int) -> Any:
    return wegwijzer.inference.infer(columns.case(pupil), TODAY)


def _planes(path: Path, _target: Path) -> Ready:
    from engine.screening.concluding import Screener  # noqa: PLC0415 - as above

    wegwijzer = _opened()
    parts = list(_columns(wegwijzer, path))
    screener = Screener(wegwijzer.inference, TODAY)

    def check(found: Any, pupils: int) -> tuple[int, int]:
        alone, first = [_alone(wegwijzer, parts[0], pupil) for pupil in range(pupils)], found[0]
        return pupils * len(first.planes), sum(a.status(id_) != first.status(id_, i) for i, a in enumerate(alone) for id_ in first.planes)

    return lambda: [screener.conclude(part) for part in parts], check


def _loop(path: Path, _target: Path) -> Ready:
    wegwijzer = _opened()
    cases = [columns.case(pupil) for columns in _columns(wegwijzer, path) for pupil in range(columns.pupils)]
    return lambda: [wegwijzer.inference.infer(case, TODAY) for case in cases], lambda _, __: (0, 0)


def _planes_to_file(path: Path, target: Path) -> Ready:
    """Read, conclude and write conclusions, as the contenders over the generated rules do: no reasons, questions or counts."""
    from engine.screening.behind import Behind  # noqa: PLC0415 - as above
    from engine.screening.parquet import concatenate, write_rows  # noqa: PLC0415 - as above

    wegwijzer = _opened()

    def run() -> None:
        drafts: list[Path] = []
        footers: dict[Path, Any] = {}

        def write(looked: Any, draft: Path) -> None:
            footers[draft] = write_rows(looked.pupils.names.alias("pupil").to_frame(), looked.concluded.planes, draft)

        with Behind() as behind:
            for number, looked in enumerate(_looked(wegwijzer, path)):
                drafts.append(target.with_suffix(f".{number}"))
                behind.do(write, looked, drafts[-1])
            behind.wait()
        concatenate(drafts, target, footers)

    return run, _checking(wegwijzer, path, target)


def _whole(path: Path, target: Path) -> Ready:
    from engine.model.mapping import TableMapping  # noqa: PLC0415 - as above

    wegwijzer = _opened()
    return lambda: wegwijzer.screen(path, TableMapping(), targets=[target], as_of=TODAY), _checking(wegwijzer, path, target)


def _checking(wegwijzer: Any, path: Path, target: Path) -> Check:
    """Give what compares the conclusions in a file with those on each pupil alone."""

    def check(_: Any, pupils: int) -> tuple[int, int]:
        columns, rows = next(_columns(wegwijzer, path)), pl.read_parquet(target, n_rows=pupils).to_dicts()
        ids = list(wegwijzer.base.knowledge.findings)
        alone = [_alone(wegwijzer, columns, pupil) for pupil in range(pupils)]
        return pupils * len(ids), sum(a.status(id_) != row[id_] for a, row in zip(alone, rows, strict=True) for id_ in ids)

    return check


def _far(path: Path, target: Path) -> Ready:
    wegwijzer = _opened()

    def check(_: Any, pupils: int) -> tuple[int, int]:
        columns, ids = next(_columns(wegwijzer, path)), list(wegwijzer.base.knowledge.findings)
        names = pl.read_parquet(path, n_rows=pupils, columns=["pupil"])["pupil"].to_list()
        rows = {row["pupil"]: row for row in pl.scan_parquet(target).filter(pl.col("pupil").is_in(names)).collect().to_dicts()}
        alone = {name: _alone(wegwijzer, columns, i) for i, name in enumerate(names)}
        return pupils * len(ids), sum(alone[name].status(id_) != rows[name][id_] for name in names for id_ in ids)

    return lambda: wegwijzer.screen_far(path, target, "duckdb", TODAY), check


OWN: dict[tuple[str, str], Callable[[Path, Path], Ready]] = {
    ("wegwijzer: planes of bits", "memory"): _planes,
    ("wegwijzer: a loop over forward", "memory"): _loop,
    ("wegwijzer: planes of bits", "file"): _planes_to_file,
    ("wegwijzer: screen", "file"): _whole,
    ("wegwijzer: ibis on DuckDB", "file"): _far,
}
