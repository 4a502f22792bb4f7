"""Who is a player on the move, which club is his, and which clubs may be next.

Two rankers propose (who is a player; what a club is to him); one decision for each player settles it: one owner
at most, and a suitor is not the owner.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from bot.reading import club_signs, person_signs, statements, text_signs
from bot.reading.background import weighed
from bot.reading.mutual import is_open
from bot.reading.ranker import ranker
from bot.reading.reference import main_player, topics

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from bot.reading.document import Document
    from bot.reading.people import Person
    from bot.reading.reference import Topic

_NEWS = 0.2
_PLAIN_NEWS = 0.65
"""Below the first a text is taken to hold no transfer news; below the second, if nothing in it can be told."""

_PLAIN_OF_KNOWN = 0.4
_NEWS_OF_KNOWN = 0.02
"""The same of a text that names a player who is known to be on the move, if nothing in it is said outright.

Of 44 such texts between .4 and .65 that were never learnt from 37 were news.
"""

_MAYBE = 0.15
"""From here on a person may be whom "he" stands for."""

_PLAYER = 0.4
_MOST_PLAYERS = 40
"""No story has more; what looks like it is a list of names, which would take its square in time."""
_TOLD = 0.98
"""How sure is what a whole statement says of a player and his clubs."""

_OWNER = 0.12
_SUITOR = 0.38
_ONLY_SUITOR = 0.15
"""How likely a suitor must be where no other club is likelier: somebody is after a player in the news."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A player on the move. ``suitors`` are in the order of the text; ``sureness`` holds how likely each part is.

    Its keys are "player" and the names of the clubs. ``is_known``: whose he is was known, and the text agrees.
    """

    player: Person
    owner: str | None
    suitors: tuple[str, ...]
    sureness: Mapping[str, float]
    is_known: bool = False


@dataclass(frozen=True, slots=True)
class Casting:
    """The players of a text, the main one first, and whom each of its sentences is about.

    ``leading`` are the clubs of its headline and first sentence. ``is_plain``: it is plainly news. ``noted`` is for
    ``bot.reading.candidates`` to keep the signs of who is who around the units of a line, for a cast (by ``id``) and a
    suitor.
    """

    casts: tuple[Cast, ...]
    topics: Sequence[Topic]
    leading: frozenset[str] = frozenset()
    is_plain: bool = True
    noted: dict[tuple[int, tuple[int, ...], int, str | None], frozenset[str]] = field(
        default_factory=dict["tuple[int, tuple[int, ...], int, str | None]", frozenset[str]], repr=False
    )

    def of(self, person: Person | None) -> Cast | None:
        """The cast of a player; None if he is none on the move."""
        return next((cast for cast in self.casts if cast.player is person), None)


_ANOTHER_GAME = 2
"""So many words of other sports, or of video games, make a text one of them; one may be a holiday (Boxing Day)."""

_SURELY_NEWS = 0.8
"""How plainly such a text must be transfer news all the same: rugby clubs sign from one another, too."""


class Newsy(NamedTuple):
    """Whether a text may hold transfer news, whether it is likely to, and whether it plainly does; its ``chance``."""

    may_be: bool
    is_likely: bool
    is_plain: bool
    chance: float


def is_news(document: Document) -> Newsy:
    """How much a text looks like transfer news. A whole statement settles it.

    What names a player who is known to be on the move may be news though it does not look it.
    """
    news = ranker("text").probabilities(text_signs.signs(document))["news"]
    if _is_of_another_game(document):
        is_surely = news >= _SURELY_NEWS
        return Newsy(is_surely, is_surely, is_surely, news)
    is_told = bool(statements.parts(document))
    least, plain = (_NEWS_OF_KNOWN, _PLAIN_OF_KNOWN) if document.known else (_NEWS, _PLAIN_NEWS)
    return Newsy(is_told or news >= least, is_told or news >= _NEWS, is_told or news >= plain, news)


def _is_of_another_game(document: Document) -> bool:
    units = (unit for line in document.lines for unit in line.units)
    return sum(unit.has("w:other_sport") or unit.has("w:fantasy") for unit in units) >= _ANOTHER_GAME


def cast(document: Document, *, is_plain: bool = True, news: float = 0.0) -> Casting:
    """Give the parts of a story. ``is_plain``: its text is plainly news; ``news``: how likely it is any."""
    among = person_signs.crowd(document)
    told = statements.parts(document)
    chances = {
        id(person): _TOLD if id(person) in told else _chance(document, person, among)
        for person in document.people
    }
    chances = somebody(chances, news)
    chances |= {person: _lifted(chances[person]) for person in document.known if person in chances}
    likely = sorted(chances, key=lambda person: -chances[person])[:_MOST_PLAYERS]
    maybe = [person for person in document.people if chances[id(person)] >= _MAYBE and id(person) in likely]
    stage = club_signs.Stage(document, maybe, topics(document, maybe))
    casts = [
        _cast_one(stage, person, chances[id(person)], told.get(id(person), {}))
        for person in maybe
        if chances[id(person)] >= _PLAYER
    ]
    casts = [found for found in casts if found.owner or found.suitors]  # a move is from or to a club
    main = main_player([found.player for found in casts])
    ordered = tuple(sorted(casts, key=lambda found: found.player is not main))
    return Casting(ordered, stage.topics, _leading(document), is_plain)


def _leading(document: Document) -> frozenset[str]:
    first = 1 + (bool(document.lines) and document.lines[0].sentence.is_headline)
    return frozenset(club for club, places in document.club_places.items() if places[0][0] < first)


def _chance(document: Document, person: Person, among: person_signs.Crowd) -> float:
    return ranker("player").probabilities(person_signs.signs(document, person, among))["player"]


def somebody(chances: Mapping[int, float], news: float) -> dict[int, float]:
    """The chances in the light of it that news has a player: where nobody is likely, the likeliest are likelier."""
    nobody = math.prod(1 - chance for chance in chances.values())
    lift = max(1.0, news / (1 - nobody)) if nobody < 1 else 1.0
    return {person: max(chance, min(_AT_MOST, chance * lift)) for person, chance in chances.items()}


_AT_MOST = 0.7
"""How likely a player is at most because there must be one."""

_KNOWN = 8.0
_NAMED = 0.62
"""How the odds rise that somebody is the player of the news, if he is known to be on the move, and how likely he then
is at least: what is told of him must be plain all the same."""


def _lifted(chance: float) -> float:
    return max(_NAMED, chance * _KNOWN / (chance * _KNOWN + 1 - chance))


def _cast_one(stage: club_signs.Stage, player: Person, chance: float, told: Mapping[str, str]) -> Cast:
    parts = {
        club: {"owner": 0.0, "suitor": 0.0, told[club]: _TOLD}
        if club in told
        else ranker("club").probabilities(found)
        for club, found in club_signs.signs(stage, player).items()
    }
    known = stage.document.known.get(id(player))
    if known is not None:
        parts = weighed(known, parts, told)
    owner, suitors = decide(parts)
    is_known = known is not None and owner is not None and owner in (known.owner, known.moved_to)
    sureness = {"player": chance, **_sureness(parts, owner, suitors)}
    if known is not None and is_known and not suitors and set(parts) == {owner}:
        suitors = known.suitors if len(known.suitors) == 1 else ()
        sureness |= dict.fromkeys(suitors, _AGAIN)
    if known is not None:
        sureness |= {club: max(sureness[club], _AGAIN) for club in suitors if club in known.suitors}
    if not is_known and told.get(owner or "") != "owner" and is_open(stage, player, owner, suitors):
        sureness |= {club: min(sureness[club], _OPEN) for club in (owner, *suitors) if club}
    return Cast(player, owner, suitors, sureness, is_known)


_OPEN = 0.5
"""How sure it is at most who is who, if only what two clubs do together speaks of it."""

_AGAIN = 0.85
"""How sure it is at least that a club is after a player who is known to be, and is named beside him again."""


def vouched(casting: Casting, deeds: Collection[tuple[int, str | None]]) -> Casting:
    """The same, but sure of the suitors who do a suitor's deed: pairs of a player (by ``id``) and a club.

    Only where it was known whose the player is: then nobody else's deed is taken for the suitor's.
    """
    return replace(casting, casts=tuple(_vouched(cast, deeds) for cast in casting.casts))


def _vouched(cast: Cast, deeds: Collection[tuple[int, str | None]]) -> Cast:
    sure = {club for club in cast.suitors if cast.is_known and (id(cast.player), club) in deeds}
    if not sure:
        return cast
    return replace(
        cast, sureness={**cast.sureness, **{club: max(cast.sureness[club], _AGAIN) for club in sure}}
    )


_NOBODY = 0.05
"""How much it weighs, in odds, that no club of the text is the owner."""


def _sureness(
    parts: Mapping[str, Mapping[str, float]], owner: str | None, suitors: Sequence[str]
) -> dict[str, float]:
    """How likely the clubs have the parts that they were given, knowing that a player has one club at most.

    Each club was weighed by itself. Where another club is the likelier owner, one of which it was open whether it is
    the owner or a suitor is the suitor: over five folds .96 of the likelier suitors were so, at more coverage.
    """
    odds = {club: chance["owner"] / (_ALL - chance["owner"]) for club, chance in parts.items()}
    every = sum(odds.values()) + _NOBODY
    own = {club: weight / every for club, weight in odds.items()}
    found = {
        club: (1 - own[club]) * parts[club]["suitor"] / (_ALL - parts[club]["owner"]) for club in suitors
    }
    return found | ({owner: own[owner]} if owner else {})


_ALL = 1.001
"""Certainty, kept from dividing by nothing."""


def decide(parts: Mapping[str, Mapping[str, float]]) -> tuple[str | None, tuple[str, ...]]:
    """The owner and the suitors, given how likely each club is "owner", "suitor" or "neither".

    The owner is the club that leaves the best story: he is likely, and another club is a likely suitor.
    """
    owner = max(parts, key=lambda club: _story(club, parts), default=None)
    if owner is not None and parts[owner]["owner"] < _OWNER:
        owner = None
    others = [club for club in parts if club != owner]
    sure = [club for club in others if parts[club]["suitor"] >= _SUITOR]
    best = sorted(others, key=lambda club: -parts[club]["suitor"])[:1]
    return owner, tuple(sure or [club for club in best if parts[club]["suitor"] >= _ONLY_SUITOR])


def _story(owner: str, parts: Mapping[str, Mapping[str, float]]) -> float:
    rival = max((parts[club]["suitor"] for club in parts if club != owner), default=0.5)
    return math.log(parts[owner]["owner"] + 0.001) + 1.2 * math.log(rival + 0.05)
