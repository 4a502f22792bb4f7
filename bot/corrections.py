"""What moderators settled against the reader, applied to what it has read. Pure.

A player's name is put right first, then the clubs of his rows; claims follow, and two rows that thereby are of one
player and one suitor become one. What nobody taught anything about stays untouched.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.files import Lesson, Matter
from bot.ladder import furthest
from bot.reading.assemble import developments
from bot.reading.summary import kept_summary
from bot.speech import mark, say
from bot.spelling import fold
from bot.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from bot.model import Claim, Reading, Rumour

SILENCED = mark("A moderator marked this text as no transfer news.")


@dataclass(frozen=True, slots=True)
class _Taught:
    """Lessons by what was read, folded. ``clubs`` is by club and player, "" for anybody."""

    players: Mapping[str, str]
    clubs: Mapping[tuple[str, str], str | None]
    no_players: frozenset[str]


def corrected(reading: Reading, lessons: Sequence[Lesson], text_hash: bytes) -> Reading:
    """The reading as the moderators would have it. Of two lessons on one matter the later holds."""
    texts = {lesson.read.lower() for lesson in lessons if lesson.matter is Matter.NOT_A_TRANSFER}
    if text_hash.hex() in texts:
        return replace(reading, summary="", rumours=(), silence=say(SILENCED))
    taught = _taught(lessons)
    right = tuple(_right(row, taught) for row in reading.rumours)
    if right == reading.rumours:
        return reading
    rows = _joined(row for row in right if row is not None)
    nobodies = listed(list(dict.fromkeys(row.player for row in reading.rumours)))
    silence = (
        reading.silence
        if rows
        else say("Nothing is left of it after what moderators taught of {names}.", names=nobodies)
    )
    return replace(reading, summary=kept_summary(rows), rumours=rows, silence=silence, speaks_of_bids=True)


def lesson(matter: Matter, read: str, meant: str | None = None, player: str | None = None) -> Lesson:
    """A lesson as it is kept: what is compared is folded, so that there is one of each matter."""
    key = read.lower() if matter is Matter.NOT_A_TRANSFER else fold(read)
    return Lesson(matter, key, meant, None if player is None else fold(player))


def lessons_of(before: Rumour, after: Rumour) -> tuple[Lesson, ...]:
    """What an edit teaches: another name of the player, and another club (for that player only) or none.

    Nothing where a club was only put into another place of the row.
    """
    taught: list[Lesson] = []
    if fold(before.player) != fold(after.player):
        taught.append(lesson(Matter.PLAYER, before.player, after.player))
    stay = {fold(club) for club in (after.from_club, after.to_club) if club is not None}
    for was, now in ((before.from_club, after.from_club), (before.to_club, after.to_club)):
        if was is not None and fold(was) not in stay:
            taught.append(lesson(Matter.CLUB, was, now, after.player))
    return tuple(taught)


def with_player(row: Rumour, name: str) -> Rumour:
    """The row of a player who is called so; what he does and says in it is his under that name."""
    was = fold(row.player)

    def put(name_read: str) -> str:
        return name if fold(name_read) == was else name_read

    claims = tuple(
        replace(claim, actor=put(claim.actor), speaker=claim.speaker and put(claim.speaker))
        for claim in row.claims
    )
    return replace(row, player=name, claims=claims)


def with_club(row: Rumour, read: str, meant: str | None) -> Rumour | None:
    """The row with another club in the place of the one that was read, or with none.

    What a club does that is none is dropped; None if nothing of the row is left.
    """
    was = fold(read)

    def put(club: str | None) -> str | None:
        return meant if club is not None and fold(club) == was else club

    claims: list[Claim] = []
    for claim in row.claims:
        actor = put(claim.actor)
        if actor is not None:
            claims.append(replace(claim, actor=actor, club=put(claim.club)))
    new = replace(row, from_club=put(row.from_club), to_club=put(row.to_club), claims=tuple(claims))
    if len(claims) == len(row.claims):
        return new
    return _weighed(new) if claims else None


def _taught(lessons: Iterable[Lesson]) -> _Taught:
    players: dict[str, str] = {}
    clubs: dict[tuple[str, str], str | None] = {}
    nobodies: set[str] = set()
    for one in lessons:
        read = fold(one.read)
        match one.matter:
            case Matter.PLAYER if one.meant:
                players.pop(read, None)
                _cut(players, read, one.meant)
                players[read] = one.meant
            case Matter.CLUB:
                clubs[read, fold(one.player or "")] = one.meant
            case Matter.NOT_A_PLAYER:
                nobodies.add(read)
            case _:
                pass
    return _Taught(players, clubs, frozenset(nobodies))


def _cut(players: dict[str, str], read: str, meant: str) -> None:
    """Forget the older lesson that would lead from what is meant back to what was read."""
    at = fold(meant)
    while at in players:
        onward = fold(players[at])
        if onward == read:
            del players[at]
        elif onward == at:
            return
        at = onward


def _right(row: Rumour, taught: _Taught) -> Rumour | None:
    name = row.player
    while (key := fold(name)) in taught.players and key not in taught.no_players:
        name = taught.players[key]
        if fold(name) == key:
            break
    if fold(name) in taught.no_players:
        return None
    right: Rumour | None = row if name == row.player else with_player(row, name)
    for club in _clubs(row):
        meant = _meant(club, (fold(name), fold(row.player), ""), taught)
        if right is not None and meant != club:
            right = with_club(right, club, meant)
    return right


def _clubs(row: Rumour) -> list[str]:
    named = [row.from_club, row.to_club, *(club for one in row.claims for club in (one.club, one.actor))]
    return list(dict.fromkeys(club for club in named if club is not None))


def _meant(club: str, of: Sequence[str], taught: _Taught) -> str | None:
    """What a club is by all lessons one after the other; those for the player go before those for anybody.

    Lessons that lead in a circle leave it as it was read.
    """
    at: str | None = club
    seen: set[str] = set()
    while at is not None and fold(at) not in seen:
        seen.add(fold(at))
        key = next(((fold(at), player) for player in of if (fold(at), player) in taught.clubs), None)
        at = at if key is None else taught.clubs[key]
    return at


def _joined(rows: Iterable[Rumour]) -> tuple[Rumour, ...]:
    """One row for each player and suitor, and no suitor who owns the player already."""
    found: dict[tuple[str, str | None], Rumour] = {}
    for row in map(_without_owner, rows):
        key = (fold(row.player), row.to_club)
        found[key] = _both(found[key], row) if key in found else row
    return tuple(found.values())


def _without_owner(row: Rumour) -> Rumour:
    if row.to_club is None or row.to_club != row.from_club:
        return row
    claims = tuple(replace(one, club=None if one.club == row.to_club else one.club) for one in row.claims)
    return replace(row, to_club=None, claims=claims)


def _both(one: Rumour, other: Rumour) -> Rumour:
    """Two rows as one. What is held in one of them stays held, and its sums are told of nobody."""
    if one.held is not None and other.held is None:
        one, other = other, one
    is_surer = one.held is None and other.held is not None
    late = tuple(replace(claim, held=claim.held or other.held) for claim in other.claims)
    whole = replace(
        one,
        from_club=one.from_club or other.from_club,
        fees=one.fees if is_surer else tuple(dict.fromkeys((*one.fees, *other.fees))),
        sources=tuple(dict.fromkeys((*one.sources, *other.sources))),
        claims=tuple(sorted(dict.fromkeys((*one.claims, *late)), key=lambda claim: claim.start)),
    )
    return _weighed(whole)


def _weighed(row: Rumour) -> Rumour:
    """The row with the kinds and the stage that its claims come to; a held one lists what it would say."""
    kinds = developments(claim if row.held is None else replace(claim, held=None) for claim in row.claims)
    return replace(row, developments=kinds, stage=furthest(kinds))
