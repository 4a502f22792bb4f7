"""The cards that tell why something was posted, or was not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerts.accounts import Fate
from bot.cards.card import Card, Field
from bot.model import Verdict
from bot.rules.hours import date_and_time
from bot.wording import counted, sentence

if TYPE_CHECKING:
    from bot.alerts.accounts import Account, Accounts

_WORDS = {
    Verdict.NEW: "New",
    Verdict.CONFIRMED: "Confirmed",
    Verdict.REVERSED: "Reversed",
    Verdict.REPEAT: "Repeat",
    Verdict.COLOUR: "Colour",
    Verdict.STALE: "Old news",
}


def why_card(found: Accounts) -> Card:
    """What became of the latest developments in a channel, and why."""
    about = f" of {found.player}" if found.player else ""
    if not found.accounts:
        return Card(
            f"Nothing has come in{about}", "As soon as it does, /alerts why tells what became of it here."
        )
    lead = f"What became{about or ' of the latest news'} in {found.where}, the newest first."
    return Card("Why, and why not", lead, _fields(found), footer=f"Times are those of {found.zone}.")


def message_card(found: Accounts) -> Card:
    """Why one message was posted."""
    only = found.accounts[0] if len(found.accounts) == 1 else None
    lead = only.headline if only else f"This message tells {counted(len(found.accounts), 'development')}."
    return Card("Why this was posted", lead, _fields(found), footer=f"Times are those of {found.zone}.")


def rehearsal_card(found: Accounts) -> Card:
    """What today's rules would have made of the latest news."""
    if not found.accounts:
        return Card(
            "There is no news yet to try the rules on", "Once some has come in, use /alerts test again."
        )
    count = sum(one.fate is Fate.POSTED for one in found.accounts)
    lead = (
        f"Of the last {counted(len(found.accounts), 'development')}, {count or 'none'} would have been posted in "
        f"{found.where} by today's rules."
    )
    fields = tuple(Field(_name(one, found.zone), _rehearsed(one, found.zone)) for one in found.accounts)
    return Card("What today's rules would do", lead, fields, footer=f"Times are those of {found.zone}.")


def _fields(found: Accounts) -> tuple[Field, ...]:
    return tuple(Field(_name(one, found.zone), _account(one, found.zone)) for one in found.accounts)


def _name(one: Account, zone: str) -> str:
    return f"{one.player} · {date_and_time(one.at, zone)}"


def _account(one: Account, zone: str) -> str:
    """The fate first; then what changed and from what; why it is news; and what was withheld since."""
    lines = [_fate(one, zone)]
    if one.fate is not Fate.NO_NEWS:
        lines += [one.claim or one.headline, f"{_WORDS[one.verdict]}: {one.judged}"]
    if one.repeats:
        lines.append(f"{counted(one.repeats, 'repeat')} of it withheld since.")
    return "\n".join(line for line in lines if line)


def _fate(one: Account, zone: str) -> str:
    if one.fate is Fate.NO_NEWS:
        return sentence(f"not posted: {_WORDS[one.verdict].lower()} – {one.why}")
    when = f" {_time_word(one.fate)} {date_and_time(one.when, zone)}" if one.when else ""
    return sentence(f"{one.fate.value}{when}{f': {one.why}' if one.why else ''}")


def _time_word(fate: Fate) -> str:
    return "until" if fate is Fate.WAITING else "on"


def _rehearsed(one: Account, zone: str) -> str:
    if one.fate is not Fate.POSTED:
        return f"{one.headline}\n{sentence(f'no: {one.why}')}"
    late = one.when is not None and (one.when - one.at).total_seconds() > _AT_ONCE
    when = f", on {date_and_time(one.when, zone)}" if late and one.when else ""
    return f"{one.headline}\n{sentence(f'yes{when}: {one.why}')}"


_AT_ONCE = 60
"""Seconds of waiting that are not worth a word."""
