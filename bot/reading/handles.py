"""Handles and hashtags of posts: "@DavidMoss", "#MCFC". What they stand for is said by the other lists."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.tokens import Token

_SIGNS = frozenset("@#")
_PARTS = 8
"""Tokens of one handle at most: "@David_Moss_99" has five."""
_HUMPS = re.compile(r"[A-Z]+(?![a-z])|[A-Z][a-z']+|[a-z]+|\d+")
# What many a handle has before or after the name proper.
_TRIMMINGS = (
    "official",
    "sports",
    "sport",
    "fc",
    "news",
    "online",
    "live",
    "hd",
    "uk",
    "tv",
    "en",
    "es",
    "it",
    "fr",
    "de",
)


@dataclass(frozen=True, slots=True)
class Handle:
    """``tokens[start:end]`` from the sign on; ``words`` are its humps ("DavidMoss" → David, Moss)."""

    start: int
    end: int
    sign: str
    words: tuple[str, ...]

    @property
    def key(self) -> str:
        """What two spellings of it have in common: "@david_moss" and "@DavidMoss" are "davidmoss"."""
        return "".join(self.words).casefold()

    @property
    def keys(self) -> Iterator[str]:
        """The key, and the key without what handles have around a name ("mossofficial")."""
        key = self.key
        yield key
        for trimming in _TRIMMINGS:
            if key.endswith(trimming):
                yield key.removesuffix(trimming)
            if key.startswith(trimming):
                yield key.removeprefix(trimming)

    @property
    def is_plain_word(self) -> bool:
        """True for one capitalised word, which may be anybody's name: "#Durand"."""
        return len(self.words) == 1 and self.words[0].isalpha() and not self.words[0].isupper()


def key_of(name: str) -> str:
    """A listed name as a handle would have it: "Sky Sports" → "skysports"."""
    return fold(name).replace(" ", "")


def find_handles(tokens: Sequence[Token]) -> Iterator[Handle]:
    """The handles and hashtags among the tokens of a text; an address of mail is neither."""
    for place in range(len(tokens) - 1):
        sign = tokens[place]
        if sign.plain not in _SIGNS or (
            place and tokens[place - 1].end == sign.start and _is_inner(tokens, place)
        ):
            continue
        end = place + 1
        while end < len(tokens) and end - place <= _PARTS and _continues(tokens, end):
            end += 1
        words = tuple(hump for token in tokens[place + 1 : end] for hump in _HUMPS.findall(token.plain))
        if words:
            yield Handle(place, end, sign.plain, words)


def _is_inner(tokens: Sequence[Token], place: int) -> bool:
    return tokens[place - 1].is_word or tokens[place - 1].plain in _SIGNS


def _continues(tokens: Sequence[Token], place: int) -> bool:
    token = tokens[place]
    return token.start == tokens[place - 1].end and (token.is_word or token.plain == "_")
