"""What moderators mend: a deed is checked against what its scope sees, kept, and undone by a mark."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.files import Alias, Edit, Merge, Rename, Retract, Split, Vouch
from bot.model import WIRE
from bot.store import NEWCOMER, Overtaken
from db import audit, deeds, developing, lessons, marks, players, standing
from db.rumours import dumps
from db.sight import OWNERS, Sight
from db.times import from_epoch

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

    from bot.files import Deed, Lesson, Mending, PlayerFile
    from bot.store import Called, Judgement, Telling

_INSERT = """
    INSERT INTO mendings (scope, at, actor_id, player_id, kind, detail) VALUES (?, ?, ?, ?, ?, ?) RETURNING id
"""
_TOUCH_PLAYER = "INSERT OR IGNORE INTO mended_players (player_id, scope, mending_id) VALUES (?, ?, ?)"
_TOUCH_RUMOUR = "INSERT OR IGNORE INTO mended_rumours (rumour_id, scope, mending_id) VALUES (?, ?, ?)"
_NAME = "INSERT INTO mended_names (player_id, scope, mending_id, name, last_word) VALUES (?, ?, ?, ?, ?)"
_UNDO = """
    UPDATE mendings SET undone_at = ?, undone_by = ? WHERE id = ? AND scope = ? AND undone_at IS NULL
    RETURNING kind, player_id
"""
UNDONE = "SELECT undone_by, undone_at FROM mendings WHERE id = ? AND scope = ? AND undone_at IS NOT NULL"
SAID_IN = """
    SELECT player_id, article_id, said_on FROM rumours
    WHERE id IN (SELECT value FROM json_each(?)) AND scope IN (?, ?)
"""
TOUCHED_BY = "SELECT player_id FROM mended_players WHERE mending_id = ? AND scope = ?"
RUMOURS_OF = "SELECT rumour_id FROM mended_rumours WHERE mending_id = ? AND scope = ?"


@dataclass(frozen=True, slots=True)
class Wish:
    """A deed as it is asked for; see ``bot.store.Store.mend``. ``now`` in epoch seconds."""

    scope: int
    actor_id: int
    player_id: int
    deed: Deed
    now: int
    called: Called | None = None
    lessons: Sequence[Lesson] = ()
    seen: int | None = None
    telling: Telling | None = None


def mend(conn: sqlite3.Connection, wish: Wish, merge_window: dt.timedelta) -> int | None:
    """Keep a deed and all that comes with it; None if the scope sees no such thing, or it would change nothing.

    Raises:
        Overtaken: another deed came first.
    """
    file = players.file_of(conn, wish.scope, wish.player_id)
    if file is None:
        return None
    _check_seen(conn, wish)
    deed = _settled(conn, wish, file)
    if deed is None:
        return None
    judged = _judged(conn, wish, deed)
    cells = (wish.scope, wish.now, wish.actor_id, file.id, *deeds.write(deed))
    mending_id: int = conn.execute(_INSERT, cells).fetchone()[0]
    _touch(conn, wish.scope, mending_id, file.id, deed)
    _name(conn, wish, mending_id, file.id, deed)
    for lesson in wish.lessons:
        lessons.keep(conn, wish.scope, wish.actor_id, lesson, wish.now, mending_id=mending_id)
    _mark(conn, wish.scope, deeds.rumour_ids(deed), wish.now)
    if judged is not None:
        _tell(conn, judged, mending_id, merge_window)
    kind, _ = deeds.write(deed)
    detail = f"{mending_id}: {file.name}{_told(deed)}"
    audit.note(
        conn, at=wish.now, scope=wish.scope, actor_id=wish.actor_id, action=f"mend ({kind})", detail=detail
    )
    return mending_id


@dataclass(frozen=True, slots=True)
class _Judged:
    """What every audience makes of a rumour that is told now: of the scope itself, and of guilds judged apart."""

    of: developing.Occasion
    judgements: dict[int, Judgement]


def _judged(conn: sqlite3.Connection, wish: Wish, deed: Deed) -> _Judged | None:
    """What is to be made of a rumour that was held, from what is known without it."""
    telling = wish.telling
    if telling is None:
        return None
    (rumour_id,) = deeds.rumour_ids(deed)
    (row,) = conn.execute(SAID_IN, (dumps([rumour_id]), WIRE, wish.scope))
    owner, article_id, said_on = row
    apart = players.guilds_of_their_own(conn, owner) if wish.scope == WIRE else ()
    judgements = {
        audience: telling.judge(
            (telling.row,),
            dt.date.fromordinal(said_on),
            players.files_by_last_word(conn, audience, telling.row_key),
        )
        for audience in (wish.scope, *apart)
    }
    return _Judged(developing.Occasion(article_id, owner, wish.now), judgements)


def _tell(conn: sqlite3.Connection, judged: _Judged, mending_id: int, merge_window: dt.timedelta) -> None:
    of = replace(judged.of, mending_id=mending_id)
    apart = list(judged.judgements)[1:]
    for audience, judgement in judged.judgements.items():
        developing.tell(conn, of, audience, judgement, apart, merge_window)


def undone(conn: sqlite3.Connection, scope: int, mending_id: int) -> tuple[int, dt.datetime] | None:
    """Who has undone a deed of that scope, and when."""
    row = conn.execute(UNDONE, (mending_id, scope)).fetchone()
    return None if row is None else (row[0], from_epoch(row[1]))


def undo(conn: sqlite3.Connection, scope: int, actor_id: int, mending_id: int, now: int) -> bool:
    """Mark a deed as undone; False if that scope has none of that number, or it is undone."""
    row = conn.execute(_UNDO, (now, actor_id, mending_id, scope)).fetchone()
    if row is None:
        return False
    lessons.drop_with(conn, scope, mending_id)
    _mark(conn, scope, [one for (one,) in conn.execute(RUMOURS_OF, (mending_id, scope))], now)
    audit.note(
        conn, at=now, scope=scope, actor_id=actor_id, action=f"undo ({row[0]})", detail=str(mending_id)
    )
    return True


def touched_by(conn: sqlite3.Connection, scope: int, mending_id: int) -> frozenset[int]:
    """The players whom a deed of that scope touches."""
    return frozenset(one for (one,) in conn.execute(TOUCHED_BY, (mending_id, scope)))


def of_player(conn: sqlite3.Connection, scope: int, player_id: int | None) -> tuple[Mending, ...]:
    """The deeds of that very scope, by number: all, or those that touch a player and who is one with him."""
    if player_id is None:
        return deeds.of_scope(conn, scope)
    found = standing.family_deeds(Sight(conn, scope), player_id)
    return tuple(mending for mending in found.values() if mending.scope == scope)


def _check_seen(conn: sqlite3.Connection, wish: Wish) -> None:
    if wish.seen is None:
        return
    for rumour_id in deeds.rumour_ids(wish.deed):
        last = deeds.last_on_rumour(conn, wish.scope, rumour_id)
        if (last.id if last else 0) != wish.seen:
            raise Overtaken(last if last and last.id > wish.seen else None)


def _settled(conn: sqlite3.Connection, wish: Wish, file: PlayerFile) -> Deed | None:
    """The deed with the players whom it means; None if it cannot be, or would change nothing."""
    gone = {one.deed.rumour_id for one in file.mendings if isinstance(one.deed, Retract)}
    if not set(deeds.rumour_ids(wish.deed)) <= {kept.id for kept in file.rumours} - gone:
        return None
    match wish.deed:
        case Edit(_, _, to_id) if to_id is not None:
            other = _other(conn, wish, to_id)
            return replace(wish.deed, to_id=None if other == file.id else other) if other else None
        case Merge(other_id):
            other = _other(conn, wish, other_id) if other_id != NEWCOMER else None
            return Merge(other) if other not in (None, file.id) else None
        case Split(to_id, ids):
            other = _other(conn, wish, to_id) if ids else None
            return Split(other, tuple(dict.fromkeys(ids))) if other not in (None, file.id) else None
        case _:
            return wish.deed


def _other(conn: sqlite3.Connection, wish: Wish, player_id: int) -> int | None:
    """The root of a player whom the scope sees; of a newcomer, who need not be seen, the one of that key."""
    if player_id != NEWCOMER:
        file = players.file_of(conn, wish.scope, player_id)
        return None if file is None else file.id
    if wish.called is None:
        return None
    made = players.identify(conn, None, wish.called.key)
    return standing.family(Sight(conn, wish.scope), made)[0]


def _touch(conn: sqlite3.Connection, scope: int, mending_id: int, player_id: int, deed: Deed) -> None:
    ids = deeds.rumour_ids(deed)
    touched = [player_id, *Sight(conn, scope).owners(ids).values()]
    match deed:
        case Merge(other_id):
            touched.append(other_id)
        case Split(to_id) | Edit(_, _, int(to_id)):
            touched.append(to_id)
        case _:
            pass
    conn.executemany(_TOUCH_PLAYER, [(one, scope, mending_id) for one in dict.fromkeys(touched)])
    conn.executemany(_TOUCH_RUMOUR, [(one, scope, mending_id) for one in ids])


def _name(conn: sqlite3.Connection, wish: Wish, mending_id: int, player_id: int, deed: Deed) -> None:
    if wish.called is None:
        return
    match deed:
        case Split(to_id) | Edit(_, _, int(to_id)):
            whose = to_id
        case Edit(rumour_id):
            whose = standing.place_of(Sight(conn, wish.scope), rumour_id)
        case Rename() | Alias():
            whose = player_id
        case _:
            return
    last_word = wish.called.key.rpartition(" ")[2]
    conn.execute(_NAME, (whose, wish.scope, mending_id, wish.called.name, last_word))


def _mark(conn: sqlite3.Connection, scope: int, rumour_ids: Iterable[int], now: int) -> None:
    """Let the alerts that were made of these rumours know what became of them."""
    ids = dumps(list(rumour_ids))
    made = {row[1:] for row in conn.execute(OWNERS, (ids, WIRE, scope))}
    for player_id, article_id in sorted(made):
        marks.mark(conn, article_id, player_id, now)


def _told(deed: Deed) -> str:
    """What the audit line says of a deed, beside its kind and its player."""
    match deed:
        case Merge(other_id):
            return f", player {other_id}"
        case Rename(name):
            return f", now {name}"
        case Alias(name):
            return f", also {name}"
        case Retract() | Edit() | Vouch() | Split():
            return f", rumour {', '.join(str(one) for one in deeds.rumour_ids(deed))}"
        case _:
            return f", {deed.on.isoformat()}"
