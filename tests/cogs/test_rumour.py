from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.intake import MAX_BYTES
from bot.localdiscord import File, Kind
from bot.localdiscord.components import buttons, label_of
from bot.localdiscord.payloads import message_payload

if TYPE_CHECKING:
    from bot.localdiscord import Response
    from tests.conftest import House


async def opened(house: House) -> Response:
    return await house.mod.slash(house.news, "rumour add")


async def preview(house: House, text: str) -> Response:
    return await house.mod.submit(await opened(house), {"Text": text})


def would_add(shown: Response) -> bool:
    labels = [label_of(button) for message in shown.messages for button in buttons(message)]
    return "Joao Almeida" in shown.text and labels[:3] == ["Confirm", "Correct", "Cancel"]


async def is_known(house: House, name: str = "almeida") -> bool:
    return bool(await house.fan.autocomplete(house.news, "status", player=name))


async def test_the_form_asks_for_the_text_and_may_be_told_more(house: House) -> None:
    form = (await opened(house)).modal
    assert form is not None
    assert [(field.label, field.required) for field in form.fields] == [
        ("Text", True),
        ("Outlet", False),
        ("URL", False),
        ("Date", False),
    ]
    assert form.field("Text").many_lines


async def test_a_preview_tells_what_would_be_added_and_adds_nothing(house: House) -> None:
    shown = await preview(house, house.BID)
    assert would_add(shown)
    assert shown.ephemeral
    assert shown.deferred
    assert not await is_known(house)


async def test_confirm_adds_it_and_takes_the_buttons_away(house: House) -> None:
    shown = await preview(house, house.BID)
    done = await house.press(house.mod, shown, "Confirm")
    assert done.updated
    assert done.message is not None
    assert "Joao Almeida" in done.text
    assert not buttons(done.message)
    assert await is_known(house)


async def test_cancel_adds_nothing_and_takes_the_buttons_away(house: House) -> None:
    shown = await preview(house, house.BID)
    done = await house.press(house.mod, shown, "Cancel")
    assert done.message is not None
    assert "Cancelled" in done.text
    assert not buttons(done.message)
    assert not await is_known(house)


@pytest.mark.parametrize("second", ["Confirm", "Cancel"])
async def test_a_second_press_changes_nothing_and_says_so(house: House, second: str) -> None:
    shown = await preview(house, house.BID)
    assert shown.message is not None
    still_shown = list(shown.message.components)
    await house.press(house.mod, shown, "Confirm")
    # As a client that has not yet heard that the buttons are gone.
    shown.message.components = still_shown
    again = await house.press(house.mod, shown, second)
    assert "already confirmed or cancelled" in again.text
    assert await is_known(house)


async def test_a_button_works_after_a_restart(house: House) -> None:
    shown = await preview(house, house.BID)
    await house.restart()
    done = await house.press(house.mod, shown, "Confirm")
    assert "Joao Almeida" in done.text
    assert await is_known(house)


async def test_after_a_restart_the_answer_is_the_same(house: House) -> None:
    await house.file(house.BID)
    before = await house.fan.slash(house.news, "status", player="almeida")
    await house.restart()
    after = await house.fan.slash(house.news, "status", player="almeida")
    assert after.embeds == before.embeds


async def test_a_text_without_news_is_told_so_and_has_no_buttons(house: House) -> None:
    shown = await preview(house, "The club shop opens at nine on Saturday.")
    assert shown.text
    assert not shown.components


async def test_the_same_text_again_adds_nothing(house: House) -> None:
    await house.file(house.BID)
    shown = await preview(house, house.BID)
    assert shown.text
    assert not shown.components


async def test_a_date_given_is_the_day_it_counts_for(house: House) -> None:
    shown = await house.mod.submit(await opened(house), {"Text": house.BID, "Date": "2 July 2024"})
    await house.press(house.mod, shown, "Confirm")
    answer = await house.fan.slash(house.news, "status", player="almeida", as_of="2 July 2024")
    assert "Joao Almeida" in answer.text
    assert not answer.ephemeral


async def test_a_date_that_is_none_is_refused(house: House) -> None:
    shown = await house.mod.submit(await opened(house), {"Text": house.BID, "Date": "soon"})
    assert "I don't know that day" in shown.text
    assert shown.ephemeral


async def test_a_text_file_is_taken_instead_of_the_form(house: House) -> None:
    text = File("news.txt", house.BID.encode())
    shown = await house.mod.slash(house.news, "rumour add", file=text)
    assert would_add(shown)
    assert shown.ephemeral


@pytest.mark.parametrize(
    ("file", "why"),
    [
        (File("news.pdf", b"%PDF"), "no text file"),
        (File("news.txt", b"x" * (MAX_BYTES + 1)), "too large"),
        (File("news.txt", "Ñandú".encode("utf-16")), "UTF-16"),
        (File("news.txt", b"\xff\x00\x81"), "not UTF-8"),
        (File("news.txt", b"a\x00b" * 9), "binary"),
        (File("news.txt", b" \n"), "no text"),
    ],
)
async def test_a_file_that_cannot_be_used_is_refused_with_the_reason(
    house: House, file: File, why: str
) -> None:
    shown = await house.mod.slash(house.news, "rumour add", file=file)
    assert why in shown.content
    assert shown.ephemeral


async def test_a_file_that_is_too_large_is_never_fetched(house: House) -> None:
    await house.mod.slash(house.news, "rumour add", file=File("news.txt", b"x" * (MAX_BYTES + 1)))
    assert not [one for one in house.discord.requests if "/cdn/" in one.path]


async def test_the_menu_takes_what_a_message_says(house: House) -> None:
    message = await house.fan.say(house.news, house.BID)
    shown = await house.mod.use_on(message, "Add as rumour")
    assert would_add(shown)
    assert shown.ephemeral
    await house.press(house.mod, shown, "Confirm")
    assert await is_known(house)


async def test_the_menu_takes_the_text_file_of_a_message(house: House) -> None:
    message = await house.fan.say(house.news, "", files=[File("message.txt", house.BID.encode())])
    assert would_add(await house.mod.use_on(message, "Add as rumour"))


async def test_the_menu_takes_what_a_link_shows(house: House) -> None:
    message = await house.fan.say(house.news, "https://example.com/brentford")
    message.embeds = [
        {
            "type": "article",
            "title": "Bid refused",
            "description": house.BID,
            "url": "https://example.com/brentford",
        }
    ]
    assert would_add(await house.mod.use_on(message, "Add as rumour"))


async def test_the_menu_takes_what_was_forwarded(house: House) -> None:
    message = await house.fan.say(house.news, "look")
    said = message_payload(message, house.discord.state.world)
    forwarded = {**said, "content": "", "message_snapshots": [{"message": {**said, "content": house.BID}}]}
    resolved = {"messages": {said["id"]: forwarded}}
    data = {"id": "1", "name": "Add as rumour", "type": 3, "target_id": said["id"], "resolved": resolved}
    shown = await house.discord.interact(house.mod.payload(Kind.COMMAND, house.news, data))
    assert would_add(shown)


async def test_the_menu_refuses_a_file_that_is_gone(house: House) -> None:
    message = await house.fan.say(house.news, "", files=[File("message.txt", house.BID.encode())])
    house.discord.state.world.attachments.clear()
    assert "cannot be fetched" in (await house.mod.use_on(message, "Add as rumour")).content


async def test_the_menu_refuses_a_message_without_text(house: House) -> None:
    message = await house.fan.say(house.news, "https://example.com/brentford")
    assert "no text in this message" in (await house.mod.use_on(message, "Add as rumour")).content


async def test_the_menu_works_without_message_content(idle_house: House) -> None:
    house = idle_house
    await house.start(replace(house.settings, message_content=False))
    message = await house.fan.say(house.news, house.BID)
    assert would_add(await house.mod.use_on(message, "Add as rumour"))


async def test_an_alert_follows_a_confirmed_text_and_not_a_preview(house: House) -> None:
    await house.boss.slash(house.news, "alerts add")
    shown = await preview(house, house.BID)
    await house.news.stays_quiet()
    await house.press(house.mod, shown, "Confirm")
    await house.news.next_message()


@pytest.mark.parametrize("other", ["Confirm", "Cancel"])
async def test_of_two_presses_at_once_one_does_its_work_and_the_other_says_that_it_was_late(
    house: House, other: str
) -> None:
    await house.boss.slash(house.news, "alerts add")
    shown = await preview(house, house.BID)
    presses = (house.press(house.mod, shown, "Confirm"), house.press(house.mod, shown, other))
    answers = await asyncio.gather(*presses)
    late = [one for one in answers if any("already" in message.content for message in one.followups)]
    assert len(late) == 1
    (winner,) = [one for one in answers if one not in late]
    if "Cancelled" in winner.text:
        assert await house.store.player_names(house.guild.id) == ()
    else:
        assert "Joao Almeida" in winner.text
        await house.news.next_message()
    await house.news.stays_quiet()
