from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.localdiscord.responses import message_words

if TYPE_CHECKING:
    from tests.conftest import House


@pytest.fixture
async def known(house: House) -> House:
    """A bid and an interest are known in this guild."""
    await house.file(house.BID)
    await house.file(house.INTEREST)
    return house


async def test_a_clubs_comings_and_goings_are_told(known: House) -> None:
    coming = await known.fan.slash(known.news, "club", club="everton")
    assert "Joao Almeida · Brentford → Everton" in coming.text
    assert not coming.ephemeral
    going = await known.fan.slash(known.news, "club", club="brentford", direction="out")
    assert "Joao Almeida" in going.text
    assert (
        "Brentford (in): nobody"
        in (await known.fan.slash(known.news, "club", club="brentford", direction="in")).text
    )


async def test_a_typed_direction_stands_behind_the_club(known: House) -> None:
    asked = await known.fan.say(known.news, "!club leeds in")
    answer = "\n".join(message_words(await known.news.next_message(after=asked)))
    assert "Marco Silvetti" in answer


async def test_a_club_that_is_none_is_told_to_the_asker_alone(known: House) -> None:
    answer = await known.fan.slash(known.news, "club", club="nowhere fc")
    assert "No club is known as nowhere fc" in answer.text
    assert answer.ephemeral


async def test_what_moved_last_is_told_newest_first_and_of_a_club_alone(known: House) -> None:
    answer = await known.fan.slash(known.news, "latest")
    assert "Joao Almeida" in answer.text
    assert "Marco Silvetti" in answer.text
    of_club = await known.fan.slash(known.news, "latest", club="leeds")
    assert "Joao Almeida" not in of_club.text
    later = await known.fan.slash(known.news, "latest", since=known.clock().date().isoformat())
    assert "Marco Silvetti" in later.text
    assert "Name a club" in (await known.fan.slash(known.news, "latest", club="\u200b")).content


async def test_another_guild_sees_none_of_it(known: House) -> None:
    elsewhere = known.discord.add_guild("Elsewhere")
    channel = elsewhere.add_channel("news")
    await known.discord.settled()
    stranger = elsewhere.add_member(known.fan)
    assert "Nothing has moved" in (await stranger.slash(channel, "latest")).text
    assert "Everton: nobody" in (await stranger.slash(channel, "club", club="everton")).text


async def test_the_windows_are_told_and_an_unknown_country_is_refused(known: House) -> None:
    assert "England" in (await known.fan.slash(known.news, "window")).text
    assert "Italy" in (await known.fan.slash(known.news, "window", country="italy")).text
    refused = await known.fan.slash(known.news, "window", country="atlantis")
    assert "not known here" in refused.content
    assert refused.ephemeral
