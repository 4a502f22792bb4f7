"""One folding of letters for all that is compared: names, clubs, outlets and what users type."""

from __future__ import annotations

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


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Letters without marks, format characters dropped, case kept (case carries meaning in prose)."""
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
    kept = "".join(char if char.isalnum() or char == "'" else " " for char in plain(name).casefold())
    return " ".join(kept.replace("'", "").split())
