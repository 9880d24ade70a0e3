"""Generated trees of conditions: of every form that can be written, and of those that mean something over the small vocabulary."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from engine.inference.truth import Bits
from engine.language.syntax import (
    AllOf,
    AnyOf,
    Arithmetic,
    AtLeast,
    Between,
    Call,
    Comparison,
    Duration,
    Expression,
    If,
    Literal,
    Membership,
    Name,
    Negative,
    Not,
    Operator,
    Range,
    UnaryTest,
)
from engine.model.case import Observation
from engine.model.vocabulary import LEVELS, Value
from tests.vocabulary import CHOICES, DATES, NUMBERS, TODAY, VOCABULARY, YES_NO

Trees = st.SearchStrategy[Expression]

WORDS = {"and", "between", "else", "false", "if", "in", "not", "null", "or", "then", "true"}
_WRITTEN = {"date", "duration", "at_least"}  # calls that are constants or forms of their own
_OPERATORS: tuple[Operator, ...] = ("=", "!=", "<", "<=", ">", ">=")


def bits_of(slots: int) -> st.SearchStrategy[list[Bits]]:
    """Generate the truth of some slots."""
    return st.lists(st.integers(0, 3), min_size=slots, max_size=slots)


# --- whatever can be written ---


def names() -> st.SearchStrategy[str]:
    """Generate dotted names; a word of the language may be a part of one, but not one by itself."""
    return st.from_regex(r"\A[A-Za-z_][A-Za-z0-9_]{0,5}(\.[A-Za-z_][A-Za-z0-9_]{0,5}){0,2}\Z").filter(lambda name: name not in WORDS)


def constants() -> st.SearchStrategy[bool | float | str | date | Duration | None]:
    """Generate constants of all kinds, as precise as they can be kept."""
    number = st.builds(lambda digits, places: float(f"{digits}e-{places}"), st.integers(0, 10**9), st.integers(0, 9))
    duration = st.builds(Duration, st.integers(-99_999, 99_999), st.sampled_from(["months", "days"]))
    return st.one_of(st.none(), st.booleans(), number, st.text(max_size=8), st.dates(), duration)


def trees() -> Trees:
    """Generate trees of all forms, whether they mean something or not; each can be written and read back."""
    leaves = st.one_of(st.builds(Literal, constants()), st.builds(Name, names()))
    return st.recursive(leaves, _grown, max_leaves=12)


def _grown(part: Trees) -> Trees:
    some = st.lists(part, max_size=3).map(tuple)
    several = st.lists(part, min_size=2, max_size=4).map(tuple)
    operator = st.sampled_from(_OPERATORS)
    ranges = st.builds(Range, part, part, st.booleans(), st.booleans())
    tests = st.lists(st.one_of(part, ranges, st.builds(UnaryTest, operator, part)), max_size=3).map(tuple)
    return st.one_of(
        st.builds(Negative, part),
        st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/"]), part, part),
        st.builds(Comparison, operator, part, part),
        st.builds(Between, part, part, part),
        st.builds(Membership, part, tests),
        st.builds(Call, names().filter(lambda name: name not in _WRITTEN), some),
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(Not, part),
        st.builds(AtLeast, st.integers(0, 5), several),
        st.builds(If, part, part, part),
    )


# --- what means something over the vocabulary ---


def conditions() -> Trees:
    """Generate conditions that are sound anywhere, with yes/no's, numbers, dates, texts and conclusions, and without null."""
    return st.recursive(_atoms(), _combined, max_leaves=8)


def _combined(part: Trees) -> Trees:
    several = st.lists(part, min_size=2, max_size=4).map(tuple)
    simple = st.builds(Name, st.sampled_from(YES_NO))
    return st.one_of(
        st.builds(AllOf, several),
        st.builds(AnyOf, several),
        st.builds(Not, part),
        st.builds(If, part, part, part),
        several.flatmap(lambda parts: st.builds(AtLeast, st.integers(1, len(parts)), st.just(parts))),
        st.builds(Comparison, st.sampled_from(_OPERATORS[:2]), part, st.one_of(simple, st.builds(Literal, st.booleans()))),
    )


def _atoms() -> Trees:
    yes_no = st.builds(Name, st.sampled_from([*YES_NO, "signal.either", "form.both"]))
    said = st.builds(Call, st.just("said_by"), st.tuples(st.builds(Name, st.sampled_from(YES_NO)), st.builds(Literal, _informants())))
    number, day = _numbers(), _days()
    words = [_tested(st.just(Name(id_)), st.builds(Literal, st.sampled_from(values))) for id_, values in CHOICES.items()]
    chosen = st.builds(If, yes_no, number, number)
    counted = st.builds(Call, st.just("count"), st.lists(yes_no, min_size=1, max_size=3).map(tuple))
    small = st.builds(Literal, st.integers(0, 4).map(float))
    return st.one_of(
        yes_no,
        said,
        _tested(number, number),
        _tested(day, day),
        *words,
        _tested(st.just(Name("skill")), st.builds(Literal, st.sampled_from(LEVELS))),
        _tested(chosen, small),
        _tested(counted, small),
    )


def _tested(value: Trees, other: Trees) -> Trees:
    """Generate a comparison, a `between` or an `in` of two kinds of values that compare."""
    operator = st.sampled_from(_OPERATORS)
    test = st.one_of(other, st.builds(Range, other, other, st.booleans(), st.booleans()), st.builds(UnaryTest, operator, other))
    return st.one_of(
        st.builds(Comparison, operator, value, other),
        st.builds(Between, value, other, other),
        st.builds(Membership, value, st.lists(test, min_size=1, max_size=3).map(tuple)),
    )


def _numbers() -> Trees:
    leaves = st.one_of(
        st.builds(Literal, st.integers(0, 9).map(float)),
        st.builds(Name, st.sampled_from([*NUMBERS, "total", "level.score", "limit"])),
        st.builds(Call, st.just("band"), st.just((Name("skill"),))),
        st.builds(Call, st.sampled_from(["weeks_since", "months_since"]), st.tuples(_days())),
    )

    def grown(part: Trees) -> Trees:
        return st.one_of(
            st.builds(Negative, part),
            st.builds(Arithmetic, st.sampled_from(["+", "-", "*", "/"]), part, part),
            st.builds(Call, st.sampled_from(["min", "max"]), st.lists(part, min_size=1, max_size=3).map(tuple)),
            st.builds(Call, st.sampled_from(["z_of_iq", "z_of_percentile", "percentile_of_iq"]), st.tuples(part)),
        )

    return st.recursive(leaves, grown, max_leaves=3)


def _days() -> Trees:
    day = st.one_of(st.builds(Name, st.sampled_from(DATES)), st.just(Call("today", ())))
    length = st.builds(Literal, st.builds(Duration, st.integers(-40, 40), st.sampled_from(["months", "days"])))
    return st.one_of(day, st.builds(Arithmetic, st.sampled_from(["+", "-"]), day, length))


def _informants() -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(VOCABULARY.informants))


def voices(fact: str) -> st.SearchStrategy[Observation]:
    """Generate what one person says about a fact, undated."""
    values: dict[str, st.SearchStrategy[Value]] = {
        **dict.fromkeys(YES_NO, st.booleans()),
        **dict.fromkeys((*NUMBERS, "score"), st.integers(0, 9).map(float)),
        **dict.fromkeys(DATES, st.dates(date(2024, 1, 1), TODAY).map(date.isoformat)),
        **{id_: st.sampled_from(choices) for id_, choices in CHOICES.items()},
        "skill": st.sampled_from(LEVELS),
    }
    return st.builds(Observation, st.just(fact), values[fact], _informants())
