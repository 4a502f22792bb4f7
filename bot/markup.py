"""What a reader reads of a message of Discord: its markup taken away, its links apart.

Discord's pages "Message Formatting" and, in its help centre, "Markdown Text 101" tell what there is.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKENS = re.compile(
    r"""
      ``` (?: [a-zA-Z0-9_+-]{1,20} \n )? (?P<block> [^`]{0,4000} ) ```
    | (?P<ticks> ``? ) (?P<code> [^`\n]{1,2000} ) (?P=ticks)
    | \[ (?P<label> [^\[\]\n]{1,500} ) \]
      \( <? (?P<address> https?://[^\s<>()]{1,1000} ) >? (?: [ ] "[^"\n]{0,200}" )? \)
    | < (?P<sign> @[!&]? | \# ) (?P<number> \d{1,20} ) >
    | < a? : \w{1,64} : \d{1,20} >
    | <t: (?P<seconds> -?\d{1,13} ) (?: : (?P<style> [tTdDfFR] ) )? >
    | </ (?P<command> [^:<>\n]{1,100} ) : \d{1,20} >
    | <id:\w{1,20}>
    | <? (?P<bare> https?://[^\s<>]{1,2000} ) >?
    | @ (?: everyone | here ) \b
    | \\ (?P<escaped> [^\w\s] )
    """,
    re.VERBOSE,
)
_STRUCK = re.compile(r"~~[^~]{1,4000}~~")
_PAIRS = re.compile(r"\*\*|__|\|\|")
_SINGLE = re.compile(r"(?<![\w*])[*_](?=[^\s*_])|(?<=[^\s*_])[*_](?![\w*])")
_OPENERS = re.compile(r"^[ \t]{0,8}(?:(?:>>>|>|-\#|\#{1,3})[ ]){1,3}", re.MULTILINE | re.VERBOSE)
_SPACES = re.compile(r"[ \t]+")
_EMPTY_LINES = re.compile(r"\n{3,}")
_HOURS = ("t", "T")


@dataclass(frozen=True, slots=True)
class Names:
    """What the numbers in a text are called: users, roles and channels."""

    users: Mapping[int, str] = field(default_factory=dict[int, str])
    roles: Mapping[int, str] = field(default_factory=dict[int, str])
    channels: Mapping[int, str] = field(default_factory=dict[int, str])


@dataclass(frozen=True, slots=True)
class Plain:
    """A text as it is read, and the addresses of its links in their order."""

    text: str
    links: tuple[str, ...] = ()


def plain(text: str, names: Names | None = None) -> Plain:
    """The text without markup.

    Mentions are the names that are shown for them, moments are days (a bare hour goes), custom emoji go. What is struck
    through goes too: whoever wrote it has taken it back. A masked link is its label; a bare one is no text at all.
    """
    known = names or Names()
    links: list[str] = []

    def read(found: re.Match[str]) -> str:
        address = found["address"] or found["bare"]
        if address:
            links.append(address.rstrip(".,;:!?'\")]}"))
        return _token(found, known)

    # What is struck through goes before links are looked for in it.
    text = _TOKENS.sub(read, _STRUCK.sub(" ", text))
    text = _OPENERS.sub("", _SINGLE.sub("", _PAIRS.sub("", text)))
    lines = "\n".join(_SPACES.sub(" ", line).strip() for line in text.splitlines())
    return Plain(_EMPTY_LINES.sub("\n\n", lines).strip(), tuple(dict.fromkeys(links)))


def _token(found: re.Match[str], names: Names) -> str:
    if found["sign"]:
        return _mention(found["sign"], int(found["number"]), names)
    if found["seconds"]:
        return "" if found["style"] in _HOURS else _day(int(found["seconds"]))
    if found["command"]:
        return f"/{found['command']}"
    return found["block"] or found["code"] or found["label"] or found["escaped"] or ""


def _mention(sign: str, number: int, names: Names) -> str:
    if sign == "#":
        name = names.channels.get(number)
        return f"#{name}" if name else ""
    name = (names.roles if sign == "@&" else names.users).get(number)
    return f"@{name}" if name else ""


def _day(seconds: int) -> str:
    try:
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return f"{moment.day} {moment:%B %Y}"
