"""The whole handbook as chapters: what it is, whose rules these are and where they differ, and then all that the rules hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine.model.book import Book, Chapter, Content, Part
from engine.model.knowledge import Knowledge
from engine.model.local import LocalChange, LocalLayer
from engine.model.paper import Heading, Item, Items, Paragraph, Span, Table, Text
from engine.model.revision import Amendment
from engine.model.text import Language
from engine.rendering.book_beneath import beneath
from engine.rendering.book_help import helping
from engine.rendering.book_routes import routes
from engine.rendering.book_rules import rules
from engine.rendering.book_saying import BookSaying
from engine.rendering.paper_saying import capital, plain
from engine.rendering.revision_words import Amending
from engine.rendering.words import laid_over, on_day

__all__ = ["handbook"]


def handbook(knowledge: Knowledge, base: Knowledge, differs: Sequence[Amendment], day: date, language: Language = "nl") -> Book:
    """Make the handbook of some rules on a day; `differs` is what they have otherwise than `base`.

    Raises `KnowledgeError` when there is no Graphviz to lay out the pictures.
    """
    s = BookSaying(knowledge, language, day)
    title = s.word("title")
    owner = knowledge.school or s.word("of_base")
    return Book(
        title=f"{title}: {owner}" if knowledge.school else title,
        subtitle=s.word("subtitle"),
        imprint=tuple(_imprint(s)),
        foot=f"{owner} · {knowledge.name} {knowledge.version} ({knowledge.digest.removeprefix('sha256:')[:12]}) · {on_day(day, language)}",
        day=day.isoformat(),
        language=language,
        parts=(_about(s, base, differs), routes(s), rules(s), helping(s), beneath(s)),
    )


def _imprint(s: BookSaying) -> Iterator[str]:
    k = s.k
    yield s.word("version", name=s.say(k.label) or k.name, version=k.version)
    yield from (s.word("own_version", layer=laid_over(layer, s.language)) for layer in k.local)
    approved = list(dict.fromkeys(layer.approved_by for layer in k.local if layer.approved_by))
    if k.local:
        yield s.word("approved", who=", ".join(approved)) if approved else s.word("not_approved")
    yield s.word("as_of", day=on_day(s.day, s.language))
    yield s.word("digest", digest=k.digest.removeprefix("sha256:")[:16])


def _about(s: BookSaying, base: Knowledge, differs: Sequence[Amendment]) -> Part:
    about: list[Content] = []
    for key in ("what_is_it", "people", "certainty"):
        about += [Heading(s.word(key)), Paragraph(plain(s.word(f"{key}.text")))]
    about += [Heading(s.word("whose")), Items(tuple(Item(plain(line)) for line in _imprint(s)))]
    chapters = (
        Chapter("about", s.word("about"), tuple(about)),
        Chapter("differs", s.word("differs"), tuple(_differs(s, base, differs))),
    )
    return Part(s.word("part.about"), chapters)


def _differs(s: BookSaying, base: Knowledge, differs: Sequence[Amendment]) -> Iterator[Content]:
    if not differs:
        yield Paragraph(plain(s.word("differs.none")))
        return
    yield Paragraph(plain(s.word("differs.intro")))
    amending = Amending(base, s.k, s.language)
    rows = tuple(_row(a, amending) for a in differs)
    yield Table(s.word("differs"), (s.word("changed"), s.word("before"), s.word("now")), rows, (44, 28, 28))
    layers = [layer for layer in s.k.local if layer.changes]
    if layers:
        yield Heading(s.word("reasons"))
    for layer in layers:
        yield from _reasons(s, layer)


def _row(a: Amendment, amending: Amending) -> tuple[Text, Text, Text]:
    was, now = amending.before_after(a)
    return plain(capital(amending.what(a, beside=True))), plain(was or "–"), plain(now or "–")


def _reasons(s: BookSaying, layer: LocalLayer) -> Iterator[Content]:
    rows = tuple(_reason(s, layer, change) for change in layer.changes)
    head = (s.word("changed"), s.word("why"), s.word("who_approved"))
    yield Table(laid_over(layer, s.language), head, rows, (34, 40, 26))


def _reason(s: BookSaying, layer: LocalLayer, c: LocalChange) -> tuple[Text, Text, Text]:
    days = [s.word("since", day=on_day(c.since, s.language))] if c.since else []
    days += [s.word("until", day=on_day(c.until, s.language))] if c.until else []
    when: Text = (Span(f"\n{', '.join(days)}", "quiet"),) if days else ()
    return (Span(_name_of(s, c.name)), *when), plain(c.why), plain(c.approved_by or layer.approved_by or "–")


def _name_of(s: BookSaying, name: str) -> str:
    """Say what a change is about by the label of the longest part of its name that has one."""
    words = name.split(".")
    for n in range(len(words), 0, -1):
        part = ".".join(words[:n])
        step = s.task_of(part) if "." in part else part
        label = step if step != part else s.label_of(part)
        if label != part:
            return capital(label)
    return name
