"""Which channel wishes for what, by which rules; what it has muted; and who follows whom in private."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.model import Certainty, Kind, Stage
from bot.subscription import Mode, Mute, QuietHours, Rules, Subscription, Target
from db import audit
from db.rumours import dumps
from db.times import from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_PRIVATE = 0
"""The guild of private conversations."""

COLUMNS = """
    s.id, s.guild_id, s.channel_id, s.label, s.player_key, s.club_key, s.rules, s.disabled_because, s.paused_until,
    s.user_id
"""
# Nothing is changed, and so no row is counted, where it stands just so already.
_SUBSCRIBE = """
    INSERT INTO subscriptions (guild_id, channel_id, player_key, club_key, label, rules, user_id)
    VALUES (:guild, :channel, :player, :club, :label, :rules, :user)
    ON CONFLICT (channel_id, ifnull(player_key, ''), ifnull(club_key, '')) DO UPDATE
    SET label = excluded.label, rules = excluded.rules, disabled_because = NULL, paused_until = NULL
    WHERE guild_id = excluded.guild_id
          AND (rules <> excluded.rules OR disabled_because IS NOT NULL OR paused_until IS NOT NULL)
"""
_SPEAK = "UPDATE subscriptions SET language = ?1 WHERE user_id = ?2 AND language IS NOT ?1"
# A target of NULLs means one subscription, the one for everything; ``:any`` means all of the channel.
_CHOSEN = """
    guild_id = :guild AND channel_id = :channel
    AND (:any OR (player_key IS :player AND club_key IS :club))
"""
_CHANGE_RULES = f"UPDATE subscriptions SET rules = :rules WHERE {_CHOSEN}"  # noqa: S608 - put together from constants
_UNSUBSCRIBE = f"DELETE FROM subscriptions WHERE {_CHOSEN}"  # noqa: S608
_PAUSE = f"UPDATE subscriptions SET paused_until = :until WHERE {_CHOSEN}"  # noqa: S608
_RESUME = f"""
    UPDATE subscriptions SET paused_until = NULL, disabled_because = NULL
    WHERE {_CHOSEN} AND (paused_until IS NOT NULL OR disabled_because IS NOT NULL)
"""  # noqa: S608
OF_GUILD = f"""
    SELECT {COLUMNS} FROM subscriptions AS s WHERE s.guild_id = ?1 AND (?2 IS NULL OR s.channel_id = ?2)
"""  # noqa: S608
OF_USER = f"SELECT {COLUMNS} FROM subscriptions AS s WHERE s.user_id = ?"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is set, by whom and when (epoch seconds)."""

    guild_id: int
    channel_id: int
    actor_id: int
    at: int


def subscribe(
    conn: sqlite3.Connection,
    place: Place,
    target: Target,
    rules: Rules,
    user_id: int | None,
    language: str | None,
) -> bool:
    """Subscribe a channel, or give its subscription these rules; False if nothing had to be done.

    A user's language is that of all that he follows, in whichever he spoke before.
    """
    facts = _facts(place, target) | {"label": target.label, "rules": write_rules(rules), "user": user_id}
    count = conn.execute(_SUBSCRIBE, facts).rowcount
    if user_id is not None and language is not None:
        conn.execute(_SPEAK, (language, user_id))
    return _noted(conn, place, "subscribe", target, count) > 0


def change_rules(conn: sqlite3.Connection, place: Place, target: Target, rules: Rules) -> bool:
    """Give a subscription these rules, and change nothing else; False if there is none."""
    count = conn.execute(_CHANGE_RULES, _facts(place, target) | {"rules": write_rules(rules)}).rowcount
    return _noted(conn, place, "change rules", target, count) > 0


def unsubscribe(conn: sqlite3.Connection, place: Place, target: Target) -> bool:
    """End a subscription; False if there was none."""
    count = conn.execute(_UNSUBSCRIBE, _facts(place, target)).rowcount
    return _noted(conn, place, "unsubscribe", target, count) > 0


def pause(conn: sqlite3.Connection, place: Place, target: Target | None, until: int) -> int:
    """Silence subscriptions until then; how many."""
    count = conn.execute(_PAUSE, _facts(place, target) | {"until": until}).rowcount
    return _noted(conn, place, "pause", target, count)


def resume(conn: sqlite3.Connection, place: Place, target: Target | None) -> int:
    """Let subscriptions stand again; how many did not."""
    return _noted(conn, place, "resume", target, conn.execute(_RESUME, _facts(place, target)).rowcount)


def of_guild(conn: sqlite3.Connection, guild_id: int, channel_id: int | None) -> tuple[Subscription, ...]:
    """The subscriptions of a guild, or of one of its channels: everything first, then by name."""
    return _sorted(conn.execute(OF_GUILD, (guild_id, channel_id)))


def of_user(conn: sqlite3.Connection, user_id: int) -> tuple[Subscription, ...]:
    """What a user follows in private, by name."""
    return _sorted(conn.execute(OF_USER, (user_id,)))


def mute(conn: sqlite3.Connection, place: Place, wish: Mute) -> bool:
    """Tell a channel no more of a player; False if it is so already."""
    cells = (place.channel_id, wish.player_key, place.guild_id, wish.label)
    count = conn.execute(
        "INSERT OR IGNORE INTO mutes (channel_id, player_key, guild_id, label) VALUES (?, ?, ?, ?)", cells
    ).rowcount
    return _noted(conn, place, "mute", Target(wish.label), count) > 0


def unmute(conn: sqlite3.Connection, place: Place, player_key: str) -> bool:
    """Take a mute back; False if there was none."""
    cells = (place.channel_id, player_key, place.guild_id)
    count = conn.execute(
        "DELETE FROM mutes WHERE channel_id = ? AND player_key = ? AND guild_id = ?", cells
    ).rowcount
    return _noted(conn, place, "unmute", Target(player_key), count) > 0


def mutes(conn: sqlite3.Connection, guild_id: int, channel_id: int) -> tuple[Mute, ...]:
    """The mutes of a channel, by name."""
    asked = conn.execute(
        "SELECT player_key, label FROM mutes WHERE channel_id = ? AND guild_id = ?", (channel_id, guild_id)
    )
    return tuple(sorted((Mute(*row) for row in asked), key=lambda one: one.label.casefold()))


def read(cells: Sequence[Any]) -> Subscription:
    """A row of ``COLUMNS``."""
    number, guild_id, channel_id, label, player_key, club_key, rules, disabled, paused, user_id = cells
    return Subscription(
        number,
        guild_id,
        channel_id,
        Target(label, player_key, club_key),
        read_rules(rules),
        disabled,
        None if paused is None else from_epoch(paused),
        user_id,
    )


def write_rules(rules: Rules) -> str:
    """The rules as JSON, without what is as ever."""
    told: dict[str, Any] = {
        "kinds": sorted(rules.kinds),
        "stage": rules.lowest_stage,
        "tier": rules.lowest_tier,
        "certainty": rules.lowest_certainty,
        "mode": rules.mode,
        "role": rules.role_id,
        "quiet": None if rules.quiet is None else [rules.quiet.start, rules.quiet.end],
        "most": rules.most_a_day,
        "threads": rules.in_threads,
    }
    return dumps(told) if rules != Rules() else "{}"


# Most channels have the same few rules, and their values cannot be changed.
@lru_cache(maxsize=4096)
def read_rules(text: str) -> Rules:
    """The rules again, equal to what was written."""
    told: dict[str, Any] = json.loads(text)
    if not told:
        return Rules()
    return Rules(
        kinds=frozenset(Kind(kind) for kind in told["kinds"]),
        lowest_stage=None if told["stage"] is None else Stage(told["stage"]),
        lowest_tier=told["tier"],
        lowest_certainty=Certainty(told["certainty"]),
        mode=Mode(told["mode"]),
        role_id=told["role"],
        quiet=None if told["quiet"] is None else QuietHours(*told["quiet"]),
        most_a_day=told["most"],
        in_threads=told["threads"],
    )


def _facts(place: Place, target: Target | None) -> dict[str, Any]:
    return {
        "guild": place.guild_id,
        "channel": place.channel_id,
        "any": target is None,
        "player": target.player_key if target else None,
        "club": target.club_key if target else None,
    }


def _noted(conn: sqlite3.Connection, place: Place, action: str, target: Target | None, count: int) -> int:
    """Write the audit line of what changed something; whom a user follows is his own affair, and leaves none."""
    if count > 0 and place.guild_id != _PRIVATE:
        detail = f"{place.channel_id}: {target.label if target else 'all'}"
        audit.note(
            conn, at=place.at, scope=place.guild_id, actor_id=place.actor_id, action=action, detail=detail
        )
    return count


def _sorted(rows: Iterable[Sequence[Any]]) -> tuple[Subscription, ...]:
    found = (read(row) for row in rows)
    return tuple(
        sorted(found, key=lambda one: (not one.target.is_everything, one.target.label.casefold(), one.id))
    )
