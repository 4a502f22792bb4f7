"""Previews are put right, joined and dated; what was shown is what is filed, and nothing typed is lost."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot import bringing
from bot.files import Lesson, Matter
from bot.localdiscord import Permission
from bot.localdiscord.components import buttons, label_of

if TYPE_CHECKING:
    from bot.files import PlayerFile
    from bot.localdiscord import Response
    from tests.conftest import House

TWO = (
    "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida, according to Sky Sports.\n\n"
    "Leeds United have agreed a fee of £30m with Burnley for defender Marco Silvetti, according to Sky Sports."
)


async def preview(house: House, text: str, **more: str) -> Response:
    form = await house.mod.slash(house.news, "rumour add")
    return await house.mod.submit(form, {"Text": text, **more})


async def corrected(house: House, shown: Response, **values: str) -> Response:
    """Correct the one rumour of a preview, whose message is another preview from then on."""
    form = await house.mod.press(shown, "Correct")
    return await sent(house, form, **values)


async def sent(house: House, form: Response, **values: str) -> Response:
    named = {key.replace("_", " "): value for key, value in values.items()}
    answer = await house.mod.submit(form, named)
    await house.discord.until(lambda: answer.followups or answer.interaction.edits)
    return answer


async def file_of(house: House, name: str) -> PlayerFile:
    found = [one for one in await house.store.player_names(house.guild.id) if one.name == name]
    assert len(found) == 1
    file = await house.store.player_file(house.guild.id, found[0].id)
    assert file is not None
    return file


async def test_a_preview_counts_and_lists_what_it_would_do(house: House) -> None:
    await house.file(house.INTEREST)
    shown = await preview(house, f"{TWO} {house.INTEREST}")
    assert shown.message is not None
    (embed,) = shown.message.embeds
    assert embed["title"] == "Preview: adds 2"
    parts = {field["name"]: field["value"] for field in embed["fields"]}
    assert "Brentford → Everton · Offer turned down · £20m offered" in parts["Joao Almeida: new"]
    assert "Burnley → Leeds United · Fee agreed · £30m agreed" in parts["Marco Silvetti: new"]


async def test_a_preview_tells_the_news_once_and_below_it_only_why_it_is_news(house: House) -> None:
    shown = await preview(house, house.BID)
    assert shown.text.count("turned down an offer of £20m") == 1
    assert "The first news of this saga." in shown.text


async def test_what_is_told_under_a_condition_alone_is_not_said_to_wait_for_review(house: House) -> None:
    shown = await preview(
        house, "Everton would be interested in Fulham striker Ruben Costa if a deal could be done."
    )
    assert "Preview: adds 1" in shown.text
    assert "wait for review" not in shown.text
    assert shown.text.count("interested under a condition") == 1


async def test_what_is_corrected_is_shown_and_then_filed_and_learnt(house: House) -> None:
    shown = await preview(house, house.BID)
    await house.restart()
    form = await house.mod.press(shown, "Correct")
    assert form.modal is not None
    filled = {field.label: field.value for field in form.modal.fields}
    assert filled["Player"] == "Joao Almeida"
    assert filled["Sums"] == "£20m offered"
    await house.restart()
    await sent(house, form, Player="Joao Almeyda", To_club="spurs", Stage="Fee agreed", Sums="£25m")
    assert shown.message is not None
    assert "Brentford → Tottenham Hotspur · Fee agreed · £25m agreed" in str(shown.message.embeds)
    assert await house.store.player_names(house.guild.id) == ()
    await house.press(house.mod, shown, "Confirm")
    (kept,) = (await file_of(house, "Joao Almeyda")).rumours
    assert (kept.rumour.to_club, kept.rumour.stage.value) == ("Tottenham Hotspur", "fee_agreed")
    assert await house.store.lessons(house.guild.id) == (
        Lesson(Matter.PLAYER, "joao almeida", "Joao Almeyda"),
        Lesson(Matter.CLUB, "everton", "Tottenham Hotspur", "joao almeyda"),
    )


async def test_of_several_rumours_one_is_chosen_to_be_corrected(house: House) -> None:
    shown = await preview(house, TWO)
    await house.mod.press(shown, "Correct")
    assert shown.message is not None
    form = await house.mod.choose(shown, "Choose a rumour", ["Marco Silvetti: Burnley → Leeds United"])
    await sent(house, form, Stage="Talks")
    assert "Burnley → Leeds United · Talks" in str(shown.message.embeds)
    assert "Brentford → Everton · Offer turned down" in str(shown.message.embeds)


async def test_who_looks_at_the_choice_may_go_back(house: House) -> None:
    shown = await preview(house, TWO)
    await house.mod.press(shown, "Correct")
    await house.press(house.mod, shown, "Back")
    await house.press(house.mod, shown, "Confirm")
    assert len(await house.store.player_names(house.guild.id)) == 2


async def test_a_correction_that_cannot_be_understood_is_kept_and_can_be_mended(house: House) -> None:
    shown = await preview(house, house.BID)
    refused = await corrected(house, shown, To_club="united", Sums="£21m")
    assert "More than one club" in refused.text
    await house.restart()
    form = await house.mod.press(refused, "Open the form again")
    assert form.modal is not None
    assert [field.value for field in form.modal.fields][1:3] == ["Brentford", "united"]
    await sent(house, form, To_club="Leeds United")
    assert shown.message is not None
    await house.press(house.mod, shown, "Confirm")


async def test_the_preview_before_a_correction_confirms_nothing(house: House) -> None:
    shown = await preview(house, house.BID)
    assert shown.message is not None
    old = list(shown.message.components)
    await corrected(house, shown, To_club="Leeds United")
    shown.message.components = old
    late = await house.press(house.mod, shown, "Confirm")
    assert "changed since" in late.text
    assert await house.store.player_names(house.guild.id) == ()


async def test_of_two_corrections_at_once_one_is_shown_and_the_other_told_that_it_was_late(
    house: House,
) -> None:
    shown = await preview(house, house.BID)
    forms = [await house.mod.press(shown, "Correct") for _ in range(2)]
    clubs = ("Leeds United", "Burnley")
    answers = await asyncio.gather(
        *(sent(house, form, To_club=club) for form, club in zip(forms, clubs, strict=True))
    )
    assert sum("changed since" in answer.text for answer in answers) == 1


@pytest.mark.parametrize(
    ("values", "why"),
    [
        ({"Date": "soon"}, "know that day"),
        ({"Date": "2999-01-01"}, "not come yet"),
        ({"URL": "skysports"}, "no address"),
        ({"Outlet": "a\u0007b"}, "The outlet is"),
        ({"Text": "\x00" * 9}, "binary"),
        ({"Text": "Everton \ud800"}, "no characters"),
    ],
)
async def test_a_form_that_cannot_be_used_can_be_opened_again_as_it_was_also_after_a_restart(
    house: House, values: dict[str, str], why: str
) -> None:
    form = await house.mod.slash(house.news, "rumour add")
    refused = await house.mod.submit(form, {"Text": house.BID, "Outlet": "The Courier", **values})
    assert why in refused.text
    await house.restart()
    again = await house.mod.press(refused, "Open the form again")
    assert again.modal is not None
    typed = {field.label: field.value for field in again.modal.fields}
    assert typed["Text"] == (house.BID if "Text" not in values else typed["Text"])
    shown = await house.mod.submit(again, {"Text": house.BID, "Outlet": "", "URL": "", "Date": ""})
    await house.press(house.mod, shown, "Confirm")
    assert await file_of(house, "Joao Almeida")


async def test_a_form_that_was_open_at_a_restart_is_taken(house: House) -> None:
    form = await house.mod.slash(house.news, "rumour add")
    await house.restart()
    assert "Preview" in (await house.mod.submit(form, {"Text": house.BID})).text


async def test_a_text_of_a_day_to_come_is_asked_about(house: House) -> None:
    ahead = house.clock().date() + dt.timedelta(days=40)
    shown = await preview(house, f"{ahead.day} {ahead:%B %Y}\n\n{house.BID}")
    assert "not come yet" in shown.text
    assert "Confirm" not in [label_of(one) for one in buttons(shown.messages[0])]
    form = await house.mod.press(shown, "Another day")
    await sent(house, form, Date="2 July 2024")
    await house.press(house.mod, shown, "Confirm")
    (kept,) = (await file_of(house, "Joao Almeida")).rumours
    assert kept.said_on == dt.date(2024, 7, 2)


async def test_a_text_of_a_day_to_come_may_be_todays(house: House) -> None:
    ahead = house.clock().date() + dt.timedelta(days=40)
    shown = await preview(house, f"{ahead.day} {ahead:%B %Y}\n\n{house.BID}")
    form = await house.mod.press(shown, "Another day")
    refused = await sent(house, form, Date="tomorrow or so")
    again = await house.mod.press(refused, "Open the form again")
    assert again.modal is not None
    assert again.modal.fields[0].value == "tomorrow or so"
    await house.press(house.mod, shown, "It is today's")
    await house.press(house.mod, shown, "Confirm")
    (kept,) = (await file_of(house, "Joao Almeida")).rumours
    assert kept.said_on == house.clock().date()


# --- several messages ---

THREAD = (
    "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida.",
    "Leeds United have agreed a fee of £30m with Burnley for defender Marco Silvetti.",
    "More to follow.",
)


async def test_the_next_messages_of_the_same_author_are_taken_in(house: House) -> None:
    first, *_ = [await house.fan.say(house.news, text) for text in THREAD]
    await house.boss.say(house.news, house.INTEREST)
    shown = await house.mod.use_on(first, "Add as rumour")
    await house.press(house.mod, shown, "Add next messages")
    assert shown.message is not None
    assert shown.message.embeds[0]["title"] == "Preview: adds 2"
    none = await house.press(house.mod, shown, "Add next messages")
    assert "No further message" in none.text
    await house.press(house.mod, shown, "Confirm")
    names = {one.name for one in await house.store.player_names(house.guild.id)}
    assert names == {"Joao Almeida", "Marco Silvetti"}


async def test_without_the_right_to_read_on_it_is_said_which(house: House) -> None:
    first = await house.fan.say(house.news, THREAD[0])
    shown = await house.mod.use_on(first, "Add as rumour")
    house.news.deny(house.guild.bot_role, Permission.READ_MESSAGE_HISTORY)
    assert "Read Message History" in (await house.press(house.mod, shown, "Add next messages")).text


async def test_two_messages_are_joined_from_their_menus(house: House) -> None:
    first, second = [await house.fan.say(house.news, text) for text in THREAD[:2]]
    await house.mod.use_on(second, "Add as rumour")
    shown = await house.mod.use_on(first, "Add as rumour")
    await house.press(house.mod, shown, "Join with the one before")
    assert shown.message is not None
    assert shown.message.embeds[0]["title"] == "Preview: adds 2"
    since = house.clock() - dt.timedelta(hours=1)
    draft = await house.store.last_draft(house.guild.id, house.mod.id, house.news.id, since)
    assert draft is not None
    assert draft.article.text == "\n\n".join(THREAD[:2])


async def test_messages_of_two_people_are_not_offered_to_be_joined(house: House) -> None:
    first, second = await house.fan.say(house.news, THREAD[0]), await house.boss.say(house.news, THREAD[1])
    await house.mod.use_on(first, "Add as rumour")
    shown = await house.mod.use_on(second, "Add as rumour")
    assert "Join with the one before" not in [label_of(one) for one in buttons(shown.messages[0])]


# --- how much ---


async def test_a_guild_may_add_so_many_texts_a_day(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bringing, "TEXTS_A_DAY", 1)
    waiting = await preview(house, house.INTEREST)
    await house.file(house.BID)
    late = await house.press(house.mod, waiting, "Confirm")
    midnight = int(bringing.midnight_after(house.clock()).timestamp())
    assert "has added 1 texts today" in late.text
    assert f"<t:{midnight}:R>" in late.text
    refused = await preview(house, house.FEE_AGREED)
    assert "has added 1 texts today" in refused.text
    house.clock.ahead = dt.timedelta(days=1)
    again = await house.mod.press(refused, "Open the form again")
    shown = await house.mod.submit(again, {})
    await house.press(house.mod, shown, "Confirm")


@pytest.mark.parametrize("use", ["menu", "press"])
async def test_who_does_a_thing_over_and_over_is_asked_to_wait(house: House, use: str) -> None:
    message = await house.fan.say(house.news, house.BID)
    shown = await house.mod.use_on(message, "Add as rumour")
    answers = [
        await (
            house.mod.use_on(message, "Add as rumour") if use == "menu" else house.mod.press(shown, "Correct")
        )
        for _ in range(11)
    ]
    assert "That was a lot at once" in answers[-1].text
    assert "That was a lot at once" not in answers[8].text
