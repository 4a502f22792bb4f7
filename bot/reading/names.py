"""What looks like a person's name: runs of capitals that no list claims, with particles only inside them."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from bot.reading.lexicon import forms_of, longest
from bot.reading.name_lists import (
    FIRST_NAMES,
    capitals_that_are_no_names,
    caution,
    is_english,
    is_trimmed,
    names_that_are_words,
    particles,
    places,
    role_words,
)
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.reading.tokens import Token

_MAX_NAME = 5
_LONGEST_NAME = 60
"""Characters; what is longer is nobody's name."""
_SHORTEST_ALONE = 3


_NO_SHAPE = re.compile(r".*\d|.*(?:n't|'(?:m|d|ll|ve|re|s))$|.*[a-z][A-Z]{2,}")


def opens_name(token: Token) -> bool:
    """True for a capital that no list claims: it may begin, or be part of, a person's name."""
    return (
        token.is_word
        and token.is_capital
        and not _NO_SHAPE.match(token.plain)
        and fold(token.plain) not in capitals_that_are_no_names()
        and token.low not in role_words()
    )


def _is_place(token: Token) -> bool:
    """True for a capital that is a place where it stands alone, but after a first name a surname: Tom Hale."""
    return token.is_capital and fold(token.plain) in places()


# The second half of a Korean first name is written small: "Heung-min".
_SMALL_HALVES = frozenset(
    "in min woo won ho sung young bum jun hyun gyu jae chan beom seok su hwan hoon il kyu yong tae".split()
)


class Row:
    """The tokens of a text with what is known of their sentences.

    ``taken`` are the tokens that clubs, outlets and sums have claimed, ``starts`` those that open a sentence.
    """

    def __init__(
        self, view: str, tokens: Sequence[Token], taken: Collection[int], starts: Collection[int]
    ) -> None:
        """Work out once what is asked of every capital."""
        self.view = view
        self.tokens = tokens
        self.taken = taken
        self.starts = starts
        self.lower = {token.low for token in tokens if token.is_word and not token.is_capital}
        self.titled = self._titled()

    def _titled(self) -> set[int]:
        """The tokens of headlines in which every word has a capital, so that a capital says nothing."""
        found: set[int] = set()
        for start, end in pairwise([*sorted(self.starts), len(self.tokens)]):
            words = [
                self.tokens[place]
                for place in range(start, end)
                if place not in self.taken
                and self.tokens[place].is_word
                and len(self.tokens[place].low) > _SHORTEST_ALONE
            ]
            capitals = sum(word.is_capital for word in words)
            plain = any(word.is_capital and is_trimmed(word.low) for word in words[1:])
            if plain and 4 * capitals >= 3 * len(words):
                found.update(range(start, end))
        return found

    def opens_sentence(self, start: int) -> bool:
        """A capital here says nothing: every sentence has one."""
        before = self.tokens[start - 1]
        is_picture = not before.is_word and not before.plain.isascii()
        return start in self.starts or before.plain in _OPENERS or is_picture

    def says_nothing(self, start: int) -> bool:
        """True where a capital need not be a name's: at the start of a sentence, in a headline of capitals."""
        return start in self.titled or self.opens_sentence(start)


_OPENERS = frozenset('":|•(-–—*>')


def _joins(row: Row, place: int) -> bool:
    """True for a small word that a hyphen joins to the name before it, and that is none of English: "Heung-min"."""
    token, before = row.tokens[place], row.tokens[place - 1]
    if row.view[before.end : token.start] != "-" or not token.plain.isalpha():
        return False
    return token.low in _SMALL_HALVES or not (is_english(token.low) or token.low in role_words())


def _leads(row: Row, place: int) -> bool:
    """True for the first half of such a name, though a list claims the word: "Jun" in "Seo Jun-hyeok"."""
    return (
        row.tokens[place].is_capital
        and place + 1 < len(row.tokens)
        and not row.tokens[place + 1].is_capital
        and _joins(row, place + 1)
    )


def _extent(row: Row, start: int) -> int:
    """Where the name that begins at ``start`` ends: capitals, with particles only before a capital."""
    end = start + 1
    last = end
    while end < len(row.tokens) and end - start < _MAX_NAME:
        token = row.tokens[end]
        if end in row.taken or end in row.starts or not token.is_word:
            break
        if row.tokens[end - 1].end + 1 < token.start:
            break
        if opens_name(token) or _is_place(token) or (last == end and (_joins(row, end) or _leads(row, end))):
            last = end + 1
        elif token.low not in particles():
            break
        end += 1
    return last


def _trim(row: Row, start: int, end: int) -> tuple[int, int]:
    """Cut off what is no part of the name: the first word of a sentence, the verb of a headline."""
    end = next(
        (place for place in range(start + 1, end) if place in row.titled and _is_verb(row, place)), end
    )
    while start < end and (
        row.tokens[start].low in _NO_FIRST
        or (row.says_nothing(start) and is_trimmed(row.tokens[start].low))
        or (row.tokens[start].low in _particles_alone() and not row.tokens[start].is_capital)
    ):
        start += 1
    while (
        start < end
        and is_trimmed(row.tokens[end - 1].low)
        and (end - 1 in row.titled or _is_cry(row, start, end))
    ):
        end -= 1
    return start, end


def _is_verb(row: Row, place: int) -> bool:
    """True for the verb of a headline, which a list of names may have too: "HALE HANDS IN REQUEST"."""
    senses = longest(row.tokens, place, len(row.tokens))[1]
    return bool(forms_of(senses)) and is_english(row.tokens[place].low)


def _is_cry(row: Row, start: int, end: int) -> bool:
    """True for a word in capitals after a name that is not: "Almeida STUNS"."""
    return row.tokens[end - 1].is_loud and not row.tokens[start].is_loud


@cache
def _particles_alone() -> frozenset[str]:
    return particles() - {"al", "el"}


def shapes(row: Row) -> Iterator[tuple[int, int]]:
    """All that looks like a name, as ranges of tokens, in order."""
    start = 0
    while start < len(row.tokens):
        if start in row.taken or not opens_name(row.tokens[start]):
            start += 1
            continue
        stop = _extent(row, start)
        first, end = _trim(row, start, stop)
        if _is_swap(row, first, end):
            yield first, first + 1
            yield first + 1, end
        elif first < end and _is_shape(row, first, end):
            yield first, end
        start = stop


def _is_swap(row: Row, start: int, end: int) -> bool:
    """True for two men joined by a hyphen: "the Durand-Almeida swap"."""
    if end - start != 2 or end >= len(row.tokens):  # noqa: PLR2004 - two words
        return False
    between = row.view[row.tokens[start].end : row.tokens[start + 1].start]
    return between in ("-", "–", "/") and row.tokens[end].low in ("swap", "exchange", "deal")


def _is_shape(row: Row, start: int, end: int) -> bool:
    length = row.tokens[end - 1].end - row.tokens[start].start
    last = row.tokens[end - 1].low
    after = row.tokens[end] if end < len(row.tokens) and end not in row.starts else None
    is_body = last in _BODIES or (after is not None and after.is_capital and after.low in _BODIES)
    return length <= _LONGEST_NAME and last not in _CLUB_ENDINGS and not is_body


# A club that no list knows still ends like one: "Ilkeston Town".
_CLUB_ENDINGS = frozenset("town city united rovers athletic wanderers albion county fc afc rangers".split())

# What is called after its kind is a place, a company, a competition or a page, and nobody.
_BODIES = frozenset(
    "stadium arena road street avenue airport hotel hospital clinic university school college academy cup trophy "
    "shield league division premiership championship tournament award awards prize bank group holdings investments "
    "capital partners insurance foundation trust association federation agency management sports media "
    "entertainment news radio tv fm gazette herald chronicle tribune money tracker status index centre center "
    "board committee council commission department company ltd limited corporation authority police derby "
    "festival museum theatre programme podcast magazine party government parliament ministry day week".split()
)

_NO_FIRST = frozenset(
    "the a an and but or if in on at by for from with as it its is was he his she her they their we our this that "
    "these those there then when while who what how why not no yes all any some one two more most also after before "
    "now just only even both former ex new old sources reports fans former".split()
)


def stands_alone(row: Row, start: int) -> bool:
    """True if a single capital is a name by itself here: in mid-sentence, or no word of English."""
    token = row.tokens[start]
    if len(token.plain) < _SHORTEST_ALONE or token.plain in caution() or token.low in FIRST_NAMES:
        return False
    if token.is_loud:
        return _loud_name(row, start)
    if not row.says_nothing(start):
        return not _after_article(row, start) and not is_trimmed(token.low)
    return _no_word(row, token) and not _after_article(row, start)


# So end words of English more often than names.
_ABSTRACT = re.compile(r".{3,}(?:tion|ment|ness|ship|less|holder|ances?|ities|ously|ically|isms?|ists?)s?$")


def _no_word(row: Row, token: Token) -> bool:
    low = token.low
    return not (is_english(low) or low in row.lower or low in names_that_are_words() or _ABSTRACT.match(low))


_ARTICLES = frozenset({"a", "an", "the", "this", "that", "every", "no", "any", "some", "another", "@", "#"})


def _after_article(row: Row, start: int) -> bool:
    """True for "the Abbey", "a Toffee": no person is spoken of like that."""
    end = row.tokens[start].end
    is_joined = row.view[end : end + 1] in ("-", "/")  # "the Durand-Almeida swap"
    return start > 0 and row.tokens[start - 1].low in _ARTICLES and not is_joined


_LOUD_MIN = 5
_PREDICATES = frozenset("is was has had to will would could can may set joins signs wants leaves".split())


def _loud_name(row: Row, start: int) -> bool:
    """True for a name in capitals amid a text that is not: "ANTONY is announced"."""
    token = row.tokens[start]
    after = row.tokens[start + 1] if start + 1 < len(row.tokens) else None
    if len(token.plain) < _LOUD_MIN or start not in row.starts or not _no_word(row, token):
        return False
    if start in row.titled:
        return after is not None and _is_verb(row, start + 1)
    return after is not None and (
        after.low in _PREDICATES or (not after.plain.isascii() and not after.is_word)
    )


_WHERE = frozenset({"in", "at", "near", "around", "outside", "inside", "across", "throughout"})
# After these "in" and "at" lead to a person: "interest in Gosens", "a look at Milik".
_ABOUT = frozenset(
    "interest interested faith trust belief believe confidence invest invested stake pride look looks looked looking "
    "disappointed rival rivals alternative improvement confident keen angry furious glance dig jibe".split()
)


def is_whereabouts(row: Row, start: int) -> bool:
    """True if a single capital is told as a place here: "in Govan", "at Eastlands"."""
    if not start or row.tokens[start - 1].low not in _WHERE:
        return False
    return start < 2 or row.tokens[start - 2].low not in _ABOUT  # noqa: PLR2004 - the word before "in"
