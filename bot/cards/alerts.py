"""The card of an alert."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Card, Field, Tone
from bot.model import Verdict
from bot.wording import day

if TYPE_CHECKING:
    from bot.model import Alert

_WORDS = {Verdict.NEW: "NEW", Verdict.CONFIRMED: "CONFIRMED", Verdict.REVERSED: "REVERSED"}


def alert_card(alert: Alert) -> Card:
    """An alert as a card: the news first, then what it changes and what it leaves."""
    fields = (
        Field("What changed", alert.changed),
        Field("Unchanged", alert.unchanged),
        Field("How we got here", alert.history),
        Field("Sources", " · ".join(alert.sources)),
    )
    return Card(
        title=alert.headline,
        lead=f"{_WORDS.get(alert.verdict, 'NEWS')} · {alert.label}\n{alert.player} · {alert.clubs}".rstrip(
            " ·"
        ),
        fields=tuple(field for field in fields if field.value),
        footer=f"{day(alert.said_on)} · {alert.why}",
        tone=Tone.DONE if alert.urgent else Tone.NEWS,
    )
