"""One folding of letters for all that is compared: names, clubs, outlets and what users type."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves alone though a keyboard without them writes another.
_LETTERS = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "ß": "ss",
        "ı": "i",
        "đ": "d",
        "Đ": "D",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "Œ": "Oe",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "’": "'",
        "‘": "'",
        "`": "'",
        "´": "'",
    }
)
_NEITHER_LETTER_NOR_DIGIT = re.compile(r"[\W_]")


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Letters without marks, format characters dropped, case kept (case carries meaning in prose). For words."""
    return _plain(text)


def _plain(text: str) -> str:
    if text.isascii():
        return text
    spread = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in spread if unicodedata.category(char) not in ("Mn", "Me", "Cf"))


@lru_cache(maxsize=65536)
def fold(name: str) -> str:
    """The key under which a name is compared: plain, caseless, words single-spaced, hyphens as spaces.

    >>> fold(" Ødegaard  Van-Dijk ")
    'odegaard van dijk'
    """
    return _folded(plain(name))


_ALIKE = frozenset(("CYRILLIC", "GREEK", "ARMENIAN", "COPTIC", "CHEROKEE"))
"""Alphabets with letters that look like Latin ones."""


def is_mixed(name: str) -> bool:
    """True if Latin letters stand beside those of an alphabet with the same shapes: a name that may pose as another."""
    if name.isascii():
        return False
    scripts = {unicodedata.name(char, "").partition(" ")[0] for char in plain(name) if char.isalpha()}
    return "LATIN" in scripts and not _ALIKE.isdisjoint(scripts)


def fold_text(text: str) -> str:
    """The same of a whole text, of which nothing is remembered: what is folded once would stay in memory for good."""
    return _folded(_plain(text))


def _folded(text: str) -> str:
    return " ".join(_NEITHER_LETTER_NOR_DIGIT.sub(" ", text.casefold().replace("'", "")).split())
