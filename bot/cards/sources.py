"""The card of who says what of a saga, how surely, and who only repeats it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.sources import Sources
from bot.cards.card import Card
from bot.cards.pages import FIELD_ROOM, Listed, as_fields, counted_pages, paged
from bot.cards.status import not_one_card, title
from bot.reading.outlets import tier
from bot.wording import counted, day, listed, noun

if TYPE_CHECKING:
    from bot.answers.sources import SourcesAnswer
    from bot.sagas.evidence import OnRecord, Origin

_TIERS = {1: "as reliable as it gets", 2: "mostly reliable", 3: "mixed", 4: "gossip"}


def sources_cards(answer: SourcesAnswer) -> tuple[Card, ...]:
    """Who is on record, then origins by tier, the best first, and who relays them; page by page."""
    if not isinstance(answer, Sources):
        return (not_one_card(answer),)
    found = answer.evidence
    count = counted(len(found.origins), "independent origin")
    unnamed = f", and {counted(found.unnamed, 'article')} without a named one" if found.unnamed else ""
    best = sorted(found.origins, key=lambda one: (tier(one.name), one.first_on))
    entries = (
        *(Listed(_on_record(one), "On record") for one in found.on_record),
        *(Listed(_origin(one), "Reported by") for one in best),
    )
    whole = Card(
        title=f"Sources · {title(answer.saga)}",
        lead=f"{count}{unnamed}. Who repeats another is not counted.",
        footer="tier 1: " + _TIERS[1] + " … tier 4: " + _TIERS[4],
    )
    return counted_pages(
        [replace(whole, fields=as_fields(page)) for page in paged(entries, room=FIELD_ROOM) or ((),)]
    )


def _on_record(one: OnRecord) -> str:
    how = "official" if one.is_official else "on record"
    return f"{one.name}: {how}, first on {day(one.first_on)}"


def _origin(one: Origin) -> str:
    what = listed([noun(kind) for kind in one.kinds[:4]])
    via = f"; repeated by {listed(list(one.relays[:3]))}" if one.relays else ""
    return f"{one.name} (tier {tier(one.name)}), since {day(one.first_on)}: {what}{via}"
