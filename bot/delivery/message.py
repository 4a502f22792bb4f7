"""A drawn message as discord.py takes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import discord

from bot.cards.controls import CardButton

if TYPE_CHECKING:
    from collections.abc import Sequence


def sending(payload: str, *, plain: bool) -> dict[str, Any]:
    """What ``send`` is given: with embeds, or ``plain`` without. Nobody is mentioned but the roles that it names."""
    told: dict[str, Any] = json.loads(payload)
    message = {
        **_body(told, plain=plain),
        "allowed_mentions": discord.AllowedMentions(
            everyone=False, users=False, roles=[discord.Object(role) for role in told["roles"]]
        ),
    }
    return message | {"silent": True} if told["silent"] else message


def editing(payload: str, *, plain: bool) -> dict[str, Any]:
    """What ``edit`` is given. Nobody is mentioned: an edit must ring no phone."""
    told: dict[str, Any] = json.loads(payload)
    body = _body(told, plain=plain)
    return {"content": None, "embeds": [], **body, "allowed_mentions": discord.AllowedMentions.none()}


def posting(payload: str, *, plain: bool) -> dict[str, Any]:
    """What a new post of a forum is given; it knows neither nonce nor silence."""
    return {key: value for key, value in sending(payload, plain=plain).items() if key != "silent"}


def is_reference(message: discord.Message, batch_id: int) -> bool:
    """True if a message of ours holds that batch: the button that asks why has its number."""
    wanted = f"v1:why:{batch_id}"
    return any(
        getattr(button, "custom_id", None) == wanted
        for row in message.components
        if isinstance(row, discord.ActionRow)
        for button in row.children
    )


def _body(told: dict[str, Any], *, plain: bool) -> dict[str, Any]:
    body: dict[str, Any] = {"content": told["plain"] if plain else told["content"] or None}
    if told["embeds"] and not plain:
        body["embeds"] = [discord.Embed.from_dict(embed) for embed in told["embeds"]]
    if told["components"]:
        body["view"] = _view(told["components"])
    return body


def _view(rows: Sequence[Sequence[dict[str, Any]]]) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rows):
        for one in row:
            button = CardButton(one["action"], one["target"], one["label"], is_primary=one["primary"])
            button.row = number
            view.add_item(button)
    # What the buttons do lies in their ids alone: the client need not remember every message that it has sent.
    view.stop()
    return view
