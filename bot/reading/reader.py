"""Read an article: all stages in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.ladder import RUNGS
from bot.model import Article, Kind, Reading
from bot.reading import assemble, claims, document, fees, language, sources
from bot.reading.casting import cast, is_news, vouched
from bot.reading.normalise import normalise
from bot.reading.stories import stories
from bot.reading.summary import kept_summary
from bot.reading.tally import tally, weigh
from bot.reading.voices import voices
from bot.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Rumour
    from bot.reading.background import Background
    from bot.reading.casting import Newsy
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
    newsy = is_news(whole)
    told = [_tell(story, newsy) for story in stories(whole)] if newsy.may_be else []
    rows = _news(newsy, told, knows=bool(whole.known))
    silence = None if rows else say("No transfer news was found in this text.")
    speaks_of_bids = _speaks_of_bids(whole)
    summary = kept_summary(rows, speaks_of_bids=speaks_of_bids)
    all_claims = tuple(claim for _, findings in told for claim in findings)
    return Reading(page.published, headline, summary, rows, silence, speaks_of_bids), all_claims


def _news(
    newsy: Newsy, told: Sequence[tuple[tuple[Rumour, ...], list[Finding]]], *, knows: bool
) -> tuple[Rumour, ...]:
    """The rows that are news: names that may belong together are none, nor is what only looks a little like news.

    ``knows``: a player was known before, so that less is needed to tell who is who, and more to tell of anything.
    """
    rows = tuple(row for rumours, _ in told for row in rumours)
    outright = {one.claim.kind for _, findings in told for one in findings if one.is_outright}
    is_told = bool(outright) if newsy.is_likely else not outright.isdisjoint(_DEEDS)
    if not (is_told or (newsy.is_plain if knows else newsy.is_likely)):
        return ()
    if all(row.held for row in rows) and not (newsy.is_plain and any(row.developments for row in rows)):
        return ()
    return rows


_DEEDS = frozenset(RUNGS) - {Kind.INTEREST, Kind.ENQUIRY, Kind.TALKS} | {
    Kind.REJECTS_MOVE,
    Kind.TRANSFER_REQUEST,
    Kind.COLLAPSED,
    Kind.WITHDREW,
}
"""What must be said of a known player to make news of a text that does not look like it."""

_BIDS = frozenset(
    "n:offer v:bid v:improve fee n:terms n:medical n:clause w:agreed w:official v:agree v:accept".split()
)
"""Words after which nobody may be told that no bid is reported, whatever was made of them."""


def _speaks_of_bids(document: Document) -> bool:
    return any(line.keys & _BIDS for line in document.lines)


def _tell(story: Document, newsy: Newsy) -> tuple[tuple[Rumour, ...], list[Finding]]:
    """What one story of a text tells, as rows and as claims."""
    casting = cast(story, is_plain=newsy.is_plain, news=newsy.chance)
    spoken = voices(story)
    found = claims.findings(story, spoken, tally(casting, weigh(story, casting, spoken)))
    casting = vouched(casting, {(id(one.player), one.suitor) for one in found if one.is_outright})
    sums = tuple(fees.fee_findings(story, casting))
    return assemble.rumours(casting, found, sums, sources.answering(story, casting)), found
