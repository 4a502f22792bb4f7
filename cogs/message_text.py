"""The article in a Discord message: what it says, what its links and embeds show, or the text file with it."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias
from urllib.parse import urlsplit

import discord

from bot import intake
from bot.drafts import Trail
from bot.markup import Names, plain
from bot.model import Article, Refusal
from bot.reading.outlets import outlet_at, outlet_named
from bot.speech import say

Part: TypeAlias = discord.Message | discord.MessageSnapshot
"""A message, or one that was forwarded with it."""

# As Discord's own previews, FxTwitter and mirrors of posts have it: "Karl Moss (@KarlMoss)".
_ACCOUNT = re.compile(r"(?P<name>[^\n]{1,80}?) \((?P<handle>@\w{1,40})\)(?: (?:on|via) [^\n]{1,40})?")
_DECORATION = re.compile(r" *[•|·»–] *")
_NO_NAMES = frozenset(
    "captain hook|spidey bot|tweetshift|twitter|x|webhook|rss|ifttt|zapier|monitorss|pingcord|news|transfers".split(
        "|"
    )
)
"""What webhooks are called that nobody has named."""
_PLATFORMS = frozenset(
    "twitter|x|fxtwitter|vxtwitter|fixupx|youtube|reddit|bluesky|instagram|facebook".split("|")
)
_OWN_BUTTON = "v1:"
_SEPARATOR = "\n\n"


async def article_in(message: discord.Message, me_id: int) -> Article:
    """The article that a message brings; its date is the message's, unless a text or an embed shows another.

    ``me_id`` is the bot's own number: what it has posted itself is no news to it.

    Raises:
        Refusal: there is no usable text in it.
    """
    if message.author.id == me_id or any(_is_ours(part) for part in message.message_snapshots):
        raise Refusal(
            say("That is a message of mine: what it says is known here. Choose one that brings news.")
        )
    parts: tuple[Part, ...] = (message, *message.message_snapshots)
    names = _names(message)
    texts: list[str] = []
    links: list[str] = []
    for part in parts:
        for text in _texts(part, names, links):
            if text and not any(text in known for known in texts):
                texts.append(text)
    texts += await _files(parts)
    if not texts:
        raise Refusal(say("There is no text in this message. Choose one that holds the news itself."))
    url = next((link for link in links if intake.is_address(link)), None)
    return Article(_SEPARATOR.join(texts), _outlet(message, url), url, _published(parts))


def trail_of(message: discord.Message) -> Trail:
    """Where a message stands, for those that follow it."""
    return Trail(message.channel.id, message.author.id, message.id, message.id)


def may_hold_text(message: discord.Message) -> bool:
    """True if it is worth a look whether a message holds news: somebody has said something in it."""
    is_said = message.type in (discord.MessageType.default, discord.MessageType.reply)
    is_full = message.content or message.embeds or message.attachments or message.message_snapshots
    return is_said and bool(is_full or message.components)


def _is_ours(part: Part) -> bool:
    """True for what was forwarded of the bot's own: Discord does not tell who wrote it, but its buttons do."""
    rows = (row.children for row in part.components if isinstance(row, discord.ActionRow))
    return any((getattr(one, "custom_id", None) or "").startswith(_OWN_BUTTON) for row in rows for one in row)


# --- texts ---


def _names(message: discord.Message) -> Names:
    guild = message.guild
    return Names(
        {user.id: user.display_name for user in message.mentions},
        {role.id: role.name for role in (guild.roles if guild else ())},
        {channel.id: channel.name for channel in (guild.channels if guild else ())},
    )


def _texts(part: Part, names: Names, links: list[str]) -> Iterator[str]:
    """The texts of a part, in the order in which they are read; its addresses are added to ``links``."""
    for written in (part.content, *_displayed(part.components)):
        read = plain(written, names)
        links += read.links
        yield read.text
    for embed in part.embeds:
        links += [embed.url] if embed.url else []
        read = plain("\n".join(_written(embed)), names)
        links += read.links
        yield read.text


def _displayed(components: Sequence[object]) -> Iterator[str]:
    """The texts among a message's components, at any depth."""
    for component in components:
        if isinstance(component, discord.components.TextDisplay):
            yield component.content
        children: Sequence[object] = getattr(component, "children", ())
        yield from _displayed(children)


def _written(embed: discord.Embed) -> Iterator[str]:
    """What an embed says; whose account it shows is no part of that."""
    if embed.title and not _ACCOUNT.fullmatch(embed.title.strip()):
        yield embed.title
    if embed.description:
        yield embed.description
    for field in embed.fields:
        yield from filter(None, (field.name, field.value))


async def _files(parts: Sequence[Part]) -> list[str]:
    """The text of the first file that says that it is plain text."""
    for part in parts:
        for attachment in part.attachments:
            if is_text(attachment):
                return [await text_of_file(attachment)]
    return []


# --- who says it, and when ---


def _outlet(message: discord.Message, url: str | None) -> str | None:
    """Who answers for it: the account that an embed shows, whose name a webhook bears, or whose page is linked."""
    embeds = [embed for part in (message, *message.message_snapshots) for embed in part.embeds]
    shown = (name for embed in embeds for name in (embed.author.name, embed.title) if name)
    account = next(filter(None, map(_account, shown)), None)
    found = account or _webhook(message) or next(filter(None, map(_provider, embeds)), None)
    if found is None and url is not None:
        found = outlet_at(urlsplit(url).hostname or "")
    return _printable(found)[: intake.LONGEST_OUTLET].strip() or None if found else None


def _account(name: str) -> str | None:
    found = _ACCOUNT.fullmatch(name.strip())
    if found is None:
        return None
    bare = plain(found["name"]).text
    return outlet_named(found["handle"]) or outlet_named(bare) or bare


def _webhook(message: discord.Message) -> str | None:
    """The name that a webhook posts under. An answer to a command is one, too, and so is what a channel is sent."""
    is_webhook = message.webhook_id is not None and message.webhook_id != message.application_id
    if not is_webhook or message.flags.is_crossposted:
        return None
    account = _account(message.author.name)
    name = _DECORATION.split(message.author.name.strip())[0].strip()
    if account or name.casefold() in _NO_NAMES:
        return account
    return outlet_named(name) or name or None


def _provider(embed: discord.Embed) -> str | None:
    name = (embed.provider.name or "").strip()
    first = name.casefold().split(" ")[0] if name else ""
    return None if first in _PLATFORMS or not name else outlet_named(name) or name


def _printable(name: str) -> str:
    return "".join(char for char in name if char.isprintable())


def _published(parts: Sequence[Part]) -> dt.date:
    stamps = [embed.timestamp for part in parts for embed in part.embeds if embed.timestamp]
    return min(stamps, default=parts[-1].created_at).date()


# --- files ---


def is_text(attachment: discord.Attachment) -> bool:
    """True for a file that says it is plain text; whether it is, its bytes tell."""
    return attachment.filename.casefold().endswith(".txt")


async def text_of_file(attachment: discord.Attachment | discord.Object) -> str:
    """The text in an attached file, looked at before it is fetched; an object is a file of which no more is known.

    Raises:
        Refusal: it is no text file, too large, not UTF-8, or gone.
    """
    if isinstance(attachment, discord.Object):
        raise Refusal(say("This file cannot be fetched. Attach it again."))
    if not is_text(attachment):
        raise Refusal(say("This is no text file. Attach the news as a .txt file."))
    if attachment.size > intake.MAX_BYTES:
        limit = intake.MAX_BYTES // 1024
        raise Refusal(say("This file is too large. The limit is {count} KB.", count=limit))
    try:
        data = await attachment.read()
    except discord.HTTPException:
        raise Refusal(say("This file cannot be fetched. Attach it again.")) from None
    return await asyncio.to_thread(intake.decode, data)
