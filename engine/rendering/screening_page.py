"""A screening as one page that asks nothing of the network and runs nothing: numbers, plots, the list, and questions to the school."""

from __future__ import annotations

import base64
import hashlib
import html
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from engine.model.screening import METHODS, Screening, Share
from engine.model.text import Language
from engine.rendering.equity_words import FEWEST_SHOWN, class_rows, dimension_word, equity_rows, questions_of, value_word
from engine.rendering.screening_plots import own_lines, scatter
from engine.rendering.screening_text import change_sentence, disagreeing_sentence, in_order, line_sentence, measured_sentence
from engine.rendering.screening_words import method_word
from engine.rendering.words import number, on_day

__all__ = ["screening_page"]

ROWS, BAD = 500, 200  # rows of a table on the page; all stand in the list


def screening_page(s: Screening, language: Language) -> str:
    """Print a screening as a page."""
    style = "".join(Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("paper.css", "screening.css"))
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = _Page(s, language)
    title = page.pick("Bij wie kijk je mee?", "Whom to have a look at?")
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="referrer" content="no-referrer">\n'
        f"<title>{_text(title)} · {_text(s.file)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
        f'<header>\n<p class="brand">Wegwijzer</p>\n<h1>{_text(title)}</h1>\n'
        f"<p>{_text(s.file)} · {on_day(s.day, language)} · {page.pick('regels', 'rules')}: {_text(s.rules)}</p>\n</header>\n"
        f"<main>\n{chr(10).join(page.parts())}\n</main>\n<footer>{_text(page.foot())}</footer>\n</body>\n</html>\n"
    )


def _text(value: object) -> str:
    text = str(value)
    return html.escape(text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text), quote=True)


class _Page:
    """Prints one page, part by part."""

    few = "·"  # how many there are in a group that is not shown: the number would be read against the total

    def __init__(self, screening: Screening, language: Language) -> None:
        self.s, self.language = screening, language

    def pick(self, dutch: str, english: str) -> str:
        return english if self.language == "en" else dutch

    def foot(self) -> str:
        return self.pick(
            "Dit is een lijst om mee te beginnen, geen oordeel over een kind. Wie het kind kent, kijkt en beslist.",
            "This is a list to begin with, no verdict on a child. Who knows the child looks and decides.",
        )

    def parts(self) -> Iterator[str]:
        s = self.s
        if s.made_up:
            said = self.pick("Bedachte leerlingen: dit zijn geen echte kinderen.", "Made-up pupils: these are no real children.")
            yield f'<p class="made-up">{said}</p>'
        told = self.pick(
            f"{s.overall.pupils} leerlingen; van {s.both} zijn aanleg en resultaten als score bekend.",
            f"{s.overall.pupils} pupils; of {s.both} potential and results are known as scores.",
        )
        yield f"<p>{told}</p>"
        yield from self.methods()
        yield from self.plot()
        yield from self.listed()
        yield from self.lines()
        yield from self.groups()
        yield from self.equity()
        yield from self.unread()

    def methods(self) -> Iterator[str]:
        t = self.s.overall
        yield f"<h2>{self.pick('Vier manieren om te kijken', 'Four ways to look')}</h2>"
        head = [
            self.pick("methode", "method"),
            self.pick("kijk mee", "have a look"),
            self.pick("niet te zeggen", "cannot be told"),
            *(self.pick("ook ", "also ") + method_word(m, self.language) for m in METHODS),
            self.pick("mist", "misses"),
        ]
        rows = [
            [method_word(m, self.language), t.flagged(i), t.having(i, 0), *(t.together(i, j) for j in range(len(METHODS))), t.missed(i)]
            for i, m in enumerate(METHODS)
        ]
        yield self.table(
            self.pick(
                "Hoeveel leerlingen elke methode aanwijst, en hoeveel daarvan een andere methode ook",
                "How many pupils each method flags, and how many of them another does too",
            ),
            head,
            rows,
        )
        said = [
            disagreeing_sentence(self.s, self.language),
            self.pick(
                "Mist: een andere toetsmethode wijst deze leerlingen wel aan, en deze kon het ook zeggen.",
                "Misses: another score method flags these pupils, and this one could tell as well.",
            ),
            line_sentence(self.s, self.language),
            measured_sentence(self.s, self.language),
            change_sentence(self.s, self.language),
        ]
        yield "<ul>" + "".join(f"<li>{_text(each)}</li>" for each in said) + "</ul>"

    def plot(self) -> Iterator[str]:
        if self.s.points:
            yield f"<h2>{self.pick('Aanleg naast resultaten', 'Potential beside results')}</h2>"
            yield scatter(self.s, self.language)
            n = len(self.s.points)
            if n < self.s.both:
                yield f"<p>{self.pick(f'Getekend zijn {n} leerlingen, door het lot gekozen.', f'{n} pupils are drawn, chosen by lot.')}</p>"

    def listed(self) -> Iterator[str]:
        rows = in_order(self.s.listed)
        yield f"<h2>{self.pick('Kijk mee bij', 'Have a look at')} ({len(rows)})</h2>"
        if not rows:
            yield f"<p>{self.pick('Niemand, met wat nu bekend is.', 'Nobody, with what is known now.')}</p>"
            return
        head = [
            self.pick("leerling", "pupil"),
            self.pick("groep", "class"),
            self.pick("conclusie", "conclusion"),
            "SD",
            self.pick("waarom", "why"),
            self.pick("volgende vraag", "next question"),
        ]
        cells = [
            [r["pupil"], r.get("group") or "", r["conclusion"], self.figure(r.get("difference.sd")), r["reason"], r["next_question"] or ""]
            for r in rows[:ROWS]
        ]
        yield self.table(
            self.pick(
                "SD: zoveel standaarddeviaties liggen de resultaten onder de aanleg",
                "SD: by so many standard deviations the results lie below the potential",
            ),
            head,
            cells,
        )
        if len(rows) > ROWS:
            more = len(rows) - ROWS
            yield f"<p>{self.pick(f'En {more} meer; alle staan in de lijst.', f'And {more} more; all stand in the list.')}</p>"

    def figure(self, value: object) -> str:
        return number(round(value, 1), self.language) if isinstance(value, float) else ""

    def lines(self) -> Iterator[str]:
        if self.s.lines:
            yield f"<h2>{self.pick('De eigen lijn', 'The own line')}</h2>"
            said = self.pick("Percentielen over de tijd, van leerlingen op de lijst.", "Percentiles over time, of pupils on the list.")
            yield f"<p>{said}</p>"
            plots = "".join(f"<li><p>{_text(name)}</p>{svg}</li>" for name, svg in own_lines(self.s.lines, self.language))
            yield f'<ul class="many">{plots}</ul>'

    def groups(self) -> Iterator[str]:
        rows = list(class_rows(self.s))
        if not rows:
            return
        yield f"<h2>{self.pick('Per groep', 'By class')}</h2>"
        head = [self.pick("groep", "class"), self.pick("leerlingen", "pupils"), *(method_word(m, self.language) for m in METHODS)]
        yield self.table(
            self.pick(
                f"Hoeveel leerlingen elke methode aanwijst. Minder dan {FEWEST_SHOWN} leerlingen: niet getoond (·).",
                f"How many pupils each method flags. Fewer than {FEWEST_SHOWN} pupils: not shown (·).",
            ),
            head,
            [
                [name, t.pupils, *(t.flagged(m) for m in range(len(METHODS)))] if t else [name, self.few, *(["·"] * len(METHODS))]
                for name, t in rows
            ],
        )

    def equity(self) -> Iterator[str]:
        rows = list(equity_rows(self.s))
        asked = questions_of(self.s, self.language)
        if not rows and not asked:
            return
        yield f"<h2>{self.pick('Wie vinden we, en wie niet?', 'Whom do we find, and whom not?')}</h2>"
        if asked:
            yield "<ul>" + "".join(f"<li>{_text(q)}</li>" for q in asked) + "</ul>"
        if rows:
            head = ["", self.pick("wie", "who"), self.pick("leerlingen", "pupils"), *(method_word(m, self.language) for m in METHODS)]
            cells = [
                [
                    dimension_word(r.dimension, self.language),
                    value_word(r.value, self.language),
                    r.pupils if r.shares else self.few,
                    *([self.share(x) for x in r.shares] if r.shares else ["·"] * len(METHODS)),
                ]
                for r in rows
            ]
            yield self.table(
                self.pick(
                    f"Aandeel dat een methode aanwijst, met de onzekerheid (95%). Minder dan {FEWEST_SHOWN} leerlingen: niet getoond (·).",
                    f"Share that a method flags, with its uncertainty (95%). Fewer than {FEWEST_SHOWN} pupils: not shown (·).",
                ),
                head,
                cells,
            )

    def share(self, share: Share) -> str:
        if share.of < FEWEST_SHOWN:
            return "·"
        return f"{round(100 * share.share)}% ({round(100 * share.low)}-{round(100 * share.high)}%)"

    def unread(self) -> Iterator[str]:
        if not self.s.bad_cells:
            return
        yield f"<h2>{self.pick('Niet gelezen', 'Not read')} ({self.s.bad_cells})</h2>"
        head = [
            self.pick("rij", "row"),
            self.pick("kolom", "column"),
            self.pick("wat er staat", "what stands there"),
            self.pick("wat te doen", "what to do"),
        ]
        rows = [[b.row, b.column, b.value, b.diagnostic.text(self.language)] for b in self.s.bad[:BAD]]
        yield self.table(self.pick("Deze cellen tellen niet mee; de andere wel", "These cells do not count; the others do"), head, rows)

    def table(self, caption: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
        heads = "".join(f'<th scope="col">{_text(h)}</th>' if h else "<td></td>" for h in head)
        body = "\n".join("<tr>" + "".join(self.cell(c) for c in row) + "</tr>" for row in rows)
        label = _text(caption)
        inner = f"<caption>{label}</caption><thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody>"
        return f'<div class="wide" tabindex="0" role="region" aria-label="{label}"><table>{inner}</table></div>'

    @staticmethod
    def cell(value: object) -> str:
        return f'<td class="n">{value}</td>' if isinstance(value, int) else f"<td>{_text(value)}</td>"
