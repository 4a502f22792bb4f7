"""The card of an alert, as it is posted and as it stands later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Card, Field, Tone
from bot.cards.clip import more
from bot.cards.corrections import is_wrong, why_corrected
from bot.model import Verdict
from bot.speech import mark, say
from bot.spelling import fold
from bot.wording import day

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.model import Alert
    from bot.outbox import Correction

_WORDS = {
    Verdict.NEW: mark("NEW"),
    Verdict.CONFIRMED: mark("CONFIRMED"),
    Verdict.REVERSED: mark("REVERSED"),
}
_OTHERWISE = mark("NEWS")
_MOST_ALSO = 5

HISTORY = mark("How we got here")
UNCHANGED = mark("Unchanged")


def alert_card(alert: Alert, also: Sequence[str] = (), correction: Correction | None = None) -> Card:
    """An alert, its words in the current language, as a card: the news first, then what it changes and leaves.

    ``also`` are those who have said the same since. With a ``correction`` that took the news back, only the headline
    is left, struck through, and why.
    """
    lead = f"{say(_WORDS.get(alert.verdict, _OTHERWISE))} · {alert.label}\n{alert.player} · {alert.clubs}".rstrip(
        " ·"
    )
    if correction is not None:
        why = why_corrected(correction, alert.player)
        if is_wrong(correction.deed):
            return Card(alert.headline, f"{why}\n{alert.player}", footer=day(alert.said_on), is_struck=True)
        lead = f"{why}\n{lead}"
    fields = (
        Field(say("What changed"), alert.changed),
        Field(say(UNCHANGED), alert.unchanged),
        Field(say(HISTORY), alert.history),
        Field(say("Sources"), " · ".join(filter(None, (*alert.sources, also_by(alert, also))))),
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
    told = ", ".join(names[:most]) + rest
    return say("also: {names}", names=told) if names else ""
