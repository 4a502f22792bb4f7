"""The article in a Discord message: what it says itself, what its link shows, or the text file with it."""

from __future__ import annotations

import asyncio
import re

import discord

from bot import intake
from bot.model import Article, Refusal

_LINK = re.compile(r"<?(https?://\S+?)>?", re.IGNORECASE)
_LONGEST_OUTLET = 80


async def article_in(message: discord.Message) -> Article:
    """The article that a message brings; its date is the message's, unless the text shows another.

    Raises:
        Refusal: there is no usable text in it.
    """
    texts = [part for part in (message, *message.message_snapshots) if part.content.strip()]
    content = texts[0].content.strip() if texts else ""
    link = _LINK.fullmatch(content)
    shown = next((embed for embed in message.embeds if embed.title or embed.description), None)
    published = message.created_at.date()
    if content and not link:
        return Article(content, published=published)
    if shown is not None:
        text = "\n".join(filter(None, (shown.title, shown.description)))
        outlet = (shown.provider.name or "")[:_LONGEST_OUTLET] or None
        return Article(text, outlet, link[1] if link else shown.url, published)
    for attachment in message.attachments:
        if is_text(attachment):
            return Article(await text_of_file(attachment), published=published)
    raise Refusal("There is no text in this message. Choose one that holds the news itself.")


def is_text(attachment: discord.Attachment) -> bool:
    """True for a file that says it is plain text; whether it is, its bytes tell."""
    return attachment.filename.casefold().endswith(".txt")


async def text_of_file(attachment: discord.Attachment) -> str:
    """The text in an attached file, looked at before it is fetched.

    Raises:
        Refusal: it is no text file, too large, not UTF-8, or gone.
    """
    if not is_text(attachment):
        raise Refusal("This is no text file. Attach the news as a .txt file.")
    if attachment.size > intake.MAX_BYTES:
        raise Refusal(f"This file is too large. The limit is {intake.MAX_BYTES // 1024} KB.")
    try:
        data = await attachment.read()
    except discord.HTTPException:
        raise Refusal("This file cannot be fetched. Attach it again.") from None
    return await asyncio.to_thread(intake.decode, data)
