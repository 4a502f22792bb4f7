"""What the bot needs kept, as a protocol of coarse operations, each one transaction."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot.cases import Cases
from bot.drafts import Drafts
from bot.holdings import Holdings
from bot.outbox import Outbox
from bot.speech import mark
from bot.subscription import Subscriptions
from bot.tiers import SourceTiers
from bot.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.files import Deed, Lesson, Mending, PlayerFile, PlayerName
    from bot.model import Alert, Article, Reading, Rumour, Verdict
    from bot.speech import Spoken


class StoreError(Exception):
    """The store cannot do what was asked; its text is a sentence for whoever runs or asks the bot.

    It is English: the store answers many at once. Where it is shown it is said in the asker's language.
    """


class NotSaved(StoreError):  # noqa: N818 - the sentence that the user reads
    """A write did not happen, and nothing of it was half done (disk full, locked by another program)."""


class DraftGone(StoreError):  # noqa: N818 - the sentence that the user reads
    """A draft that was to be filed has been filed or thrown away; nothing was done."""


class UsedUp(StoreError):  # noqa: N818 - the sentence that the user reads
    """A scope has filed as many texts on a day as it may; nothing was kept. ``most`` is how many."""

    def __init__(self, most: int) -> None:
        super().__init__(mark("So many texts a day may be added here, and no more."))
        self.most = most


class Overtaken(StoreError):  # noqa: N818 - the sentence that the user reads
    """A rumour was mended after the one who mends it looked; nothing was done. ``by`` None: a deed was undone."""

    def __init__(self, by: Mending | None) -> None:
        super().__init__(mark("This was changed in the meantime."))
        self.by = by


NEWCOMER = 0
"""As the ``to_id`` of a deed: a player who is not known yet, or the one who bears that very name."""


@dataclass(frozen=True, slots=True)
class Called:
    """A name that a deed brings in, and its folded form (see ``bot.spelling.fold``), by which players are found."""

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Echo:
    """Who says again, in an article that is no news, what was told before.

    ``article_ids``, ascending, are those of the articles in which the weightiest of it was told.
    """

    sources: tuple[Spoken, ...]
    article_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the core decided about one player's rows of an article.

    ``player_id`` None: none of the known ones is he. ``name`` is the best full name known now and
    ``name_keys`` are its folded forms that subscriptions may have named, the full one first; ``club_keys`` are
    those of the clubs that an alert is about. ``echo``: a repeat, and of what.
    """

    player_id: int | None
    name: str
    name_keys: tuple[str, ...]
    verdict: Verdict
    why: Spoken
    alert: Alert | None
    club_keys: tuple[str, ...] = ()
    echo: Echo | None = None


class Judge(Protocol):
    """Decides inside the transaction, from what is known at that moment. Pure; it must not fail."""

    def __call__(
        self,
        rows: Sequence[Rumour],
        said_on: dt.date,
        known: Sequence[PlayerFile],
        copied: dt.date | None = None,
    ) -> Judgement:
        """Judge the rows, all of one player, against the files of the players who may be he.

        ``copied`` is the day of an earlier article in the audience's sight whose text this one nearly is.
        """
        ...


NEAR_COPY = 0.5
"""Two texts of one length that share two thirds of all their five words in a row.

Reports by different hands stay below 0.04, an agency's text with another byline, intro or last paragraph is above
(see the table in ``tests/bot/test_copies.py``).
"""


@dataclass(frozen=True, slots=True)
class Telling:
    """How a rumour is judged that was held, when a deed has it told: as ``row``, as if it came in just now.

    ``row_key`` is the last folded word of its player, by which those who may be he are looked up.
    """

    row: Rumour
    row_key: str
    judge: Judge


@dataclass(frozen=True, slots=True)
class Filing:
    """An article on its way in: read, but neither judged nor kept.

    ``said_on`` is the reading's date, else the day of ``received`` (an aware time). ``actor_id`` is the user
    who brought it, 0 for the operator. ``path`` says by which way ("form", "menu", "terminal").
    ``rows`` holds the rumours grouped by player; ``row_keys`` the last folded word of each group's player,
    by which the players who may be he are looked up. ``draft_id`` is the draft that this files: it is dropped
    in the same transaction, so that neither a fault nor a crash loses what a moderator has pasted.
    ``sketch`` is what near copies of a text have nearly in common (see ``bot.copies``); empty: too short to tell.
    Texts whose sketches agree at a share of ``NEAR_COPY`` of their places, or more, are near copies.
    ``lessons`` are learnt with it. ``most_a_day``: so many texts the scope may file by hand on a day, None: any number.
    ``message_id``: the heard message of which it is the text (see ``bot.watches``).
    """

    scope: int
    article: Article
    reading: Reading
    said_on: dt.date
    received: dt.datetime
    text_hash: bytes
    rows: tuple[tuple[Rumour, ...], ...]
    row_keys: tuple[str, ...]
    actor_id: int = 0
    path: str = "terminal"
    draft_id: int | None = None
    sketch: tuple[int, ...] = ()
    lessons: tuple[Lesson, ...] = ()
    most_a_day: int | None = None
    message_id: int | None = None


@dataclass(frozen=True, slots=True)
class Filed:
    """One player's part of an article that was filed. ``queued``: to how many channels the alert goes."""

    player: str
    verdict: Verdict
    why: Spoken
    alert: Alert | None
    queued: int = 0
    held: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of a filing. ``known_since``: the same text was received before, on that day."""

    filed: tuple[Filed, ...]
    known_since: dt.date | None = None


class Store(Subscriptions, Cases, SourceTiers, Outbox, Drafts, Watches, Holdings, Protocol):
    """Everything that is kept. ``scope`` is what the asker may see: the wire and that guild, nothing else."""

    @property
    def version(self) -> int:
        """A counter that rises with every write that could change a list of names."""
        ...

    def touched(self, scope: int, since: int) -> frozenset[int] | None:
        """The ids of those in whose names that very scope may have changed something after that version.

        None: so long ago that it is not known any more, so everything may have changed.
        """
        ...

    async def close(self) -> None:
        """Finish what is under way and let go of the file."""
        ...

    # --- news ---

    async def file(self, filing: Filing, judge: Judge, *, dry_run: bool = False) -> Receipt:
        """Judge and keep an article, queue its alerts, and write the audit line, in one transaction.

        With ``dry_run`` the same is done and undone: the receipt says what would become of it.

        Raises:
            NotSaved: nothing was kept.
            DraftGone: the filing's draft is no more; nothing was kept.
            UsedUp: the scope has filed ``most_a_day`` texts since midnight (UTC); nothing was kept.
        """
        ...

    async def player_file(
        self, scope: int, player_id: int, *, as_of: dt.date | None = None
    ) -> PlayerFile | None:
        """All that ``scope`` may know of a player up to and including ``as_of``, held rumours too; None: nothing."""
        ...

    async def player_names(self, scope: int, among: Collection[int] | None = None) -> tuple[PlayerName, ...]:
        """The players of whom ``scope`` may know something that is not held, by name; if ids are given, of these.

        In the place of one who was merged stands the player whom he was merged into.
        """
        ...

    async def own_players(self, scope: int) -> frozenset[int]:
        """The ids of those of whom ``scope`` has filed or mended something itself: it may see them as no other does."""
        ...

    async def kin(self, scope: int, ids: Collection[int]) -> frozenset[int]:
        """The ids, and those of all whose entries in a list of names mendings that ``scope`` sees tie to theirs.

        Whoever keeps a list looks these up anew together: a merge, a split or its undoing moves what is told of one
        into the entry of another.
        """
        ...

    async def newest_files(
        self, scope: int, limit: int, *, club: str | None = None, since: dt.date = dt.date.min
    ) -> tuple[PlayerFile, ...]:
        """The files of the players last spoken of (from ``since`` on), newest first, at most ``limit``.

        With ``club``: of those with a rumour from or to that club since then, the newest such rumour first. What is
        held, or taken away by a mending, does not count.
        """
        ...

    # --- mending ---

    async def mend(
        self,
        scope: int,
        actor_id: int,
        player_id: int,
        deed: Deed,
        now: dt.datetime,
        *,
        called: Called | None = None,
        lessons: Sequence[Lesson] = (),
        seen: int | None = None,
        telling: Telling | None = None,
    ) -> int | None:
        """Keep a deed and write the audit line; its number, or None if ``scope`` sees no such player or rumour.

        None, too, for what would change nothing: a merge of one who is merged already, a split to the same player,
        anything done to what is retracted. A player who was merged stands for the one whom he was merged into.
        ``called`` is the name that the deed brings in: the one of a ``Rename`` or an ``Alias``, the player of an
        ``Edit`` where he is called otherwise than before, and the ``NEWCOMER``, known to ``scope`` only. ``lessons``
        are learnt with the deed, and forgotten when it is undone. ``seen`` is the number of the last deed on the rumour
        that the moderator saw, 0 for none.

        Alerts that were posted for a rumour that is taken away or changed are marked for correction, in the channels
        that see the deed. Alerts of a retracted rumour that still wait are not sent. With ``telling`` the rumour of
        the deed, which was held, is judged as the scope knows the player without it, and its alert is queued.

        Raises:
            Overtaken: the last deed on the rumour is not the one that was ``seen``.
        """
        ...

    async def undo_mending(self, scope: int, actor_id: int, mending_id: int, now: dt.datetime) -> bool:
        """Undo a deed of that scope; False if there is none of that number, or it is undone.

        Marks for correction go with it. What a retraction had kept from being sent is sent now, unless it is over six
        hours late. The alert of what the deed had told is withdrawn.
        """
        ...

    async def undone(self, scope: int, mending_id: int) -> tuple[int, dt.datetime] | None:
        """Who has undone a deed of that very scope, and when; None if it stands, or there is none of that number."""
        ...

    async def told_by(self, scope: int, mending_id: int) -> tuple[Verdict, int] | None:
        """What a rumour was judged to be that a deed of that scope had told, and to how many channels it is queued."""
        ...

    async def whose(self, scope: int, rumour_id: int) -> int | None:
        """The player with whom a rumour stands, as the scope sees it; None if it sees none of that number."""
        ...

    async def mendings(self, scope: int, player_id: int | None = None) -> tuple[Mending, ...]:
        """The deeds of that very scope that are not undone, by number: all, or those that touch a player."""
        ...

    # --- what moderators taught ---

    async def lessons(self, scope: int) -> tuple[Lesson, ...]:
        """What the moderators of the wire, then those of ``scope``, have settled against the reader, oldest first.

        Of two on the same matter the later in this order holds.
        """
        ...

    async def learn(self, scope: int, actor_id: int, lesson: Lesson, now: dt.datetime) -> None:
        """Keep a lesson in the place of an older one on the same matter, and write the audit line."""
        ...

    async def forget(self, scope: int, actor_id: int, lesson: Lesson, now: dt.datetime) -> bool:
        """Drop a lesson of that very scope; False if there is none."""
        ...
