"""The cards of alerts as they are set: what a channel is told of, by which rules, what is paused, muted, followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerts.follows import MAX_FOLLOWS
from bot.cards.card import Card, Field, Tone
from bot.rules import describe
from bot.rules.conditions import pause_word
from bot.speech import mark, say, says
from bot.wording import listed

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
    target = done.aim.target.name
    title = say("{channel} gets alerts for {target}", channel=done.where, target=target)
    if not done.is_new:
        title = (
            _changed(done.where, target) if done.is_changed else say("Already so: {target}", target=target)
        )
    told = say("An alert is posted when a saga really moves, never for a repeat.")
    muted = ""
    if done.is_muted:
        muted = say("He is muted there, so nothing is told of him: /alerts unmute takes it back.")
    lead = "\n".join(filter(None, (told, _doubts(done.aim), muted)))
    return Card(title, lead, (_rules(done.rules, roles),))


def edited_card(done: Edited, now: dt.datetime, roles: Mapping[int, str]) -> Card:
    """A subscription goes by other rules, from now on or when it stands again."""
    one = done.subscription
    since = say("From now on:")
    if not one.stands(now):
        since = say("When they stand again, for which there is /alerts resume:")
    return Card(_changed(done.where, one.target.name), since, (_rules(one.rules, roles),))


def _changed(where: str, target: str) -> str:
    return say("{channel}: alerts for {target} are changed", channel=where, target=target)


def removed_card(done: Removed) -> Card:
    """A channel gets no more alerts of something."""
    title = say("{channel} gets no more alerts for {target}", channel=done.where, target=done.label)
    return Card(title, say("To have them again, use /alerts add."))


def standing_card(standing: Standing, now: dt.datetime, roles: Mapping[int, str]) -> Card:
    """What a channel gets alerts of and by which rules, what is paused or switched off, and who is muted."""
    fields = (Field(say("Muted"), ", ".join(one.label for one in standing.mutes)),) if standing.mutes else ()
    if not standing.subscriptions:
        how = say("To have some, use /alerts add with a player or a club, or without either for everything.")
        return Card(say("No alerts in {channel}", channel=standing.where), how, fields)
    return Card(
        say("Alerts in {channel}", channel=standing.where),
        "\n".join(_standing(one, now, standing.zone, roles) for one in standing.subscriptions),
        fields,
        footer=says(
            "{count} subscription · times are those of {zone}",
            "{count} subscriptions · times are those of {zone}",
            len(standing.subscriptions),
            zone=standing.zone,
        ),
        tone=Tone.TROUBLE if any(one.disabled_because for one in standing.subscriptions) else Tone.QUIET,
    )


def _standing(one: Subscription, now: dt.datetime, zone: str, roles: Mapping[int, str]) -> str:
    line = f"• {one.target.name}: {_described(one.rules, roles)}"
    if one.paused_until is not None and one.paused_until > now:
        line += say(" – paused {until}", until=pause_word(one.paused_until, zone))
    if one.disabled_because is not None:
        because = say(one.disabled_because)
        line += say(" – switched off: {reason}. Mend it, then use /alerts resume.", reason=because)
    return line


def _rules(rules: Rules, roles: Mapping[int, str]) -> Field:
    return Field(say("Rules"), _described(rules, roles))


def _described(rules: Rules, roles: Mapping[int, str]) -> str:
    name = "" if rules.role_id is None else roles.get(rules.role_id, say("a role that is gone"))
    return describe(rules, name.removeprefix("@"))


def _doubts(aim: Aim, unknown: str = "") -> str:
    """What may not be as the one who named the player thinks; ``unknown``: how it is told that he is not known yet."""
    if aim.bearers:
        return say("Several players bear that name, and all are meant: {names}.", names=listed(aim.bearers))
    if aim.is_known:
        return ""
    near = say("Did you mean {names}?", names=listed(aim.near)) if aim.near else ""
    told = unknown or say("Nothing is stored about him yet: the first news will be an alert.")
    return f"{told} {near}".strip()


def paused_card(done: Paused) -> Card:
    """Something is silenced for a time."""
    where, until = done.where, pause_word(done.until, done.zone)
    if done.label:
        title = say(
            "{channel}: alerts for {target} paused {until}", channel=where, target=done.label, until=until
        )
    else:
        title = says(
            "{channel}: {count} subscription paused {until}",
            "{channel}: {count} subscriptions paused {until}",
            done.count,
            channel=where,
            until=until,
        )
    return Card(title, say("What happens meanwhile is not posted later. /alerts resume ends it."))


def resumed_card(done: Resumed) -> Card:
    """Something stands again, or stood."""
    what = say("alerts for {target}", target=done.label) if done.label else say("all alerts")
    if not done.count:
        title = say("{channel}: {alerts} stood already", channel=done.where, alerts=what)
        return Card(title, say("Nothing was paused or switched off."))
    title = say("{channel}: {alerts} stand again", channel=done.where, alerts=what)
    return Card(title, say("What was missed meanwhile is not posted."))


def muted_card(done: Muted) -> Card:
    """A channel hears no more of a player."""
    title = mark("{player} is muted") if done.is_new else mark("Already so: {player} is muted")
    lead = say(
        "{channel} hears no more of him, whatever it is subscribed to. /alerts unmute ends it.",
        channel=done.where,
    )
    return Card(say(title, player=done.label), lead)


def unmuted_card(done: Muted) -> Card:
    """A channel hears of a player again."""
    return Card(
        say("{player} is not muted any more", player=done.label),
        say("{channel} hears of him as its alerts say.", channel=done.where),
    )


def followed_card(done: Followed) -> Card:
    """A user follows a player from now on, or did already."""
    title = mark("You follow {player}") if done.is_new else mark("Already so: you follow {player}")
    told = say(
        "When the operator's news move his saga, I write to you here, in private. What a server has added stays "
        "there. /unfollow ends it."
    )
    # What the server knows of him may just have been read: that those news tell nothing of him yet must not seem odd.
    first = say("They tell nothing of him yet: the first of them will be an alert.")
    lead = "\n".join(filter(None, (told, _doubts(done.aim, first))))
    return Card(say(title, player=done.aim.target.label), lead)


def unfollowed_card(label: str) -> Card:
    """A user follows a player no more."""
    return Card(say("You follow {player} no more", player=label), say("To follow him again, use /follow."))


def follows_card(follows: Sequence[Subscription]) -> Card:
    """Whom a user follows."""
    if not follows:
        how = say("Use /follow with a player's name, and I write to you when his saga moves.")
        return Card(say("You follow nobody"), how)
    return Card(
        says("You follow {count} player", "You follow {count} players", len(follows)),
        "\n".join(f"• {_followed(one)}" for one in follows),
        footer=say("At most {most}. /unfollow ends one.", most=MAX_FOLLOWS),
    )


def _followed(one: Subscription) -> str:
    if one.disabled_because is None:
        return one.target.label
    return say(
        "{player} – stopped: {reason}. Mend it, then use /follow again.",
        player=one.target.label,
        reason=say(one.disabled_because),
    )
