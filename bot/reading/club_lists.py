"""The words that may stand for clubs, as the lists have them, and what else the lists know of clubs."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.reading.gazetteer import Gazetteer
from bot.reading.handles import key_of
from bot.reading.name_lists import is_english
from bot.reading.tokens import tokenise
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Entry:
    """What a listed word may stand for. ``sure``: by itself, without support from the text.

    ``lean`` is that of ambiguous.toml, or "nickname", "demonym" or "ground" for the words of clubs.toml.
    """

    clubs: tuple[str, ...]
    sure: bool
    lean: str = ""

    @property
    def stands_for_first(self) -> bool:
        """True if by itself it is rather the first of its clubs than another, or anything else."""
        return bool(self.clubs) and (len(self.clubs) == 1 or self.lean in ("club", "first"))


_KINDS = (("nicknames", "nickname"), ("demonym", "demonym"), ("stadium", "ground"))


def _entries() -> Iterator[tuple[str, Entry]]:
    demonyms = {name for club in table("clubs.toml")["club"] for name in club.get("demonym", ())}
    for word in table("ambiguous.toml")["word"]:
        lean = word.get("lean") or ("first" if word.get("clubs") else "other")
        if lean == "first" and word["word"] in demonyms:
            lean = "demonym"
        yield word["word"], Entry(tuple(word.get("clubs", ())), sure=False, lean=lean)
    for club in table("clubs.toml")["club"]:
        only = (club["name"],)
        entry = Entry(only, sure=True)
        for name in (club["name"], *club.get("short", ()), *club.get("aka", ())):
            yield name, entry
        for name in club.get("abbreviations", ()):
            yield name, Entry(only, sure=len(name) > 2, lean="context")  # noqa: PLR2004 - two letters say little
    for kind, lean in _KINDS:
        for name, clubs in _shared(kind):
            yield name, Entry(clubs, sure=False, lean=lean)


def _shared(kind: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of one kind with all clubs that have them."""
    found: dict[str, list[str]] = defaultdict(list)
    for club in table("clubs.toml")["club"]:
        for name in club.get(kind, ()):
            found[name].append(club["name"])
    for name, clubs in found.items():
        yield name, tuple(clubs)


@cache
def gazetteer() -> Gazetteer[Entry]:
    """All the words that may stand for clubs."""
    found = Gazetteer(_entries())
    for made_of_the_same in (countries, areas, league_words, _by_folded_name):
        made_of_the_same()  # before the rows of the lists are let go
    return found


@lru_cache(maxsize=4096)
def known_name(club: str) -> str:
    """The name by which a club is called here, given any name that is its alone; of any other word the word itself.

    >>> known_name("Spurs"), known_name("Grebbestads IF")
    ('Tottenham Hotspur', 'Grebbestads IF')
    """
    tokens = tokenise(club, 0, len(club))
    match = gazetteer().at(tokens, 0) if tokens and club not in countries() else None
    is_plain = match is not None and match.end == len(tokens) and match.value.stands_for_first
    return match.value.clubs[0] if match is not None and is_plain else club


@cache
def countries() -> dict[str, str]:
    """Club → the country it plays in."""
    return {club["name"]: club["country"] for club in table("clubs.toml")["club"]}


def country_of(club: str) -> str | None:
    """The country that a club, by the name that reading gives it, plays in; None for one that is not listed."""
    return countries().get(club)


@cache
def tags() -> Mapping[str, str]:
    """Hashtags and handles without sign, space and case → club."""
    found = {tag.casefold(): club for club, tags in table("tags.toml")["club"].items() for tag in tags}
    doubtful = {word["word"] for word in table("ambiguous.toml")["word"]}
    for club in table("clubs.toml")["club"]:
        for name in (
            club["name"],
            *club.get("short", ()),
            *club.get("aka", ()),
            *club.get("abbreviations", ()),
        ):
            is_word = name in doubtful and (name != club["name"] or is_english(name.casefold()))
            if len(name) > 2 and not is_word:  # noqa: PLR2004 - two letters say little
                found.setdefault(key_of(name), club["name"])
    return found


@cache
def areas() -> Mapping[str, str]:
    """Words, folded, that tell which country's football a text is about: leagues, countries, their people."""
    found = {fold(word): area for area, words in table("ambiguous.toml")["leagues"].items() for word in words}
    for row in table("nationalities.toml")["country"]:
        found.setdefault(fold(row["name"]), row["name"])
    return found


@cache
def league_words() -> frozenset[str]:
    """Leagues of one word ("MLS", "Bundesliga"); a mere country says too little about whose clubs are meant."""
    words = {fold(word) for group in table("ambiguous.toml")["leagues"].values() for word in group}
    return frozenset(word for word in words if " " not in word)


@cache
def _by_folded_name() -> dict[str, tuple[str, ...]]:
    """Every name of a club, folded → the clubs that go by it, those whose own name it is alone if there are any."""
    own: dict[str, list[str]] = defaultdict(list)
    shared: dict[str, list[str]] = defaultdict(list)
    for club in table("clubs.toml")["club"]:
        sure = (club["name"], *club.get("short", ()), *club.get("aka", ()), *club.get("abbreviations", ()))
        for name in sure:
            own[fold(name)].append(club["name"])
        for name in club.get("nicknames", ()):
            shared[fold(name)].append(club["name"])
    return {name: tuple(dict.fromkeys(own.get(name) or shared[name])) for name in {**shared, **own}}


_RESERVES = (" ii", " b")
"""How the names of second teams end."""


def clubs_named(typed: str) -> tuple[str, ...]:
    """The clubs that go by what a user typed: its whole name in any form, else every club with those words in it.

    >>> clubs_named("spurs"), clubs_named("man utd")
    (('Tottenham Hotspur',), ('Manchester United',))
    """
    wanted = fold(typed)
    known = next((name for form in (typed, typed.title()) if (name := known_name(form)) in countries()), None)
    bearers = [fold(club) for club in countries() if wanted in fold(club).split()]
    is_shared = fold(known or "") != wanted and sum(not name.endswith(_RESERVES) for name in bearers) > 1
    found = (known,) if known and not is_shared else _by_folded_name().get(wanted)
    if found is not None or not wanted:
        return found or ()
    words = f" {wanted} "
    return tuple(
        dict.fromkeys(
            club for name, clubs in _by_folded_name().items() if words in f" {name} " for club in clubs
        )
    )
