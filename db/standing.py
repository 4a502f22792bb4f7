"""Where mendings have put things, as one scope sees it: who is one player, whose each rumour is, what he is called.

Merges join players to families: the one whom the others were merged into is its root. A rumour stands where the last
split (or an edit that named another player) has put it, else with whom it was filed under.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.files import Alias, Edit, Mending, Merge, Rename, Retract, Split, Vouch
from db import deeds
from db.sight import Sight

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

    from db.sight import Line


@dataclass(frozen=True, slots=True)
class Standing:
    """A family as it stands.

    ``members`` begin with the root. ``lines`` are the rumours that stand with it, as they were read; ``told`` those
    that are not retracted, as edited; ``filed`` all that were filed under a member or the first owner of a line.
    ``place`` has of what was moved where it stands. ``deeds`` are all that touch any of it, by number.
    """

    members: tuple[int, ...]
    filed: tuple[Line, ...]
    lines: tuple[Line, ...]
    told: tuple[Line, ...]
    place: Mapping[int, int]
    deeds: Mapping[int, Mending]

    @property
    def root(self) -> int:
        """The player whose the file is."""
        return self.members[0]

    @property
    def mendings(self) -> tuple[Mending, ...]:
        """The deeds that its file shows: what a member other than the root was renamed to is an alias."""
        ids = {line.id for line in self.lines}

        def belongs(one: Mending) -> bool:
            match one.deed:
                case Retract(rumour_id) | Edit(rumour_id) | Vouch(rumour_id):
                    return rumour_id in ids
                case Rename():
                    return one.player_id == self.root
                case Split(to_id, rumour_ids):
                    is_of = one.player_id in self.members or to_id in self.members
                    return is_of or not ids.isdisjoint(rumour_ids)
                case _:
                    return one.player_id in self.members

        return tuple(one for one in self.deeds.values() if belongs(one))


def standing(sight: Sight, player_id: int) -> Standing | None:
    """How the player's family stands; None if no mending that the scope sees touches him."""
    found = family_deeds(sight, player_id)
    if not found:
        return None
    members = _members(player_id, found)
    every, place, owners = _places(sight, members, found)
    filed = tuple(line for owner in owners for line in sight.lines(owner))
    lines = tuple(line for line in filed if place.get(line.id, line.owner) in members)
    return Standing(members, filed, lines, tuple(_told(lines, every)), place, every)


def family_deeds(sight: Sight, player_id: int) -> dict[int, Mending]:
    """The deeds that touch a player or anybody who is one with him, by number."""
    found: dict[int, Mending] = {}
    kin = [player_id]
    for member in kin:  # grows meanwhile
        for mending in sight.deeds(member):
            found[mending.id] = mending
            if isinstance(mending.deed, Merge):
                kin += [one for one in (mending.player_id, mending.deed.other_id) if one not in kin]
    return dict(sorted(found.items()))


def family(sight: Sight, player_id: int) -> tuple[int, ...]:
    """The players who are one with him, the root first."""
    return _members(player_id, family_deeds(sight, player_id))


def place_of(sight: Sight, rumour_id: int) -> int:
    """The player with whom a rumour stands, whomever he was merged into."""
    place = sight.owners([rumour_id])[rumour_id]
    for one in sight.deeds(place):
        place = dict(deeds.moves(one)).get(rumour_id, place)
    return place


def whose(conn: sqlite3.Connection, scope: int, rumour_id: int) -> int | None:
    """The root of the player with whom a rumour stands; None if the scope sees none of that number."""
    sight = Sight(conn, scope)
    if not sight.owners([rumour_id]):
        return None
    return family(sight, place_of(sight, rumour_id))[0]


def fullest_first(given: Iterable[str]) -> list[str]:
    """The name with most words, then the others as they came; one that wire and guild both have once."""
    once = list(dict.fromkeys(given))
    fullest = max(once, key=lambda name: len(name.split()))
    return [fullest, *(name for name in once if name != fullest)]


def called(sight: Sight, stands: Standing) -> tuple[str, tuple[str, ...]]:
    """The name of a family with lines before its root was renamed, and the aliases.

    A name of which every article is retracted, moved away or edited to another is borne no more; but a root that
    would have none keeps them. What it was renamed to is among the aliases, so that he is found by it, and so is what
    moderators know him by besides.
    """
    borne = _borne(stands)
    as_read = {(line.owner, line.player) for line in stands.filed}
    names = {
        member: [
            *(n for n in sight.names(member) if (member, n) not in as_read or (member, n) in borne),
            *(name for who, name in borne if who == member),
            *_given(sight, stands, member, Split),
        ]
        for member in stands.members
    }
    names[stands.root] = names[stands.root] or sight.names(stands.root)
    unnamed = [line.player for line in stands.lines]
    first, *rest = [given for given in names.values() if given] or [unnamed]
    name, *aliases = fullest_first(first)
    renamed = [
        new
        for by in (Rename, Alias)
        for member in stands.members
        for new in _given(sight, stands, member, by)
    ]
    others = [*aliases, *(other for given in rest for other in given), *renamed]
    return name, tuple(dict.fromkeys(one for one in others if one != name))


def _members(player_id: int, found: Mapping[int, Mending]) -> tuple[int, ...]:
    """The family, the root first.

    Deeds of the wire and of a guild may cross: a merge of two who are one already changes nothing, so that there is
    never a circle.
    """
    into: dict[int, int] = {}

    def root(of: int) -> int:
        while of in into:
            of = into[of]
        return of

    for mending in found.values():
        if isinstance(mending.deed, Merge):
            other, player = root(mending.deed.other_id), root(mending.player_id)
            if other != player:
                into[other] = player
    top = root(player_id)
    return (top, *sorted(one for one in into if root(one) == top))


def _places(
    sight: Sight, members: Sequence[int], found: Mapping[int, Mending]
) -> tuple[dict[int, Mending], dict[int, int], list[int]]:
    """All deeds on what may stand with a family, where what they moved stands, and under whom it may be filed.

    What was moved in may have been moved on, which only the deeds that touch its first owner tell.
    """
    moved_in = {number for one in found.values() for number, to_id in deeds.moves(one) if to_id in members}
    owners = list(dict.fromkeys((*members, *sight.owners(moved_in).values())))
    every = dict(found)
    for owner in owners:
        every.update((mending.id, mending) for mending in sight.deeds(owner))
    every = dict(sorted(every.items()))
    place = {number: to_id for one in every.values() for number, to_id in deeds.moves(one)}
    return every, place, owners


def _told(lines: Iterable[Line], every: Mapping[int, Mending]) -> Iterable[Line]:
    gone = {one.deed.rumour_id for one in every.values() if isinstance(one.deed, Retract)}
    edited = {one.deed.rumour_id: one.deed.rumour for one in every.values() if isinstance(one.deed, Edit)}
    sure = {one.deed.rumour_id for one in every.values() if isinstance(one.deed, Vouch)}
    for line in lines:
        if line.id in gone:
            continue
        row = edited.get(line.id, line)
        held = None if line.id in sure else row.held
        yield replace(line, player=row.player, held=held, from_club=row.from_club, to_club=row.to_club)


def _borne(stands: Standing) -> dict[tuple[int, str], None]:
    """Who bears which name by what is told, in order. A split rumour named somebody else: it lends no name."""
    last: dict[int, Mending] = {}
    for one in stands.deeds.values():
        if isinstance(one.deed, (Split, Edit)):
            last.update((rumour_id, one) for rumour_id in deeds.rumour_ids(one.deed))
    split = {rumour_id for rumour_id, one in last.items() if isinstance(one.deed, Split)}
    told = (line for line in stands.told if line.id not in split)
    return {(stands.place.get(line.id, line.owner), line.player): None for line in told}


def _given(sight: Sight, stands: Standing, member: int, by: type[Split | Rename | Alias]) -> list[str]:
    """The names that splits, renamings or moderators gave a player."""
    standing_by = {number for number, one in stands.deeds.items() if isinstance(one.deed, by)}
    return [name for number, name in sight.given(member) if number in standing_by]
