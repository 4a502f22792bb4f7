"""How many requests Discord lets through per route, as far as it is known.

Discord's documentation says not to write such numbers into a bot: they depend on many things and may change
on any day, and every answer's headers tell the ones in force (page "Rate Limits"). Here they only make the
local Discord refuse about as often as the real one; a bot must go by the headers here as there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """So many ``requests`` per ``seconds``, for one route and its major parameter.

    A ``shared`` limit is the resource's and not the bot's: others use it up too, and its 429 is not held
    against the bot. One with ``fields`` counts only requests whose body has one of them. The headers of
    neither can be seen before it refuses (page "Rate Limits", "Exceeded Resource Rate Limit").
    """

    requests: int
    seconds: float
    shared: bool = False
    fields: frozenset[str] = frozenset()

    @property
    def told(self) -> bool:
        """True if the headers of every answer tell of it."""
        return not self.shared and not self.fields


_MESSAGE = "/channels/{channel_id}/messages/{message_id}"

AS_DISCORD: dict[str, tuple[Limit, ...]] = {
    # 5 per 5 s for creating and for editing: announced by Discord's staff in discord-api-docs, issue 20, then
    # for each server; since the channel is the major parameter it has been seen per channel.
    "POST /channels/{channel_id}/messages": (Limit(5, 5.0),),
    f"PATCH {_MESSAGE}": (Limit(5, 5.0),),
    # 3 per second for messages younger than two weeks: seen by the client eris, its pull request 1173.
    f"DELETE {_MESSAGE}": (Limit(3, 1.0),),
    # 1 per 0.25 s, per account rather than channel: discord-api-docs, issues 182 and 395; here per channel.
    f"PUT {_MESSAGE}/reactions/{{emoji}}/@me": (Limit(1, 0.25),),
    f"DELETE {_MESSAGE}/reactions/{{emoji}}/@me": (Limit(1, 0.25),),
    # 10 per 15 s, and 2 per 10 minutes where a name or topic changes, of which no header warns: seen and
    # described in discord-api-docs, issue 2208; that threads have it too: discord.js, issue 6651.
    "PATCH /channels/{channel_id}": (Limit(10, 15.0), Limit(2, 600.0, fields=frozenset({"name", "topic"}))),
    # 5 per 2 s per webhook: seen by its users, quoted in discord-api-docs, issue 6753.
    "POST /webhooks/{application_id}/{token}": (Limit(5, 2.0),),
}
"""Per route what is known of its limits, and from where; routes that are not listed have none here."""
