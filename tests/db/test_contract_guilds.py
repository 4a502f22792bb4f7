"""What every Store has to do with drafts and with what guilds set, whatever it is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model import Article, GuildSettings
from bot.store import DraftGone
from tests.db.samples import ADMIN, NOON, filing, judge, rumour

if TYPE_CHECKING:
    from bot.store import Store

GUILD, OTHER = 500, 600
DAY = dt.timedelta(days=1)


# --- drafts ---


async def test_a_draft_is_for_its_own_user_and_thrown_away_once(any_store: Store) -> None:
    article = Article("A text", "BBC", "https://example.org", NOON.date())
    draft_id = await any_store.save_draft(GUILD, ADMIN, article, "menu", NOON)
    for scope, actor_id in ((OTHER, ADMIN), (GUILD, ADMIN + 1)):
        assert await any_store.draft(scope, actor_id, draft_id) is None
        assert not await any_store.drop_draft(scope, actor_id, draft_id)
    draft = await any_store.draft(GUILD, ADMIN, draft_id)
    assert draft is not None
    assert (draft.id, draft.scope, draft.actor_id, draft.path) == (draft_id, GUILD, ADMIN, "menu")
    assert draft.article == article
    assert await any_store.drop_draft(GUILD, ADMIN, draft_id)
    assert not await any_store.drop_draft(GUILD, ADMIN, draft_id)
    assert await any_store.draft(GUILD, ADMIN, draft_id) is None


async def test_a_draft_that_is_filed_is_gone_and_one_only_rehearsed_stays(any_store: Store) -> None:
    draft_id = await any_store.save_draft(GUILD, ADMIN, Article("A text"), "form", NOON)
    new = replace(filing("A text", rumour(), scope=GUILD), draft_id=draft_id)
    await any_store.file(new, judge, dry_run=True)
    assert await any_store.draft(GUILD, ADMIN, draft_id) is not None
    await any_store.file(new, judge)
    assert await any_store.draft(GUILD, ADMIN, draft_id) is None


async def test_a_draft_that_is_gone_cannot_be_filed_and_nothing_is_kept(any_store: Store) -> None:
    draft_id = await any_store.save_draft(GUILD, ADMIN, Article("A text"), "form", NOON)
    new = replace(filing("A text", rumour(), scope=GUILD), draft_id=draft_id)
    assert await any_store.drop_draft(GUILD, ADMIN, draft_id)
    with pytest.raises(DraftGone):
        await any_store.file(new, judge)
    assert await any_store.player_names(GUILD) == ()


async def test_a_draft_of_over_a_day_is_dropped_and_its_number_not_given_again(any_store: Store) -> None:
    old = await any_store.save_draft(GUILD, ADMIN, Article("old"), "form", NOON)
    new = await any_store.save_draft(
        GUILD, ADMIN, Article("new"), "form", NOON + DAY + dt.timedelta(seconds=1)
    )
    assert await any_store.draft(GUILD, ADMIN, old) is None
    assert await any_store.draft(GUILD, ADMIN, new) is not None
    assert await any_store.save_draft(GUILD, ADMIN, Article("newer"), "form", NOON) > new > old


# --- guilds and subscriptions ---


async def test_a_moderator_role_is_set_and_taken_back(any_store: Store) -> None:
    assert await any_store.guild_settings(GUILD) == GuildSettings(GUILD)
    await any_store.set_moderator_role(GUILD, 9, ADMIN)
    assert await any_store.guild_settings(GUILD) == GuildSettings(GUILD, 9)
    assert await any_store.guild_settings(OTHER) == GuildSettings(OTHER)
    await any_store.set_moderator_role(GUILD, None, ADMIN)
    assert await any_store.guild_settings(GUILD) == GuildSettings(GUILD)


async def test_a_time_zone_is_set_beside_the_role(any_store: Store) -> None:
    await any_store.set_timezone(GUILD, "Europe/Madrid", ADMIN)
    await any_store.set_moderator_role(GUILD, 9, ADMIN)
    assert await any_store.guild_settings(GUILD) == GuildSettings(GUILD, 9, "Europe/Madrid")
    assert (await any_store.guild_settings(OTHER)).timezone == "UTC"
