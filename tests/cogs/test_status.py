from __future__ import annotations

import datetime as dt
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


# --- how it came there, and who says so ---


async def test_the_history_and_the_sources_are_told(known: House) -> None:
    history = await known.fan.slash(known.news, "timeline", player="almeida")
    assert "turned down an offer of £20m from Everton (Sky Sports)" in history.text
    asked = await known.fan.say(known.news, "!sources almeida")
    assert "Sky Sports (tier 1)" in words(await known.news.next_message(after=asked))


async def test_a_history_since_a_day_leaves_out_what_was_before(known: House) -> None:
    today = known.clock().date().isoformat()
    assert "Sky Sports" in (await known.fan.slash(known.news, "timeline", player="almeida", since=today)).text
    unknown = await known.fan.slash(known.news, "timeline", player="nobody")
    assert "Nothing stored about nobody" in unknown.text
    assert unknown.ephemeral


async def test_the_buttons_of_an_answer_work_after_a_restart_and_for_the_presser_alone(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida")
    await known.restart()
    history = await known.mod.press(answer, "Timeline")
    assert "Sky Sports" in history.text
    assert history.ephemeral
    assert "Sky Sports (tier 1)" in (await known.mod.press(answer, "Sources")).text


async def test_what_is_new_since_an_answer_is_told_without_keeping_who_asked(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida")
    nothing = await known.fan.press(answer, "What's new?")
    assert "nothing new since" in nothing.text
    known.clock.ahead = dt.timedelta(minutes=5)
    await known.file(known.FEE_AGREED)
    assert "agreed a fee of £25m" in (await known.fan.press(answer, "What's new?")).text
