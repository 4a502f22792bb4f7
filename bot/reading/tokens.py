"""Words with their places in the text. Every later stage counts in these tokens and never loses an offset."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.spelling import plain

# A word may hold one apostrophe ("don't", "N'Golo"); a hyphen parts words, so that "centre-back" reads as
# "centre back" does. Everything else that is no space is one token a character.
# Marks that stand by themselves after their letter, and what shows nothing, do not end a word.
_LETTER = "[^\\W_\u0300-\u036f][\u0300-\u036f\u200b-\u200f\u2060\u00ad\ufeff]*"
_TOKEN = re.compile(rf"(?:{_LETTER})+(?:'(?:{_LETTER})+)*|\S")
_POSSESSIVE = ("'s", "'S")


@dataclass(slots=True)
class Token:
    """A word or a mark: ``text[start:end]``. ``plain`` has no diacritics, ``low`` no case either.

    ``opens_line`` marks the first token of what was tokenised at once, which is a paragraph.
    """

    start: int
    end: int
    plain: str
    low: str
    is_word: bool
    opens_line: bool = False

    @property
    def is_capital(self) -> bool:
        """True if the first letter is a capital."""
        return self.plain[:1].isupper()

    @property
    def is_loud(self) -> bool:
        """True if all of it is in capitals, and it is no initial."""
        return len(self.plain) > 1 and self.plain.isupper()


def _token(start: int, end: int, raw: str) -> Token:
    bare = plain(raw)
    return Token(start, end, bare, bare.casefold(), raw[0].isalnum())


def tokenise(view: str, start: int, end: int) -> list[Token]:
    """The tokens of ``view[start:end]``; a possessive 's is a token of its own, hyphens are left out."""
    found: list[Token] = []
    for match in _TOKEN.finditer(view, start, end):
        raw = match.group()
        if raw == "-":
            continue
        if raw.endswith(_POSSESSIVE) and len(raw) > len(_POSSESSIVE[0]):
            cut = match.end() - 2
            found.append(_token(match.start(), cut, raw[:-2]))
            found.append(Token(cut, match.end(), "'s", "'s", is_word=False))
        else:
            found.append(_token(match.start(), match.end(), raw))
    if found:
        found[0].opens_line = True
    return found


def words_of(name: str) -> tuple[str, ...]:
    """The words of a listed name as ``tokenise`` would find them, without diacritics."""
    if name.isascii() and name.replace(" ", "").isalpha():
        return tuple(name.split())
    words: list[str] = []
    for raw in _TOKEN.findall(plain(name)):
        if raw.endswith(_POSSESSIVE) and len(raw) > len(_POSSESSIVE[0]):
            words += (raw[:-2], "'s")
        elif raw != "-":
            words.append(raw)
    return tuple(words)
