"""What moderators mended, applied to what was read: the fold afterwards is the fold of what remains. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.files import Close, Edit, Rename, Retract, Split, Vouch
from bot.ladder import furthest
from bot.reading.assemble import developments

if TYPE_CHECKING:
    import datetime as dt

    from bot.files import Deed, PlayerFile
    from bot.model import Rumour


def mended(file: PlayerFile) -> PlayerFile:
    """The file as the moderators left it.

    The order of the deeds makes no difference but for two on the same thing, of which the later holds. Merges and
    splits are settled before: the store puts every rumour into the file whose it is by now.
    """
    gone: set[int] = set()
    sure: set[int] = set()
    edited: dict[int, Rumour] = {}
    name = file.name
    for mending in file.mendings:
        match mending.deed:
            case Retract(rumour_id):
                gone.add(rumour_id)
            case Edit(rumour_id, rumour, _):
                edited[rumour_id] = rumour
            case Vouch(rumour_id):
                sure.add(rumour_id)
            case Rename(new):
                name = new
            case _:
                pass
    left = ((kept, edited.get(kept.id, kept.rumour)) for kept in file.rumours if kept.id not in gone)
    rumours = tuple(replace(kept, rumour=unheld(row) if kept.id in sure else row) for kept, row in left)
    aliases = tuple(dict.fromkeys(called for called in (file.name, *file.aliases) if called != name))
    return replace(file, name=name, aliases=aliases, rumours=rumours)


def unheld(row: Rumour) -> Rumour:
    """The rumour with all of it told: a held one lists already what it would say, one held in part says more."""
    claims = tuple(replace(claim, held=None) for claim in row.claims)
    kinds = developments(claims)
    is_known = set(kinds) <= set(row.developments)
    told = row if is_known else replace(row, developments=kinds, stage=furthest(kinds))
    return replace(told, claims=claims, held=None)


def is_held(row: Rumour) -> bool:
    """True if the rumour, or something in it, is told to nobody yet."""
    return row.held is not None or any(claim.held for claim in row.claims)


def closings(file: PlayerFile) -> tuple[dt.date, ...]:
    """The days on which moderators closed a saga of the player."""
    return tuple(sorted(mending.deed.on for mending in file.mendings if isinstance(mending.deed, Close)))


def last_on(file: PlayerFile, rumour_id: int) -> int:
    """The number of the last deed on a rumour, 0 for none: what an editor has seen when he begins."""
    on = (one.id for one in file.mendings if rumour_id in _rumours_of(one.deed))
    return max(on, default=0)


def _rumours_of(deed: Deed) -> tuple[int, ...]:
    match deed:
        case Retract(rumour_id) | Edit(rumour_id) | Vouch(rumour_id):
            return (rumour_id,)
        case Split(_, rumour_ids):
            return rumour_ids
        case _:
            return ()
