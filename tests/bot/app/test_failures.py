from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot.app.showing import harmless
from bot.localdiscord import Permission
from bot.store import NotSaved

if TYPE_CHECKING:
    import pytest
    from discord.ext import commands

    from tests.conftest import House


async def broken(*_: object, **__: object) -> None:
    raise RuntimeError("it quotes the article")


async def full(*_: object, **__: object) -> None:
    raise NotSaved("The disk is full: nothing was saved. Make room and try again.")


async def test_a_fault_of_ours_is_answered_with_a_number_that_the_log_knows(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(house.store, "player_names", broken)
    answer = await house.fan.slash(house.news, "status", player="almeida")
    number = re.search(r"number is (\w{6})", answer.content)
    assert number is not None
    assert answer.ephemeral
    assert f"Fault {number[1]}" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "quotes the article" not in caplog.text.replace('raise RuntimeError("it quotes the article")', "")


async def test_a_fault_of_ours_is_answered_in_the_typed_form_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.store, "player_names", broken)
    asked = await house.fan.say(house.news, "!status almeida")
    answer = await house.news.next_message(after=asked)
    assert "Sorry, that did not work" in answer.content


async def test_a_fault_in_a_form_and_in_a_press_is_answered(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = await house.mod.slash(house.news, "rumour add")
    preview = await house.mod.submit(form, {"Text": house.BID})
    monkeypatch.setattr(house.store, "file", broken)
    pressed = await house.press(house.mod, preview, "Confirm")
    assert "Sorry, that did not work" in pressed.text
    again = await house.mod.slash(house.news, "rumour add")
    sent = await house.mod.submit(again, {"Text": house.BID})
    assert "Sorry, that did not work" in sent.text
    assert sent.ephemeral


async def test_a_store_that_is_full_says_so(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    form = await house.mod.slash(house.news, "rumour add")
    monkeypatch.setattr(house.store, "file", full)
    answer = await house.mod.submit(form, {"Text": house.BID})
    assert answer.content == "The disk is full: nothing was saved. Make room and try again."
    assert answer.ephemeral


async def test_a_missing_argument_is_told_with_an_example(house: House) -> None:
    asked = await house.fan.say(house.news, "!status")
    answer = await house.news.next_message(after=asked)
    assert answer.content == "The player is missing. For example: `!status van dijk`"


async def test_the_example_has_the_mark_that_was_used(house: House) -> None:
    asked = await house.fan.say(house.news, f"<@{house.discord.bot.id}> status")
    answer = await house.news.next_message(after=asked)
    assert "`@Sagabot status van dijk`" in answer.content


async def test_somebody_elses_command_gets_no_answer(house: House) -> None:
    await house.fan.say(house.news, "!play despacito")
    await house.news.stays_quiet()


async def test_ten_questions_in_twelve_seconds_are_answered_and_the_next_is_put_off(house: House) -> None:
    for _ in range(10):
        assert (await house.fan.slash(house.news, "status", player="almeida")).embeds
    late = await house.fan.slash(house.news, "status", player="almeida")
    assert re.fullmatch(r"That was a lot at once\. Try again <t:\d+:R>\.", late.content)
    assert late.ephemeral
    assert (await house.mod.slash(house.news, "status", player="almeida")).embeds


async def test_a_channel_that_cannot_be_written_to_is_no_loop(
    house: House, caplog: pytest.LogCaptureFixture
) -> None:
    house.news.deny(house.guild.bot_role, Permission.SEND_MESSAGES)
    await house.fan.say(house.news, "!status almeida")
    await house.until(lambda: "cannot be given" in caplog.text)
    posts = [one for one in house.discord.requests if one.method == "POST" and "/messages" in one.path]
    assert len(posts) <= 2


async def test_an_unknown_button_is_answered(house: House) -> None:
    form = await house.mod.slash(house.news, "rumour add")
    preview = await house.mod.submit(form, {"Text": house.BID})
    assert preview.message is not None
    preview.message.components[0]["components"][0]["custom_id"] = "v1:oldaction:1"
    pressed = await house.mod.press(preview, "Confirm")
    assert "older version" in pressed.text


def test_a_sentence_that_quotes_its_asker_is_harmless_and_its_role_readable() -> None:
    assert (
        harmless("Only members with <@&12> may add rumours.") == "Only members with <@&12> may add rumours."
    )
    assert (
        harmless("No alerts for [x](https://y) @here.")
        == "No alerts for \\[x\\](https:\u200b//y) @\u200bhere."
    )


async def test_a_wrong_argument_is_told_with_the_right_use(house: House) -> None:
    @house.bot.command(extras={"example": "count 3"})
    async def count(ctx: commands.Context[Any], number: int) -> None:  # pyright: ignore[reportUnusedFunction] - the bot calls it
        await ctx.send(str(number))

    asked = await house.fan.say(house.news, "!count three")
    answer = await house.news.next_message(after=asked)
    assert answer.content == "That is not how this command is used. For example: `!count 3`"
