"""Messages as readable plain text for a terminal, with nothing left in them that a terminal would obey."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from typing import TYPE_CHECKING

from bot.localdiscord.component_limits import BUTTON, LINK_BUTTON, SELECTS, TEXT_DISPLAY
from bot.localdiscord.components import label_of
from bot.localdiscord.posting import walk_components
from bot.localdiscord.wire import array, part

if TYPE_CHECKING:
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Message, World

ONLY_YOU = "(only you can see this)"

_MARKUP = re.compile(
    r"""
      \\(?P<escaped>[^\w\s]|_)                          # \* is a star and no markup
    | (?P<bold>\*\*|__)                                 # bold and underlined: terminals show neither
    | \[(?P<text>[^\]\n]{1,200})\]\((?P<link><?https?://[^)\s]{1,600}>?)\)
    | <@&(?P<role>\d{1,20})>
    | <@!?(?P<user>\d{1,20})>
    | <\#(?P<channel>\d{1,20})>
    | </(?P<command>[^:>\n]{1,100}):\d{1,20}>
    | <t:(?P<time>-?\d{1,12})(?::(?P<style>[tTdDfFR]))?>
    """,
    re.VERBOSE,
)
_MOST_OPTIONS = 10
"""So many options of a menu are shown; whoever chooses another that is none is told them all. Our own choice."""

_LINE_MARKUP = re.compile(r"^(?:#{1,3} |-# )", re.MULTILINE)


def harmless(text: str) -> str:
    """The text without what could move the cursor, colour, rename or reorder a terminal's words.

    Control characters become their pictures (escape is ␛), line and paragraph separators become newlines, and
    format characters such as the marks of writing direction are dropped.
    """
    return "".join(_harmless(character) for character in text)


def _harmless(character: str) -> str:
    if character == "\n" or character.isprintable():
        return character
    code = ord(character)
    if character == "\t":
        return "    "
    if code < 0x20:  # noqa: PLR2004 - where ASCII's controls end; their pictures follow U+2400 in the same order
        return chr(0x2400 + code)
    kind = unicodedata.category(character)
    if kind in {"Zl", "Zp"}:
        return "\n"
    if kind == "Zs":
        return " "
    return "" if kind == "Cf" else "�"


def readable(text: str, world: World) -> str:
    """Discord's markup as words: mentions by name, times as days, links in round brackets."""

    def word(found: re.Match[str]) -> str:
        if found["escaped"] is not None:
            return found["escaped"]
        if found["link"] is not None:
            return f"{found['text']} ({found['link'].strip('<>')})"
        if found["command"] is not None:
            return f"/{found['command']}"
        if found["time"] is not None:
            return _time(int(found["time"]), found["style"])
        return _name(found, world)

    return harmless(_MARKUP.sub(word, _LINE_MARKUP.sub("", text)))


def _time(seconds: int, style: str | None) -> str:
    try:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (OverflowError, OSError, ValueError):
        return "an impossible date"
    return f"{moment:%H:%M}" if style in {"t", "T"} else f"{moment.day} {moment:%b %Y}"


def _name(found: re.Match[str], world: World) -> str:
    if found["user"] is not None:
        user = world.users.get(int(found["user"]))
        return f"@{user.name}" if user else "@unknown-user"
    if found["channel"] is not None:
        channel = world.channels.get(int(found["channel"]))
        return f"#{channel.name}" if channel else "#unknown"
    if found["role"] is not None:
        roles = [guild.roles.get(int(found["role"])) for guild in world.guilds.values()]
        return next((f"@{role.name}" for role in roles if role), "@unknown-role")
    return ""


def rendered(message: Message, world: World) -> list[str]:
    """The lines that the message is shown as: author, content, embeds, text components, files and buttons."""
    lines = [f"{readable(message.author.name, world)}:"]
    blocks = [message.content, *(_embed(embed) for embed in message.embeds), *_texts(message.components)]
    for block in blocks:
        lines += [f"  {line}" for line in readable(block, world).splitlines() if line.strip()]
    lines += [
        f"  (file {harmless(file.filename)}, {len(file.content)} bytes)" for file in message.attachments
    ]
    controls = [readable(control, world) for control in _controls(message.components)]
    if controls:
        lines.append("  " + " ".join(controls))
    if message.ephemeral:
        lines.append(f"  {ONLY_YOU}")
    return lines


def _embed(embed: Json) -> str:
    lines = [
        part(embed, "author").get("name"),
        embed.get("title"),
        embed.get("url"),
        embed.get("description"),
    ]
    for field in array(embed, "fields"):
        # A value of several lines stands below its name.
        gap = "\n" if "\n" in field["value"] else "  "
        lines.append(f"{field['name']}{gap}{field['value']}")
    lines.append(part(embed, "footer").get("text"))
    return "\n".join(line for line in lines if line)


def _texts(components: list[Json]) -> list[str]:
    return [one["content"] for one in walk_components(components) if one["type"] == TEXT_DISPLAY]


def _controls(components: list[Json]) -> list[str]:
    shown: list[str] = []
    for component in walk_components(components):
        if component["type"] == BUTTON:
            off = " (off)" if component.get("disabled") else ""
            link = f" {component['url']}" if component["style"] == LINK_BUTTON else ""
            shown.append(f"[{label_of(component)}]{link}{off}")
        elif component["type"] in SELECTS:
            labels = [option["label"] for option in array(component, "options")]
            rest = [f"and {len(labels) - _MOST_OPTIONS} more"] if len(labels) > _MOST_OPTIONS else []
            choices = ", ".join([*labels[:_MOST_OPTIONS], *rest]) or "…"
            shown.append(f"[{label_of(component)}: {choices}]")
    return shown
