"""What is wrong with what a bot has sent to the local Discord: limits, mentions, and texts that are none."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from bot.localdiscord import LocalDiscord, Sent

_ROLE = re.compile(r"<@&(\d+)>")


def faults(discord: LocalDiscord, alert_roles: Collection[int] = ()) -> list[str]:
    """A sentence for each fault. ``alert_roles``: what alerts may ping."""
    told = [f"{one.method} {one.path} breaks a limit: {one.why}" for one in discord.broken]
    for sent in discord.sent:
        told += [f"{sent.how} in #{sent.channel.name}: {fault}" for fault in _faults(sent, alert_roles)]
    told += [f"what was sent is no Unicode text: {body!r}" for body in _bodies(discord) if not is_text(body)]
    return told


def _faults(sent: Sent, alert_roles: Collection[int]) -> Iterator[str]:
    allowed: dict[str, Any] | None = sent.payload.get("allowed_mentions")
    if allowed is None or allowed.get("parse") != []:
        yield f"Discord is left to find whom to ping: {allowed}"
    elif allowed.get("users") or allowed.get("replied_user"):
        yield f"users are pinged: {allowed}"
    elif roles := {int(role) for role in allowed.get("roles") or ()}:
        if sent.how != "message" or sent.message.guild_id is None:
            yield f"only new alerts may ping: {allowed}"
        first, _, _ = str(sent.payload.get("content") or "").partition("\n")
        if not roles <= {int(role) for role in _ROLE.findall(first)}:
            yield f"a role is pinged that the first line does not name: {allowed}"
        if not roles <= set(alert_roles):
            yield f"a role is pinged that no alert was to ping: {allowed}"


def is_text(body: object) -> bool:
    """False if a half of a surrogate pair is in it: no text has one, and not every JSON reader takes it."""
    try:
        json.dumps(body, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _bodies(discord: LocalDiscord) -> Iterator[object]:
    yield from (one.body for one in discord.requests)
