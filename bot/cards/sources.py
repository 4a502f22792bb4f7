"""The card of who says what of a saga, how surely, and who only repeats it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.answers.sources import Sources
from bot.cards.card import Card, Field
from bot.cards.details import tier_in
from bot.cards.status import not_one_card, title
from bot.wording import counted, day, listed, noun

if TYPE_CHECKING:
    from bot.answers.sources import SourcesAnswer
    from bot.sagas.evidence import OnRecord, Origin

_MOST = 10
_TIERS = {1: "as reliable as it gets", 2: "mostly reliable", 3: "mixed", 4: "gossip"}


def sources_card(answer: SourcesAnswer) -> Card:
    """Origins by tier, the best first, who relays them, and who is on record."""
    if not isinstance(answer, Sources):
        return not_one_card(answer)
    found = answer.evidence
    count = counted(len(found.origins), "independent origin")
    unnamed = f", and {counted(found.unnamed, 'article')} without a named one" if found.unnamed else ""
    best = sorted(found.origins, key=lambda one: (tier_in(answer.saga, one, answer.tiers), one.first_on))
    fields = (
        Field("On record", "\n".join(_on_record(one) for one in found.on_record[:_MOST])),
        Field("Reported by", "\n".join(_origin(one, answer) for one in best[:_MOST])),
    )
    return Card(
        title=f"Sources · {title(answer.saga)}",
        lead=f"{count}{unnamed}. Who repeats another is not counted.",
        fields=tuple(field for field in fields if field.value),
        footer="tier 1: " + _TIERS[1] + " … tier 4: " + _TIERS[4],
    )


def _on_record(one: OnRecord) -> str:
    how = "official" if one.is_official else "on record"
    return f"{one.name}: {how}, first on {day(one.first_on)}"


def _origin(one: Origin, answer: Sources) -> str:
    what = listed([noun(kind) for kind in one.kinds[:4]])
    via = f"; repeated by {listed(list(one.relays[:3]))}" if one.relays else ""
    return (
        f"{one.name} (tier {tier_in(answer.saga, one, answer.tiers)}), since {day(one.first_on)}: {what}{via}"
    )
