"""The buttons of a posted alert answer of today, whatever has become of the player since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import mending
from bot.model import Actor
from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from bot.localdiscord import Message
    from tests.conftest import House


@pytest.fixture
async def alert(house: House) -> Message:
    """The alert of a bid, as it stands in the news channel."""
    await house.store.subscribe(house.guild.id, house.news.id, Target("everything"), Rules(), house.boss.id)
    await house.file(house.BID)
    return await house.news.next_message()


def boss(house: House) -> Actor:
    return Actor(house.boss.id, house.guild.id, is_admin=True)


async def test_status_tells_of_today_and_to_the_presser_alone(house: House, alert: Message) -> None:
    await house.file(house.FEE_AGREED)
    answer = await house.fan.press(alert, "Status")
    assert answer.ephemeral
    assert "agreed a fee of £25m" in answer.text


async def test_status_works_on_an_alert_from_before_a_restart(house: House, alert: Message) -> None:
    await house.restart()
    assert "Joao Almeida" in (await house.fan.press(alert, "Status")).text


async def test_status_finds_a_player_who_was_renamed(house: House, alert: Message) -> None:
    await mending.rename(house.store, boss(house), "almeida", "Xavi Reis", house.clock())
    answer = await house.fan.press(alert, "Status")
    assert answer.text.startswith("Xavi Reis · Brentford → Everton")


async def test_status_finds_the_player_whom_he_was_merged_into(house: House, alert: Message) -> None:
    await house.file(
        "Everton have agreed a fee of £25m with Brentford for midfielder Xavi Reis, the BBC reports."
    )
    await mending.merge(house.store, boss(house), "xavi reis", "joao almeida", house.clock())
    answer = await house.fan.press(alert, "Status")
    assert answer.text.startswith("Xavi Reis · Brentford → Everton")
    assert "£25m" in answer.text


async def test_status_of_a_player_of_whom_all_was_taken_back_is_nothing_stored(
    house: House, alert: Message
) -> None:
    (name,) = await house.store.player_names(house.guild.id)
    file = await house.store.player_file(house.guild.id, name.id)
    assert file is not None
    await mending.retract(house.store, boss(house), "almeida", file.rumours[0].id, house.clock())
    assert "Nothing stored about Joao Almeida" in (await house.fan.press(alert, "Status")).text


async def test_timeline_of_an_alert_names_its_steps(house: House, alert: Message) -> None:
    assert "turned down an offer of £20m" in (await house.fan.press(alert, "Timeline")).text
