"""`wegwijzer ask CASE`: the interview, the most telling question first, until no answer can change the advice."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import click

from cli.keeping import Keeping, keeping_of
from cli.records import case_from
from cli.speech import DateText, command_options, opened, say
from engine.cases.answers import read_answer
from engine.diagnostics import Diagnostic, KnowledgeError, Language, Location, nearest
from engine.explanation.interview import Interview
from engine.model.asking import Ranked
from engine.model.case import Observation
from engine.model.vocabulary import Value
from engine.rendering.asking_text import Asker
from engine.rendering.plain import visible
from engine.service import Wegwijzer

__all__ = ["command"]

_WORDS: dict[str, tuple[str, ...]] = {
    "nobody": ("w", "weet niemand", "u", "unknown"),
    "later": ("l", "later"),
    "none": ("nvt", "n.v.t.", "niet van toepassing", "na", "not applicable"),
    "back": ("t", "terug", "b", "back"),
    "stop": ("s", "stop", "q"),
    "why": ("?",),
}
_HELP = (
    "w weet niemand · l later · nvt niet van toepassing · t terug · s stop · ? waarom deze vraag",
    "u nobody knows · l later · na not applicable · b back · s stop · ? why this question",
)
_NOT_APPLICABLE = ("niet van toepassing", "not applicable")


@click.command("ask")
@click.argument("case", type=click.Path(path_type=Path))
@click.option("--by", help="Wie antwoordt: parent, teacher ... / who answers. Zonder: per groep gevraagd.")
@click.option("--who", help="Welke van hen, als er meer zijn (vader, wiskunde) / which of them.")
@click.option("--as-of", type=DateText(), help="De dag waarop de vraag gesteld wordt / the day of the question.")
@click.option("--format", "form", type=click.Choice(["json"]), help="Toon de open vragen, en vraag niets / show the questions, ask none.")
@command_options
def command(  # noqa: PLR0913 - click passes each option by name
    *,
    case: Path,
    by: str | None,
    who: str | None,
    as_of: date | None,
    form: str | None,
    lang: Language,
    rules: Path | None,
    engine: str | None,
) -> None:
    """Het gesprek: de vraag die het meest beslist eerst, tot het advies staat. (The interview.)

    Elk antwoord wordt meteen in het bestand bewaard. Stoppen en later verdergaan kan altijd.
    """  # noqa: D400, D415 - shown as help
    wegwijzer = opened(rules, engine, lang)
    if form:
        _show(wegwijzer, case, as_of, lang)
        return
    talk = _Talk(wegwijzer, case, lang, as_of, by, who)
    try:
        talk.run()
    except (click.Abort, EOFError):
        click.echo()
    talk.close()


def _show(wegwijzer: Wegwijzer, path: Path, as_of: date | None, language: Language) -> None:
    from engine.rendering.asking_json import asking_json  # noqa: PLC0415 - only the printer that is asked for

    case = case_from(wegwijzer, path, language)
    say(asking_json(wegwijzer.ask(case, as_of), case.id, wegwijzer.knowledge_for(case, as_of), language))


@dataclass(slots=True)
class _Talk:
    """One session at the terminal."""

    wegwijzer: Wegwijzer
    path: Path
    language: Language
    as_of: date | None
    only: str | None
    who: str | None
    by: str | None = None
    called: str | None = None  # what the one who answers now called themselves: moeder, vader
    given: list[str] = field(default_factory=list)  # the facts that were answered
    keeping: Keeping = field(init=False)
    interview: Interview = field(init=False)
    asker: Asker = field(init=False)
    day: date = field(init=False)

    def __post_init__(self) -> None:
        if self.only is not None:
            self.only, called = _informant(self.only, self.wegwijzer, self.language)
            self.who = self.who or called
        self.keeping = keeping_of(self.wegwijzer, self.path, self.language)
        case = self.keeping.case()
        self.day = self.as_of or case.as_of or date.today()  # noqa: DTZ011 - a school day is local
        knowledge = self.wegwijzer.knowledge_for(case, self.day)
        self.interview = Interview(knowledge, lambda each: self.wegwijzer.ask(each, self.day), case, self.only)
        self.asker = Asker(knowledge, self.language)

    def say(self, dutch: str, english: str) -> None:
        click.echo(english if self.language == "en" else dutch)

    def run(self) -> None:
        """Ask until the advice stands, or there is no question left for who is here, or someone stops."""
        self.say(*_HELP)
        group = None
        while (ranked := self.interview.next()) and not self.interview.settled:
            if self.interview.group != group:
                group = self.interview.group
                self._turn_to(group)
            click.echo()
            click.echo(visible(self.asker.question(ranked, self.by)), nl=False)
            if not self._answered(ranked):
                return

    def _turn_to(self, group: str) -> None:
        """Announce whose turn it is, and hear who answers."""
        click.echo(visible(f"\n{self.asker.group(group)}"))
        self.by, self.called = self.only, None
        while self.by is None:
            words = "Who answers" if self.language == "en" else "Wie antwoordt"
            said = click.prompt(words, default=visible(self.asker.name_of(group)))
            try:
                self.by, self.called = _informant(said, self.wegwijzer, self.language)
            except KnowledgeError as problem:
                self._complain(problem)

    def _answered(self, ranked: Ranked) -> bool:
        """Hear answers until one can be used; tell whether to go on."""
        while True:
            text = str(click.prompt(visible(self.asker.how(ranked)), default="", show_default=False)).strip()
            meant = next((name for name, words in _WORDS.items() if text.lower() in words), "")
            if meant == "stop":
                return False
            if meant == "why":
                click.echo(visible(self.asker.why(ranked)))
            elif text and self._take(ranked, meant, text):
                return True

    def _take(self, ranked: Ranked, meant: str, text: str) -> bool:
        """Do what an answer asks; tell whether it was understood."""
        fact = ranked.question.fact
        takes: dict[str, Callable[[], None]] = {
            "later": lambda: self.interview.later.add(fact),
            "back": self._back,
            "nobody": lambda: self._keep(fact, None, ""),
            "none": lambda: self._keep(fact, None, _NOT_APPLICABLE[self.language == "en"]),
        }
        try:
            if meant in takes:
                takes[meant]()
            else:
                self._keep(fact, self._read(ranked, text), "")
        except KnowledgeError as problem:
            self._complain(problem)
            return False
        return True

    def _read(self, ranked: Ranked, text: str) -> Value:
        """Read an answer; one that does not fit is told by what is asked here, and not by ids."""
        try:
            return read_answer(self.wegwijzer.on(self.day).base.knowledge.facts[ranked.question.fact], text)
        except KnowledgeError:
            values = {"value": text, "how": self.asker.how(ranked)}
            raise KnowledgeError([Diagnostic("ask.misfit", Location(), values)]) from None

    def _keep(self, fact: str, value: Value | None, note: str) -> None:
        """Keep an answer, and go on from what is kept."""
        case = self.keeping.keep(Observation(fact, value, self.by, self.who or self.called, self.day), note)
        self.given.append(fact)
        if value is None:
            self.interview.later.add(fact)  # what concerns safety is asked again, but not in one breath
        alerts = self._alerts()
        self.interview.take(case)
        for id_ in sorted(self._alerts() - alerts):
            click.echo(visible(f"! {self.wegwijzer.on(self.day).base.knowledge.alerts[id_].label.of(self.language)}"))

    def _alerts(self) -> set[str]:
        return {a.id for a in self.wegwijzer.advise(self.interview.case, self.day).alerts}

    def _back(self) -> None:
        """Take the last answer of this session back, and ask again."""
        if not self.given:
            self.say("Er is in dit gesprek nog geen antwoord om terug te nemen.", "There is no answer of this session to take back.")
            return
        case = self.keeping.take_back()
        self.interview.later.discard(self.given.pop())
        self.interview.take(case)

    def _complain(self, problem: KnowledgeError) -> None:
        for each in problem.diagnostics:
            click.echo(each.line(self.language), err=True)

    def close(self) -> None:
        """Say what was kept, and what is left."""
        click.echo()
        kept = len(self.given)
        self.say(*(visible(f"{words} {self.path}: {kept}.") for words in ("Antwoorden bewaard in", "Answers kept in")))
        if self.interview.settled:
            click.echo(self.asker.w("settled"))
        elif counts := self.interview.left():
            click.echo(visible(self.asker.left(counts)))


def _informant(name: str, wegwijzer: Wegwijzer, language: Language) -> tuple[str, str | None]:
    """Find an informant by id, label, or what one of them calls themselves, which is then given beside it.

    Raises `KnowledgeError` when there is none.
    """
    known = wegwijzer.base.knowledge.informants
    word = name.strip().lower()
    labels = {words.lower(): i.id for i in known.values() for words in (i.id, i.label.nl, i.label.en)}
    voices = {voice.lower(): i.id for i in known.values() for voice in i.voices}
    found = labels.get(word) or voices.get(word)
    if found is None:
        values = {"name": name, "known": ", ".join(f"`{i.label.of(language)}`" for i in known.values()), "nearest": nearest(name, known)}
        raise KnowledgeError([Diagnostic("ask.informant", Location(), values)])
    return found, None if word in labels else word
