"""What channels wish to be told, and how: subscriptions and their rules. Frozen values."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from bot.model import Certainty, Kind, Stage
from bot.speech import say

if TYPE_CHECKING:
    from bot.model import GuildSettings

LOWEST_TIER = 4
"""Of the tiers of sources: 1 is the best, 4 is gossip."""

UNTIL_RESUMED = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
"""Until when something is paused that has no end set."""


class Mode(StrEnum):
    """When a channel is told, and whether anybody's phone rings for it."""

    INSTANT = "instant"
    SILENT = "silent"
    DAILY = "daily"
    WEEKLY = "weekly"
    DEADLINE_DAY = "deadline_day"

    @property
    def is_digest(self) -> bool:
        """True if what happened is told together, at a set time."""
        return self not in (Mode.INSTANT, Mode.SILENT)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start`` to ``end``, in minutes after midnight of the guild's time zone; they may span midnight."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Rules:
    """Which developments a subscription lets through, and how they are told. The defaults let everything through.

    ``kinds`` empty: every kind. ``lowest_stage``: how far the deal must have got; None: anything. ``lowest_tier``:
    the worst source that is good enough. ``role_id`` is mentioned with each alert. ``most_a_day``: what goes beyond
    it is told in a digest the next morning. ``in_threads``: each saga has a thread, or a post of a forum.
    """

    kinds: frozenset[Kind] = field(default_factory=frozenset[Kind])
    lowest_stage: Stage | None = None
    lowest_tier: int = LOWEST_TIER
    lowest_certainty: Certainty = Certainty.CLAIMED
    mode: Mode = Mode.INSTANT
    role_id: int | None = None
    quiet: QuietHours | None = None
    most_a_day: int | None = None
    in_threads: bool = False


@dataclass(frozen=True, slots=True)
class Target:
    """What a subscription is for: a player, a club, or (both None) everything.

    ``player_key`` is a folded name (see ``bot.spelling.fold``): full, or the end of one ("van dijk"). ``club_key``
    is the folded name of a club. ``label`` is what is shown.
    """

    label: str
    player_key: str | None = None
    club_key: str | None = None

    @property
    def is_everything(self) -> bool:
        """True if it is for whatever happens."""
        return self.player_key is None and self.club_key is None

    @property
    def name(self) -> str:
        """What it is called before people: the label, or "everything" in the current language."""
        return say("everything") if self.is_everything else self.label


@dataclass(frozen=True, slots=True)
class Subscription:
    """A channel's wish for alerts.

    ``disabled_because``: Discord refused for good, and why. ``paused_until``: a moderator has silenced it.
    ``user_id``: whose private conversation the channel is, who follows a player; its ``guild_id`` is 0.
    """

    id: int
    guild_id: int
    channel_id: int
    target: Target
    rules: Rules = field(default_factory=Rules)
    disabled_because: str | None = None
    paused_until: dt.datetime | None = None
    user_id: int | None = None

    def stands(self, now: dt.datetime) -> bool:
        """True if it is neither disabled nor paused at the (aware) time."""
        return self.disabled_because is None and (self.paused_until is None or self.paused_until <= now)


@dataclass(frozen=True, slots=True)
class Mute:
    """A player of whom a channel does not want to hear, whatever its subscriptions say."""

    player_key: str
    label: str


class Subscriptions(Protocol):
    """What guilds and their channels have set. A private conversation is a channel of guild 0.

    Every write is one transaction with its audit line, and may raise ``NotSaved``.
    """

    async def guild_settings(self, guild_id: int) -> GuildSettings:
        """What the guild has set; the defaults where it has set nothing."""
        ...

    async def set_moderator_role(self, guild_id: int, role_id: int | None, actor_id: int) -> None:
        """Let the members of a role moderate; None takes it back."""
        ...

    async def set_timezone(self, guild_id: int, timezone: str, actor_id: int) -> None:
        """Set the guild's time zone, by its IANA name. What is queued keeps its time."""
        ...

    async def set_wire(self, guild_id: int, *, uses_wire: bool, actor_id: int) -> bool:
        """Let the guild see the operator's wire beside its own entries, or not; False if it was so already.

        Without it, what waits to be told of the wire is not told; what was told is still put right where it was wrong.
        Private conversations always see the wire.
        """
        ...

    async def set_language(self, guild_id: int, language: str, actor_id: int) -> None:
        """Write to the guild's channels in a language, by its two letters. What is on its way stays as it is."""
        ...

    async def language_of(self, guild_id: int, channel_id: int) -> str:
        """In which language a channel is written to, by its two letters: the guild's, or that of who follows there."""
        ...

    async def subscribe(
        self,
        guild_id: int,
        channel_id: int,
        target: Target,
        rules: Rules,
        actor_id: int,
        *,
        user_id: int | None = None,
        language: str | None = None,
    ) -> bool:
        """Subscribe a channel, or give its subscription these rules; it is neither disabled nor paused then.

        ``language``: in which the user is written to from now on, whomever he follows. False if it already stood, just
        so.
        """
        ...

    async def change_rules(
        self, guild_id: int, channel_id: int, target: Target, rules: Rules, actor_id: int
    ) -> bool:
        """Give a subscription these rules; disabled or paused it stays. False if there is none."""
        ...

    async def unsubscribe(self, guild_id: int, channel_id: int, target: Target, actor_id: int) -> bool:
        """End a subscription; False if there was none. The label makes no difference."""
        ...

    async def pause(
        self, guild_id: int, channel_id: int, target: Target | None, until: dt.datetime, actor_id: int
    ) -> int:
        """Silence a subscription of a channel, or (None) all of them, until an aware time; how many there are."""
        ...

    async def resume(self, guild_id: int, channel_id: int, target: Target | None, actor_id: int) -> int:
        """Let what was disabled or paused stand again; how many that were. What was missed is not sent."""
        ...

    async def subscriptions(self, guild_id: int, channel_id: int | None = None) -> tuple[Subscription, ...]:
        """The subscriptions of a guild, or of one of its channels: everything first, then by name."""
        ...

    async def follows(self, user_id: int) -> tuple[Subscription, ...]:
        """What a user follows in private, by name."""
        ...

    async def mute(self, guild_id: int, channel_id: int, mute: Mute, actor_id: int) -> bool:
        """Tell a channel no more of a player; False if it is so already."""
        ...

    async def unmute(self, guild_id: int, channel_id: int, player_key: str, actor_id: int) -> bool:
        """Take a mute back; False if there was none."""
        ...

    async def mutes(self, guild_id: int, channel_id: int) -> tuple[Mute, ...]:
        """The mutes of a channel, by name."""
        ...
