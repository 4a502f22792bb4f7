"""A rumour in short, for those who choose among several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sagas.sums import of_kind
from bot.speech import say
from bot.wording import day, hedged, sentence

if TYPE_CHECKING:
    from bot.files import KeptRumour
    from bot.model import Claim, Rumour


def gist(row: Rumour) -> str:
    """What a rumour says in short: its weightiest claim, also of one that is held."""
    claim = _weightiest(row)
    if claim is None:
        clubs = " → ".join(club for club in (row.from_club, row.to_club) if club)
        return clubs or row.player
    return sentence(hedged(claim, row.player, of_kind(claim.kind, row.fees)))


def label_of(kept: KeptRumour) -> str:
    """The day, who published it and what it says: "10 Jul 2017 · Sky Sports · Everton made an offer of £20m."."""
    source = next(iter(kept.rumour.sources), None) or kept.outlet or say("no source named")
    return f"{day(kept.said_on)} · {source} · {gist(kept.rumour)}"


def _weightiest(row: Rumour) -> Claim | None:
    """The claim of the furthest step; else the first that there is."""
    found = (one for kind in row.developments for one in row.claims if one.kind is kind)
    return next(found, next(iter(row.claims), None))
