"""The talk in which a person says what the columns of a table tell of; each proposal is theirs to take or leave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import click
import polars as pl

from engine.cases.answers import read_answer
from engine.diagnostics import KnowledgeError, Language
from engine.loading.mappings import SCORES
from engine.model.knowledge import Knowledge
from engine.model.mapping import ColumnUse, LongForm, Scale, TableMapping
from engine.model.values import is_date
from engine.model.vocabulary import FactDefinition, Value
from engine.screening.cells import EMPTY, TRUTHS
from engine.screening.proposing import group_columns, is_skill_score, likely_days, proposals, propose, pupil_columns
from engine.screening.tables import Table

__all__ = ["talk_about"]

SAMPLE = 5_000  # rows that are looked at
FEW = 12  # different words of which each is asked
SKIP = ("", "o", "overslaan", "s", "skip")
_SCALES: dict[str, Scale] = {"p": "percentile", "s": "standard", "i": "iq", "n": "level", "l": "level"}


def talk_about(table: Table, knowledge: Knowledge, language: Language, today: date) -> TableMapping:
    """Ask about each column, and give the mapping; what a person leaves out is ignored."""
    return _Talk(table, knowledge, language, today, next(table.parts(SAMPLE), pl.DataFrame())).mapping()


@dataclass(slots=True)
class _Talk:
    table: Table
    knowledge: Knowledge
    language: Language
    today: date
    cells: pl.DataFrame

    def pick(self, dutch: str, english: str) -> str:
        return english if self.language == "en" else dutch

    def say(self, text: str = "") -> None:
        click.echo(text, err=True)

    def ask(self, question: str, default: str = "") -> str:
        shown = f" [{default}]" if default else ""
        answer: str = click.prompt(f"{question}{shown}", default=default, show_default=False, prompt_suffix=": ", err=True)
        return answer.strip()

    def mapping(self) -> TableMapping:
        names = self.table.header
        self.say(
            self.pick(
                f"{self.table.path.name} heeft {len(names)} kolommen. Per kolom een vraag; Enter neemt wat tussen haken staat.",
                f"{self.table.path.name} has {len(names)} columns. A question each; Enter takes what stands between brackets.",
            )
        )
        pupil = self.column(
            self.pick("Welke kolom is de leerling (pseudoniem, geen naam)?", "Which column is the pupil (pseudonym, no name)?"),
            pupil_columns(names),
            needed=True,
        )
        groups, schools = group_columns([n for n in names if n != pupil])
        group = self.column(self.pick("Welke kolom is de groep of klas? (- is geen)", "Which column is the class? (- for none)"), groups)
        school = self.column(
            self.pick("Welke kolom is de school? (- is geen)", "Which column is the school? (- for none)"),
            [s for s in schools if s != group],
        )
        left = [n for n in names if n not in (pupil, group, school)]
        long = self.long(pupil, left)
        if long:
            left = [n for n in left if n not in (long.subject, long.date)]
        uses = list(self.dated([use for name in left if (use := self.use(name, long))]))
        if len({use.subject for use in uses if use.scale == "level" and use.fact == "achievement.percentile"}) > 1:
            told = (
                "Let op: van niveaus van meer vakken is alleen bekend waartussen het gemiddelde ligt. Percentielen zeggen meer.",
                "Mind: of levels of several subjects it is only known what the mean lies between. Percentiles tell more.",
            )
            self.say()
            self.say(self.pick(*told))
        ignored = frozenset(left) - {use.column for use in uses}
        return TableMapping(pupil, group, school, tuple(uses), ignored, long)

    def column(self, question: str, likely: Sequence[str], *, needed: bool = False) -> str:
        """Ask for a column by its name or number."""
        names = self.table.header
        while True:
            answer = self.ask(question, likely[0] if likely else "")
            if answer.isdecimal() and answer not in names and 1 <= int(answer) <= len(names):
                return names[int(answer) - 1]
            if answer in names:
                return answer
            if answer in ("", "-") and not needed:
                return ""
            self.say("  " + self.pick("kies uit: ", "choose from: ") + ", ".join(f"{i} {n}" for i, n in enumerate(names, 1)))

    def long(self, pupil: str, left: Sequence[str]) -> LongForm | None:
        """Where pupils have more than one row, ask for the columns of the test; else the table has a row a pupil."""
        if not self.cells.height or not self.cells[pupil].drop_nulls().is_duplicated().any():
            return None
        self.say(
            self.pick(
                "Leerlingen staan in meer dan één rij: elke rij is dus een toets.", "Pupils have more than one row: so each row is a test."
            )
        )
        score = self.column(
            self.pick("Welke kolom is de score?", "Which column is the score?"), [n for n in left if "score" in n.casefold()], needed=True
        )
        subject = self.column(
            self.pick("Welke kolom is het vak? (- is geen)", "Which column is the subject? (- for none)"),
            [n for n in left if "vak" in n.casefold()],
        )
        day = self.column(
            self.pick("Welke kolom is de datum? (- is geen)", "Which column is the date? (- for none)"),
            [n for n in left if "dat" in n.casefold()],
        )
        return LongForm(score, subject, day)

    def use(self, name: str, long: LongForm | None) -> ColumnUse | None:
        """Ask what a column tells of; None for nothing."""
        words = self.cells[name].cast(pl.String).drop_nulls().unique(maintain_order=True).to_list()
        self.say()
        self.say(f"{name}   ({', '.join(words[:5])}{', ...' if len(words) > 5 else ''})")  # noqa: PLR2004 - a few as an example
        fact = self.fact(name)
        if fact is None:
            return None
        use = propose(name, fact, self.cells[name], self.today)
        if use.scale == "level":
            self.say("  " + self.pick("Gelezen als niveau: I-V of A-E.", "Read as a level: I-V or A-E."))
        elif fact.id in SCORES:
            use = self.score(use, fact, dated=long is None)
        return replace(use, values={**use.values, **dict(self.values(use, fact, words))})

    def dated(self, uses: Sequence[ColumnUse]) -> Iterator[ColumnUse]:
        """Where a subject has several columns, ask the day of each: which of them counts now is not to be guessed."""
        likely = likely_days([use.column for use in uses], self.today)
        for use in uses:
            same = [u for u in uses if (u.fact, u.subject, u.scale == "correct") == (use.fact, use.subject, use.scale == "correct")]
            if use.date or len(same) == 1 or use.fact != "achievement.percentile":
                yield use
                continue
            question = self.pick(
                f"{use.column}: van dit vak zijn er {len(same)} kolommen. Van welke dag is deze? (jjjj-mm-dd, - telt niet mee)",
                f"{use.column}: this subject has {len(same)} columns. Of which day is this one? (yyyy-mm-dd, - does not count)",
            )
            day = self.checked(question, likely.get(use.column), is_date)
            if day:
                yield replace(use, date=date.fromisoformat(day))

    def fact(self, name: str) -> FactDefinition | None:
        likely = proposals(name, self.knowledge)
        facts = self.knowledge.facts
        if is_skill_score(name):
            told = ("Een vaardigheidsscore zegt niets zonder norm.", "A skill score says nothing without its norm.")
            self.say("   " + self.pick(*told))
        for i, id_ in enumerate(likely, 1):
            self.say(f"   {i}  {facts[id_].label.of(self.language)}  ({id_})")
        question = self.pick("  Nummer, een feit, of o voor overslaan", "  Number, a fact, or s to skip")
        while True:
            answer = self.ask(question, "1" if likely else self.pick("o", "s"))
            if answer.isdecimal() and 1 <= int(answer) <= len(likely):
                return facts[likely[int(answer) - 1]]
            if answer in facts:
                return facts[answer]
            if answer.casefold() in SKIP:
                return None
            found = [f for f in facts.values() if answer.casefold() in f.label.of(self.language).casefold()][:9]
            self.say("  " + (", ".join(f.id for f in found) or self.pick("zo'n feit is er niet", "there is no such fact")))

    def score(self, use: ColumnUse, fact: FactDefinition, *, dated: bool) -> ColumnUse:
        if "correct" in SCORES[fact.id]:
            if self.ask(self.pick("  Zijn dit percentages goed? (j/n)", "  Are these percentages right? (y/n)"), "n").casefold() not in (
                "j",
                "y",
            ):
                return use
            use = replace(use, scale="correct")
        else:
            use = self.scale(use)
        if not dated:
            return replace(use, subject="")
        if fact.id == "achievement.percentile":
            use = replace(
                use, subject=self.ask(self.pick("  Welk vak? (- is geen)", "  Which subject? (- for none)"), use.subject or "-").strip("-")
            )
        day = self.checked(
            self.pick("  Van welke dag? (jjjj-mm-dd, - is onbekend)", "  Of which day? (yyyy-mm-dd, - unknown)"),
            use.date,
            is_date,
        )
        return replace(use, date=date.fromisoformat(day) if day else None)

    def scale(self, use: ColumnUse) -> ColumnUse:
        default = {"iq": "i", "standard": "s"}.get(use.scale, "p")
        question = self.pick(
            "  Schaal: p percentiel, i IQ, s standaardscore, n niveau", "  Scale: p percentile, i IQ, s standard score, l level"
        )
        answer = self.checked(question, default, lambda t: t in _SCALES)
        use = replace(use, scale=_SCALES[answer or default])
        if use.scale != "standard":
            return use
        mean, sd = (
            self.checked(q, d, _is_number)
            for q, d in ((self.pick("  Gemiddelde", "  Mean"), "50"), (self.pick("  Standaarddeviatie", "  Standard deviation"), "10"))
        )
        return replace(use, mean=_number(mean), sd=_number(sd))

    def checked(self, question: str, default: object, fits: Callable[[str], bool]) -> str:
        while True:
            answer = self.ask(question, str(default or "-"))
            if answer == "-" or fits(answer):
                return "" if answer == "-" else answer

    def values(self, use: ColumnUse, fact: FactDefinition, words: Sequence[str]) -> Iterator[tuple[str, Value | None]]:
        """Ask what words stand for that the fact does not know."""
        if fact.type not in ("bool", "choice") or len(words) > FEW:
            return
        for word in words:
            said = word.strip().casefold()
            if said in use.values or said in EMPTY or (fact.type == "bool" and said in TRUTHS) or _fits(fact, said):
                continue
            known = (
                self.pick("j/n", "y/n")
                if fact.type == "bool"
                else ", ".join(f"{i} {label.of(self.language)}" for i, label in enumerate(fact.values.values(), 1))
            )
            while True:
                answer = self.ask(self.pick(f"  `{word}` betekent ({known}, - is onbekend)", f"  `{word}` means ({known}, - unknown)"))
                if answer == "-" or _fits(fact, answer):
                    yield said, None if answer == "-" else read_answer(fact, answer)
                    break


def _fits(fact: FactDefinition, text: str) -> bool:
    try:
        read_answer(fact, text)
    except KnowledgeError:
        return False
    return True


def _is_number(text: str) -> bool:
    try:
        return _number(text) == _number(text)
    except ValueError:
        return False


def _number(text: str) -> float:
    return float(text.replace(",", "."))
