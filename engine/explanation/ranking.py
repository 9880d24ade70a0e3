"""What to ask first: every kind of answer to every open question is tried against the rules.

A question is worth what its answers decide, per burden of finding out. Where no single answer decides a thing that
people act on, answers are tried in pairs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from engine.decision.deciding import Decision
from engine.decision.trials import Trial, Trials
from engine.explanation.answers import Answers
from engine.explanation.outlook import Outlook, outlook
from engine.explanation.questions import SAFETY, burden, facts_behind, first_days, is_settled, questions
from engine.explanation.stakes import WORTH, Stake, stakes
from engine.inference.conclusions import Inference
from engine.inference.truth import AGAINST, FOR, Bits
from engine.model.advice import Question, Step
from engine.model.asking import Asking, Ranked
from engine.protocols.enactment import steps_of
from engine.protocols.replay import Replay

__all__ = ["ask", "rank"]

PAIRS = 300  # how many pairs of answers are tried at most
WIDE = 8  # of a condition with more open facts than this, only the lightest are tried in pairs
HINT = 0.3  # what it counts for that a question is one of those on which something rests that people act on
BESIDES = 0.01  # what it counts for that answers decide what nobody acts on yet


@dataclass(slots=True)
class _Worth:
    """What the answers to one question decide: by stake the share of answers that do, and the fact it takes besides.

    `comes_out` gives the findings that each answer decides.
    """

    decides: dict[Stake, float] = field(default_factory=dict)
    comes_out: list[dict[str, Bits]] = field(default_factory=list)
    beside: dict[Stake, str] = field(default_factory=dict)

    def between(self) -> tuple[str, str] | None:
        """Give two findings between which the answers decide: each answer that makes the one true makes the other false."""
        found = list(dict.fromkeys(id_ for out in self.comes_out for id_ in out))
        for one, other in combinations(found, 2):
            turns = {(out.get(one), out.get(other)) for out in self.comes_out}
            if {(FOR, AGAINST), (AGAINST, FOR)} <= turns and (FOR, FOR) not in turns:
                return one, other
        return None

    def total(self, *, live: bool) -> float:
        """Give the worth of what is decided, of all or only of what people act on."""
        return sum(stake.worth * share for stake, share in self.decides.items() if stake.live or not live)


def ask(inference: Inference, decision: Decision, about: Callable[[Sequence[Stake]], Sequence[Stake]] | None = None) -> Asking:
    """Rank the open questions of a decided case, and tell whether it is settled.

    `about` chooses from what is at stake: the questions are then on that alone, a few instead of a hundred.
    """
    replay = Replay(decision.conclusions)
    steps = steps_of(replay)
    view = outlook(decision)
    at_stake = stakes(decision, view, replay, steps)
    settled = is_settled(view, at_stake, steps)
    return Asking(rank(inference, view, about(at_stake), ()) if about else rank(inference, view, at_stake, steps), settled)


def rank(inference: Inference, view: Outlook, at_stake: Sequence[Stake], steps: Sequence[Step]) -> tuple[Ranked, ...]:
    """Rank the open questions: a child's safety first, then what decides most of what people act on, per burden."""
    asked = questions(view, at_stake, steps)
    ranking = _Ranking(Trials(inference, view.decision), view, at_stake)
    for fact, step in first_days(view.decision.conclusions, steps):
        ranking.start(fact, step)
    worths = ranking.worths([q.fact for q in asked])
    ranked = [_ranked(view.decision, question, worths[question.fact], ranking) for question in asked]
    return tuple(sorted(ranked, key=lambda r: (not r.first, not r.matters, -r.weight, r.question.fact)))


def _ranked(decision: Decision, question: Question, worth: _Worth, ranking: _Ranking) -> Ranked:
    hint, term = ranking.hints.get(question.fact, 0.0), ranking.terms.get(question.fact)
    definition = decision.conclusions.base.knowledge.facts[question.fact]
    live = worth.total(live=True)
    weight = (live + HINT * hint + BESIDES * worth.total(live=False)) / burden(definition)
    order = sorted(worth.decides, key=lambda s: (not s.live, -s.worth * worth.decides[s]))
    decided = tuple(dict.fromkeys([*([term] if term else []), *(s.id for s in order)]))
    beside = next((worth.beside[s] for s in order[:1] if s in worth.beside), None)
    safety = definition.privacy == SAFETY
    between = worth.between()
    return Ranked(question, round(weight, 6), decided, beside, between, matters=safety or live > 0 or hint > 0, first=safety)


class _Ranking:
    """Tries answers on one case."""

    def __init__(self, trials: Trials, view: Outlook, at_stake: Sequence[Stake]) -> None:
        self.trials = trials
        self.answers = Answers(trials)
        self.at_stake = at_stake
        slots = trials.inference.base.slots
        self.by_slot: dict[int, list[Stake]] = {}
        for stake in at_stake:
            self.by_slot.setdefault(slots[stake.key], []).append(stake)
        self.layers = list(trials.inference.base.knowledge.layers)
        self.behind = {stake: facts_behind(view, stake) for stake in at_stake if stake.live}
        self.hints: dict[str, float] = {}
        self.terms: dict[str, str] = {}
        for stake, facts in self.behind.items():
            for fact in facts:
                self.hints[fact] = self.hints.get(fact, 0.0) + stake.worth / len(facts)

    def start(self, fact: str, step: str) -> None:
        """Count that a step which is open now has no due day before a fact is known."""
        self.hints[fact] = self.hints.get(fact, 0.0) + WORTH["step"] / HINT
        self.terms.setdefault(fact, f"term:{step}")

    def worths(self, facts: Iterable[str]) -> dict[str, _Worth]:
        """Try all answers to all questions, and pairs of answers where none of them decides."""
        out = {fact: self._alone(fact) for fact in facts}
        decided = {stake for worth in out.values() for stake in worth.decides}
        self._in_pairs(out, [s for s in self.behind if s not in decided])
        return out

    def _alone(self, fact: str) -> _Worth:
        worth = _Worth()
        kinds = self.answers.kinds(fact)
        for value in kinds:
            trial = self.trials.tell([self.answers.told(fact, value)])
            for stake in self._decided(trial):
                worth.decides[stake] = worth.decides.get(stake, 0.0) + 1 / len(kinds)
            worth.comes_out.append(self._findings(trial))
        return worth

    def _findings(self, trial: Trial) -> dict[str, Bits]:
        """Give the forms and exclusions that an answer decides."""
        base = self.trials.inference.base
        keys = [base.keys[rule.slot] for rule in base.stages["findings"] if rule.slot in trial.changed]  # premises first
        return {key: trial.conclusions.of(key) for key in keys if key.startswith(("form.", "exclusion."))}

    def _decided(self, trial: Trial) -> Iterator[Stake]:
        """Give what an answer decides; a layer that is proposed also settles whether a lighter one would do."""
        bits = trial.conclusions.bits
        for slot in trial.changed & self.by_slot.keys():
            if bits[slot] in (FOR, AGAINST):
                yield from self.by_slot[slot]
        if trial.placement.proposed != self.trials.decision.placement.proposed:
            reached = self.layers.index(trial.placement.proposed)
            for stake in self.at_stake:
                if stake.kind == "layer" and stake.id[len("support.") :] in self.layers[: reached + 1]:
                    yield stake

    def _in_pairs(self, worths: dict[str, _Worth], left: Sequence[Stake]) -> None:
        tried = 0
        facts_of = self.trials.inference.base.knowledge.facts
        seen: set[tuple[str, str]] = set()
        for stake in sorted(left, key=lambda s: -s.worth):
            facts = sorted((f for f in self.behind[stake] if f in worths), key=lambda f: (burden(facts_of[f]), f))[:WIDE]
            for one, other in combinations(facts, 2):
                kinds = list(product(self.answers.kinds(one), self.answers.kinds(other)))
                if (one, other) in seen or tried + len(kinds) > PAIRS:
                    continue
                seen.add((one, other))
                tried += len(kinds)
                for values in kinds:
                    trial = self.trials.tell([self.answers.told(f, v) for f, v in zip((one, other), values, strict=True)])
                    for decided in self._decided(trial):
                        if decided in left:
                            self._credit(worths, decided, (one, other), 0.5 / len(kinds))

    def _credit(self, worths: dict[str, _Worth], stake: Stake, pair: tuple[str, str], share: float) -> None:
        for fact, beside in (pair, pair[::-1]):
            worths[fact].decides[stake] = worths[fact].decides.get(stake, 0.0) + share
            worths[fact].beside.setdefault(stake, beside)
