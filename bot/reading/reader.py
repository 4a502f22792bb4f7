"""Read an article: all stages in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Article, Reading
from bot.reading import assemble, claims, document, fees, language, sources
from bot.reading.casting import cast, is_news
from bot.reading.normalise import normalise
from bot.reading.stories import stories
from bot.reading.summary import summarise
from bot.reading.tally import tally, weigh

if TYPE_CHECKING:
    from bot.model import Rumour
    from bot.reading.background import Background
    from bot.reading.claims import Finding
    from bot.reading.document import Document


def read(article: Article, background: Background = ()) -> Reading:
    """What is told in an article. Pure; a text without transfer news has no rumours and says why.

    ``background`` is what is known of players already: a prior, which settles what the text leaves open.
    """
    return explain(article, background)[0]


def explain(article: Article, background: Background = ()) -> tuple[Reading, tuple[Finding, ...]]:
    """The reading, and for every claim of the text the frame and the words that made it."""
    page = normalise(article.text, article.published)
    headline = article.text[page.headline.start : page.headline.end] if page.headline else None
    why_not = language.unreadable(page)
    if why_not:
        return Reading(page.published, headline, "", silence=why_not), ()
    whole = document.examine(page, background)
    may_be, is_plain = is_news(whole)
    told = [_tell(story) for story in stories(whole)] if may_be else []
    rows = tuple(row for rumours, _ in told for row in rumours)
    if all(row.held for row in rows) and not (is_plain and any(row.developments for row in rows)):
        rows = ()  # names that may belong together are no news
    silence = None if rows else "No transfer news was found in this text."
    all_claims = tuple(claim for _, findings in told for claim in findings)
    return Reading(
        page.published, headline, summarise(rows, speaks_of_bids=_speaks_of_bids(whole)), rows, silence
    ), all_claims


_BIDS = frozenset(
    "n:offer v:bid v:improve fee n:terms n:medical n:clause w:agreed w:official v:agree v:accept".split()
)
"""Words after which nobody may be told that no bid is reported, whatever was made of them."""


def _speaks_of_bids(document: Document) -> bool:
    return any(line.keys & _BIDS for line in document.lines)


def _tell(story: Document) -> tuple[tuple[Rumour, ...], list[Finding]]:
    """What one story of a text tells, as rows and as claims."""
    casting = cast(story)
    voices = sources.voices(story)
    found = claims.findings(story, voices, tally(casting, weigh(story, casting, voices)))
    sums = tuple(fees.fee_findings(story, casting))
    return assemble.rumours(casting, found, sums, sources.answering(story, casting)), found
