from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.localdiscord import Permission

if TYPE_CHECKING:
    from tests.conftest import House


async def test_a_channel_is_subscribed_to_everything_or_to_one_player(house: House) -> None:
    everything = await house.mod.slash(house.news, "alerts add")
    assert "This channel gets alerts for everything" in everything.text
    one = await house.mod.slash(house.lounge, "alerts add", player="van dijk")
    assert "This channel gets alerts for van dijk" in one.text
    assert "Nothing is stored about him yet" in one.text
    assert everything.ephemeral
    assert one.ephemeral


async def test_everything_may_be_written_out(house: House) -> None:
    assert "for everything" in (await house.mod.slash(house.news, "alerts add", player="Everything")).text


async def test_the_list_is_this_channels_alone(house: House) -> None:
    await house.mod.slash(house.news, "alerts add")
    await house.mod.slash(house.lounge, "alerts add", player="van dijk")
    news = await house.mod.slash(house.news, "alerts list")
    lounge = await house.mod.slash(house.lounge, "alerts list")
    assert "everything" in news.text
    assert "van dijk" not in news.text
    assert "van dijk" in lounge.text
    assert news.ephemeral


async def test_an_empty_list_says_what_to_do(house: House) -> None:
    assert "use /alerts add" in (await house.mod.slash(house.news, "alerts list")).text


async def test_a_subscription_twice_is_one(house: House) -> None:
    await house.mod.slash(house.news, "alerts add")
    assert "Already so" in (await house.mod.slash(house.news, "alerts add")).text


async def test_what_was_removed_is_posted_no_more(house: House) -> None:
    await house.mod.slash(house.news, "alerts add")
    gone = await house.mod.slash(house.news, "alerts remove")
    assert "No more alerts here for everything" in gone.text
    await house.file(house.BID)
    await house.news.stays_quiet()


async def test_removing_what_there_is_not_says_so(house: House) -> None:
    answer = await house.mod.slash(house.news, "alerts remove", player="van dijk")
    assert "no alerts for van dijk" in answer.content
    assert answer.ephemeral


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        (Permission.SEND_MESSAGES, "Send Messages"),
        (Permission.EMBED_LINKS, "Embed Links"),
        (Permission.VIEW_CHANNEL, "View Channel"),
    ],
)
async def test_what_could_not_be_posted_is_not_promised(house: House, denied: Permission, named: str) -> None:
    house.news.deny(house.guild.bot_role, denied)
    answer = await house.mod.slash(house.news, "alerts add")
    assert named in answer.content
    assert not await house.store.subscriptions(house.guild.id)


async def test_known_players_are_offered(house: House) -> None:
    await house.file(house.BID)
    assert await house.mod.autocomplete(house.news, "alerts add", player="alm")
    assert await house.mod.autocomplete(house.news, "alerts remove", player="alm")
