"""From a pasted text to a page: its date, its headline, and the paragraphs that are prose."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.reading import items
from bot.reading.data import lines

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_TEXT = 100_000
"""Characters of a text that are read (TRUST: a longer one is a book or an attack)."""

# One character for one, so that an index into the view is an index into the text.
_VIEW = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "´": "'",
        "`": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "‐": "-",
        "‑": "-",
    }
)
_MARK = re.compile(r"\A\s*date[ \t]+(\d{4}-\d{2}-\d{2})(?!\d)[ \t]*")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# A date line of its own: "10 July 2017", "Monday, July 10th 2017", "Published: 10 Jul 2017 14:32".
_BYLINE = re.compile(
    rf"(?im)^.{{0,40}}?\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? +(?P<month>{_MONTHS}|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?,? +(?P<year>(?:19|20)\d\d)\b.{0,30}$"
)
_SHORT_MONTHS: Sequence[str] = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_LONGEST_BYLINE = 80
_LINE = re.compile(r"[^\n]+")
_HEADLINE_MAX = 140
_TICKER = 3
"""So many lines that begin with four digits have the time of day there."""
# "LONDON, July 10 (Reuters) -", "Dortmund (dpa) -", "AFP -": whence a report comes is no part of it.
_AGENCY = r"(?:Reuters|AP|AFP|dpa|DPA|EFE|ANSA|PA|PA Media|Xinhua|SID|sid|APA|TASS|ANP|Lusa|UPI|ATS|Belga|CNN|IANS|PTI)"
_DATELINE = re.compile(
    rf"(?:[A-Z][\w .'/-]{{1,40}}(?:, [A-Z][\w.]{{2,12}}(?: \d{{1,2}})?)?,? ?)?\({_AGENCY}\)"
    rf"(?: [A-Z]{{3,20}}, [A-Z]{{3,9}} \d{{1,2}})?(?: ?[-–—]+ ?)"
    rf"|{_AGENCY} ?[-–—] ?"
)
# "AMSTERDAM - ...": the only line that begins so; several are the labels of a round-up.
_CITY_LINE = re.compile(r"[A-Z]{4,20}(?:/[A-Z]{4,20})? ?(?:[-–—]|\*){1,2} (?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Span:
    """Text from ``start`` up to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Page:
    """A text made ready to be read. ``view`` has the length of ``text``, with marks made uniform.

    ``items`` are ranges of paragraphs, in order and without a gap, each a story of its own; an ordinary article is
    one item. ``headings`` has for each item the paragraph that heads it (a paper, a name), or None.
    """

    text: str
    view: str
    published: dt.date | None
    headline: Span | None
    paragraphs: tuple[Span, ...]
    items: tuple[tuple[int, int], ...] = ()
    headings: tuple[int | None, ...] = ()


@cache
def _debris() -> re.Pattern[str]:
    """Lines that belong to a page's furniture, from ``data/debris.txt`` (one pattern a line)."""
    return re.compile("|".join(f"(?:{line})" for line in lines("debris.txt")), re.IGNORECASE)


def _mark(view: str) -> tuple[dt.date | None, int]:
    match = _MARK.match(view)
    if match is None:
        return None, 0
    try:
        return dt.date.fromisoformat(match.group(1)), match.end()
    except ValueError:
        return None, match.end()


def _byline(view: str, start: int) -> dt.date | None:
    """The date of a byline among the first lines; a date within prose is no date of the text."""
    match = _BYLINE.search(view, start, start + 600)
    if match is None or match.end() - match.start() > _LONGEST_BYLINE:
        return None
    month = _SHORT_MONTHS.index(match["month"][:3].lower()) + 1
    try:
        return dt.date(int(match["year"]), month, int(match["day"]))
    except ValueError:
        return None


def _lines(view: str, start: int) -> list[Span]:
    """The lines that are no furniture of the page, without the spaces around them and without a dateline."""
    spans: list[Span] = []
    for match in _LINE.finditer(view, start):
        line = match.group()
        lead = len(line) - len(line.lstrip())
        tail = len(line.rstrip())
        if tail > lead and not _debris().fullmatch(line.strip()):
            spans.append(_without(_DATELINE, view, Span(match.start() + lead, match.start() + tail)))
    cities = [place for place, span in enumerate(spans) if _CITY_LINE.match(view, span.start, span.end)]
    if len(cities) == 1:
        spans[cities[0]] = _without(_CITY_LINE, view, spans[cities[0]])
    return [span for span in spans if span.start < span.end]


def _without(lead: re.Pattern[str], view: str, span: Span) -> Span:
    match = lead.match(view, span.start, span.end)
    return Span(match.end(), span.end) if match else span


def _cut_leads(view: str, spans: Sequence[Span]) -> tuple[list[Span], list[bool], list[bool]]:
    """The lines without times of day and bullets at their beginning, and which of them had one."""
    rows = [view[span.start : span.end] for span in spans]
    bare = [items.bare_stamp_length(row) for row in rows]
    is_ticker = sum(map(bool, bare)) >= _TICKER
    found: list[Span] = []
    stamps: list[bool] = []
    bullets: list[bool] = []
    for span, row, without_colon in zip(spans, rows, bare, strict=True):
        bullet = items.bullet_length(row)
        stamp = items.stamp_length(row[bullet:]) or (without_colon if is_ticker else 0)
        if bullet + stamp < len(row):
            found.append(Span(span.start + bullet + stamp, span.end))
            stamps.append(stamp > 0)
            bullets.append(bullet > 0)
    return found, stamps, bullets


def _is_headline(view: str, spans: list[Span]) -> bool:
    """A first line stands above the others as a headline: short, and no sentence with its full stop."""
    if len(spans) < 2:  # noqa: PLR2004 - one line alone has nothing to stand above
        return False
    first = view[spans[0].start : spans[0].end]
    return len(first) <= _HEADLINE_MAX and not first.rstrip("\"')").endswith((".", ";", ":", ","))


def normalise(text: str, published: dt.date | None = None) -> Page:
    """Find the page in a text. A date that the text shows outranks ``published``."""
    view = text[:MAX_TEXT].translate(_VIEW)
    marked, start = _mark(view)
    spans, stamps, bullets = _cut_leads(view, _lines(view, start))
    headline = spans[0] if _is_headline(view, spans) else None
    date = marked or _byline(view, start) or published
    rows = [view[span.start : span.end] for span in spans]
    parts = items.cut(rows, stamps, bullets, has_headline=headline is not None)
    return Page(text, view, date, headline, tuple(spans), tuple(parts.ranges), tuple(parts.headings))
