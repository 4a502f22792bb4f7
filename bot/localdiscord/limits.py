"""Discord's documented limits of messages and autocomplete choices: what breaks one is refused.

The numbers are from Discord's documentation, the page named beside each. Where a page gives none it is
said what else the number rests on.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from bot.localdiscord.component_limits import check_components, check_custom_ids
from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.forms import Form
from bot.localdiscord.wire import array, part
from bot.localdiscord.world import COMPONENTS_V2, EPHEMERAL, SUPPRESS_NOTIFICATIONS

if TYPE_CHECKING:
    from bot.localdiscord.forms import Path
    from bot.localdiscord.wire import Json

# Page "Message Resource", Create Message
CONTENT = 2000
EMBEDS = 10
NONCE = 25
# Page "Opcodes and Status Codes", 30015
ATTACHMENTS = 10
# Page "API Reference", Uploading Files: the default for bots and guilds without boosts
FILE_BYTES = 10 * 1024 * 1024
# Page "Message Resource", Embed Limits
EMBED_TITLE = 256
EMBED_DESCRIPTION = 4096
EMBED_FIELDS = 25
FIELD_NAME = 256
FIELD_VALUE = 1024
FOOTER = 2048
AUTHOR = 256
ALL_EMBEDS = 6000
# Page "Message Resource", Allowed Mentions Object
ALLOWED_IDS = 100
# Not in the documentation; discord.py's Embed checks the same (embeds.py, colour setter)
COLOUR = 0xFFFFFF
# Pages "Receiving and Responding", Autocomplete, and "Application Commands", Option Choice Structure
CHOICES = 25
CHOICE = 100

# Page "Message Resource", Message Flags and Create Message: which of them a bot may set
SUPPRESS_EMBEDS = 1 << 2
_SETTABLE_FLAGS = SUPPRESS_EMBEDS | EPHEMERAL | SUPPRESS_NOTIFICATIONS | COMPONENTS_V2


def check_message(body: Json, *, files: int, new: bool) -> None:
    """Check the body of a message that is created (``new``) or edited, with so many uploaded files.

    Raises:
        ApiError: 50035 for a broken limit, 50006 for a new message with nothing in it.
    """
    form = Form()
    form.length(("content",), body.get("content"), CONTENT)
    form.length(("attachments",), body.get("attachments"), ATTACHMENTS)
    if files > ATTACHMENTS:
        form.fault(("files",), "BASE_TYPE_MAX_LENGTH", f"Must be {ATTACHMENTS} or fewer in length.")
    _check_nonce(form, body.get("nonce"))
    _check_embeds(form, body.get("embeds") or [])
    _check_allowed_mentions(form, body.get("allowed_mentions") or {})
    flags: int = body.get("flags") or 0
    if flags & ~_SETTABLE_FLAGS:
        form.fault(("flags",), "MESSAGE_FLAGS_INVALID", "These flags cannot be set.")
    modern = bool(flags & COMPONENTS_V2)
    if modern:
        _check_no_legacy_fields(form, body)
    components = array(body, "components")
    check_components(form, components, modern=modern)
    check_custom_ids(form, components)
    form.finish()
    if new and not _says_anything(body, files):
        raise ApiError(Known.EMPTY_MESSAGE)


def _says_anything(body: Json, files: int) -> bool:
    content: str = body.get("content") or ""
    return bool(
        content.strip() or body.get("embeds") or body.get("components") or body.get("sticker_ids") or files
    )


def _check_nonce(form: Form, nonce: str | int | None) -> None:
    if nonce is not None:
        form.length(("nonce",), str(nonce), NONCE)


def _check_no_legacy_fields(form: Form, body: Json) -> None:
    # Page "Component Reference": with the flag set, content and embeds cannot be used.
    for name in ("content", "embeds"):
        if body.get(name):
            code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
            form.fault(
                (name,), code, f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            )


def _check_embeds(form: Form, embeds: list[Json]) -> None:
    form.length(("embeds",), embeds, EMBEDS)
    total = 0
    for index, embed in enumerate(embeds):
        total += _check_embed(form, ("embeds", index), embed)
    if total > ALL_EMBEDS:
        message = f"Embed size exceeds maximum size of {ALL_EMBEDS}"
        form.fault(("embeds",), "MAX_EMBED_SIZE_EXCEEDED", message)


def _check_embed(form: Form, path: Path, embed: Json) -> int:
    """Check one embed and return how many characters it adds to the sum."""
    footer = part(embed, "footer")
    author = part(embed, "author")
    texts: list[tuple[Path, str | None, int]] = [
        ((*path, "title"), embed.get("title"), EMBED_TITLE),
        ((*path, "description"), embed.get("description"), EMBED_DESCRIPTION),
        ((*path, "footer", "text"), footer.get("text"), FOOTER),
        ((*path, "author", "name"), author.get("name"), AUTHOR),
    ]
    fields = array(embed, "fields")
    form.length((*path, "fields"), fields, EMBED_FIELDS)
    for index, field in enumerate(fields):
        for name, most in (("name", FIELD_NAME), ("value", FIELD_VALUE)):
            at = (*path, "fields", index, name)
            if form.required(at, (field.get(name) or "").strip()):
                texts.append((at, field[name], most))
    for at, text, most in texts:
        form.length(at, text, most)
    _check_embed_rest(form, path, embed)
    if not any(
        embed.get(name)
        for name in ("title", "description", "fields", "footer", "author", "image", "thumbnail")
    ):
        form.fault((*path, "description"), "BASE_TYPE_REQUIRED", "This field is required")
    return sum(len(text.strip()) for _, text, _ in texts if text)


def _check_embed_rest(form: Form, path: Path, embed: Json) -> None:
    form.web_address((*path, "url"), embed.get("url"), "http", "https")
    for name in ("image", "thumbnail"):
        picture: Json = embed.get(name) or {}
        form.web_address((*path, name, "url"), picture.get("url"), "http", "https", "attachment")
    form.number((*path, "color"), embed.get("color"), 0, COLOUR)
    if embed.get("timestamp") is not None:
        try:
            dt.datetime.fromisoformat(embed["timestamp"])
        except (TypeError, ValueError):
            form.fault((*path, "timestamp"), "DATE_TIME_TYPE_PARSE", "Could not parse; should be ISO8601.")


def _check_allowed_mentions(form: Form, allowed: Json) -> None:
    parse: list[str] = allowed.get("parse") or []
    for index, kind in enumerate(parse):
        if kind not in {"users", "roles", "everyone"}:
            path = ("allowed_mentions", "parse", index)
            form.fault(path, "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').")
    for kind in ("users", "roles"):
        listed: list[Any] = allowed.get(kind) or []
        form.length(("allowed_mentions", kind), listed, ALLOWED_IDS)
        if listed and kind in parse:
            code = "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE"
            form.fault(
                ("allowed_mentions",), code, f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            )


def check_files(sizes: list[int]) -> None:
    """Check how large the uploaded files are, in bytes.

    Raises:
        ApiError: 413 with code 40005 if one is too large.
    """
    if any(size > FILE_BYTES for size in sizes):
        raise ApiError(Known.TOO_LARGE)


def check_choices(body: Json) -> None:
    """Check the choices that an autocomplete is answered with.

    Raises:
        ApiError: 50035 for too many, or for a name or value of the wrong length.
    """
    form = Form()
    choices = array(body, "choices")
    form.length(("data", "choices"), choices, CHOICES)
    for index, choice in enumerate(choices):
        path = ("data", "choices", index)
        form.length((*path, "name"), choice.get("name") or "", CHOICE, 1)
        value = choice.get("value")
        if isinstance(value, str):
            form.length((*path, "value"), value, CHOICE, 1)
        else:
            form.required((*path, "value"), value)
    form.finish()
