"""Untrusted text made harmless: for Discord, which reads markup in it, and for any screen at all.

Discord's markup is described on its pages "Message Formatting" and in its help centre ("Markdown Text 101");
discord.py's own helpers leave ``<t:…>``, ``<#1>``, ``</cmd:1>``, emoji and bare addresses as they are.
"""

from __future__ import annotations

import re
import unicodedata

BREAK = "\u200b"
"""Zero-width space: breaks what Discord would take for a mention, a link or a list, and shows nothing."""

_MARKS_IN_A_ROW = 3
# Letters that show nothing though Unicode calls them letters or symbols: a name of them alone is no name.
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))
_MARKS = frozenset(("Mn", "Me"))
_CONTROLS = dict.fromkeys(code for code in range(128) if not (chr(code).isprintable() or chr(code).isspace()))
_SPACES = re.compile(r"[^\S\n]+")
_EMPTY_LINES = re.compile(r"\n{3,}")

_ANGLES = str.maketrans("<>", "‹›")
_ACTIVE = re.compile(r"[\\*_~|`\[\]]")
_ESCAPED = re.compile(r"\\([\\*_~|`\[\]])")
_LINKS = re.compile(
    r"""
      : (?= // )                                         # https://…, discord://…
    | : (?= [^\s:]+ : )                                  # :skull: is drawn as an emoji
    | discord (?:app)? (?= \. (?:gg|com|me|io|li) / )    # an invite needs no scheme to be shown as one
    """,
    re.VERBOSE | re.IGNORECASE,
)
# What opens a heading, a small print, a list or a numbered list at the start of a line.
_OPENERS = re.compile(r"^(?= \#{1,3}\s? | -\#? | \+ | \d{1,9}[.)] )", re.VERBOSE | re.MULTILINE)


def visible(text: str, *, lines: bool = True) -> str:
    """Text without what a reader cannot see: controls, bidi, zero-width, towers of marks; blanks folded.

    ``lines`` keeps line breaks, at most one empty line in a row; without it they become blanks.
    The result is the same when it is made visible again.
    """
    text = text.translate(_CONTROLS) if text.isascii() else _seen(text)
    text = "\n".join(_SPACES.sub(" ", line).strip() for line in text.splitlines()).strip()
    return _EMPTY_LINES.sub("\n\n", text) if lines else " ".join(text.split())


def _seen(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for char in text:
        category = unicodedata.category(char)
        if char in _BLANKS or (category in _UNSEEN and not char.isspace()):
            continue
        marks = marks + 1 if category in _MARKS else 0
        if marks <= _MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def clean(text: str, *, lines: bool = True) -> str:
    """Text that Discord shows as it stands: no mention, link, invite, emoji, time stamp or markup acts in it.

    To be used once on each text: what is clean already would show its escapes.
    """
    text = visible(text, lines=lines).translate(_ANGLES)
    text = _ACTIVE.sub(r"\\\g<0>", text)
    text = text.replace("@", f"@{BREAK}")
    text = _LINKS.sub(rf"\g<0>{BREAK}", text)
    return _OPENERS.sub(BREAK, text)


def restored(shown: str) -> str:
    """What was typed, from the clean text that Discord shows of it; angles stay as they are shown."""
    return _ESCAPED.sub(r"\1", shown.replace(BREAK, ""))


def clean_unmarked(text: str) -> str:
    """One line for a place where Discord reads no markup (an embed's footer): nothing is escaped there."""
    return visible(text, lines=False).replace("@", f"@{BREAK}")
