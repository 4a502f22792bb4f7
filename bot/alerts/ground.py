"""The channel that alerts are to be posted in, and what the bot may do there: no promise that cannot be kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import TYPE_CHECKING

from bot.model import Refusal
from bot.speech import say
from bot.wording import listed

if TYPE_CHECKING:
    from bot.subscription import Rules


class Soil(Enum):
    """What kind of channel it is."""

    TEXT = "text"
    THREAD = "thread"
    FORUM = "forum"


def _here() -> str:
    return say("this channel")


@dataclass(frozen=True, slots=True)
class Ground:
    """A channel, and which permissions the bot lacks in it, by the names that Discord shows.

    ``lacks`` to post an alert, ``lacks_for_threads`` to have a thread for each saga. ``name``: "this channel" or
    "#transfers", as it stands in the middle of a sentence. ``parent``: the channel that a thread belongs to.
    ``deaf_roles``: the ids of the roles that Discord does not let the bot mention there, so that nobody would be told.
    """

    channel_id: int
    soil: Soil = Soil.TEXT
    lacks: tuple[str, ...] = ()
    lacks_for_threads: tuple[str, ...] = ()
    name: str = field(default_factory=_here)
    parent: Ground | None = None
    deaf_roles: frozenset[int] = frozenset()

    @property
    def where(self) -> str:
        """Its name at the beginning of a sentence."""
        return self.name[:1].upper() + self.name[1:]

    def fit(self, rules: Rules) -> Rules:
        """The rules as this channel can have them: in a forum each saga has a post, and there is nothing else.

        Raises:
            Refusal: it cannot have them, or the bot may not do it here.
        """
        if self.soil is Soil.FORUM:
            rules = _in_forum(rules)
        elif self.soil is Soil.THREAD and rules.in_threads:
            raise Refusal(
                say("A thread has no threads of its own. Use /alerts add in the channel it belongs to.")
            )
        lacks = (*self.lacks, *(self.lacks_for_threads if rules.in_threads else ()))
        if lacks:
            raise Refusal(
                say(
                    "I cannot post alerts in {channel}: allow me {permissions} there, then try again.",
                    channel=self.name,
                    permissions=listed([say(lack) for lack in dict.fromkeys(lacks)]),
                )
            )
        return rules


def _in_forum(rules: Rules) -> Rules:
    # A digest tells of many sagas, so that it belongs in no one's post, and a forum takes no messages of its own.
    if rules.mode.is_digest:
        raise Refusal(say("A forum takes no digests. Choose a mode that tells at once, or another channel."))
    if rules.most_a_day is not None:
        raise Refusal(
            say(
                "A forum takes no digests, and what goes beyond so many a day comes in one. Leave most-a-day out "
                "(with /alerts edit, reset takes it back), or choose another channel."
            )
        )
    return replace(rules, in_threads=True)
