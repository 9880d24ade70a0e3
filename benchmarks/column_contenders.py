"""Contenders over columns: ours, and the same rules by hand for polars, DuckDB and openfisca-core; all leave open what is not recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from benchmarks.generate import FACTS, TODAY, VALUES, Condition, Rule, case_of, finding_of, knowledge_of, strata_of

__all__ = ["CONTENDERS", "FILES", "NEEDS"]

Found = Mapping[str, Sequence[bool | None]]
Read = Callable[[Any, int], Found]
Ready = tuple[Callable[[], Any], Read]
_TRUTHS = (None, True, False, None)


# --- ours ---


def _inference(rules: list[Rule]) -> Any:
    from engine.inference.conclusions import Inference  # noqa: PLC0415 - each process loads what it measures and no more
    from engine.inference.engines import make_engine  # noqa: PLC0415 - as above
    from engine.knowledge.compiler import compile_knowledge  # noqa: PLC0415 - as above

    base = compile_knowledge(knowledge_of(rules))
    return Inference(base, make_engine("forward", base))


def _columns(frame: pl.DataFrame, inference: Any) -> Any:
    from engine.model.mapping import ColumnUse  # noqa: PLC0415 - as above
    from engine.screening.cells import Place, read_cells  # noqa: PLC0415 - as above
    from engine.screening.columns import Columns  # noqa: PLC0415 - as above
    from engine.screening.typed import typed  # noqa: PLC0415 - as above

    place, facts, ready = Place("", 0, np.arange(frame.height)), inference.base.knowledge.facts, typed(frame, FACTS)
    read = {f: read_cells(frame[f], ColumnUse(f, f), facts[f], place, ready.get(f))[0] for f in FACTS}
    return Columns(read, frame.height, TODAY)


def _planes(rules: list[Rule], frame: pl.DataFrame) -> Ready:
    from engine.screening.concluding import Screener  # noqa: PLC0415 - as above
    from engine.screening.going_through import PART  # noqa: PLC0415 - as above

    inference = _inference(rules)
    parts = [_columns(frame.slice(at, PART), inference) for at in range(0, frame.height, PART)]
    screener = Screener(inference, TODAY)

    def read(outcome: Any, count: int) -> Found:
        return {id_: [_TRUTHS[s] for s in outcome[0].statuses(id_)[:count]] for id_ in outcome[0].planes}

    return lambda: [screener.conclude(part) for part in parts], read


def _loop(rules: list[Rule], frame: pl.DataFrame) -> Ready:
    inference = _inference(rules)
    cases = [case_of({k: v for k, v in row.items() if v is not None and k != "pupil"}) for row in frame.to_dicts()]
    words = {"true": True, "false": False}

    def read(outcome: Any, count: int) -> Found:
        return {id_: [words.get(c.status(id_)) for c in outcome[:count]] for id_ in inference.base.knowledge.findings}

    return lambda: [inference.infer(case, TODAY) for case in cases], read


def _planes_to_file(rules: list[Rule], path: Path, target: Path) -> Ready:
    from engine.screening.behind import Behind  # noqa: PLC0415 - as above
    from engine.screening.concluding import Screener  # noqa: PLC0415 - as above
    from engine.screening.going_through import PART  # noqa: PLC0415 - as above
    from engine.screening.parquet import concatenate, write_rows  # noqa: PLC0415 - as above
    from engine.screening.tables import open_table  # noqa: PLC0415 - as above

    inference = _inference(rules)

    def run() -> Path:
        screener, drafts = Screener(inference, TODAY), []
        footers = {}

        def write(part: pl.DataFrame, planes: Any, draft: Path) -> None:
            footers[draft] = write_rows(part, planes, draft)

        with Behind() as behind:
            for number, part in enumerate(open_table(path).parts(PART)):
                found = screener.conclude(_columns(part, inference))
                drafts.append(target.with_suffix(f".{number}"))
                behind.do(write, part.select("pupil"), found.planes, drafts[-1])
            behind.wait()
        concatenate(drafts, target, footers)
        return target

    def read(written: Any, count: int) -> Found:
        words = {"true": True, "false": False}
        frame = pl.read_parquet(written, n_rows=count).drop("pupil")
        return {name: [words.get(v) for v in frame[name].to_list()] for name in frame.columns}

    return run, read


# --- the rules as others write them: a yes or no for each of our findings ---


def _strata(rules: list[Rule]) -> list[dict[str, Condition]]:
    return [
        {_name(t, rule.then): _whole(rules_of, i) for t, rules_of in stratum.items() for i, rule in enumerate(rules_of)}
        for stratum in strata_of(rules)
    ]


def _name(target: str, value: object) -> str:
    return finding_of(target, value).removeprefix("signal.")


def _whole(alternatives: Sequence[Rule], place: int) -> Condition:
    earlier = [("not", _plain(rule.when)) for rule in alternatives[:place]]
    own = _plain(alternatives[place].when)
    return ("and", *earlier, own) if earlier else own


def _plain(condition: Condition) -> Condition:
    """Say that a target has a value as that the finding for it holds."""
    operation, *rest = condition
    if operation in ("and", "or", "not"):
        return (operation, *map(_plain, rest))
    return ("is", _name(rest[0], rest[1])) if operation == "eq" and rest[0][0] == "g" else condition


def _read(outcome: Any, count: int) -> Found:
    frame = outcome if isinstance(outcome, pl.DataFrame) else outcome.pl()
    return {f"signal.{name}": frame[name][:count].to_list() for name in frame.columns}


def _read_file(written: pl.LazyFrame, count: int) -> Found:
    return _read(written.head(count).collect(), count)


# --- polars ---


def _polars(rules: list[Rule], frame: pl.DataFrame) -> Ready:
    return _lazy(rules, frame.lazy()).collect, _read


def _polars_to_file(rules: list[Rule], path: Path, target: Path) -> Ready:
    def run() -> pl.LazyFrame:
        _lazy(rules, pl.scan_parquet(path)).sink_parquet(target)
        return pl.scan_parquet(target)

    return run, _read_file


def _lazy(rules: list[Rule], lazy: pl.LazyFrame) -> pl.LazyFrame:
    strata = _strata(rules)
    for stratum in strata:
        lazy = lazy.with_columns([_expression(condition).alias(name) for name, condition in stratum.items()])
    return lazy.select([name for stratum in strata for name in stratum])


def _expression(condition: Condition) -> Any:  # noqa: PLR0911 - one line a form
    operation, *rest = condition
    match operation:
        case "not":
            return ~_expression(rest[0])
        case "and":
            return reduce(lambda a, b: a & b, map(_expression, rest))
        case "or":
            return reduce(lambda a, b: a | b, map(_expression, rest))
    column = pl.col(rest[0])
    match operation:
        case "is":
            return column
        case "eq":
            return column == rest[1]
        case "in":
            return column.is_in(list(rest[1]))
    return column >= rest[1] if operation == "ge" else column < rest[1]


# --- DuckDB ---


def _sql(rules: list[Rule], source: str) -> str:
    strata = _strata(rules)
    for stratum in strata:
        columns = ", ".join(f"{_sql_condition(condition)} AS {name}" for name, condition in stratum.items())
        source = f"(SELECT *, {columns} FROM {source})"  # noqa: S608 - our own words
    return f"SELECT {', '.join(name for stratum in strata for name in stratum)} FROM {source}"  # noqa: S608 - our own words


def _sql_condition(condition: Condition) -> str:
    operation, *rest = condition
    match operation:
        case "not":
            return f"(NOT {_sql_condition(rest[0])})"
        case "and" | "or":
            return "(" + f" {operation} ".join(map(_sql_condition, rest)) + ")"
        case "is":
            return str(rest[0])
        case "eq":
            return f"{rest[0]} = '{rest[1]}'"
        case "in":
            return f"{rest[0]} IN ({', '.join(map(repr, rest[1]))})"
    return f"{rest[0]} {'>=' if operation == 'ge' else '<'} {rest[1]}"


def _duckdb(rules: list[Rule], frame: pl.DataFrame) -> Ready:
    import duckdb  # noqa: PLC0415 - as above

    connection = duckdb.connect()
    connection.register("given", frame.to_arrow())
    connection.execute("CREATE TABLE pupils AS SELECT * FROM given")
    query = f"CREATE OR REPLACE TABLE found AS {_sql(rules, 'pupils')}"

    def run() -> Any:
        connection.execute(query)
        return connection.table("found")

    return run, lambda found, count: _read(found.limit(count), count)


def _duckdb_to_file(rules: list[Rule], path: Path, target: Path) -> Ready:
    import duckdb  # noqa: PLC0415 - as above

    connection = duckdb.connect()
    query = f"COPY ({_sql(rules, repr(str(path)))}) TO '{target}' (FORMAT parquet)"

    def run() -> pl.LazyFrame:
        connection.execute(query)
        return pl.scan_parquet(target)

    return run, _read_file


def _ibis(rules: list[Rule], frame: pl.DataFrame) -> Ready:
    import ibis  # noqa: PLC0415 - as above

    from engine.screening.far_intake import taken_in  # noqa: PLC0415 - as above
    from engine.screening.on_ibis import conclude  # noqa: PLC0415 - as above

    inference, connection = _inference(rules), ibis.duckdb.connect()
    connection.con.register("given", frame.with_columns(pl.selectors.by_dtype(pl.Enum).cast(pl.String)).to_arrow())
    connection.con.execute("CREATE TABLE pupils AS SELECT * FROM given")
    pupils = connection.table("pupils")

    def read(found: Any, count: int) -> Found:
        order = frame["pupil"][:count].to_list()
        rows = {row["pupil"]: row for row in connection.to_polars(found.filter(found["pupil"].isin(order))).to_dicts()}
        return {id_: [_TRUTHS[rows[pupil][id_]] for pupil in order] for id_ in inference.base.knowledge.findings}

    def run() -> Any:
        connection.con.execute("DROP TABLE IF EXISTS found")
        taken = taken_in(connection, pupils, inference.base.knowledge, Path("pupils"))
        return connection.create_table("found", conclude(taken, inference, TODAY))

    return run, read


# --- openfisca-core ---

_OPEN = 255


def _openfisca(rules: list[Rule], frame: pl.DataFrame) -> Ready:
    from openfisca_core.entities import build_entity  # noqa: PLC0415 - as above
    from openfisca_core.periods import DateUnit  # noqa: PLC0415 - as above
    from openfisca_core.simulations import SimulationBuilder  # noqa: PLC0415 - as above
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem  # noqa: PLC0415 - as above
    from openfisca_core.variables import Variable  # noqa: PLC0415 - as above

    person = build_entity("person", "persons", "p", is_person=True)
    system = TaxBenefitSystem([person])

    def add(name: str, default: int, formula: Any = None) -> None:
        told = {"value_type": int, "entity": person, "definition_period": DateUnit.MONTH, "default_value": default, "label": name}
        system.add_variable(type(name, (Variable,), told | ({"formula": formula} if formula else {})))

    for fact in FACTS:
        add(fact, _OPEN)
    conditions = {name: condition for stratum in _strata(rules) for name, condition in stratum.items()}
    for name, condition in conditions.items():
        add(name, 1, _formula(condition))
    given = {fact: _numbered(frame[fact]) for fact in FACTS}

    def run() -> Any:
        simulation = SimulationBuilder().build_default_simulation(system, count=frame.height)
        for fact, values in given.items():
            simulation.set_input(fact, "2024-01", values)
        return {name: simulation.calculate(name, "2024-01") for name in conditions}

    return run, lambda found, count: {f"signal.{name}": [(False, None, True)[v] for v in found[name][:count]] for name in conditions}


def _formula(condition: Condition) -> Any:
    return lambda person, period: _trit(condition, person, period)


def _numbered(column: pl.Series) -> Any:
    codes = column.to_physical() if isinstance(column.dtype, pl.Enum) else column
    return codes.cast(pl.Int32).fill_null(_OPEN).to_numpy()


def _trit(condition: Condition, person: Any, period: Any) -> Any:
    """Give 0 false, 1 open, 2 true, with least and most as and and or."""
    operation, *rest = condition
    match operation:
        case "not":
            return 2 - _trit(rest[0], person, period)
        case "and" | "or":
            return reduce(np.minimum if operation == "and" else np.maximum, [_trit(part, person, period) for part in rest])
    value = person(rest[0], period)
    if rest[0][0] in "sg":
        return value
    tests: dict[str, Callable[[], Any]] = {
        "is": lambda: value == 1,
        "eq": lambda: value == VALUES.index(rest[1]),
        "in": lambda: np.isin(value, [VALUES.index(v) for v in rest[1]]),
        "ge": lambda: value >= rest[1],
        "lt": lambda: value < rest[1],
    }
    return np.where(value == _OPEN, 1, 2 * tests[operation]())


CONTENDERS: dict[str, Callable[[list[Rule], pl.DataFrame], Ready]] = {
    "wegwijzer: planes of bits": _planes,
    "wegwijzer: a loop over forward": _loop,
    "wegwijzer: ibis on DuckDB": _ibis,
    "polars by hand, enums": _polars,
    "DuckDB SQL by hand": _duckdb,
    "openfisca-core": _openfisca,
}
FILES: dict[str, Callable[[list[Rule], Path, Path], Ready]] = {
    "wegwijzer: planes of bits": _planes_to_file,
    "polars by hand, enums": _polars_to_file,
    "DuckDB SQL by hand": _duckdb_to_file,
}
NEEDS = {"wegwijzer: ibis on DuckDB": "ibis", "DuckDB SQL by hand": "duckdb", "openfisca-core": "openfisca_core"}
