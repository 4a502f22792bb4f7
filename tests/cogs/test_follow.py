"""A player's alerts in private."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.intake import take_in
from bot.localdiscord.responses import message_words
from bot.model import Article

if TYPE_CHECKING:
    from tests.conftest import House


async def wire(house: House, text: str) -> None:
    """Public news."""
    await take_in(house.store, Article(text), house.clock())
    house.bot.dispatcher.wake()


async def test_who_follows_a_player_is_written_to_and_has_his_alerts(house: House) -> None:
    answer = await house.fan.slash(house.news, "follow", player="Joao Almeida")
    assert "You follow Joao Almeida" in answer.text
    assert answer.ephemeral
    hello = await house.fan.dms.next_message()
    assert "You follow Joao Almeida" in "\n".join(message_words(hello))
    await wire(house, house.BID)
    alert = await house.fan.dms.next_message()
    assert "Joao Almeida" in "\n".join(message_words(alert))
    assert not house.news.from_bot()


async def test_what_a_server_has_added_itself_is_not_told_in_private(house: House) -> None:
    await house.fan.slash(house.news, "follow", player="Joao Almeida")
    await house.fan.dms.next_message()
    await house.file(house.BID)
    await house.fan.dms.stays_quiet()


async def test_in_a_private_conversation_it_works_as_well(house: House) -> None:
    answer = await house.fan.slash(house.fan.dms, "follow", player="Joao Almeida")
    assert "You follow Joao Almeida" in answer.text
    listed = await house.fan.slash(house.fan.dms, "follow")
    assert "You follow 1 player" in listed.text
    gone = await house.fan.slash(house.fan.dms, "unfollow", player="almeida")
    assert "You follow Joao Almeida no more" in gone.text
    assert "You follow nobody" in (await house.fan.slash(house.fan.dms, "follow")).text


async def test_followed_twice_is_followed_once_and_written_to_once(house: House) -> None:
    await house.fan.slash(house.news, "follow", player="Joao Almeida")
    again = await house.fan.slash(house.news, "follow", player="joao almeida")
    assert "Already so: you follow" in again.text
    await house.discord.settled()
    assert len(house.fan.dms.from_bot()) == 1
    assert len(await house.store.follows(house.fan.id)) == 1


async def test_who_cannot_be_written_to_is_told_how_to_change_that(house: House) -> None:
    house.fan.close_dms()
    answer = await house.fan.slash(house.news, "follow", player="Joao Almeida")
    assert "your private messages are closed" in answer.text
    assert "Privacy Settings" in answer.text
    assert not await house.store.follows(house.fan.id)
    house.fan.open_dms()
    assert (
        "You follow Joao Almeida" in (await house.fan.slash(house.news, "follow", player="Joao Almeida")).text
    )


async def test_a_follow_that_had_stopped_is_tried_out_again(house: House) -> None:
    await house.fan.slash(house.news, "follow", player="Joao Almeida")
    house.fan.close_dms()
    await wire(house, house.BID)
    await house.until_outbox(lambda state: not state.depth)
    assert "stopped" in (await house.fan.slash(house.news, "follow")).text
    answer = await house.fan.slash(house.news, "follow", player="Joao Almeida")
    assert "your private messages are closed" in answer.text
    assert not await house.store.follows(house.fan.id)


async def test_a_follow_that_fails_ends_no_other(house: House) -> None:
    await house.fan.slash(house.news, "follow", player="almeida")
    house.fan.close_dms()
    answer = await house.fan.slash(house.news, "follow", player="Joao Almeida")
    assert "your private messages are closed" in answer.text
    assert [one.target.label for one in await house.store.follows(house.fan.id)] == ["almeida"]


@pytest.mark.parametrize(
    ("player", "why"),
    [
        ("everton", "Everton is a club"),
        ("everything", "one by one"),
        ("x" * 6000, "at most 80 letters"),
    ],
)
async def test_what_is_no_player_is_refused(house: House, player: str, why: str) -> None:
    answer = await house.fan.slash(house.news, "follow", player=player)
    assert why in answer.text
    assert answer.ephemeral
    assert not await house.store.follows(house.fan.id)


async def test_a_name_is_shown_as_it_stands(house: House) -> None:
    answer = await house.fan.slash(house.news, "follow", player="@everyone **x**")
    assert "@everyone" not in answer.text
    assert r"\*\*x\*\*" in answer.text


async def test_one_sees_and_ends_ones_own_follows_only(house: House) -> None:
    await house.fan.slash(house.news, "follow", player="Joao Almeida")
    assert "You follow nobody" in (await house.mod.slash(house.news, "follow")).text
    assert (
        "You follow nobody" in (await house.mod.slash(house.news, "unfollow", player="Joao Almeida")).content
    )
    assert not await house.mod.autocomplete(house.news, "unfollow", player="")
    assert await house.fan.autocomplete(house.news, "unfollow", player="al") == [("Joao Almeida",) * 2]


async def test_known_players_are_offered(house: House) -> None:
    await wire(house, house.BID)
    assert await house.fan.autocomplete(house.fan.dms, "follow", player="alm")


async def test_a_press_ends_a_follow_by_a_shorter_name(house: House) -> None:
    await wire(house, house.BID)
    await wire(house, "Leeds are interested in Burnley defender Marco Almeida, according to Sky Sports.")
    assert "all are meant" in (await house.fan.slash(house.fan.dms, "follow", player="almeida")).text
    await wire(house, house.FEE_AGREED)
    alert = await house.fan.dms.next_message()
    await house.discord.settled()
    assert "You follow almeida no more" in (await house.fan.press(alert, "Mute this saga")).text
    assert not await house.store.follows(house.fan.id)


async def test_the_buttons_work_in_private(house: House) -> None:
    await house.fan.slash(house.fan.dms, "follow", player="Joao Almeida")
    await wire(house, house.BID)
    alert = await house.fan.dms.next_message()
    await house.discord.settled()
    assert "you follow Joao Almeida" in (await house.fan.press(alert, "Why this alert?")).text
    assert "You follow Joao Almeida no more" in (await house.fan.press(alert, "Mute this saga")).text
    assert "You follow nobody" in (await house.fan.press(alert, "Mute this saga")).text
