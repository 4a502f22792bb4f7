"""What moderators taught is read by, on every way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.bringing import confirm, preview
from bot.files import Lesson, Matter
from bot.intake import take_in
from bot.model import WIRE, Article
from tests.bot.moderators import (
    GUILD,
    MOD,
    filled,
    listed,
)
from tests.db.samples import NOON

if TYPE_CHECKING:
    from bot.store import Store


@pytest.fixture
async def known(store: Store) -> Store:
    return await filled(store)


BID = "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida, according to Sky Sports."


async def test_what_a_guild_was_taught_holds_for_its_texts_alone(known: Store) -> None:
    await known.learn(GUILD, MOD.user_id, Lesson(Matter.PLAYER, "joao almeida", "Jo Alm"), NOON)
    shown = await preview(known, MOD, Article(BID), NOON, "form")
    assert [row.player for row in shown.intake.reading.rumours] == ["Jo Alm"]
    assert shown.draft_id is not None
    filed = await confirm(known, MOD, shown.draft_id, NOON)
    assert [one.player for one in filed.receipt.filed] == ["Jo Alm"]
    assert await listed(known) == ["Alan Boro", "Bob Carr", "Jo Alm"]
    wire = await take_in(known, Article(BID), NOON, dry_run=True)
    assert [one.player for one in wire.receipt.filed] == ["Joao Almeida"]


async def test_what_the_wire_was_taught_holds_for_every_text(known: Store) -> None:
    await known.learn(WIRE, 0, Lesson(Matter.NOT_A_PLAYER, "joao almeida"), NOON)
    wire = await take_in(known, Article(BID), NOON)
    assert wire.receipt.filed == ()
    shown = await preview(known, MOD, Article(BID), NOON, "form")
    assert (shown.draft_id, shown.intake.reading.rumours) == (None, ())


async def test_the_outlet_of_an_article_answers_in_its_alert_whoever_files_it(known: Store) -> None:
    article = Article(
        "Everton are in talks with Brentford for midfielder Joao Almeida.", outlet="The Courier"
    )
    wire = await take_in(known, article, NOON, dry_run=True)
    shown = await preview(known, MOD, article, NOON, "form")
    assert shown.draft_id is not None
    filed = await confirm(known, MOD, shown.draft_id, NOON)
    for intake in (wire, shown.intake, filed):
        (one,) = intake.receipt.filed
        assert one.alert is not None
        assert one.alert.sources == ("The Courier",)
