"""/review over the wire: each decision once, its way back, and two moderators at one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.cases import Wrong
from bot.localdiscord.components import buttons, label_of
from bot.model import Article
from bot.reading import read

if TYPE_CHECKING:
    from bot.localdiscord import Response
    from tests.conftest import House

HELD = "Almeida to Everton: done deal? Joao Almeida, the Brentford midfielder, is set for a medical with Everton."


@pytest.fixture
async def doubtful(house: House) -> House:
    """The reader has held back what it read of Joao Almeida."""
    await house.boss.slash(house.news, "alerts add")
    await house.file(HELD)
    assert all(row.held for row in read(Article(HELD)).rumours)
    return house


def labels(answer: Response) -> list[str]:
    return [label_of(button) for message in answer.messages for button in buttons(message)]


async def case(house: House) -> Response:
    return await house.mod.slash(house.lounge, "review")


async def status(house: House) -> str:
    return (await house.fan.slash(house.lounge, "status", player="almeida")).text


async def test_nothing_waits_where_all_was_sure(house: House) -> None:
    await house.file(house.BID)
    assert "Nothing waits for review" in (await case(house)).text


async def test_a_case_tells_what_it_would_say_and_why_it_was_held(doubtful: House) -> None:
    shown = await case(doubtful)
    assert "Review: 1 waits" in shown.text
    assert shown.ephemeral
    assert "Joao Almeida" in shown.text
    assert "is set for a medical with Everton" in shown.text
    assert "Why it was held back" in shown.text
    assert labels(shown) == ["It is so", "Wrong", "Correct", "Not a player", "No transfer news", "Later"]


async def test_it_is_so_has_it_told_and_alerted_once_and_undoing_withdraws_it(doubtful: House) -> None:
    shown = await case(doubtful)
    assert "Nothing stored" in await status(doubtful)
    await doubtful.press(doubtful.mod, shown, "It is so")
    assert "Told now: a rumour of Joao Almeida" in shown.text
    assert "1 alert is on its way." in shown.text
    posted = await doubtful.news.next_message()
    assert "Almeida" in str(posted.embeds)
    assert "Everton" in await status(doubtful)
    await doubtful.press(doubtful.mod, shown, "Undo")
    await doubtful.discord.until(lambda: "Withdrawn on" in str(posted.embeds))
    assert "Nothing stored" in await status(doubtful)
    assert "Review: 1 waits" in (await case(doubtful)).text
    await doubtful.news.stays_quiet()


@pytest.mark.parametrize("button", ["Wrong", "Not a player", "No transfer news"])
async def test_what_is_no_news_is_retracted_and_waits_no_more_until_it_is_undone(
    doubtful: House, button: str
) -> None:
    shown = await case(doubtful)
    await doubtful.press(doubtful.mod, shown, button)
    assert "Retracted: a rumour of Joao Almeida" in shown.text
    assert ("The reader has learnt it" in shown.text) == (button != "Wrong")
    assert "Nothing waits for review" in (await case(doubtful)).text
    await doubtful.press(doubtful.mod, shown, "Undo")
    assert await doubtful.store.lessons(doubtful.guild.id) == ()
    assert "Review: 1 waits" in (await case(doubtful)).text


async def test_correct_opens_the_form_and_what_is_corrected_is_told(doubtful: House) -> None:
    shown = await case(doubtful)
    form = await doubtful.mod.press(shown, "Correct")
    done = await doubtful.mod.submit(form, {"To club": "Fulham", "Stage": "talks"})
    await doubtful.discord.until(lambda: done.interaction.edits)
    assert "Fulham" in await status(doubtful)
    await doubtful.news.next_message()
    assert "Nothing waits for review" in (await case(doubtful)).text


async def test_later_turns_to_the_next_case_and_round(doubtful: House) -> None:
    await doubtful.file(HELD.replace("Joao Almeida", "Marco Silvetti").replace("Almeida", "Silvetti"))
    shown = await case(doubtful)
    assert "Review: 2 wait" in shown.text
    assert "Marco Silvetti" in shown.text
    await doubtful.press(doubtful.mod, shown, "Later")
    assert "Joao Almeida" in shown.text
    await doubtful.press(doubtful.mod, shown, "Later")
    assert "Marco Silvetti" in shown.text
    await doubtful.press(doubtful.mod, shown, "Wrong")
    await doubtful.press(doubtful.mod, shown, "Next")
    assert "Review: 1 waits" in shown.text


@pytest.mark.parametrize("second", ["It is so", "Wrong"])
async def test_the_second_of_two_moderators_is_told_who_decided(doubtful: House, second: str) -> None:
    first, other = await case(doubtful), await doubtful.boss.slash(doubtful.lounge, "review")
    await doubtful.press(doubtful.mod, first, "It is so")
    await doubtful.press(doubtful.boss, other, second)
    assert "Another moderator was quicker" in other.text
    assert f"<@{doubtful.mod.id}> · <t:" in other.text
    assert "vouched for" in other.text
    assert "Everton" in await status(doubtful)


async def test_what_was_retracted_by_another_is_told_so(doubtful: House) -> None:
    first, other = await case(doubtful), await doubtful.boss.slash(doubtful.lounge, "review")
    await doubtful.press(doubtful.mod, first, "Wrong")
    await doubtful.press(doubtful.boss, other, "It is so")
    assert f"<@{doubtful.mod.id}> · <t:" in other.text


async def report(house: House) -> None:
    (player,) = await house.store.player_names(house.guild.id)
    told = {"player": player.name, "shown": "Everton bid £20m", "words": "It was Leeds."}
    await house.store.report(house.guild.id, house.fan.id, player.id, house.clock(), kind=Wrong.CLUB, **told)


async def test_a_report_is_settled_once_and_may_wait_again(house: House) -> None:
    await house.file(house.BID)
    await report(house)
    shown, other = await case(house), await house.boss.slash(house.lounge, "review")
    assert "It is another club." in shown.text
    assert "It was Leeds." in shown.text
    assert f"<@{house.fan.id}> · <t:" in shown.text
    listed = await house.mod.press(shown, "Edit a rumour")
    assert "Which rumour of Joao Almeida?" in listed.text
    assert "Which rumour of Joao Almeida?" in (await house.mod.press(shown, "Retract a rumour")).text
    await house.press(house.mod, shown, "Settled")
    assert "Settled: Joao Almeida" in shown.text
    await house.press(house.boss, other, "Settled")
    assert "Settled already: Joao Almeida" in other.text
    assert f"<@{house.mod.id}>" in other.text
    await house.press(house.mod, shown, "Undo")
    assert "It waits again" in shown.text
    assert "Review: 1 waits" in (await case(house)).text


async def test_a_report_that_was_made_anew_is_not_reopened(house: House) -> None:
    await house.file(house.BID)
    await report(house)
    shown = await case(house)
    await house.press(house.mod, shown, "Settled")
    await report(house)
    answer = await house.press(house.mod, shown, "Undo")
    assert "has reported it anew" in answer.text


@pytest.mark.parametrize("key", ["", "h1", "hx.0", "r", "r99", "h99.0", "h1.5", "r1.0"])
@pytest.mark.parametrize("press", ["rule_so", "rule_no_news", "settle", "reopen", "review"])
async def test_a_forged_key_decides_nothing(doubtful: House, key: str, press: str) -> None:
    shown = await case(doubtful)
    assert shown.message is not None
    forged = {"type": 2, "style": 2, "label": "x", "id": 2, "custom_id": f"v1:{press}:{key}"}
    shown.message.components = [{"type": 1, "id": 1, "components": [forged]}]
    answer = await doubtful.press(doubtful.mod, shown, "x")
    assert "Sorry" not in answer.text
    assert await doubtful.store.held(doubtful.guild.id) == (1,)
