"""What is pressed and chosen under answers: whom was meant, pages, Share, Follow, and what is wrong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.cases import Wrong
from bot.days import parse
from bot.intake import filing, judging, read_with, take_in
from bot.localdiscord import Permission
from bot.localdiscord.responses import message_words
from bot.model import Article

if TYPE_CHECKING:
    from bot.localdiscord import Message
    from tests.conftest import House

NAMESAKE = "Leeds United are interested in Burnley defender Marco Almeida, according to Sky Sports."


@pytest.fixture
async def known(house: House) -> House:
    """The bid is known in this guild."""
    await tell(house, house.BID)
    return house


async def tell(house: House, text: str, day: int = 1) -> None:
    """File a text in the guild."""
    article = Article(text, published=dt.date(2026, 1, 1) + dt.timedelta(day))
    reading = await read_with(house.store, house.guild.id, article)
    ready = filing(article, reading, house.clock(), scope=house.guild.id, actor_id=house.mod.id, path="form")
    await house.store.file(ready, judging(article))


async def tell_of_many_bids(house: House, count: int = 12) -> None:
    for number in range(count):
        sum_ = 20 + 9 * number
        await tell(house, house.BID.replace("£20m", f"£{sum_}m"), 2 + 4 * number)


def words(message: Message) -> str:
    return "\n".join(message_words(message))


# --- whom was meant ---


async def test_the_beginning_of_a_name_offers_those_who_bear_it(known: House) -> None:
    back = await known.fan.slash(known.news, "status", player="joa")
    assert "Nothing stored about joa" in back.text
    await known.fan.press(back, "Joao Almeida · Brentford → Everton")
    assert "Joao Almeida" in back.text.splitlines()[0]


async def test_a_near_name_is_answered_in_the_place_of_the_question_back(known: House) -> None:
    asked = await known.fan.say(known.news, "!status almeda")
    back = await known.news.next_message(after=asked)
    assert "Nothing stored about almeda" in words(back)
    refused = await known.mod.press(back, "Joao Almeida · Brentford → Everton")
    assert refused.content.startswith("Somebody else has asked this.")
    assert refused.ephemeral
    await known.restart()
    await known.fan.press(back, "Joao Almeida · Brentford → Everton")
    assert back.embeds[0]["title"] == "Joao Almeida · Brentford → Everton"
    assert "Nothing stored" not in words(back)


async def test_one_of_several_is_chosen_in_a_menu_and_only_by_who_has_asked(known: House) -> None:
    await tell(known, NAMESAKE)
    asked = await known.fan.say(known.news, "!timeline almeida")
    back = await known.news.next_message(after=asked)
    assert "Which almeida?" in words(back)
    await known.restart()
    chosen = ["Marco Almeida · Burnley → Leeds United"]
    assert (await known.mod.choose(back, "Who is meant?", chosen)).ephemeral
    assert "Which almeida?" in words(back)
    await known.fan.choose(back, "Who is meant?", chosen)
    assert "Marco Almeida: how it came here" in words(back)
    private = await known.fan.slash(known.news, "sources", player="almeida")
    assert private.ephemeral
    await known.fan.choose(private, "Who is meant?", chosen)
    assert "Sources · Marco Almeida" in private.text


async def test_a_club_that_is_misspelt_or_shared_is_asked_back_too(known: House) -> None:
    near = await known.fan.slash(known.news, "club", club="evertton")
    await known.fan.press(near, "Everton")
    assert "Joao Almeida" in near.text
    shared = await known.fan.slash(known.news, "latest", club="city")
    await known.fan.choose(shared, "Who is meant?", ["Manchester City"])
    assert "Nothing has moved of Manchester City" in shared.text


async def test_a_number_from_another_guild_finds_nobody_there(known: House) -> None:
    (player,) = await known.store.player_names(known.guild.id)
    elsewhere = known.discord.add_guild("Elsewhere")
    channel = elsewhere.add_channel("news")
    await known.discord.settled()
    stranger = elsewhere.add_member(known.fan)
    for typed in (f"#{player.id}", f"Joao Almeida #{player.id}"):
        there = await stranger.slash(channel, "status", player=typed)
        nobody = await stranger.slash(channel, "status", player=typed.replace(str(player.id), "999999"))
        assert there.text.replace(str(player.id), "999999") == nobody.text
        assert "Joao Almeida · " in (await known.fan.slash(known.news, "status", player=typed)).text


# --- what is typed ---


async def test_a_typed_day_stands_behind_the_name(known: House) -> None:
    parse("yesterday", known.bot.today)  # the very first day takes long to read
    for typed, told in (
        ("!status almeida as-of 2001-01-01", "Nothing stored about Joao Almeida up to 1 Jan 2001"),
        (f"<@{known.discord.bot.id}> status almeida as of soon", "I don't know that day"),
        ("!timeline almeida since yesterday", "nothing new since"),
        ("!latest everton since 2001-01-01", "Latest of Everton since 1 Jan 2001"),
        ("!club everton out", "Everton (out): nobody"),
    ):
        asked = await known.fan.say(known.news, typed)
        assert told in words(await known.news.next_message(after=asked))


# --- pages ---


async def test_pages_are_turned_in_place_by_the_asker_and_in_private_by_others(known: House) -> None:
    await tell_of_many_bids(known)
    asked = await known.fan.say(known.news, "!timeline almeida")
    answer = await known.news.next_message(after=asked)
    newest = answer.embeds[0]["description"]
    assert "page 1 of 2" in words(answer)
    known.clock.ahead = dt.timedelta(minutes=1)
    await tell(known, known.FEE_AGREED, 80)  # comes too late for this answer
    await known.restart()
    theirs = await known.mod.press(answer, "◀ Older")
    assert theirs.ephemeral
    assert answer.embeds[0]["description"] == newest
    await known.fan.press(answer, "◀ Older")
    older = answer.embeds[0]["description"]
    assert "page 2 of 2" in words(answer)
    assert older == theirs.embeds[0]["description"]
    assert not set(older.splitlines()) & set(newest.splitlines())
    await known.fan.press(answer, "Newer ▶")
    assert answer.embeds[0]["description"] == newest


async def test_the_buttons_of_an_answer_as_of_a_day_ask_as_of_that_day(known: House) -> None:
    await tell(known, known.FEE_AGREED, 80)
    answer = await known.fan.slash(known.news, "status", player="almeida", as_of="2026-02-01")
    assert "agreed a fee" not in (await known.fan.press(answer, "Timeline")).text
    today = await known.fan.slash(known.news, "status", player="almeida")
    assert "agreed a fee" in (await known.fan.press(today, "Timeline")).text


# --- in private, and shared ---


async def test_a_private_answer_is_shared_with_who_did_it(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida", private=True)
    assert answer.ephemeral
    await known.restart()
    before = await known.mod.say(known.news, "quiet")
    await known.fan.press(answer, "Share")
    shared = await known.news.next_message(after=before)
    assert shared.embeds[0]["title"] == "Joao Almeida · Brentford → Everton"
    assert shared.embeds[0]["footer"]["text"].endswith("shared by Fan")
    assert "Share" not in message_words(shared)
    assert "Share" not in answer.text  # it is done


async def test_nothing_is_shared_where_he_or_the_bot_may_not_write(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida", private=True)
    known.news.deny(known.guild.bot_role, Permission.SEND_MESSAGES)
    await known.discord.settled()
    assert "I may not write" in (await known.fan.press(answer, "Share")).text
    muted = known.guild.add_role("Muted")
    known.fan.roles.append(muted)
    known.news.deny(muted, Permission.SEND_MESSAGES)
    await known.discord.settled()
    assert "You may not write" in (await known.fan.press(answer, "Share")).text
    assert len(known.news.messages) == 0


async def test_a_public_answer_and_one_in_a_private_conversation_have_nothing_to_share(known: House) -> None:
    assert "Share" not in (await known.fan.slash(known.news, "latest")).text
    assert "Share" in (await known.fan.slash(known.news, "latest", private=True)).text
    asked = await known.fan.dm("!latest")
    assert "Share" not in words(await known.fan.dms.next_message(after=asked))


async def test_who_presses_very_often_is_told_to_wait(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida")
    for _ in range(10):
        assert "Sky Sports" in (await known.fan.press(answer, "Sources")).text
    assert "That was a lot at once" in (await known.fan.press(answer, "Sources")).text
    assert "Sky Sports" in (await known.mod.press(answer, "Sources")).text


# --- follow ---


async def test_a_player_is_followed_and_no_more_by_the_buttons_of_an_answer(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida")
    followed = await known.press(known.mod, answer, "Follow")
    assert followed.ephemeral
    (one,) = await known.store.follows(known.mod.id)
    assert one.target.player_key == "joao almeida"
    ended = await known.mod.press(followed, "Unfollow")
    assert ended.ephemeral
    assert await known.store.follows(known.mod.id) == ()
    assert await known.store.follows(known.fan.id) == ()


# --- what is wrong ---


async def test_what_is_wrong_waits_for_the_moderators_of_this_guild(known: House) -> None:
    answer = await known.fan.slash(known.news, "status", player="almeida")
    form = await known.fan.press(answer, "Something wrong?")
    await known.restart()
    told = await known.fan.submit(form, {"What is wrong?": "It is not true", "In your words": "@everyone no"})
    assert told.content.startswith("Thank you.")
    assert told.ephemeral
    (report,) = await known.store.reports(known.guild.id)
    assert (report.user_id, report.player, report.kind) == (known.fan.id, "Joao Almeida", Wrong.UNTRUE)
    assert report.words == "@everyone no"
    assert report.shown.startswith("Joao Almeida · Brentford → Everton. ")
    again = await known.fan.submit(form, {"What is wrong?": "It is old news"})
    assert "already" in again.content
    assert len(await known.store.reports(known.guild.id)) == 1


async def test_who_tells_very_often_is_told_to_wait(known: House) -> None:
    answer = await known.fan.slash(known.news, "timeline", player="almeida")
    form = await known.fan.press(answer, "Something wrong?")
    for _ in range(3):
        await known.fan.submit(form, {"What is wrong?": "It is old news"})
    last = await known.fan.submit(form, {"What is wrong?": "It is old news"})
    assert "That was a lot at once" in last.content


async def test_in_a_private_conversation_nobody_would_read_what_is_wrong(known: House) -> None:
    await take_in(known.store, Article(known.BID), known.clock(), path="terminal")
    asked = await known.fan.dm("!status almeida")
    answer = await known.fan.dms.next_message(after=asked)
    refused = await known.fan.press(answer, "Something wrong?")
    assert refused.modal is None
    assert "nobody would read it" in refused.content
