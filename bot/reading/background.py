"""What is known before a text is read: whose player somebody is, and who is after him.

It is a prior and no more. It settles whom a surname stands for and what a club is to a player where the text leaves
that open, and lets a doubtful reading through that agrees with it. Every claim still comes from words of the text,
and a text that plainly says otherwise wins.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from bot.reading.club_lists import known_name
from bot.spelling import fold, fold_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.model import Stage


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a player: the names he goes by, his club, and the clubs after him, the leading one first.

    ``stage`` is how far the deal with the leading one has got. ``moved_to`` is the club to which a move is done:
    texts may name either as his. Clubs are named as the reader names them, or by another listed name.
    """

    player: str
    owner: str | None = None
    suitors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    stage: Stage | None = None
    moved_to: str | None = None

    @property
    def clubs(self) -> tuple[str, ...]:
        """Every club that has a part in it."""
        own = tuple(club for club in (self.owner, self.moved_to) if club)
        return own + self.suitors


_SURNAME_FIRST = re.compile(r"[A-Z]\w* [A-Z]\w*-[a-z]\w*")
_POSSESSIVE = re.compile(r"['’]s\b", re.IGNORECASE)

Background = tuple[Known, ...]
"""What is known of several players, in any order."""


@lru_cache(maxsize=4096)
def _names(known: Known) -> tuple[str, ...]:
    """His names, folded. A Korean one begins with the surname: "Kim" of "Kim Tae-gyeong"."""
    names = (known.player, *known.aliases)
    first = tuple(name.partition(" ")[0] for name in names if _SURNAME_FIRST.fullmatch(name))
    return tuple(dict.fromkeys(name for name in map(fold, (*names, *first)) if name))


@lru_cache(maxsize=4096)
def _listed(known: Known) -> Known:
    """The same with the clubs named as the reader names them."""
    suitors = tuple(dict.fromkeys(map(known_name, known.suitors)))
    owner, moved_to = (known_name(club) if club else None for club in (known.owner, known.moved_to))
    return Known(known.player, owner, suitors, known.aliases, known.stage, moved_to)


def concerning(background: Background, text: str) -> Background:
    """What of it a text can be about: the players one of whose names ends in a word of the text."""
    if not background:
        return ()
    words = set(fold_text(_POSSESSIVE.sub(" ", text)).split())
    return tuple(
        _listed(known)
        for known in background
        if any(name.rpartition(" ")[2] in words for name in _names(known))
    )


def by_name(background: Iterable[Known]) -> Mapping[str, Known]:
    """The players by every name that stands for one of them alone: whole names, their aliases, their surnames."""
    found: dict[str, Known] = {}
    ends: Counter[str] = Counter()
    for known in background:
        own = {name[place + 1 :] for name in _names(known) for place, char in enumerate(name) if char == " "}
        for name in (*_names(known), *own):
            found.setdefault(name, known)
        ends.update(own | set(_names(known)))
    return {name: known for name, known in found.items() if ends[name] == 1 or name in _names(known)}


_HIS = 40.0
_NOT_HIS = 0.08
_NOT_A_SUITORS = 0.02
_AFTER_HIM = 6.0
_NOT_AFTER = 0.1
_NEW = 0.3
"""How the odds of a club's part change: that the known owner owns, that another one does, that one does who is known
to be after the player, that such a one still is, that the owner is, that another one is beside those who are known:
most clubs that a later text names are those of his past, and opponents."""


def weighed(
    known: Known, parts: Mapping[str, Mapping[str, float]], told: Iterable[str]
) -> dict[str, Mapping[str, float]]:
    """How likely each club of a text is "owner", "suitor" or "neither", in the light of what is known.

    ``told`` are the clubs whose part a whole statement of the text gives: they stay. The known owner is among the
    answer though the text does not name him.
    """
    settled = set(told)
    found = {
        club: chance if club in settled else _shifted(known, club, chance) for club, chance in parts.items()
    }
    if known.owner and known.owner not in found and not known.moved_to:
        found[known.owner] = {"owner": _UNNAMED, "suitor": 0.0, "neither": 1 - _UNNAMED}
    return found


_UNNAMED = 0.9
"""How likely a player is still of his known club where a text does not name it."""


def _shifted(known: Known, club: str, chance: Mapping[str, float]) -> Mapping[str, float]:
    owns, after = _shifts(known, club)
    odds = {"owner": chance["owner"] * owns, "suitor": chance["suitor"] * after, "neither": chance["neither"]}
    every = sum(odds.values()) or 1.0
    return {part: weight / every for part, weight in odds.items()}


def _shifts(known: Known, club: str) -> tuple[float, float]:
    """What the odds of "owner" and of "suitor" are multiplied by."""
    if club == known.moved_to:
        return 1.0, 1.0
    if club == known.owner:
        return (1.0, 1.0) if known.moved_to else (_HIS, _NOT_AFTER)
    is_after = club in known.suitors
    owns = (_NOT_A_SUITORS if is_after else _NOT_HIS) if known.owner else 1.0
    return owns, _AFTER_HIM if is_after else _NEW if known.suitors else 1.0
