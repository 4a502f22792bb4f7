from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.localdiscord import Permission
from bot.localdiscord.responses import message_words

if TYPE_CHECKING:
    from bot.localdiscord import Message
    from tests.conftest import House


@pytest.fixture
async def known(house: House) -> House:
    """The bid is known in this guild."""
    await house.file(house.BID)
    return house


def words(message: Message) -> str:
    return "\n".join(message_words(message))


async def test_a_typed_question_is_answered_in_the_channel(known: House) -> None:
    asked = await known.fan.say(known.news, "!status almeida")
    answer = await known.news.next_message(after=asked)
    assert answer.embeds[0]["title"] == "Joao Almeida · Brentford → Everton"
    assert "Sky Sports" in words(answer)


async def test_a_name_of_several_words_is_one_name(known: House) -> None:
    asked = await known.fan.say(known.news, "!status joao almeida")
    assert "Joao Almeida" in words(await known.news.next_message(after=asked))


async def test_a_mention_asks_as_well(known: House) -> None:
    asked = await known.fan.say(known.news, f"<@{known.discord.bot.id}> status almeida")
    assert "Joao Almeida" in words(await known.news.next_message(after=asked))


async def test_the_slash_form_answers_for_all_to_see(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida")
    assert "Joao Almeida" in answer.text
    assert not answer.ephemeral


async def test_a_day_can_be_named(known: House) -> None:
    today = known.clock().date()
    answer = await known.fan.slash(known.news, "status", player="almeida", as_of=today.isoformat())
    assert "Joao Almeida" in answer.text
    before = await known.fan.slash(known.news, "status", player="almeida", as_of="2001-01-01")
    assert "Nothing stored about Joao Almeida" in before.text


async def test_a_day_that_is_none_is_refused_to_the_asker_alone(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida", as_of="soon")
    assert "I don't know that day" in answer.content
    assert answer.ephemeral


async def test_an_unknown_name_is_told_to_the_asker_alone_with_what_is_near(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeda")
    assert "Nothing stored about almeda" in answer.text
    assert "Joao Almeida" in answer.text
    assert answer.ephemeral


async def test_what_is_typed_cannot_ping_or_pretend(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="@everyone [x](https://y.example) <@1>")
    assert answer.message is not None
    assert not answer.message.mention_everyone
    assert "@everyone" not in answer.text
    assert "<@1>" not in answer.text
    assert "https://" not in answer.text


async def test_names_are_offered_while_they_are_typed(known: House) -> None:
    offered = await known.fan.autocomplete(known.news, "status", player="alm")
    assert offered == [("Joao Almeida · Brentford → Everton", "Joao Almeida")]
    assert await known.fan.autocomplete(known.news, "status", player="zz") == []


async def test_another_guild_and_a_private_conversation_know_nothing_of_it(known: House) -> None:
    elsewhere = known.discord.add_guild("Elsewhere")
    channel = elsewhere.add_channel("news")
    await known.discord.settled()
    stranger = elsewhere.add_member(known.fan)
    assert "Nothing stored" in (await stranger.slash(channel, "status", player="almeida")).text
    assert await stranger.autocomplete(channel, "status", player="alm") == []
    asked = await known.fan.dm("!status almeida")
    assert "Nothing stored" in words(await known.fan.dms.next_message(after=asked))


async def test_without_the_right_to_embed_a_typed_question_is_answered_in_plain_text(known: House) -> None:
    known.news.deny(known.guild.bot_role, Permission.EMBED_LINKS)
    await known.discord.settled()
    asked = await known.fan.say(known.news, "!status almeida")
    answer = await known.news.next_message(after=asked)
    assert not answer.embeds
    assert "Joao Almeida" in answer.content
