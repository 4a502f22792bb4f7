"""Who a text speaks of: names found by their shape, surnames chained to full names, players told from staff."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import lines, table
from bot.reading.gazetteer import Gazetteer
from bot.reading.tokens import tokenise
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.reading.tokens import Token

_MAX_NAME = 5
_LONGEST_NAME = 60
"""Characters; what is longer is nobody's name."""

# Of the words of caution these are no words of English: alone in mid-sentence they are players.
_SINGLE_NAMES = (
    "Kane",
    "Foden",
    "Saka",
    "Isco",
    "Bale",
    "Nani",
    "Deco",
    "Willian",
    "Jorginho",
    "Pique",
    "Eder",
)
_NO_ROLES = frozenset({"known", "past_markers", "speech_verbs"})
"""Groups of staff_words.toml that hold other things than what a person is."""


@dataclass(slots=True)
class Person:
    """Somebody named in the text. ``places`` are his mentions as (start, end) tokens, in order."""

    name: str
    places: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    staff_votes: int = 0
    player_votes: int = 0

    @property
    def is_staff(self) -> bool:
        """True if the text (or the short list of known names) calls him a manager, agent or official."""
        return self.staff_votes > self.player_votes


def _listed(file: str) -> Iterator[str]:
    for group in table(file).values():
        for words in group.values():
            if isinstance(words, list):
                yield from words


@cache
def _capitals_that_are_no_names() -> frozenset[str]:
    """Single words, folded, that never open a name: days, places, nationalities, words of the trade."""
    words = {row for file in ("common_words.txt", "places.txt") for row in lines(file) if " " not in row}
    for country in table("nationalities.toml")["country"]:
        words.update(country["words"], [country["name"]])
    for region in table("nationalities.toml").get("region", ()):
        words.add(region["word"])
    shared = {entry["word"] for entry in table("nationalities.toml").get("shared", ())}
    return frozenset(fold(word) for word in words - shared)


@cache
def phrases_that_are_no_names() -> Gazetteer[None]:
    """Competitions, places and other fixed names of several words ("Premier League", "Buenos Aires")."""
    rows = (row for file in ("common_words.txt", "places.txt") for row in lines(file))
    return Gazetteer((row, None) for row in rows if " " in row)


@cache
def _particles() -> frozenset[str]:
    """Single words that may stand inside a name in lower case."""
    before = table("name_particles.toml")["before"]
    return frozenset(word for words in before.values() for part in words for word in part.split(" ")) - {"in"}


@cache
def _caution() -> frozenset[str]:
    """Words that are names only within a longer one: a month, a verb, an article ("May", "Will", "La")."""
    return frozenset(table("name_particles.toml")["caution"]["words"]) - frozenset(_SINGLE_NAMES)


@cache
def _role_words() -> tuple[dict[str, tuple[tuple[str, ...], ...]], dict[str, tuple[tuple[str, ...], ...]]]:
    """Words of staff and words of players, by their last word: what stands before or after a name."""

    def by_last(phrases: Iterator[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(token.low for token in tokenise(phrase, 0, len(phrase)))
            if words:
                found.setdefault(words[-1], []).append(words)
        return {last: tuple(sorted(group, key=len, reverse=True)) for last, group in found.items()}

    groups = table("staff_words.toml")
    staff = (word for key, group in groups.items() if key not in _NO_ROLES for word in group["words"])
    return by_last(staff), by_last(_listed("positions.toml"))


@cache
def _known_staff() -> frozenset[str]:
    return frozenset(fold(name) for names in table("staff_words.toml")["known"].values() for name in names)


@cache
def role_words() -> frozenset[str]:
    """All single words that name what a person is, to be kept out of names in headlines."""
    staff, players = _role_words()
    return frozenset(staff) | frozenset(players)


def opens_name(token: Token) -> bool:
    """True for a capital that no list claims: it may begin, or be part of, a person's name."""
    return (
        token.is_word
        and token.is_capital
        and not token.plain[0].isdigit()
        and fold(token.plain) not in _capitals_that_are_no_names()
        and token.low not in role_words()
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(fold(row) for row in lines("places.txt") if " " not in row)


def _is_place(token: Token) -> bool:
    """True for a capital that is a place where it stands alone, but after a first name a surname: Tom Hale."""
    return token.is_capital and fold(token.plain) in _places()


def _extent(tokens: Sequence[Token], start: int, taken: Collection[int]) -> int:
    """Where the name that begins at ``start`` ends: capitals, with particles only before a capital."""
    end = start + 1
    last = end
    while end < len(tokens) and end - start < _MAX_NAME and end not in taken:
        token = tokens[end]
        if not token.is_word or tokens[end - 1].end + 1 < token.start:
            break
        if opens_name(token) or _is_place(token):
            last = end + 1
        elif token.low not in _particles():
            break
        end += 1
    return last


_OPENERS = frozenset('":|•')


def _starts_sentence(tokens: Sequence[Token], start: int, starts: Collection[int]) -> bool:
    """A capital here says nothing: every sentence has one."""
    return start in starts or tokens[start - 1].plain in _OPENERS


def _shapes(tokens: Sequence[Token], taken: Collection[int]) -> Iterator[tuple[int, int]]:
    """All that looks like a name: runs of capitals that nothing else has claimed."""
    start = 0
    while start < len(tokens):
        if start in taken or not opens_name(tokens[start]):
            start += 1
            continue
        end = _extent(tokens, start, taken)
        while start < end and tokens[start].low in _NO_FIRST:
            start += 1
        length = tokens[end - 1].end - tokens[start].start if start < end else _LONGEST_NAME + 1
        if length <= _LONGEST_NAME and tokens[end - 1].low not in _CLUB_ENDINGS:
            yield start, end
        start = max(end, start + 1)


# A club that no list knows still ends like one: "Ilkeston Town".
_CLUB_ENDINGS = frozenset("town city united rovers athletic wanderers albion county fc afc rangers".split())

_NO_FIRST = frozenset(
    "the a an and but or if in on at by for from with as it its is was he his she her they their we our this that "
    "these those there then when while who what how why not no yes all any some one two more most also after before "
    "now just only even both former ex new old sources reports fans former".split()
)


def _phrase(tokens: Sequence[Token], start: int, end: int) -> str:
    return fold(" ".join(token.plain for token in tokens[start:end]))


def _name(view: str, tokens: Sequence[Token], start: int, end: int) -> str:
    """A name as it is written, a whole one in capitals brought to normal case ("VAN DIJK" → "Van Dijk")."""
    raw = unicodedata.normalize("NFC", view[tokens[start].start : tokens[end - 1].end])
    name = "".join(char for char in raw if unicodedata.category(char) != "Cf")
    return name.title() if name.isupper() and len(name) > 3 else name  # noqa: PLR2004 - initials stay


class _Register:
    """The people met so far, by every end and every beginning of their names."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._ends: dict[str, Person] = {}
        self._beginnings: dict[str, Person] = {}

    def find(self, key: str) -> Person | None:
        """The one whose name this is, or ends in this, or (failing that) begins with this."""
        return self._ends.get(key) or self._beginnings.get(key)

    def add(self, key: str, person: Person) -> Person:
        """Take in somebody new; an end that two names share stays with the first."""
        words = key.split(" ")
        for place in range(len(words)):
            self._ends.setdefault(" ".join(words[place:]), person)
            self._beginnings.setdefault(" ".join(words[: place + 1]), person)
        self.people.append(person)
        return person


def _vote(person: Person, tokens: Sequence[Token], start: int, end: int) -> None:
    """Words beside a name say what its bearer is: "boss X", "X, the executive director", "defender X"."""
    staff, players = _role_words()
    before = [token.low for token in tokens[max(0, start - 6) : start]]
    after = [token.low for token in tokens[end : end + 8]]
    if _ends_with(before, staff):
        person.staff_votes += 3
    elif _ends_with(before, players) or before[-2:] == ["year", "old"]:
        person.player_votes += 2
    if after[:1] == [","] and _holds_early(after[1:], staff):
        person.staff_votes += 2
    elif after[:1] == [","] and (after[1:2] and after[1].isdigit()):
        person.player_votes += 2


def _ends_with(words: Sequence[str], roles: dict[str, tuple[tuple[str, ...], ...]]) -> bool:
    if not words:
        return False
    return any(tuple(words[-len(role) :]) == role for role in roles.get(words[-1], ()))


def _holds_early(words: Sequence[str], roles: dict[str, tuple[tuple[str, ...], ...]]) -> bool:
    """True if an apposition, up to its comma, ends in a role: ", the club's executive director,"."""
    until = words.index(",") if "," in words else len(words)
    return any(_ends_with(words[: place + 1], roles) for place in range(min(until, 7)))


def find_people(
    view: str, tokens: Sequence[Token], taken: Collection[int], starts: Collection[int]
) -> list[Person]:
    """The people of a text, in the order in which they are first named.

    ``taken`` are the tokens that clubs, outlets and sums have claimed, ``starts`` those that open a sentence.
    Full names come first; a surname or a first name by itself is chained to the full name that has it.
    A single capital that only ever opens a sentence is no name.
    """
    shapes = list(_shapes(tokens, taken))
    inside = {tokens[start].low for start, _ in shapes if not _starts_sentence(tokens, start, starts)}
    register = _Register()
    for start, end in sorted(shapes, key=lambda shape: shape[0] - shape[1]):
        key = _phrase(tokens, start, end)
        person = register.find(key)
        alone = (
            tokens[start].low in inside
            and tokens[start].plain not in _caution()
            and not tokens[start].is_loud
        )
        if person is None and (end - start > 1 or alone):
            person = register.add(key, Person(_name(view, tokens, start, end)))
        if person is not None:
            person.places.append((start, end))
    for person in register.people:
        person.places.sort()
        person.staff_votes += 2 * (fold(person.name) in _known_staff())
        for start, end in person.places:
            _vote(person, tokens, start, end)
    return sorted(register.people, key=lambda person: person.places[0])
