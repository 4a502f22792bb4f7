"""What a subscription is to be for, from what a user named; and which of those that stand he means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from bot import directory
from bot.answers.whom import label
from bot.files import PlayerName
from bot.model import Refusal
from bot.naming import MAX_NAME, usable
from bot.reading.club_lists import clubs_named
from bot.sagas.names import Match, Several, find, unnumbered
from bot.speech import say
from bot.spelling import fold
from bot.subscription import Target
from bot.wording import listed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.store import Store
    from bot.subscription import Subscription

EVERYTHING = "everything"
_ALL = (EVERYTHING, "all")
_MOST_NAMED = 5
_One = TypeVar("_One")


@dataclass(frozen=True, slots=True)
class Named:
    """What a user named: a player, a club, or (both None) everything.

    Raises:
        Refusal: he named both.
    """

    player: str | None = None
    club: str | None = None

    def __post_init__(self) -> None:
        if self.player is not None and self.club is not None:
            raise Refusal(say("Name a player or a club, not both: each has alerts of its own."))

    @property
    def is_everything(self) -> bool:
        """True if neither is named, or "everything" is written out."""
        return self.club is None and (self.player is None or fold(self.player) in _ALL)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a subscription will be for.

    ``is_known``: there is news of it already, or it is not one player. ``bearers``: the players who all bear the name
    that was given; ``near``: those who may have been meant, where nobody bears it.
    """

    target: Target
    is_known: bool = True
    bearers: tuple[str, ...] = ()
    near: tuple[str, ...] = ()


async def aim_at(store: Store, scope: int, named: Named) -> Aim:
    """What is named, as far as ``scope`` knows it. A player of whom nothing is stored yet may be named too.

    Raises:
        Refusal: the name is none, it is that of a club, or not of one club.
    """
    if named.is_everything:
        return Aim(Target(EVERYTHING))
    if named.club is not None:
        name = club_of(named.club)
        return Aim(Target(name, club_key=fold(name)))
    return await aim_at_player(
        store, scope, named.player or "", say("name it as the club, not as the player")
    )


def club_of(typed: str) -> str:
    """The one club that is called so.

    Raises:
        Refusal: none is, or more than one.
    """
    name = usable(typed, "club")
    clubs = clubs_named(name)
    if len(clubs) == 1:
        return clubs[0]
    if clubs:
        raise Refusal(
            say("Several clubs go by {name}: {clubs}. Write more of the name.", name=name, clubs=few(clubs))
        )
    raise Refusal(
        say("No club is known as {name}. Check the spelling, or write the club's full name.", name=name)
    )


async def aim_at_player(store: Store, scope: int, typed: str, of_club: str) -> Aim:
    """The player who is named; ``of_club`` says what to do with the name of a club.

    Raises:
        Refusal: the name is none, or that of a club.
    """
    name = usable(typed, "player")
    found = await directory.find(store, scope, name)
    if isinstance(found, Match):
        full = found.player.name
        return Aim(Target(full, player_key=fold(full)))
    name = unnumbered(name)
    if isinstance(found, Several):
        bearers = tuple(label(one) for one in found.players[:_MOST_NAMED])
        return Aim(Target(name, player_key=fold(name)), bearers=bearers)
    clubs = clubs_named(name)
    if len(clubs) == 1:
        raise Refusal(
            say(
                "{club} is a club: {hint}. For a player of that name, write his full name.",
                club=clubs[0],
                hint=of_club,
            )
        )
    near = tuple(label(one) for one in found.near[:_MOST_NAMED])
    return Aim(Target(name, player_key=fold(name)), is_known=False, near=near)


def chosen(named: Named, here: Sequence[Subscription], where: str) -> Subscription:
    """The one of those that stand that is meant; names are understood as in a question.

    Raises:
        Refusal: none is, or it cannot be told which, or the name is none.
    """
    if named.is_everything:
        found = next((one for one in here if one.target.is_everything), None)
    elif named.club is not None:
        keys = {fold(club) for club in clubs_named(usable(named.club, "club"))} | {fold(named.club)}
        clubs = [one for one in here if one.target.club_key in keys]
        found = clubs[0] if len(clubs) == 1 else None
    else:
        found = _of_player(usable(named.player or "", "player"), here)
    if found is None:
        wanted = (named.club or named.player or say("everything"))[:MAX_NAME]
        none = say("{channel} has no alerts for {target}.", channel=where, target=wanted)
        raise Refusal(f"{none} {_those(here)}")
    return found


def _of_player(typed: str, here: Sequence[Subscription]) -> Subscription | None:
    players = [one for one in here if one.target.player_key is not None]
    return meant(typed, players, lambda one: one.target.label)


def meant(typed: str, among: Sequence[_One], name: Callable[[_One], str]) -> _One | None:
    """The one whose player is meant, by the names that each has; understood as in a question."""
    found = find(typed, [PlayerName(place, name(one)) for place, one in enumerate(among)])
    return among[found.player.id] if isinstance(found, Match) else None


def _those(here: Sequence[Subscription]) -> str:
    if not here:
        return say("It has none at all: /alerts add makes some.")
    return say("It has some for {targets}.", targets=few([one.target.name for one in here]))


def few(names: Sequence[str]) -> str:
    """The first of some names, and how many more there are."""
    rest = len(names) - _MOST_NAMED
    return listed([*names[:_MOST_NAMED], *([say("{count} more", count=rest)] if rest > 0 else [])])
