"""A comparison of two versions of the rules as a document: for a pull request, for the screen, or for the table of a board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from engine.model.knowledge import Knowledge
from engine.model.paper import Block, Heading, Item, Items, Note, Paper, Paragraph, Span, Table, Text
from engine.model.revision import ORIGINS, Amendment, Origin, Revision, Touched
from engine.model.text import Language
from engine.rendering.paper_saying import capital, plain
from engine.rendering.revision_terms import KIND_TITLES
from engine.rendering.revision_turns import ORIGIN_WORDS, Gathered, Turn, Turning, short_place
from engine.rendering.revision_words import Amending
from engine.rendering.words import on_day

__all__ = ["revision_paper", "version_words"]

_MADE_UP = (
    (
        "Grensgevallen zijn bedacht: bij elke gewijzigde voorwaarde een casus net onder, op en net boven elke grens, met ja, nee, "
        "onbekend en verschil van mening. Eigen casussen staan hier alleen met hun pseudoniem."
    ),
    (
        "Boundary cases are made up: for each changed condition a case just below, at and just above each boundary, with yes, no, "
        "unknown and people who disagree. Own cases stand here by their pseudonym only."
    ),
)
_NAMED = 12  # cases that one row names


def version_words(k: Knowledge) -> str:
    """Name a version of the rules: whose it is, its number and the first letters of its digest."""
    whose = f"{k.school}, " if k.school else ""
    return f"{whose}{k.name} {k.version} ({k.digest.removeprefix('sha256:')[:6]})"


def revision_paper(revision: Revision, today: date, language: Language = "nl", at_most: int | None = None) -> Paper:
    """Give a comparison as a document; `at_most` so many cases of each origin are told one by one."""
    teller = _Teller(revision, language, at_most)
    versions = f"{version_words(revision.old)} → {version_words(revision.new)}"
    return Paper(
        title=teller.pick(("Wat verandert er in de regels, en voor wie?", "What changes in the rules, and for whom?")),
        subject=versions,
        meant_for=teller.pick(("Voor wie over de regels beslist", "For those who decide on the rules")),
        foot=f"Wegwijzer · {versions}",
        day=today.isoformat(),
        language=language,
        blocks=tuple(teller.blocks()),
    )


class _Teller:
    """Makes the blocks in one language."""

    def __init__(self, revision: Revision, language: Language, at_most: int | None) -> None:
        self.r = revision
        self.language: Language = language
        self.at_most = at_most
        self.amending = Amending(revision.old, revision.new, language)
        self.turning = Turning(revision, language)

    def pick(self, words: tuple[str, str]) -> str:
        return words[self.language == "en"]

    def blocks(self) -> Iterator[Block]:
        yield from self._summary()
        yield from self._guards()
        yield from self._changes()
        yield from self._effects()
        yield from self._cases()
        yield from self._fairness()

    def _summary(self) -> Iterator[Block]:
        n = len(self.r.amendments)
        if not n:
            yield Note("note", self.pick(("De twee versies zeggen hetzelfde.", "The two versions say the same.")))
            return
        changed = self.pick(("{n} wijzigingen" if n > 1 else "{n} wijziging", "{n} changes" if n > 1 else "{n} change")).format(n=n)
        counts = [self._count(origin) for origin in ORIGINS if self.r.tried.get(origin)]
        otherwise = self.pick(("Anders komen uit", "Coming out otherwise"))
        yield Note("warning" if not self.r.is_kept else "note", changed, plain(f"{otherwise}: {'; '.join(counts)}." if counts else ""))

    def _count(self, origin: Origin) -> str:
        hit = sum(t.origin == origin for t in self.r.touched)
        of = self.pick(("van de", "of the"))
        return f"{hit} {of} {self.r.tried[origin]} {self.pick(ORIGIN_WORDS[origin])}"

    def _guards(self) -> Iterator[Block]:
        if not self.r.crossings:
            return
        yield Heading(self.pick(("Wat bewaakt wordt", "What is guarded")))
        rows = []
        for crossing in self.r.crossings:
            guard = crossing.guard
            said = guard.label or f"never {guard.verb} {guard.name}"
            kept = self.pick(("blijft heel", "kept"))
            state: Text = plain(kept)
            if crossing.cases:
                crossed = self.pick(("geschonden in {n}", "crossed in {n}")).format(n=len(crossing.cases))
                state = (Span(crossed, "late"), Span(f": {self._named(crossing.cases)}"))
            why: Text = (Span(said, "strong"), *((Span(f"\n{guard.why}", "quiet"),) if guard.why else ()))
            rows.append((why, state))
        head = (self.pick(("afspraak", "guard")), self.pick(("uitkomst", "outcome")))
        yield Table(
            self.pick(("Afspraken die geen wijziging mag schenden", "Guards that no change may cross")), head, tuple(rows), (50, 50)
        )

    # --- what was changed ---

    def _changes(self) -> Iterator[Block]:
        if self.r.amendments:
            yield Heading(self.pick(("Wat er veranderd is", "What was changed")))
        numbered = list(enumerate(self.r.amendments, 1))
        for kind, group in groupby(numbered, key=lambda pair: pair[1].kind):
            yield Heading(self.pick(KIND_TITLES[kind]), 3)
            rows = tuple(self._change(n, each) for n, each in group)
            head = tuple(self.pick(w) for w in (("wat", "what"), ("eerst", "before"), ("nu", "now"), ("waar", "where")))
            yield Table(self.pick(KIND_TITLES[kind]), head, rows, (40, 22, 22, 16))

    def _change(self, n: int, a: Amendment) -> tuple[Text, ...]:
        was, becomes = self.amending.before_after(a)
        none = Span("–", "quiet")
        places = list(dict.fromkeys(filter(None, (short_place(a.before), short_place(a.after)))))
        what = (
            Span(f"{n}. ", "quiet"),
            Span(capital(self.amending.what(a, beside=True))),
            *((Span(f"\n{why}", "quiet"),) if (why := self._why(a)) else ()),
        )
        return what, (Span(was) if was else none,), (Span(becomes) if becomes else none,), (Span("\n→ ".join(places), "quiet"),)

    def _why(self, a: Amendment) -> str:
        """Give the reason that a school wrote beside its change."""
        changes = (c for layer in self.r.new.local for c in layer.changes)
        found = next((c for c in changes if c.name in (f"{a.id}.{a.part}", a.id) or c.name.startswith(f"{a.id}.{a.part}.")), None)
        if found is None:
            return ""
        by = f" ({found.approved_by})" if found.approved_by else ""
        return f"{self.pick(('reden', 'reason'))}: {found.why}{by}"

    # --- what it does ---

    def _effects(self) -> Iterator[Block]:
        if not self.r.amendments:
            return
        yield Heading(self.pick(("Wat dat uitmaakt", "What that does")))
        gathered = self.turning.gathered()
        if not gathered:
            yield Paragraph(plain(self.pick(("In geen enkele casus komt iets anders uit.", "Nothing comes out otherwise in any case."))))
            return
        head = tuple(
            self.pick(w) for w in (("wat", "what"), ("eerst", "before"), ("nu", "now"), ("door", "through"), ("in hoeveel", "in how many"))
        )
        rows = tuple(self._effect(each) for each in gathered)
        yield Table(
            self.pick(("Wat anders uitkomt, over alle casussen", "What comes out otherwise, over all cases")),
            head,
            rows,
            (34, 20, 20, 6, 20),
        )

    def _effect(self, each: Gathered) -> tuple[Text, ...]:
        turn = each.turn
        what = (Span(f"{self.turning.part(turn.part)}", "quiet"), *((Span(f"\n{turn.name}"),) if turn.name else ()))
        counts = "; ".join(self.turning.counted(len(names), o) for o, names in each.cases.items())
        named = "; ".join(self._named(names) for origin, names in each.cases.items() if origin != "vignette")
        shown = (Span(counts), *((Span(f"\n{named}", "quiet"),) if named else ()))
        return what, plain(turn.before), plain(turn.after), plain(self._through(turn.through)), shown

    def _through(self, numbers: Sequence[int]) -> str:
        return ", ".join(str(n + 1) for n in numbers)

    def _named(self, names: Sequence[str]) -> str:
        more = len(names) - _NAMED
        text = ", ".join(names[:_NAMED])
        return text + (self.pick((" en nog {n}", " and {n} more")).format(n=more) if more > 0 else "")

    def _cases(self) -> Iterator[Block]:
        for origin in ORIGINS:
            found = [t for t in self.r.touched if t.origin == origin]
            if not found:
                continue
            yield Heading(capital(self.pick(ORIGIN_WORDS[origin])))
            shown = found[: self.at_most] if self.at_most is not None else found
            yield Items(tuple(map(self._case, shown)))
            if len(shown) < len(found):
                yield Paragraph(plain(self.pick(("en nog {n}", "and {n} more")).format(n=len(found) - len(shown))))

    def _case(self, t: Touched) -> Item:
        about = self.turning.about(t)
        head: Text = (
            Span(t.case.id, "strong"),
            Span(f"  {on_day(t.day, self.language)}", "quiet"),
            *((Span(f"\n{about}", "quiet"),) if about else ()),
        )
        return Item(head, tuple(self._line(turn) for turn in self.turning.turns(t)))

    def _line(self, turn: Turn) -> Text:
        return (Span(self.turning.turned(turn)), Span(f"  ({self._through(turn.through)})", "quiet"))

    def _fairness(self) -> Iterator[Block]:
        yield Heading(self.pick(("Hoe dit vergeleken is", "How this was compared")))
        if self.r.day:
            day = self.pick(("Alle casussen zijn bekeken op {day}", "All cases were looked at on {day}")).format(
                day=on_day(self.r.day, self.language)
            )
        else:
            day = self.pick(("Elke casus is bekeken op de eigen dag", "Each case was looked at on its own day"))
        yield Paragraph(plain(day + self.pick((", met beide versies van de regels.", ", by both versions of the rules."))))
        yield Paragraph(plain(self.pick(_MADE_UP)))
        if self.r.unfit:
            words = (
                "In deze casussen staat iets dat een van beide versies niet kent; dat is aan beide kanten weggelaten: {names}.",
                "These cases say something that one of the versions does not know; it was left aside on both sides: {names}.",
            )
            yield Paragraph(plain(self.pick(words).format(names=self._named(self.r.unfit))))
