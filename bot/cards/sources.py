"""The card of who says what of a saga, how surely, and who only repeats it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.answers.sources import Sources
from bot.cards.card import Card
from bot.cards.details import tier_in
from bot.cards.pages import FIELD_ROOM, Listed, as_fields, counted_pages, paged
from bot.cards.status import not_one_card, title
from bot.speech import mark, say, says
from bot.wording import day, listed, noun

if TYPE_CHECKING:
    from bot.answers.sources import SourcesAnswer
    from bot.sagas.evidence import OnRecord, Origin

_OFFICIAL = mark("{name}: official, first on {day}")
_ON_RECORD = mark("{name}: on record, first on {day}")


def sources_cards(answer: SourcesAnswer) -> tuple[Card, ...]:
    """Who is on record, then origins by tier, the best first, and who relays them; page by page."""
    if not isinstance(answer, Sources):
        return (not_one_card(answer),)
    found = answer.evidence
    count = says("{count} independent origin", "{count} independent origins", len(found.origins))
    if found.unnamed:
        count = says(
            "{origins}, and {count} article without a named one",
            "{origins}, and {count} articles without a named one",
            found.unnamed,
            origins=count,
        )
    best = sorted(found.origins, key=lambda one: (tier_in(answer.saga, one, answer.tiers), one.first_on))
    on_record, reported = say("On record"), say("Reported by")
    entries = (
        *(Listed(_on_record(one), on_record) for one in found.on_record),
        *(Listed(_origin(one, answer), reported) for one in best),
    )
    whole = Card(
        title=say("Sources · {saga}", saga=title(answer.saga)),
        lead=say("{origins}. Who repeats another is not counted.", origins=count),
        footer=say("tier 1: as reliable as it gets … tier 4: gossip"),
    )
    return counted_pages(
        [replace(whole, fields=as_fields(page)) for page in paged(entries, room=FIELD_ROOM) or ((),)]
    )


def _on_record(one: OnRecord) -> str:
    how = _OFFICIAL if one.is_official else _ON_RECORD
    return say(how, name=one.name, day=day(one.first_on))


def _origin(one: Origin, answer: Sources) -> str:
    what = listed([noun(kind) for kind in one.kinds[:4]])
    text = say(
        "{name} (tier {tier}), since {day}: {what}",
        name=one.name,
        tier=tier_in(answer.saga, one, answer.tiers),
        day=day(one.first_on),
        what=what,
    )
    via = listed(list(one.relays[:3]))
    return say("{text}; repeated by {outlets}", text=text, outlets=via) if via else text
