"""Which clubs a text speaks of, and what its doubtful words ("City", "the Reds") stand for.

The order of resolution is that of ``data/ambiguous.toml``: a longer name first; then a candidate that the
text names without doubt; then the lean of the word. What stays open is no club at all: a missing club costs
a moderator one press, a wrong one makes a false alert.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.reading.gazetteer import Gazetteer, Match

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from bot.reading.tokens import Token


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a listed word may stand for. ``sure``: by itself, without support from the text."""

    clubs: tuple[str, ...]
    sure: bool
    lean: str = ""
    is_place: bool = False


@dataclass(frozen=True, slots=True)
class ClubMention:
    """``tokens[start:end]`` stands for ``club``; None: a ground, or a word left open, that is no person's name."""

    start: int
    end: int
    club: str | None


def _entries() -> Iterator[tuple[str, _Entry]]:
    for word in table("ambiguous.toml")["word"]:
        lean = word.get("lean") or ("first" if word.get("clubs") else "other")
        yield word["word"], _Entry(tuple(word.get("clubs", ())), sure=False, lean=lean)
    for club in table("clubs.toml")["club"]:
        only = (club["name"],)
        for name in (club["name"], *club.get("short", ()), *club.get("aka", ())):
            yield name, _Entry(only, sure=True)
        for name in club.get("abbreviations", ()):
            yield name, _Entry(only, sure=len(name) > 2, lean="context")  # noqa: PLR2004 - two letters say little
        for name in club.get("nicknames", ()):
            yield name, _Entry(only, sure=False, lean="context")
        for name in (*club.get("demonym", ()), *club.get("stadium", ())):
            yield name, _Entry(only, sure=False, lean="never", is_place=True)


@cache
def gazetteer() -> Gazetteer[_Entry]:
    """All the words that may stand for clubs."""
    return Gazetteer(_entries())


@cache
def countries() -> dict[str, str]:
    """Club → the country it plays in."""
    return {club["name"]: club["country"] for club in table("clubs.toml")["club"]}


_CITY_BEFORE = frozenset({"in", "near", "around"})


def _is_person(tokens: Sequence[Token], match: Match[_Entry], is_name: Callable[[Token], bool]) -> bool:
    """A name beside a doubtful word makes it a person's: Antonio Valencia, Milan Skriniar."""
    beside = [tokens[match.start - 1]] if match.start else []
    beside += tokens[match.end : match.end + 1]
    return any(is_name(token) for token in beside)


def _resolve(
    entry: _Entry, named_at: Mapping[str, int], tokens: Sequence[Token], match: Match[_Entry]
) -> str | None:
    """The club that a doubtful word stands for; ``named_at`` says where each club was last named before it."""
    named = [club for club in entry.clubs if club in named_at]
    if named:
        return None if entry.is_place else max(named, key=lambda club: named_at[club])
    if match.start and tokens[match.start - 1].low in _CITY_BEFORE:
        return None
    if entry.lean in ("club", "first") and entry.clubs and tokens[match.start].is_capital:
        return entry.clubs[0]
    return None


def find_clubs(
    tokens: Sequence[Token], is_name: Callable[[Token], bool], is_role: Callable[[Token], bool]
) -> list[ClubMention]:
    """The clubs among the tokens of a whole text, in order. Two passes: sure names first, then the rest.

    ``is_name`` tells whether a word looks like part of a person's name and is no listed one; ``is_role``
    whether it says what somebody is at a club.
    """
    matches = list(gazetteer().find(tokens))
    named_at = {match.value.clubs[0]: -1 for match in matches if match.value.sure}
    found: list[ClubMention] = []
    for match in matches:
        entry = match.value
        if not entry.sure and _is_person(tokens, match, is_name):
            continue
        club = entry.clubs[0] if entry.sure else _resolve(entry, named_at, tokens, match)
        if club is None and entry.clubs and match.end < len(tokens) and is_role(tokens[match.end]):
            club = entry.clubs[0]  # "Monaco forward", "Nice boss"
        if club is not None:
            named_at[club] = match.start
        if club is not None or entry.is_place or entry.lean == "context":
            found.append(ClubMention(match.start, match.end, club))
    return found
