"""Whether the words around a name tell of a player, of one of the staff or of a reporter."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.reading.data import table
from bot.reading.tokens import tokenise
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from bot.reading.tokens import Token

Phrases = dict[str, tuple[tuple[str, ...], ...]]
"""Phrases by their last word, the longest first."""

_NO_ROLES = frozenset({"known", "past_markers", "speech_verbs"})
"""Groups of staff_words.toml that hold other things than what a person is."""
_REPORTING = frozenset(
    "journalist reporter correspondent columnist writer editor blogger podcaster youtuber insider presenter".split()
)


class Votes(NamedTuple):
    """How much the words around one mention speak for each standing."""

    staff: int = 0
    player: int = 0
    reporter: int = 0


def _by_last(phrases: Iterable[str]) -> Phrases:
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        words = tuple(token.low for token in tokenise(phrase, 0, len(phrase)))
        if words:
            found.setdefault(words[-1], []).append(words)
    return {last: tuple(sorted(group, key=len, reverse=True)) for last, group in found.items()}


def _words_of(group: Mapping[str, object]) -> Iterator[str]:
    for words in group.values():
        if isinstance(words, list):
            yield from (word for word in words if isinstance(word, str))  # pyright: ignore[reportUnknownVariableType]


@cache
def _staff() -> Phrases:
    groups = table("staff_words.toml")
    return _by_last(word for key, group in groups.items() if key not in _NO_ROLES for word in group["words"])


@cache
def _players() -> Phrases:
    return _by_last(word for group in table("positions.toml").values() for word in _words_of(group))


@cache
def known_staff() -> Mapping[str, int]:
    """Folded full name → how much it speaks for staff: little for those who have been players on the move."""
    known = table("staff_words.toml")["known"]
    once_players = {fold(name) for name in known["once_players"]}
    names = {fold(name) for group in known.values() for name in group}
    return {name: 1 if name in once_players else 2 for name in names}


def _ends_with(words: Sequence[str], roles: Phrases) -> int:
    """How many words at the end of ``words`` are one of the roles."""
    if not words:
        return 0
    return next((len(role) for role in roles.get(words[-1], ()) if tuple(words[-len(role) :]) == role), 0)


_STOPS = frozenset({",", ".", ")", ";", "!", "?", "–", "—", ":", '"'})
_AFTER_ROLE = _STOPS | {"who", "of", "at", "for", "from", "and", "in", "since", "whose", "to"}
_KIN = frozenset("son daughter father dad mother mum brother sister uncle cousin wife partner friend".split())


def _apposition(words: Sequence[str]) -> bool:
    """True if what follows a name and a comma is a role of staff: ", the club's executive director,"."""
    until = next((place for place, word in enumerate(words) if word in _STOPS), len(words))
    for place in range(min(until, 7)):
        after = words[place + 1] if place + 1 < len(words) else "."
        if not _ends_with(words[: place + 1], _staff()) or after not in _AFTER_ROLE:
            continue
        if not (words[place] in _KIN and after == "of") and "his" not in words[:place]:
            return True
    return False


_SAID = frozenset(
    "said says told tells believes reckons claims claimed insists insisted warned urged hinted".split()
)
_FORMER = frozenset({"former", "ex", "retired", "legendary"})
_TEAM = frozenset(
    "side sides men team squad charges players tenure reign appointment sacking lot dugout assistant backroom staff "
    "regime".split()
)


def _before(before: Sequence[str], after: Sequence[str]) -> Votes:
    """What the words right before a name say: "boss X", "defender X", "under X"."""
    length = _ends_with(before, _staff())
    if length and before[-2:] != ["free", "agent"]:
        return Votes(staff=3, reporter=3 * (before[-1] in _REPORTING))
    if _ends_with(before, _players()) or before[-2:] in (["year", "old"], ["free", "agent"]):
        retired = bool(_FORMER & set(before)) and bool(_SAID & set(after[:1]))
        return Votes(staff=2) if retired else Votes(player=2)
    if before[-1:] == ["under"]:
        return Votes(staff=2)
    return Votes(player=1) if before[-1:] == ["'s"] else Votes()


def _after(after: Sequence[str]) -> Votes:
    """What the words right after a name say: ", 24,", ", the manager,", "'s side"."""
    if after[:1] in ([","], ["("]):
        if after[1:2] and after[1].isdigit():
            return Votes(player=2)
        if _apposition(after[1:]):
            return Votes(staff=2)
    if after[:1] == ["'s"] and after[1:2] and after[1] in _TEAM:
        return Votes(staff=2)
    return Votes()


def votes(tokens: Sequence[Token], start: int, end: int) -> Votes:
    """What the words around the name ``tokens[start:end]`` say of its bearer."""
    before = [token.low for token in tokens[max(0, start - 6) : start]]
    after = [token.low for token in tokens[end : end + 9]]
    first, second = _before(before, after), _after(after)
    return Votes(first.staff + second.staff, first.player + second.player, first.reporter + second.reporter)
