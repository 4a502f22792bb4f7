"""Read an article: all stages in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Article, Reading
from bot.reading import assemble, claims, document, fees, language, sources
from bot.reading.casting import cast
from bot.reading.normalise import normalise
from bot.reading.summary import summarise
from bot.reading.tally import tally, weigh

if TYPE_CHECKING:
    from bot.reading.claims import Finding


def read(article: Article) -> Reading:
    """What is told in an article. Pure; a text without transfer news has no rumours and says why."""
    return explain(article)[0]


def explain(article: Article) -> tuple[Reading, tuple[Finding, ...]]:
    """The reading, and for every claim of the text the frame and the words that made it."""
    page = normalise(article.text, article.published)
    headline = article.text[page.headline.start : page.headline.end] if page.headline else None
    why_not = language.unreadable(page)
    if why_not:
        return Reading(page.published, headline, "", silence=why_not), ()
    found = document.examine(page)
    casting = cast(found)
    voices = sources.voices(found)
    tallies = tally(casting, weigh(found, casting, voices))
    all_claims = tuple(claims.findings(found, voices, tallies))
    sums = tuple(fees.fee_findings(found, casting))
    rows = assemble.rumours(casting, all_claims, sums, sources.answering(found, casting))
    if not casting.is_plainly_news and all(row.held for row in rows):
        rows = ()
    silence = None if rows else "No transfer news was found in this text."
    return Reading(page.published, headline, summarise(rows), rows, silence), all_claims
