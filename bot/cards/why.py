"""The cards that tell why something was posted, or was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerts.accounts import Fate
from bot.cards.card import Card, Field
from bot.model import Verdict
from bot.rules.hours import date_and_time
from bot.speech import mark, say, says
from bot.wording import sentence

if TYPE_CHECKING:
    from bot.alerts.accounts import Account, Accounts

_WORDS = {
    Verdict.NEW: mark("New"),
    Verdict.CONFIRMED: mark("Confirmed"),
    Verdict.REVERSED: mark("Reversed"),
    Verdict.REPEAT: mark("Repeat"),
    Verdict.COLOUR: mark("Colour"),
    Verdict.STALE: mark("Old news"),
}


def why_card(found: Accounts) -> Card:
    """What became of the latest developments in a channel, and why."""
    if not found.accounts:
        title = say("Nothing has come in")
        if found.player:
            title = say("Nothing has come in of {player}", player=found.player)
        return Card(title, say("As soon as it does, /alerts why tells what became of it here."))
    about = mark("What became of the latest news in {channel}, the newest first.")
    if found.player:
        about = mark("What became of {player} in {channel}, the newest first.")
    lead = say(about, player=found.player, channel=found.where)
    return Card(say("Why, and why not"), lead, _fields(found), footer=_zone(found))


def _zone(found: Accounts) -> str:
    return say("Times are those of {zone}.", zone=found.zone)


def message_card(found: Accounts) -> Card:
    """Why one message was posted."""
    only = found.accounts[0] if len(found.accounts) == 1 else None
    count = len(found.accounts)
    several = says(
        "This message tells {count} development.", "This message tells {count} developments.", count
    )
    lead = only.headline if only else several
    return Card(say("Why this was posted"), lead, _fields(found), footer=_zone(found))


def rehearsal_card(found: Accounts) -> Card:
    """What today's rules would have made of the latest news."""
    if not found.accounts:
        title = say("There is no news yet to try the rules on")
        return Card(title, say("Once some has come in, use /alerts test again."))
    posted = sum(one.fate is Fate.POSTED for one in found.accounts)
    lead = says(
        "Of the last {count} development, {posted} would have been posted in {channel} by today's rules.",
        "Of the last {count} developments, {posted} would have been posted in {channel} by today's rules.",
        len(found.accounts),
        posted=posted or say("none"),
        channel=found.where,
    )
    fields = tuple(Field(_name(one, found.zone), _rehearsed(one, found.zone)) for one in found.accounts)
    return Card(say("What today's rules would do"), lead, fields, footer=_zone(found))


def _fields(found: Accounts) -> tuple[Field, ...]:
    return tuple(Field(_name(one, found.zone), _account(one, found.zone)) for one in found.accounts)


def _name(one: Account, zone: str) -> str:
    return f"{one.player} · {date_and_time(one.at, zone)}"


def _account(one: Account, zone: str) -> str:
    """The fate first; then what changed and from what; why it is news; and what was withheld since."""
    lines = [_fate(one, zone)]
    if one.fate is not Fate.NO_NEWS:
        lines += [one.claim or one.headline, f"{say(_WORDS[one.verdict])}: {one.judged}"]
    if one.repeats:
        lines.append(
            says("{count} repeat of it withheld since.", "{count} repeats of it withheld since.", one.repeats)
        )
    return "\n".join(line for line in lines if line)


def _fate(one: Account, zone: str) -> str:
    if one.fate is Fate.NO_NEWS:
        verdict = say(_WORDS[one.verdict]).lower()
        return sentence(say("not posted: {verdict} – {reason}", verdict=verdict, reason=one.why))
    fate = say(one.fate.value)
    if one.when:
        text = mark("{fate} until {time}") if one.fate is Fate.WAITING else mark("{fate} on {time}")
        fate = say(text, fate=fate, time=date_and_time(one.when, zone))
    return sentence(f"{fate}: {one.why}" if one.why else fate)


def _rehearsed(one: Account, zone: str) -> str:
    if one.fate is not Fate.POSTED:
        refused = say("no: {reason}", reason=one.why)
        return f"{one.headline}\n{sentence(refused)}"
    answer = say("yes: {reason}", reason=one.why)
    if one.when is not None and (one.when - one.at).total_seconds() > _AT_ONCE:
        answer = say("yes, on {time}: {reason}", time=date_and_time(one.when, zone), reason=one.why)
    return f"{one.headline}\n{sentence(answer)}"


_AT_ONCE = 60
"""Seconds of waiting that are not worth a word."""
