"""Whether a text is English prose that can be read."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.speech import mark, say

if TYPE_CHECKING:
    from bot.reading.normalise import Page

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 400
_FEW = 8
_LATIN_ENDS = "\u0250"
LANGUAGES = frozenset(
    {
        mark("English"),
        mark("Spanish"),
        mark("French"),
        mark("Italian"),
        mark("German"),
        mark("Portuguese"),
        mark("Dutch"),
        mark("Turkish"),
    }
)
"""What is told apart (``data/languages.toml``)."""

_PLAIN_SHARE = 0.08
"""From this share of little words a language is plain to see."""


@cache
def _function_words() -> dict[str, frozenset[str]]:
    """Language → the little words that no text of it goes without (``data/languages.toml``)."""
    return {name: frozenset(words) for name, words in table("languages.toml")["words"].items()}


def unreadable(page: Page) -> str | None:
    """Why a text is not read, as a sentence; None if it can be."""
    words = [
        match.group().casefold() for match, _ in zip(_WORD.finditer(page.view), range(_SAMPLE), strict=False)
    ]
    if not words:
        return say("There are no words in this text.")
    if not any(word[0] < _LATIN_ENDS for word in words):
        return say("This text is not written in Latin letters; only English is read.")
    if len(words) < _FEW:
        return None
    shares = {
        name: sum(map(little.__contains__, words)) / len(words) for name, little in _function_words().items()
    }
    best = max(shares, key=lambda name: shares[name])
    if best != "English" and shares[best] > max(_PLAIN_SHARE, 2 * shares["English"]):
        return say("This text seems to be {language}; only English is read.", language=say(best))
    return None
