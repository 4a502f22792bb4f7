"""What every Store has to do with texts that are copies, and nearly are."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.copies import PLACES
from bot.model import WIRE, Stage
from bot.store import NEAR_COPY
from tests.db.samples import NOON, filing, judge, rumour

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.files import PlayerFile
    from bot.model import Rumour
    from bot.store import Filing, Judgement, Store

GUILD, OTHER = 500, 600
DAY = dt.timedelta(days=1)
AGREED = round(NEAR_COPY * PLACES)


class Asked:
    """A judge who notes what it is told of copies."""

    def __init__(self) -> None:
        self.copied: list[dt.date | None] = []

    def __call__(
        self,
        rows: Sequence[Rumour],
        said_on: dt.date,
        known: Sequence[PlayerFile],
        copied: dt.date | None = None,
    ) -> Judgement:
        self.copied.append(copied)
        return judge(rows, said_on, known)


def sketched(text: str, agreed: int, scope: int = WIRE, said_on: dt.date | None = None) -> Filing:
    """News whose sketch agrees with that of the others in its first places, all of them at 128."""
    sketch = tuple(place if place < agreed else hash_of(text, place) for place in range(PLACES))
    new = filing(text, rumour("Alan Boro", stage=Stage.BID), scope=scope, said_on=said_on)
    return replace(new, sketch=sketch)


def hash_of(text: str, place: int) -> int:
    return 1_000_000 + 1_000 * sum(text.encode()) + place


async def copies(store: Store, scope: int = WIRE) -> list[bool]:
    (name,) = await store.player_names(scope)
    found = await store.player_file(scope, name.id)
    assert found is not None
    return [kept.is_copy for kept in found.rumours]


@pytest.mark.parametrize(
    ("agreed", "is_copy"), [(128, True), (AGREED, True), (AGREED - 1, False), (0, False)]
)
async def test_a_text_that_nearly_is_an_earlier_one_is_judged_and_kept_as_its_copy(
    any_store: Store, agreed: int, *, is_copy: bool
) -> None:
    asked = Asked()
    await any_store.file(sketched("one", PLACES, said_on=NOON.date() - 3 * DAY), asked)
    receipt = await any_store.file(sketched("two", agreed), asked)
    assert (len(receipt.filed), receipt.known_since) == (1, None)
    assert asked.copied == [None, NOON.date() - 3 * DAY if is_copy else None]
    assert await copies(any_store) == [False, is_copy]


async def test_the_earliest_of_several_is_the_one_that_is_copied(any_store: Store) -> None:
    asked = Asked()
    for days, text in enumerate(("one", "two", "three")):
        await any_store.file(sketched(text, PLACES, said_on=NOON.date() - days * DAY), asked)
    assert asked.copied == [None, NOON.date(), NOON.date()]


async def test_a_text_too_short_for_a_sketch_copies_nothing(any_store: Store) -> None:
    asked = Asked()
    for text in ("one", "two"):
        await any_store.file(filing(text, rumour("Alan Boro")), asked)
    assert asked.copied == [None, None]


async def test_what_another_guild_has_filed_is_copied_by_nobody_else(any_store: Store) -> None:
    asked = Asked()
    await any_store.file(sketched("one", PLACES, GUILD), asked)
    for scope in (OTHER, WIRE):
        await any_store.file(sketched(f"of {scope}", PLACES, scope), asked, dry_run=True)
    # The wire's is judged for everybody, then for the guild that has the text and rumours of its own.
    assert asked.copied == [None, None, None, NOON.date()]


async def test_the_guild_that_filed_the_very_text_before_the_wire_is_told_so(any_store: Store) -> None:
    asked = Asked()
    await any_store.file(filing("one", rumour("Alan Boro"), scope=GUILD), asked)
    await any_store.file(filing("one", rumour("Alan Boro")), asked)
    assert asked.copied == [None, None, NOON.date()]


async def test_a_guilds_copy_of_the_wires_text_is_one_for_that_guild(any_store: Store) -> None:
    await any_store.file(sketched("one", PLACES), judge)
    await any_store.file(sketched("two", PLACES, GUILD), judge)
    assert await copies(any_store, GUILD) == [False, True]
    assert await copies(any_store, OTHER) == [False]


async def test_rows_of_one_article_share_its_number(any_store: Store) -> None:
    new = filing("one", rumour("Alan Boro"), rumour("Alan Boro", to_club="PSG"))
    await any_store.file(new, judge)
    await any_store.file(filing("two", rumour("Alan Boro", stage=Stage.BID)), judge)
    (name,) = await any_store.player_names(WIRE)
    found = await any_store.player_file(WIRE, name.id)
    assert found is not None
    first, second, third = (kept.article_id for kept in found.rumours)
    assert first == second != third
