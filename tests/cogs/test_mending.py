"""/rumour edit, retract, undo, history, /saga and /player over the wire: each path once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.localdiscord.components import buttons, label_of, menus
from tests.db.samples import filing, judge, rumour

if TYPE_CHECKING:
    from bot.localdiscord import LocalMember, Message, Response
    from tests.conftest import House


@pytest.fixture
async def told(house: House) -> House:
    """The guild knows of an offer for Joao Almeida."""
    await house.file(house.BID)
    return house


def menu_of(answer: Response) -> tuple[str, list[str]]:
    """The placeholder of the menu, and the labels of what it offers."""
    (menu,) = [one for message in answer.messages for one in menus(message)]
    return menu["placeholder"], [option["label"] for option in menu["options"]]


def labels(answer: Response) -> list[str]:
    return [label_of(button) for message in answer.messages for button in buttons(message)]


async def status(house: House, player: str = "almeida") -> str:
    return (await house.fan.slash(house.lounge, "status", player=player)).text


async def retracted(house: House) -> Response:
    listed = await house.mod.slash(house.lounge, "rumour retract", player="almeida")
    hint, (label,) = menu_of(listed)
    assert "Sky Sports · Brentford have reportedly turned down an offer of £20m from Everton." in label
    return await settled(house, await house.mod.choose(listed, hint, [label]))


async def settled(house: House, answer: Response) -> Response:
    """The same, when the bot has said what it asked time for."""
    await house.discord.until(lambda: answer.followups or answer.interaction.edits or answer.content)
    return answer


async def alert(house: House) -> Message:
    await house.boss.slash(house.news, "alerts add")
    await house.file(house.BID)
    return await house.news.next_message()


async def test_a_retraction_strikes_the_alert_and_its_undoing_takes_the_strike_away(house: House) -> None:
    posted = await alert(house)
    done = await retracted(house)
    assert "Retracted: a rumour of Joao Almeida" in done.text
    assert "Nothing stored about almeida" in await status(house)
    await house.discord.until(lambda: "Withdrawn on" in str(posted.embeds))
    undone = await house.press(house.mod, done, "Undo")
    assert "Undone: a rumour retracted" in undone.text
    await house.discord.until(lambda: "Withdrawn on" not in str(posted.embeds))
    assert "Joao Almeida" in await status(house)


async def edit_form(told: House, who: LocalMember) -> Response:
    """The form for his only rumour."""
    listed = await who.slash(told.lounge, "rumour edit", player="almeida")
    hint, (label,) = menu_of(listed)
    return await who.choose(listed, hint, [label])


async def test_a_second_press_of_undo_says_that_it_is_done_already_and_by_whom(told: House) -> None:
    done = await retracted(told)
    await told.press(told.mod, done, "Undo")
    again = await told.press(told.mod, done, "Undo")
    assert "Undone already" in again.text
    assert f"<@{told.mod.id}>" in again.text


async def test_an_edit_has_the_fields_as_they_were_read_and_what_is_changed_is_told(told: House) -> None:
    form = await edit_form(told, told.mod)
    assert form.modal is not None
    assert [(one.label, one.value) for one in form.modal.fields if one.label != "Stage"] == [
        ("Player", "Joao Almeida"),
        ("From club", "Brentford"),
        ("To club", "Everton"),
        ("Sums", "£20m offered"),
    ]
    done = await settled(told, await told.mod.submit(form, {"Sums": "£22m offered"}))
    assert "Changed: a rumour of Joao Almeida" in done.text
    assert "offer of £22m" in done.text
    assert "£22m" in await status(told)
    assert labels(done) == ["Undo"]


async def test_a_club_is_put_right_by_the_name_that_the_lists_have_for_it(told: House) -> None:
    form = await edit_form(told, told.mod)
    done = await settled(told, await told.mod.submit(form, {"To club": "Leeds"}))
    assert "Leeds United" in done.text
    assert done.ephemeral


async def test_what_cannot_be_read_is_refused_with_all_that_was_typed(told: House) -> None:
    form = await edit_form(told, told.mod)
    refused = await settled(told, await told.mod.submit(form, {"Sums": "a lot", "To club": "Fulham"}))
    assert "“a lot” is no sum of a transfer. Write it like £20m" in refused.text
    assert "a lot" in refused.text
    assert "Fulham" in refused.text
    again = await told.mod.press(refused, "Open the form again")
    assert again.modal is not None
    values = [again.modal.field(label).value for label in ("Sums", "To club")]
    assert values == ["a lot", "Fulham"]
    assert "£20m" in await status(told)


async def test_the_stage_that_was_chosen_is_shown_by_its_name_and_is_chosen_once_more(told: House) -> None:
    form = await edit_form(told, told.mod)
    refused = await settled(told, await told.mod.submit(form, {"Sums": "a lot", "Stage": "Fee agreed"}))
    assert "Stage\nFee agreed" in refused.text
    again = await told.mod.press(refused, "Open the form again")
    assert again.modal is not None
    assert again.modal.field("Stage").chosen == ["Fee agreed"]


async def test_of_two_editors_the_later_reads_who_was_quicker_and_tries_again(told: House) -> None:
    first = await edit_form(told, told.mod)
    second = await edit_form(told, told.boss)
    await settled(told, await told.mod.submit(first, {"Sums": "£22m offered"}))
    late = await settled(told, await told.boss.submit(second, {"Sums": "£25m offered"}))
    assert "Another moderator was quicker" in late.text
    assert f"<@{told.mod.id}> · <t:" in late.text
    assert "£22m" in late.text
    assert "£25m" in late.text
    form = await told.boss.press(late, "Try again")
    assert form.modal is not None
    done = await settled(told, await told.boss.submit(form, {"Sums": "£25m offered"}))
    assert "Changed: a rumour" in done.text
    assert "£25m" in await status(told)


async def test_a_retraction_of_what_was_edited_meanwhile_is_asked_for_again(told: House) -> None:
    listed = await told.boss.slash(told.lounge, "rumour retract", player="almeida")
    form = await edit_form(told, told.mod)
    await settled(told, await told.mod.submit(form, {"Sums": "£22m offered"}))
    hint, (label,) = menu_of(listed)
    late = await settled(told, await told.boss.choose(listed, hint, [label]))
    assert "Another moderator was quicker" in late.text
    await told.press(told.boss, late, "Try again")
    assert "Nothing stored about" in await status(told)


async def test_the_history_tells_who_did_what_and_undoes_one(told: House) -> None:
    await retracted(told)
    shown = await told.boss.slash(told.lounge, "rumour history")
    assert f"<@{told.mod.id}> · <t:" in shown.text
    assert "Joao Almeida: a rumour retracted" in shown.text
    hint, (label,) = menu_of(shown)
    undone = await settled(told, await told.boss.choose(shown, hint, [label]))
    assert "Undone: a rumour retracted" in undone.text
    empty = await told.boss.slash(told.lounge, "rumour undo")
    assert "Nothing was changed that still stands." in empty.text


async def test_a_saga_is_merged_split_renamed_and_closed(told: House) -> None:
    await told.file(told.INTEREST)
    merged = await told.mod.slash(told.lounge, "saga merge", player="almeida", other="silvetti")
    assert "Merged into Joao Almeida" in merged.text
    assert "Joao Almeida" in await status(told, "silvetti")
    listed = await told.mod.slash(told.lounge, "saga split", player="almeida")
    hint, offered = menu_of(listed)
    form = await told.mod.choose(listed, hint, [next(one for one in offered if "Leeds" in one)])
    split = await settled(told, await told.mod.submit(form, {"Player": "Marco Bellini"}))
    assert "Split from Joao Almeida" in split.text
    assert "Marco Bellini" in await status(told, "bellini")
    renamed = await told.mod.slash(told.lounge, "saga rename", player="bellini", name="Marco Rossini")
    assert "Renamed: Marco Bellini" in renamed.text
    assert "Marco Rossini" in await status(told, "rossini")
    closed = await told.mod.slash(told.lounge, "saga close", player="rossini")
    assert "Closed: the saga of Marco Rossini" in closed.text


async def test_a_player_is_found_and_known_by_another_name(told: House) -> None:
    named = await told.mod.slash(told.lounge, "player alias", player="almeida", name="Jota Braga")
    assert "Another name of Joao Almeida" in named.text
    assert "Joao Almeida" in await status(told, "jota braga")
    await told.file(
        "Everton have agreed a fee of £25m with Brentford for midfielder Jota Braga, the BBC reports."
    )
    assert "£25m" in await status(told)
    await told.press(told.mod, named, "Undo")
    assert (await told.mod.slash(told.lounge, "rumour history")).text.count("also known as") == 0


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ("rumour edit", "player"),
        ("rumour retract", "player"),
        ("rumour history", "player"),
        ("saga merge", "player"),
        ("saga merge", "other"),
        ("saga split", "player"),
        ("saga rename", "player"),
        ("saga close", "player"),
        ("player alias", "player"),
    ],
)
async def test_players_are_offered_while_a_name_is_typed(told: House, command: str, option: str) -> None:
    offered = await told.mod.autocomplete(told.lounge, command, **{option: "alm"})
    assert [value for _, value in offered] == ["Joao Almeida"]


async def test_more_rumours_than_a_menu_holds_come_in_pages(told: House) -> None:
    for number in range(26):
        row = rumour("Joao Almeida", from_club="Brentford", to_club=f"Club {number}")
        await told.store.file(filing(f"text {number}", row, scope=told.guild.id), judge)
    listed = await told.mod.slash(told.lounge, "rumour retract", player="almeida")
    assert len(menu_of(listed)[1]) == 25
    assert labels(listed) == ["Older"]
    await told.mod.press(listed, "Older")
    assert len(menu_of(listed)[1]) == 2
    assert labels(listed) == ["Newer"]


async def test_what_was_shown_before_a_restart_still_works(told: House) -> None:
    listed = await told.mod.slash(told.lounge, "rumour edit", player="almeida")
    await told.restart()
    hint, (label,) = menu_of(listed)
    form = await told.mod.choose(listed, hint, [label])
    await told.restart()
    done = await settled(told, await told.mod.submit(form, {"Sums": "£22m offered"}))
    await told.restart()
    assert "Undone" in (await told.press(told.mod, done, "Undo")).text


@pytest.mark.parametrize("key", ["", "1", "1.-1", "x.y", "9" * 50, "999.0"])
async def test_a_forged_key_of_a_rumour_names_nothing(told: House, key: str) -> None:
    for press in ("edit_again", "retract_again"):
        listed = await told.mod.slash(told.lounge, "rumour history")
        assert listed.message is not None
        forged = {"type": 2, "style": 2, "label": "x", "id": 2, "custom_id": f"v1:{press}:{key}"}
        listed.message.components = [{"type": 1, "id": 1, "components": [forged]}]
        answer = await told.mod.press(listed, "x")
        await told.discord.until(lambda answer=answer: answer.text)
        assert "Sorry" not in answer.text
    assert "£20m" in await status(told)
