"""The chapters of the handbook on what helps: interventions by layer, and the talks and forms."""

from __future__ import annotations

from collections.abc import Iterator

from engine.model.book import Chapter, Content, Entry, Part
from engine.model.guide import Guide, GuideLine
from engine.model.intervention import Intervention
from engine.model.paper import Item, Items, Note, Paragraph, Span, Text
from engine.rendering.book_saying import BookSaying
from engine.rendering.paper_saying import capital, plain
from engine.rendering.paper_words import paper_word
from engine.rendering.words import word

__all__ = ["helping"]

_SHOWN = {
    "findings": "stands_out.school",
    "strengths": "goes_well",
    "needs": "needed",
    "steps": "do_now.school",
    "support": "support.school",
    "interventions": "could_help.school",
    "hypotheses": "perhaps.school",
    "questions": "ask.school",
    "alerts": "watch",
}


def helping(s: BookSaying) -> Part:
    """Give the part on what helps."""
    guides = Chapter("guides", s.word("guides"), (), tuple(_guide(s, g) for g in s.k.guides.values()))
    return Part(s.word("part.help"), (*_interventions(s), *([guides] if s.k.guides else [])))


def _interventions(s: BookSaying) -> Iterator[Chapter]:
    for level in (*s.k.layers, "any"):
        found = sorted((i for i in s.k.interventions.values() if i.level == level), key=lambda i: (i.size, s.say(i.label)))
        if found:
            title = s.word("level.any") if level == "any" else capital(s.say(s.k.layers[level].label))
            intro = Paragraph(plain(s.word("interventions.intro")))
            yield Chapter(
                f"interventions.{level}",
                f"{s.word('interventions')}: {title[:1].lower()}{title[1:]}",
                (intro,),
                tuple(_intervention(s, i) for i in found),
            )


def _intervention(s: BookSaying, i: Intervention) -> Entry:
    blocks: list[Content] = [Paragraph(plain(s.say(i.what)))]
    addressed = [span for n, text in enumerate(s.named(i.addresses)) for span in ((Span("; "),) if n else ()) + text]
    blocks.append(Paragraph((Span(f"{s.word('for_what')}: ", "strong"), *addressed)))
    blocks += s.conditions("only_when", i.when)
    blocks += s.conditions("unless", i.unless)
    shares = ((key, s.say(label)) for key, label in (("pupil", i.pupil), ("parents", i.parents), ("school", i.school)))
    blocks.append(Items(tuple(Item((Span(f"{s.word(key)}: ", "strong"), Span(text))) for key, text in shares)))
    for key, others in (("first", i.after), ("not_with", i.not_with)):
        known = [o for o in others if o in s.k.interventions]
        if known:
            names = [Span(s.say(s.k.interventions[o].label), "plain", o) for o in known]
            joined: list[Span] = [part for n, name in enumerate(names) for part in ([Span("; ")] if n else []) + [name]]
            blocks.append(Paragraph((Span(f"{s.word(key)}: ", "strong"), *joined)))
    evidence = f"{word(f'evidence.{i.evidence.strength}', s.language)}. {s.say(i.evidence.note)}"
    blocks.append(s.led(capital(s.word("evidence")), evidence))
    blocks += s.sources(i.provenance)
    aside = [f"{s.word('leads')}: {s.roles([i.leads])}"]
    aside += [s.word("with", who=s.roles(i.joins))] if i.joins else []
    aside += [f"{s.word('takes')}: {s.say(i.takes)}"] if i.takes else []
    return Entry(i.id, s.say(i.label), tuple(blocks), "; ".join(aside))


def _guide(s: BookSaying, g: Guide) -> Entry:
    blocks: list[Content] = [Note("note", paper_word("keep_in_mind", s.language), plain(s.say(g.attitude)))] if g.attitude else []
    for part in g.parts:
        blocks.append(Paragraph((Span(s.say(part.title), "strong"),)))
        blocks += s.paragraph(part.note)
        blocks.append(Items(tuple(Item(_line(s, line)) for line in part.lines)))
    cited = (g.provenance, *(p.provenance for p in g.parts), *(line.provenance for p in g.parts for line in p.lines))
    who = paper_word(f"for.{g.audience}", s.language) if f"for.{g.audience}" in _AUDIENCES else g.audience
    return Entry(f"guide.{g.id}", s.say(g.label), (*blocks, *s.sources(*cited)), who)


_AUDIENCES = ("for.school", "for.parents", "for.pupil", "for.team")


def _line(s: BookSaying, line: GuideLine) -> Text:
    if line.show:
        shown = paper_word(_SHOWN[line.show], s.language) if line.show in _SHOWN else line.show
        return (Span(s.word("shows", what=shown), "quiet"),)
    return plain(s.say(line.ask or line.write))
