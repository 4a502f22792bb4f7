"""The cards of how far a guild trusts sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Card
from bot.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.sources import Rated
    from bot.tiers import SourceTier


def rated_card(done: Rated) -> Card:
    """A source counts for so much from now on."""
    told = done.told
    title = say("{source} is of tier {tier} here", source=told.name, tier=told.tier)
    where = say("In news of {club}.", club=told.club) if told.club else say("In all news.")
    if done.is_default:
        lead = say("It goes by its default again.")
    else:
        lead = say("Its default is {tier}. /source tier with tier:default takes it back.", tier=done.usual)
    return Card(title, f"{where} {lead}")


def sources_rated_card(told: Sequence[SourceTier]) -> Card:
    """The sources that a guild rates itself."""
    if not told:
        return Card(say("All sources go by their defaults"), say("To rate one yourself, use /source tier."))
    lines = (
        say("{source}, in news of {club}: tier {tier}", source=one.name, club=one.club, tier=one.tier)
        if one.club
        else say("{source}: tier {tier}", source=one.name, tier=one.tier)
        for one in told
    )
    return Card(
        say("Sources that this server rates itself"), "\n".join(lines), footer=say("1 is the best, 4 gossip")
    )
