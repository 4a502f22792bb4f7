"""Why a posted alert no longer says what is known, in words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.files import Alias, Close, Edit, Merge, Rename, Retract, Split
from bot.model import When
from bot.sagas.sums import of_kind
from bot.speech import mark, say
from bot.wording import day, fee_phrase, listed, phrase, sentence

if TYPE_CHECKING:
    from bot.files import Deed
    from bot.model import Rumour
    from bot.outbox import Correction

_MOST_SAID = 2
_OTHERWISE = mark("a moderator put right what was read")
"""What can be said of what an alert does not tell: who says it, how surely."""


def is_wrong(deed: Deed) -> bool:
    """True if what was told before the deed was no news of this player; other deeds only add to it."""
    return isinstance(deed, Retract | Edit | Split)


def why_corrected(correction: Correction, player: str) -> str:
    """The sentence that stands first in an alert on ``player`` after the deed: when, and what was wrong."""
    return sentence(_deed(correction, player, day(correction.on)))


def _deed(correction: Correction, player: str, on: str) -> str:
    other = correction.player
    match correction.deed:
        case Retract():
            return say("Withdrawn on {day}: a moderator took the report back", day=on)
        case Edit(_, rumour) if other in (None, player):
            return say("Corrected on {day}: {what}", day=on, what=_corrected(correction.read, rumour))
        case Edit() | Split():
            who = other or say("a namesake")
            return say(
                "Moved on {day}: this is about {other}, not {player}", day=on, other=who, player=player
            )
        case deed:
            return _added(deed, on, other or player)


def _added(deed: Deed, on: str, other: str) -> str:
    """What a deed does that makes nothing wrong of what was told."""
    match deed:
        case Merge():
            text = mark("Merged on {day}: this is told of {player} now, who is the same player")
            return say(text, day=on, player=other)
        case Rename(name):
            return say("Renamed on {day}: the player is called {name}", day=on, name=name)
        case Alias(name):
            return say("Named on {day}: the player is known as {name}, too", day=on, name=name)
        case Close(end):
            return say("Closed on {day}: the saga ended on {end}", day=on, end=day(end))
        case _:
            return say("Vouched for on {day}: a moderator stands for it", day=on)


def _corrected(read: Rumour | None, meant: Rumour) -> str:
    """What was read and what it says instead: the first in which the two differ."""
    if read is None:
        return say(_OTHERWISE)
    told = (
        (_events(_called(meant.player, read)), _events(meant)),
        (_route(read), _route(meant)),
        (_sums(read), _sums(meant)),
        ([read.player], [meant.player]),
    )
    differing = next((pair for pair in told if set(pair[0]) != set(pair[1])), None)
    if differing is None:
        return say(_OTHERWISE)
    was, now = differing
    return _instead([text for text in was if text not in now], [text for text in now if text not in was])


def _called(name: str, rumour: Rumour) -> Rumour:
    """The rumour with its player called otherwise, so that the same claims are told in the same words."""
    claims = (
        replace(claim, actor=name) if claim.actor == rumour.player else claim for claim in rumour.claims
    )
    return replace(rumour, player=name, claims=tuple(claims))


def _instead(gone: list[str], come: list[str]) -> str:
    was, now = (listed(texts[:_MOST_SAID]) for texts in (gone, come))
    if not gone:
        return say("it also says “{now}”", now=now)
    if not come:
        return say("it was read as “{was}”, it does not say so", was=was)
    return say("it was read as “{was}”, it says “{now}”", was=was, now=now)


def _events(rumour: Rumour) -> list[str]:
    """What is told as so now, in the words of an alert; a sum stands with the step that it belongs to."""
    is_open = rumour.held is not None  # it was told all the same: a held one lists what it would say
    told = [
        claim for claim in rumour.claims if claim.when is When.CURRENT and (is_open or claim.held is None)
    ]
    texts = (
        phrase(claim, rumour.player, fee=of_kind(claim.kind, rumour.fees) if claim.counts else None)
        for claim in told
    )
    return list(dict.fromkeys(texts))


def _route(rumour: Rumour) -> list[str]:
    clubs = [club for club in (rumour.from_club, rumour.to_club) if club]
    return [" → ".join(clubs)] if clubs else []


def _sums(rumour: Rumour) -> list[str]:
    return [fee_phrase(fee) for fee in rumour.fees]
