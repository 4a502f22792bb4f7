"""A player's file: what is kept of him, what moderators did to it, and what they taught the reader. Data only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Rumour


@dataclass(frozen=True, slots=True)
class KeptRumour:
    """A rumour as it is kept: who may see it, and when it was said and received.

    ``said_on`` is the article's date, or the day it was received where it shows none.
    ``summary`` is that of the whole article. Which saga it belongs to is no stored fact: ``bot.sagas``
    derives it from all that the asker may see, so that a retraction or a late article mends it by itself.
    Rows of one article share ``article_id``. ``is_copy``: its text nearly is that of an earlier article, so it is
    no voice of its own.
    """

    id: int
    scope: int
    said_on: dt.date
    received: dt.datetime
    rumour: Rumour
    summary: str = ""
    outlet: str | None = None
    url: str | None = None
    article_id: int = 0
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Retract:
    """A rumour was wrong: it is told no more, and what was folded from it is as if it had never come."""

    rumour_id: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A rumour was misread: ``rumour`` is what its article says; a moderator's word outranks the reader's.

    ``to_id``: it is of another player, whose it is from then on.
    """

    rumour_id: int
    rumour: Rumour
    to_id: int | None = None


@dataclass(frozen=True, slots=True)
class Merge:
    """Two players are one: all that is told of ``other_id`` is told of the player of the mending."""

    other_id: int


@dataclass(frozen=True, slots=True)
class Split:
    """Rumours are of a namesake: they are the other player's, ``to_id``."""

    to_id: int
    rumour_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rename:
    """The player is called ``name``; how he was called before is an alias."""

    name: str


@dataclass(frozen=True, slots=True)
class Alias:
    """The player is known by another name, too; what he is called stays."""

    name: str


@dataclass(frozen=True, slots=True)
class Vouch:
    """What the reader held back of a rumour is so: it is told as if it had been read surely."""

    rumour_id: int


@dataclass(frozen=True, slots=True)
class Close:
    """The saga ended on a day; what is said later begins another."""

    on: dt.date


Deed = Retract | Edit | Vouch | Merge | Split | Rename | Alias | Close
"""What a moderator does to a player's file. The claims stay as they were read: every deed can be undone."""


@dataclass(frozen=True, slots=True)
class Mending:
    """A deed as it is kept. Only its scope sees it (every guild, if it is the wire); an undone one is not seen."""

    id: int
    scope: int
    at: dt.datetime
    actor_id: int
    player_id: int
    deed: Deed


@dataclass(frozen=True, slots=True)
class PlayerFile:
    """A player and all of him that the asker may see: rumours by (said_on, id), and mendings by id.

    The rumours are as they were read, retracted and edited ones too: ``bot.sagas.mending.mended`` applies those
    mendings. What a merge or a split has moved stands in the file whose it is by now.
    """

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    rumours: tuple[KeptRumour, ...] = ()
    mendings: tuple[Mending, ...] = ()


class Matter(StrEnum):
    """What a lesson is about."""

    PLAYER = "player"
    CLUB = "club"
    NOT_A_PLAYER = "not_a_player"
    NOT_A_TRANSFER = "not_a_transfer"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a moderator settled against the reader, to hold for every later text.

    ``read`` is what the reader made of it, ``meant`` what it is: PLAYER "V. Dijk" is "Virgil van Dijk"; CLUB "Saints"
    (of ``player``, or of anybody) is "Southampton", or None: no club of this; NOT_A_PLAYER "Old Trafford";
    NOT_A_TRANSFER: the text whose hash, in hexadecimal digits, is ``read``. Names are compared folded.
    """

    matter: Matter
    read: str
    meant: str | None = None
    player: str | None = None


@dataclass(frozen=True, slots=True)
class PlayerName:
    """What a list of names shows of a player: enough to tell him from another of that name.

    ``last_on`` is the day on which he was last spoken of.
    """

    id: int
    name: str
    aliases: tuple[str, ...] = ()
    from_club: str | None = None
    to_club: str | None = None
    last_on: dt.date | None = None
