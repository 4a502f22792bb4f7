"""Why alerts are there or are not, the buttons below them, and what is offered while a command is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.localdiscord.world import Message
    from tests.conftest import House


async def posted(house: House) -> Message:
    """An alert of a bid for Joao Almeida, in a channel that gets all."""
    await house.mod.slash(house.news, "alerts add")
    await house.file(house.BID)
    return await house.news.next_message()


# --- why, test ---


async def test_why_tells_what_became_of_the_latest_news(house: House) -> None:
    await posted(house)
    await house.file("Everton had a £20m offer for Brentford midfielder Joao Almeida rejected, say Goal.")
    await house.mod.slash(house.lounge, "alerts add", stage="done")
    here = await house.mod.slash(house.news, "alerts why")
    assert "Posted on" in here.text
    assert "alerts for everything" in here.text
    assert "Not posted: repeat" in here.text
    assert here.ephemeral
    there = await house.mod.slash(house.news, "alerts why", player="almeida", channel=house.lounge)
    assert "of Joao Almeida in #lounge" in there.text
    assert "this channel wants done" in there.text
    assert (
        "Nothing stored about nemo"
        in (await house.mod.slash(house.news, "alerts why", player="nemo")).content
    )


async def test_before_any_news_there_is_nothing_to_explain_or_to_try(house: House) -> None:
    assert "Nothing has come in" in (await house.mod.slash(house.news, "alerts why")).text
    assert "no news yet" in (await house.mod.slash(house.news, "alerts test")).text


async def test_todays_rules_are_tried_on_the_last_news(house: House) -> None:
    await posted(house)
    await house.file(house.INTEREST)
    await house.mod.slash(house.news, "alerts edit", kinds="signed", stage="done")
    await house.mod.slash(house.news, "alerts add", player="silvetti")
    answer = await house.mod.slash(house.news, "alerts test")
    assert "Of the last 2 developments, 1 would have been posted in this channel" in answer.text
    assert "Yes: alerts for Marco Silvetti." in answer.text
    assert "No: alerts for everything: " in answer.text
    assert answer.ephemeral


# --- the buttons of an alert ---


async def test_everybody_may_ask_why_an_alert_is_there(house: House) -> None:
    alert = await posted(house)
    answer = await house.fan.press(alert, "Why this alert?")
    assert "Posted on" in answer.text
    assert "alerts for everything" in answer.text
    assert answer.ephemeral
    await house.restart()
    assert "Posted on" in (await house.fan.press(alert, "Why this alert?")).text


async def test_a_saga_is_muted_by_a_press_of_who_may(house: House) -> None:
    alert = await posted(house)
    refused = await house.fan.press(alert, "Mute this saga")
    assert "Only members with" in refused.content
    assert refused.ephemeral
    done = await house.mod.press(alert, "Mute this saga")
    assert "Joao Almeida is muted" in done.text
    assert done.ephemeral
    assert "Already so" in (await house.mod.press(alert, "Mute this saga")).text
    await house.file(house.FEE_AGREED)
    await house.news.stays_quiet()


async def test_in_a_sagas_thread_the_buttons_are_of_its_channel(house: House) -> None:
    forum = house.guild.add_forum("sagas")
    await house.discord.settled()
    await house.mod.slash(house.news, "alerts add", channel=forum)
    await house.file(house.BID)
    await house.discord.until(lambda: forum.threads and forum.threads[0].messages)
    (alert,) = forum.threads[0].messages
    await house.discord.settled()
    assert "Posted on" in (await house.fan.press(alert, "Why this alert?")).text
    assert "#sagas hears no more of him" in (await house.mod.press(alert, "Mute this saga")).text
    assert await house.store.mutes(house.guild.id, forum.id)


# --- what is offered ---


async def test_known_players_are_offered(house: House) -> None:
    await house.file(house.BID)
    for command in ("add", "why", "mute"):
        assert await house.mod.autocomplete(house.news, f"alerts {command}", player="alm")


async def test_clubs_and_kinds_are_offered(house: House) -> None:
    assert ("Tottenham Hotspur", "Tottenham Hotspur") in await house.mod.autocomplete(
        house.news, "alerts add", club="spurs"
    )
    for command in ("add", "edit"):
        offered = await house.mod.autocomplete(house.news, f"alerts {command}", kinds="bid, sig")
        assert offered == [("bid, signed", "bid, signed")]


async def test_what_stands_is_offered_where_it_is_changed_to_who_may_see_it(house: House) -> None:
    await house.mod.slash(house.news, "alerts add", player="Marco Silvetti")
    await house.mod.slash(house.news, "alerts add", club="everton")
    for command in ("edit", "pause", "resume", "remove"):
        name = f"alerts {command}"
        assert await house.mod.autocomplete(house.news, name, player="") == [("Marco Silvetti",) * 2]
        assert await house.mod.autocomplete(house.news, name, club="e") == [("Everton",) * 2]
        assert not await house.fan.autocomplete(house.news, name, player="")
        assert not await house.mod.autocomplete(house.lounge, name, player="")


async def test_the_muted_are_offered_to_be_unmuted(house: House) -> None:
    await house.file(house.BID)
    await house.mod.slash(house.news, "alerts mute", player="almeida")
    assert await house.mod.autocomplete(house.news, "alerts unmute", player="") == [("Joao Almeida",) * 2]
    assert not await house.fan.autocomplete(house.news, "alerts unmute", player="")
    assert not await house.mod.autocomplete(house.news, "alerts unmute", player="x" * 6000)
