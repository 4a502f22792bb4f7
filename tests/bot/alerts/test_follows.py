from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.alerts.follows import MAX_FOLLOWS, follow, followed, unfollow
from bot.subscription import Rules, Target
from tests.bot.moderators import GUILD, filled, refused
from tests.db.samples import filing, judge, rumour

if TYPE_CHECKING:
    from bot.store import Store

USER, CONVERSATION = 7, 70


@pytest.fixture
async def known(store: Store) -> Store:
    return await filled(store)


async def test_who_follows_a_player_is_told_in_private(known: Store) -> None:
    assert (await follow(known, USER, CONVERSATION, "boro")).is_new
    assert not (await follow(known, USER, CONVERSATION, "Alan Boro")).is_new
    (one,) = await followed(known, USER)
    assert (one.guild_id, one.channel_id, one.user_id) == (0, CONVERSATION, USER)
    assert one.target == Target("Alan Boro", "alan boro")
    assert not await followed(known, USER + 1)


async def test_a_follow_ends_by_any_of_his_names(known: Store) -> None:
    await follow(known, USER, CONVERSATION, "boro")
    assert await unfollow(known, USER, "boro") == "Alan Boro"
    assert "You follow nobody" in await refused(unfollow(known, USER, "boro"))


@pytest.mark.parametrize("by", [("boro",), ("boro", "alan boro")])
async def test_a_follow_by_a_shorter_name_ends_by_the_full_one(known: Store, by: tuple[str, ...]) -> None:
    for name in (*by, "carr"):
        await known.subscribe(0, CONVERSATION, Target(name, name), Rules(), USER, user_id=USER)
    assert await unfollow(known, USER, "Alan Boro") == " and ".join(sorted(by))
    assert [one.target.label for one in await followed(known, USER)] == ["carr"]


async def test_whom_nobody_follows_cannot_be_ended(known: Store) -> None:
    await follow(known, USER, CONVERSATION, "boro")
    assert "You do not follow carr. You follow Alan Boro." in await refused(unfollow(known, USER, "carr"))
    assert "You follow nobody" in await refused(unfollow(known, USER + 1, "boro"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("everything", "one by one"),
        ("everton", "Everton is a club: only players can be followed"),
        ("", "at most 80 letters"),
        ("x" * 6000, "at most 80 letters"),
    ],
)
async def test_what_is_no_player_is_not_followed(known: Store, typed: str, why: str) -> None:
    assert why in await refused(follow(known, USER, CONVERSATION, typed))
    assert not await followed(known, USER)


async def test_a_follower_is_told_of_public_news_only(known: Store) -> None:
    await known.file(filing("secret", rumour("Dario Nemo"), scope=GUILD), judge)
    done = await follow(known, USER, CONVERSATION, "nemo")
    assert not done.aim.is_known
    assert done.aim.target == Target("nemo", "nemo")
    again = await known.file(filing("secret too", rumour("Dario Nemo", to_club="Leeds"), scope=GUILD), judge)
    assert again.filed[0].queued == 0
    public = await known.file(filing("public", rumour("Dario Nemo", to_club="Ajax")), judge)
    assert public.filed[0].queued == 1


async def test_there_is_a_quota(known: Store) -> None:
    for number in range(MAX_FOLLOWS):
        target = Target(f"P{number}", f"p{number}")
        await known.subscribe(0, CONVERSATION, target, Rules(), USER, user_id=USER)
    assert "the most one can" in await refused(follow(known, USER, CONVERSATION, "boro"))
    assert not (await follow(known, USER, CONVERSATION, "p7")).is_new
