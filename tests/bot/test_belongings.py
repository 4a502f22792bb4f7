"""What is done to all data of a guild or of a user: who may, and when it is deleted by itself."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from bot import belongings
from bot.belongings import check_purge, export_guild, export_user, forget_user, purge, tend
from tests.bot.moderators import BOSS, BOT, FAN, GUILD, MOD, OTHER, PRIVATE, filled, refused
from tests.db.samples import NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.model import Actor
    from bot.store import Store


@pytest.fixture
async def known(store: Store) -> Store:
    return await filled(store)


@pytest.mark.parametrize("actor", [MOD, FAN, BOT, PRIVATE])
async def test_only_who_may_manage_the_guild_has_or_deletes_its_data(known: Store, actor: Actor) -> None:
    for asked in (
        export_guild(known, actor),
        check_purge(known, actor),
        purge(known, actor, "Anfield", "Anfield", NOON),
    ):
        assert "server's data" in await refused(asked)
    assert await known.purges() == ()


async def test_what_is_small_is_json_what_is_large_is_zipped_and_what_is_very_large_comes_in_parts(
    known: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(60):
        await known.file(filing(f"text {number}", rumour(f"Player{number}"), scope=GUILD), judge)
    (plain,) = await export_guild(known, BOSS)
    assert plain.name == f"sagabot-{GUILD}.json"
    assert len(json.loads(plain.content)["articles"]) == 60
    monkeypatch.setattr(belongings, "MOST_BYTES", len(plain.content) - 1)
    (packed,) = await export_guild(known, BOSS)
    monkeypatch.setattr(belongings, "MOST_BYTES", 1000)
    parts = await export_guild(known, BOSS)
    assert [one.name for one in parts[:2]] == [f"sagabot-{GUILD}.zip.001", f"sagabot-{GUILD}.zip.002"]
    assert all(len(one.content) <= 1000 for one in parts)
    for content in (packed.content, b"".join(one.content for one in parts)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.read(f"sagabot-{GUILD}.json") == plain.content


async def test_a_guild_that_left_is_deleted_after_thirty_days_and_not_before(known: Store) -> None:
    await known.note_left(GUILD, NOON)
    assert await tend(known, NOON + dt.timedelta(days=29, hours=23)) == 0
    assert (await known.guild_settings(GUILD)).moderator_role_id
    assert await tend(known, NOON + dt.timedelta(days=30)) == 1
    assert (await known.guild_settings(GUILD)).moderator_role_id is None
    assert await tend(known, NOON + dt.timedelta(days=90)) == 0


async def test_a_purge_that_was_cut_off_is_gone_on_with(known: Store) -> None:
    await known.begin_purge(GUILD, NOON)
    await known.set_moderator_role(OTHER, 7, 1)
    assert await tend(known, NOON) == 1
    assert await known.mendings(GUILD) == ()
    assert (await known.guild_settings(OTHER)).moderator_role_id == 7


async def test_what_a_user_did_is_told_him_without_what_it_was_about(known: Store) -> None:
    (mine,) = await export_user(known, BOSS.user_id)
    told = json.loads(mine.content)
    assert {one["server"] for one in told["done"]} == {str(GUILD)}
    assert "Alan Boro" not in mine.content.decode()
    assert "type DELETE" in await refused(forget_user(known, BOSS.user_id, None, "yes"))
    await forget_user(known, BOSS.user_id, None, "delete")
    assert (await known.kept_of(BOSS.user_id)).is_nothing
    assert (await known.mendings(GUILD))[0].actor_id == 0
