"""The cards of alerts as they are set: what a channel is told of, by which rules, what is paused, muted, followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerts.follows import MAX_FOLLOWS
from bot.cards.card import Card, Field, Tone
from bot.rules import describe
from bot.rules.conditions import pause_word
from bot.wording import counted, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from bot.alerts.channels import Edited, Removed, Standing, Subscribed
    from bot.alerts.follows import Followed
    from bot.alerts.pauses import Muted, Paused, Resumed
    from bot.alerts.targets import Aim
    from bot.subscription import Rules, Subscription


def subscribed_card(done: Subscribed, roles: Mapping[int, str]) -> Card:
    """A channel gets alerts from now on, or did already. ``roles``: the names of the guild's roles by their ids."""
    label = done.aim.target.label
    title = f"{done.where} gets alerts for {label}"
    if not done.is_new:
        title = f"{done.where}: alerts for {label} are changed" if done.is_changed else f"Already so: {label}"
    told = "An alert is posted when a saga really moves, never for a repeat."
    muted = (
        "He is muted there, so nothing is told of him: /alerts unmute takes it back." if done.is_muted else ""
    )
    lead = "\n".join(filter(None, (told, _doubts(done.aim), muted)))
    return Card(title, lead, (_rules(done.rules, roles),))


def edited_card(done: Edited, now: dt.datetime, roles: Mapping[int, str]) -> Card:
    """A subscription goes by other rules, from now on or when it stands again."""
    one = done.subscription
    since = "From now on:" if one.stands(now) else "When they stand again, for which there is /alerts resume:"
    title = f"{done.where}: alerts for {one.target.label} are changed"
    return Card(title, since, (_rules(one.rules, roles),))


def removed_card(done: Removed) -> Card:
    """A channel gets no more alerts of something."""
    return Card(f"{done.where} gets no more alerts for {done.label}", "To have them again, use /alerts add.")


def standing_card(standing: Standing, now: dt.datetime, roles: Mapping[int, str]) -> Card:
    """What a channel gets alerts of and by which rules, what is paused or switched off, and who is muted."""
    fields = (Field("Muted", ", ".join(one.label for one in standing.mutes)),) if standing.mutes else ()
    if not standing.subscriptions:
        how = "To have some, use /alerts add with a player or a club, or without either for everything."
        return Card(f"No alerts in {standing.where}", how, fields)
    return Card(
        f"Alerts in {standing.where}",
        "\n".join(_standing(one, now, standing.zone, roles) for one in standing.subscriptions),
        fields,
        footer=f"{counted(len(standing.subscriptions), 'subscription')} · times are those of {standing.zone}",
        tone=Tone.TROUBLE if any(one.disabled_because for one in standing.subscriptions) else Tone.QUIET,
    )


def _standing(one: Subscription, now: dt.datetime, zone: str, roles: Mapping[int, str]) -> str:
    line = f"• {one.target.label}: {_described(one.rules, roles)}"
    if one.paused_until is not None and one.paused_until > now:
        line += f" – paused {pause_word(one.paused_until, zone)}"
    if one.disabled_because is not None:
        line += f" – switched off: {one.disabled_because}. Mend it, then use /alerts resume."
    return line


def _rules(rules: Rules, roles: Mapping[int, str]) -> Field:
    return Field("Rules", _described(rules, roles))


def _described(rules: Rules, roles: Mapping[int, str]) -> str:
    name = "" if rules.role_id is None else roles.get(rules.role_id, "a role that is gone")
    return describe(rules, name.removeprefix("@"))


def _doubts(aim: Aim) -> str:
    """What may not be as the one who named the player thinks."""
    if aim.bearers:
        return f"Several players bear that name, and all are meant: {listed(aim.bearers)}."
    if aim.is_known:
        return ""
    near = f" Did you mean {listed(aim.near)}?" if aim.near else ""
    return f"Nothing is stored about him yet: the first news will be an alert.{near}"


def paused_card(done: Paused) -> Card:
    """Something is silenced for a time."""
    what = f"alerts for {done.label}" if done.label else counted(done.count, "subscription")
    return Card(
        f"{done.where}: {what} paused {pause_word(done.until, done.zone)}",
        "What happens meanwhile is not posted later. /alerts resume ends it.",
    )


def resumed_card(done: Resumed) -> Card:
    """Something stands again, or stood."""
    what = f"alerts for {done.label}" if done.label else "all alerts"
    if not done.count:
        return Card(f"{done.where}: {what} stood already", "Nothing was paused or switched off.")
    return Card(f"{done.where}: {what} stand again", "What was missed meanwhile is not posted.")


def muted_card(done: Muted) -> Card:
    """A channel hears no more of a player."""
    title = f"{done.label} is muted" if done.is_new else f"Already so: {done.label} is muted"
    return Card(
        title, f"{done.where} hears no more of him, whatever it is subscribed to. /alerts unmute ends it."
    )


def unmuted_card(done: Muted) -> Card:
    """A channel hears of a player again."""
    return Card(f"{done.label} is not muted any more", f"{done.where} hears of him as its alerts say.")


def followed_card(done: Followed) -> Card:
    """A user follows a player from now on, or did already."""
    label = done.aim.target.label
    title = f"You follow {label}" if done.is_new else f"Already so: you follow {label}"
    told = "When his saga really moves I write to you here, in private. /unfollow ends it."
    return Card(title, "\n".join(filter(None, (told, _doubts(done.aim)))))


def unfollowed_card(label: str) -> Card:
    """A user follows a player no more."""
    return Card(f"You follow {label} no more", "To follow him again, use /follow.")


def follows_card(follows: Sequence[Subscription]) -> Card:
    """Whom a user follows."""
    if not follows:
        return Card(
            "You follow nobody", "Use /follow with a player's name, and I write to you when his saga moves."
        )
    return Card(
        f"You follow {counted(len(follows), 'player')}",
        "\n".join(f"• {_followed(one)}" for one in follows),
        footer=f"At most {MAX_FOLLOWS}. /unfollow ends one.",
    )


def _followed(one: Subscription) -> str:
    if one.disabled_because is None:
        return one.target.label
    return f"{one.target.label} – stopped: {one.disabled_because}. Mend it, then use /follow again."
