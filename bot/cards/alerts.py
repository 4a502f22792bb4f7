"""The card of an alert, as it is posted and as it stands later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Card, Field, Tone
from bot.cards.clip import more
from bot.cards.corrections import is_wrong, why_corrected
from bot.model import Verdict
from bot.spelling import fold
from bot.wording import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Alert
    from bot.outbox import Correction

_WORDS = {Verdict.NEW: "NEW", Verdict.CONFIRMED: "CONFIRMED", Verdict.REVERSED: "REVERSED"}
_MOST_ALSO = 5

HISTORY = "How we got here"
UNCHANGED = "Unchanged"


def alert_card(alert: Alert, also: Sequence[str] = (), correction: Correction | None = None) -> Card:
    """An alert as a card: the news first, then what it changes and what it leaves.

    ``also`` are those who have said the same since. With a ``correction`` that took the news back, only the headline
    is left, struck through, and why.
    """
    lead = f"{_WORDS.get(alert.verdict, 'NEWS')} · {alert.label}\n{alert.player} · {alert.clubs}".rstrip(" ·")
    if correction is not None:
        why = why_corrected(correction, alert.player)
        if is_wrong(correction.deed):
            return Card(alert.headline, f"{why}\n{alert.player}", footer=day(alert.said_on), is_struck=True)
        lead = f"{why}\n{lead}"
    fields = (
        Field("What changed", alert.changed),
        Field(UNCHANGED, alert.unchanged),
        Field(HISTORY, alert.history),
        Field("Sources", " · ".join(filter(None, (*alert.sources, also_by(alert, also))))),
    )
    return Card(
        title=alert.headline,
        lead=lead,
        fields=tuple(field for field in fields if field.value),
        footer=f"{day(alert.said_on)} · {alert.why}",
        tone=Tone.DONE if alert.urgent else Tone.NEWS,
    )


def also_by(alert: Alert, also: Sequence[str], most: int = _MOST_ALSO) -> str:
    """Those who have said the same since: "also: Reuters, beIN Sports + 3 more"; "" if nobody has."""
    known = {fold(name) for name in alert.sources}
    names = [name for name in dict.fromkeys(also) if fold(name) not in known]
    rest = f" {more(len(names) - most)}" if len(names) > most else ""
    return f"also: {', '.join(names[:most])}{rest}" if names else ""
