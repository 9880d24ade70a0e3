"""The plots of a screening as SVG: potential against results with the methods' lines, and pupils' own lines over time."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from statistics import NormalDist

from engine.model.screening import NOMINATION, TRUE, OwnLine, Point, Screening, truth_of
from engine.model.text import Language
from engine.rendering.screening_words import method_word
from engine.rendering.words import number

__all__ = ["own_lines", "scatter"]

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT, KEY = 720, 520, 56, 50, 16, 16, 68
EDGE = 3.0  # standard deviations at either side that the plot shows
TICKS = (1, 5, 10, 25, 50, 75, 90, 95, 99)
INK, ACCENT, QUIET, FAINT = "#1b2a33", "#0b5c6b", "#4a5a63", "#cfdcdf"
_UNIT = NormalDist()


def scatter(s: Screening, language: Language) -> str:
    """Draw every pupil of whom both scores are known, and the border of each method; axes are percentiles on a normal scale."""
    pick = _picker(language)
    drawn = [*_axes(language), *_borders(s), *_marks(s.points), *_key(s, language)]
    flagged = sum(1 for p in s.points if _kind(p.pattern) == "test")
    title = pick("Aanleg en resultaten, met de grens van elke methode", "Potential and results, with the border of each method")
    desc = pick(
        f"{len(s.points)} leerlingen als stip; {flagged} liggen onder de grens van een methode en zijn een vierkant.",
        f"{len(s.points)} pupils as dots; {flagged} lie below the border of a method and are squares.",
    )
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT + KEY}" role="img" aria-labelledby="plot-title plot-desc" font-size="13" fill="{INK}">'
        f'<title id="plot-title">{html.escape(title)}</title><desc id="plot-desc">{html.escape(desc)}</desc>{"".join(drawn)}</svg>'
    )


def _picker(language: Language) -> Callable[[str, str], str]:
    return lambda dutch, english: english if language == "en" else dutch


def _x(z: float) -> float:
    return LEFT + (max(-EDGE, min(EDGE, z)) + EDGE) / (2 * EDGE) * (WIDTH - LEFT - RIGHT)


def _y(z: float) -> float:
    return HEIGHT - BOTTOM - (max(-EDGE, min(EDGE, z)) + EDGE) / (2 * EDGE) * (HEIGHT - TOP - BOTTOM)


def _z(percentile: float) -> float:
    return _UNIT.inv_cdf(min(0.9999, max(0.0001, percentile / 100)))


def _axes(language: Language) -> Iterator[str]:
    pick = _picker(language)
    for tick in TICKS:
        x, y = _x(_z(tick)), _y(_z(tick))
        yield f'<path d="M{x:.0f} {TOP}V{HEIGHT - BOTTOM}M{LEFT} {y:.0f}H{WIDTH - RIGHT}" stroke="{FAINT}" fill="none"/>'
        yield f'<text x="{x:.0f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{tick}</text>'
        yield f'<text x="{LEFT - 8}" y="{y + 4:.0f}" text-anchor="end">{tick}</text>'
    middle = (TOP + HEIGHT - BOTTOM) / 2
    below = pick("aanleg (percentiel)", "potential (percentile)")
    yield f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 8}" text-anchor="middle">{below}</text>'
    said = pick("resultaten (percentiel)", "results (percentile)")
    yield f'<text transform="translate(14 {middle}) rotate(-90)" text-anchor="middle">{said}</text>'


def _lines(s: Screening) -> Iterator[tuple[str, str, Callable[[float], float]]]:
    """Give each score method with its dash and the standard score of the results below which it flags."""
    p, line = s.parameters, s.line
    yield "signal.simple_difference", "", lambda z: z - p["difference_sd"]
    yield "signal.absolute_split", "8 4", lambda _: _z(p["group_mean_percentile"])
    if line is not None:
        yield "signal.regression", "2 3", lambda z: line.intercept + line.slope * z - p["regression_residual_sd"] * line.error


def _borders(s: Screening) -> Iterator[str]:
    """Draw, from the threshold of high potential on, below which line each method flags."""
    start = _z(s.parameters["gifted_percentile"])
    yield f'<path d="M{_x(start):.1f} {TOP}V{HEIGHT - BOTTOM}" stroke="{QUIET}" stroke-dasharray="2 4" fill="none"/>'
    for _, dash, border in _lines(s):
        path = "M" + "L".join(f"{_x(z):.1f} {_y(border(z)):.1f}" for z in (start, EDGE))
        yield f'<path d="{path}" {_stroke(dash)}/>'


def _stroke(dash: str) -> str:
    return f'stroke="{ACCENT}" stroke-width="2.5" stroke-dasharray="{dash}" fill="none"'


def _key(s: Screening, language: Language) -> Iterator[str]:
    """Say below the plot which line and which mark is what."""
    pick = _picker(language)
    signs = [
        (f'<path d="M0 -4h34" {_stroke(dash)}/>', f"{pick('grens van de', 'border of the')} {method_word(m, language)}")
        for m, dash, _ in _lines(s)
    ]
    signs += [
        (f'<rect x="13" y="-9" width="8" height="8" fill="{ACCENT}"/>', pick("kijk mee: verschil", "have a look: gap")),
        (f'<path d="M17 -10l5 5l-5 5l-5 -5z" fill="none" stroke="{INK}" stroke-width="1.5"/>', pick("alleen genoemd", "named only")),
    ]
    for i, (sign, word) in enumerate(signs):
        x, y = LEFT + i % 2 * 330, HEIGHT + 18 + i // 2 * 20
        yield f'<g transform="translate({x} {y})">{sign}<text x="42">{html.escape(word)}</text></g>'


def _kind(pattern: int) -> str:
    if any(truth_of(pattern, m) & TRUE for m in range(NOMINATION)):
        return "test"
    return "named" if truth_of(pattern, NOMINATION) & TRUE else ""


def _marks(points: Sequence[Point]) -> Iterator[str]:
    plain, flagged, named = [], [], []
    for point in points:
        x, y = _x(_z(point.potential)), _y(_z(point.achievement))
        match _kind(point.pattern):
            case "test":
                flagged.append(f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8z")
            case "named":
                named.append(f"M{x:.1f} {y - 5:.1f}l5 5l-5 5l-5 -5z")
            case _:
                plain.append(f"M{x - 2:.1f} {y:.1f}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0")
    yield f'<path d="{"".join(plain)}" fill="#7fbfc5" fill-opacity=".7"/>'
    yield f'<path d="{"".join(named)}" fill="#fff" stroke="{INK}" stroke-width="1.5"/>'
    yield f'<path d="{"".join(flagged)}" fill="{ACCENT}"/>'


# --- own lines ---


def own_lines(lines: Sequence[OwnLine], language: Language) -> Iterator[tuple[str, str]]:
    """Give for each pupil the pseudonym and a small plot of percentiles over time, a line a subject."""
    days = [day for line in lines for day, _, _ in line.results]
    for line in lines:
        yield line.pupil, _small(line, min(days), max(days), language)


def _small(line: OwnLine, first: date, last: date, language: Language) -> str:
    width, height, left = 300, 130, 34
    span = max(1, (last - first).days)

    def at(day: date, value: float) -> tuple[float, float]:
        return left + (day - first).days / span * (width - left - 12), 10 + (100 - value) / 100 * (height - 36)

    parts = []
    for v in (0, 50, 100):
        y = at(first, v)[1]
        parts.append(
            f'<path d="M{left} {y:.0f}H{width - 8}" stroke="{FAINT}"/><text x="{left - 5}" y="{y + 4:.0f}" text-anchor="end">{v}</text>'
        )
    for i, subject in enumerate(dict.fromkeys(subject for _, subject, _ in line.results)):
        dots = [at(day, value) for day, each, value in line.results if each == subject]
        dash = ("", "6 3", "2 3", "8 2 2 2")[i % 4]
        path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in dots)
        parts.append(f'<path d="{path}" stroke="{ACCENT}" stroke-width="2" stroke-dasharray="{dash}" fill="none"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{ACCENT}"/>' for x, y in dots]
    for day, anchor in ((first, "start"), (last, "end")):
        parts.append(f'<text x="{at(day, 0)[0]:.0f}" y="{height - 6}" text-anchor="{anchor}">{day.isoformat()}</text>')
    told = "; ".join(
        f"{day.isoformat()} {subject} {number(round(value), language)}".replace("  ", " ") for day, subject, value in line.results
    )
    label = html.escape(told, quote=True)
    return f'<svg viewBox="0 0 {width} {height}" role="img" aria-label="{label}" font-size="11" fill="{INK}">{"".join(parts)}</svg>'
