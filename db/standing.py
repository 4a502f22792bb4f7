"""Where mendings have put things, as one scope sees it: who is one player, whose each rumour is, what he is called.

Merges join players to families: the one whom the others were merged into is its root. A rumour stands where the last
split (or an edit that named another player) has put it, else with whom it was filed under.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.model import WIRE, Edit, Mending, Merge, Rename, Retract, Split
from db import deeds
from db.rumours import dumps

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

NAMES = "SELECT name FROM player_names WHERE player_id = ? AND scope IN (?, ?) ORDER BY id"
GIVEN = (
    "SELECT mending_id, name FROM mended_names WHERE player_id = ? AND scope IN (?, ?) ORDER BY mending_id"
)
LINES = """
    SELECT id, player_id, said_on, player, from_club, to_club, held FROM rumours
    WHERE player_id = ? AND scope IN (?, ?) ORDER BY id
"""
OWNERS = """
    SELECT id, player_id, article_id FROM rumours
    WHERE id IN (SELECT value FROM json_each(?)) AND scope IN (?, ?)
"""


@dataclass(frozen=True, slots=True)
class Line:
    """What a list of names needs of a rumour. ``owner`` is the player it was filed under, ``said_on`` an ordinal."""

    id: int
    owner: int
    said_on: int
    player: str
    from_club: str | None
    to_club: str | None
    held: str | None


@dataclass(frozen=True, slots=True)
class Standing:
    """A family as it stands.

    ``lines`` are all rumours that stand with it, as they were read; ``told`` those that are not retracted, as edited.
    ``mendings`` are those that its file shows, by number. ``name`` is that before the root was renamed; where no
    rumour stands there is no file either.
    """

    root: int
    members: tuple[int, ...]
    lines: tuple[Line, ...]
    told: tuple[Line, ...]
    mendings: tuple[Mending, ...]
    name: str
    aliases: tuple[str, ...]


def standing(conn: sqlite3.Connection, scope: int, player_id: int) -> Standing | None:
    """How the player's family stands; None if no mending that ``scope`` sees touches him."""
    found = family_deeds(conn, scope, player_id)
    if not found:
        return None
    members = _members(player_id, found)
    every, place = _places(conn, scope, members, found)
    owners = dict.fromkeys((*members, *owners_of(conn, scope, _moved_to(members, place)).values()))
    own = [line for owner in owners for line in _lines(conn, scope, owner)]
    lines = tuple(line for line in own if place.get(line.id, line.owner) in members)
    if not lines:
        return Standing(members[0], members, (), (), (), "", ())
    told = _mended(lines, every)
    shown = _shown(members, {line.id for line in lines}, every)
    name, aliases = _called(conn, scope, members, own, told, place, every)
    return Standing(members[0], members, lines, told, shown, name, aliases)


def family_deeds(conn: sqlite3.Connection, scope: int, player_id: int) -> dict[int, Mending]:
    """The deeds visible to ``scope`` that touch a player or anybody who is one with him, by number."""
    found: dict[int, Mending] = {}
    kin = [player_id]
    for member in kin:  # grows meanwhile
        for mending in deeds.touching(conn, scope, member):
            found[mending.id] = mending
            if isinstance(mending.deed, Merge):
                kin += [one for one in (mending.player_id, mending.deed.other_id) if one not in kin]
    return dict(sorted(found.items()))


def family(conn: sqlite3.Connection, scope: int, player_id: int) -> tuple[int, ...]:
    """The players who are one with him, the root first."""
    return _members(player_id, family_deeds(conn, scope, player_id))


def place_of(conn: sqlite3.Connection, scope: int, rumour_id: int) -> int:
    """The player with whom a rumour stands that ``scope`` sees, whomever he was merged into."""
    place = owners_of(conn, scope, [rumour_id])[rumour_id]
    for one in deeds.touching(conn, scope, place):
        place = dict(_moves(one)).get(rumour_id, place)
    return place


def owners_of(conn: sqlite3.Connection, scope: int, rumour_ids: Iterable[int]) -> dict[int, int]:
    """The players under whom rumours were filed, by the rumour's number; only of rumours that ``scope`` sees."""
    ids = list(rumour_ids)
    if not ids:
        return {}
    return {row[0]: row[1] for row in conn.execute(OWNERS, (dumps(ids), WIRE, scope))}


def fullest_first(given: Iterable[str]) -> list[str]:
    """The name with most words, then the others as they came; one that wire and guild both have once."""
    once = list(dict.fromkeys(given))
    fullest = max(once, key=lambda name: len(name.split()))
    return [fullest, *(name for name in once if name != fullest)]


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


def _moves(mending: Mending) -> tuple[tuple[int, int], ...]:
    """The rumours that a deed moves, each with the player to whom."""
    match mending.deed:
        case Split(to_id, ids):
            return tuple((rumour_id, to_id) for rumour_id in ids)
        case Edit(rumour_id, _, to_id) if to_id is not None:
            return ((rumour_id, to_id),)
        case _:
            return ()


def _places(
    conn: sqlite3.Connection, scope: int, members: Sequence[int], found: Mapping[int, Mending]
) -> tuple[dict[int, Mending], dict[int, int]]:
    """All deeds on what may stand with the family, and where those rumours that were moved stand.

    What was moved in may have been moved on, which only the deeds that touch its first owner tell.
    """
    moved_in = {rumour_id for one in found.values() for rumour_id, to_id in _moves(one) if to_id in members}
    foreign = set(owners_of(conn, scope, moved_in).values()) - set(members)
    every = dict(found)
    for owner in foreign:
        every.update((mending.id, mending) for mending in deeds.touching(conn, scope, owner))
    every = dict(sorted(every.items()))
    return every, {rumour_id: to_id for one in every.values() for rumour_id, to_id in _moves(one)}


def _moved_to(members: Sequence[int], place: Mapping[int, int]) -> list[int]:
    return [rumour_id for rumour_id, to_id in place.items() if to_id in members]


def _lines(conn: sqlite3.Connection, scope: int, owner: int) -> list[Line]:
    return [Line(*row) for row in conn.execute(LINES, (owner, WIRE, scope))]


def _mended(lines: Iterable[Line], every: Mapping[int, Mending]) -> tuple[Line, ...]:
    gone = {one.deed.rumour_id for one in every.values() if isinstance(one.deed, Retract)}
    edited = {one.deed.rumour_id: one.deed.rumour for one in every.values() if isinstance(one.deed, Edit)}
    told: list[Line] = []
    for line in lines:
        row = edited.get(line.id)
        if line.id in gone:
            continue
        if row is None:
            told.append(line)
            continue
        new = Line(line.id, line.owner, line.said_on, row.player, row.from_club, row.to_club, row.held)
        told.append(new)
    return tuple(told)


def _shown(members: Sequence[int], ids: set[int], every: Mapping[int, Mending]) -> tuple[Mending, ...]:
    """The deeds that belong into the family's file: what a member other than the root was renamed to is an alias."""

    def belongs(one: Mending) -> bool:
        match one.deed:
            case Retract(rumour_id) | Edit(rumour_id):
                return rumour_id in ids
            case Rename():
                return one.player_id == members[0]
            case Split(to_id, rumour_ids):
                return one.player_id in members or to_id in members or not ids.isdisjoint(rumour_ids)
            case _:
                return one.player_id in members

    return tuple(one for one in every.values() if belongs(one))


def _called(
    conn: sqlite3.Connection,
    scope: int,
    members: Sequence[int],
    own: Sequence[Line],
    told: Sequence[Line],
    place: Mapping[int, int],
    every: Mapping[int, Mending],
) -> tuple[str, tuple[str, ...]]:
    """The name and the aliases, before the root is renamed.

    A name of which every article is retracted, moved away or edited to another is borne no more; but a root that
    would have none keeps them.
    """
    as_read = {(line.owner, line.player) for line in own}
    borne = _borne(told, place, every)
    filed = {member: [name for (name,) in conn.execute(NAMES, (member, WIRE, scope))] for member in members}
    names = {
        member: [
            *(name for name in filed[member] if (member, name) not in as_read or (member, name) in borne),
            *(name for who, name in borne if who == member),
            *_given(conn, scope, member, every, is_root=member == members[0]),
        ]
        for member in members
    }
    names[members[0]] = names[members[0]] or filed[members[0]]
    unnamed = [line.player for line in own]
    first, *rest = [given for given in names.values() if given] or [unnamed]
    name, *aliases = fullest_first(first)
    others = (other for given in rest for other in given)
    return name, tuple(dict.fromkeys(one for one in (*aliases, *others) if one != name))


def _borne(
    told: Iterable[Line], place: Mapping[int, int], every: Mapping[int, Mending]
) -> dict[tuple[int, str], None]:
    """Who bears which name by what is told, in order. A split rumour named somebody else: it lends no name."""
    last: dict[int, Mending] = {}
    for one in every.values():
        if isinstance(one.deed, (Split, Edit)):
            last.update((rumour_id, one) for rumour_id in deeds.rumour_ids(one.deed))
    return {
        (place.get(line.id, line.owner), line.player): None
        for line in told
        if not (line.id in last and isinstance(last[line.id].deed, Split))
    }


def _given(
    conn: sqlite3.Connection, scope: int, member: int, every: Mapping[int, Mending], *, is_root: bool
) -> list[str]:
    """The names that splits and renamings gave a player; the root's renaming is told by the deed itself."""
    found = [
        (every[number].deed, name)
        for number, name in conn.execute(GIVEN, (member, WIRE, scope))
        if number in every
    ]
    return [
        name for deed, name in found if isinstance(deed, Split) or (isinstance(deed, Rename) and not is_root)
    ]
