"""The cards of watched channels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Card, Field
from bot.speech import say
from bot.watching import MESSAGES_A_DAY, deaf

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.watches import Watch


def watching_card(watch: Watch, name: str) -> Card:
    """A channel is watched from now on."""
    lead = say(
        "Its messages are read as they come. What is sure is added to this server, what is doubtful is held for "
        "/review. At most {count} messages a day are read.",
        count=MESSAGES_A_DAY,
    )
    outlet = (
        say("Where a message names nobody, {outlet} says it.", outlet=watch.outlet) if watch.outlet else ""
    )
    return Card(say("#{channel} is watched", channel=name), f"{lead}\n{outlet}".strip())


def watches_card(watches: Sequence[Watch], names: Mapping[int, str], *, hears: bool) -> Card:
    """The channels that are watched; ``names`` are those of the channels that there are."""
    if not watches:
        return Card(say("No channel is watched"), say("Use /watch add to have the messages of one read."))
    fields = tuple(
        Field(
            f"#{names[one.channel_id]}" if one.channel_id in names else say("a channel that is gone"),
            say("says it: {outlet}", outlet=one.outlet)
            if one.outlet
            else say("whoever is named in a message says it"),
        )
        for one in watches
    )
    lead = say("Their messages are read as they come.") if hears else deaf()
    return Card(say("Watched channels"), lead, fields)
