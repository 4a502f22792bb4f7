"""The README's first day, step by step over the wire: from the invitation to an alert that stands again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.intake import take_in
from bot.localdiscord.components import buttons, label_of, menus
from bot.localdiscord.responses import message_words
from bot.model import Article

if TYPE_CHECKING:
    from bot.localdiscord import LocalMember, Message, Response
    from bot.localdiscord.world import Role
    from tests.conftest import House


async def test_a_newcomers_first_day(house: House) -> None:
    boss, fan = house.boss, house.fan
    editors = house.guild.add_role("Editors")
    editor = house.guild.add_member("editor", roles=[editors])

    hello = await invited(house)
    card = await house.press(boss, hello, "Set up")
    await set_up(house, card, boss, editors)

    post = await fan.say(house.lounge, house.BID)
    refused = await fan.use_on(post, "Add as rumour")
    assert "Only members with <@&" in refused.content
    preview = await editor.use_on(post, "Add as rumour")
    assert preview.ephemeral
    assert "Preview: adds 1" in words(preview.message)
    assert house.news.from_bot() == []
    await house.press(editor, preview, "Confirm")
    assert "Done: added 1" in words(preview.message)

    alert = await house.news.next_message()
    before = [dict(embed) for embed in alert.embeds]
    assert "Brentford have turned down an offer of £20m from Everton" in words(alert)
    assert [label_of(one) for one in buttons(alert)] == [
        "Status",
        "Timeline",
        "Mute this saga",
        "Why this alert?",
    ]

    status = await fan.slash(house.lounge, "status", player="almeida")
    assert not status.ephemeral
    assert "Joao Almeida · Brentford → Everton" in status.text

    followed = await house.press(fan, status, "Follow")
    assert "You follow Joao Almeida" in followed.text
    assert followed.ephemeral
    assert "You follow Joao Almeida" in words(await fan.dms.next_message())

    taken_back = await retracted(house, editor)
    await house.discord.until(lambda: "Withdrawn on" in words(alert))
    assert alert.embeds[0]["title"].startswith("~~")
    assert "Nothing stored about almeida" in (await fan.slash(house.lounge, "status", player="almeida")).text

    undone = await house.press(editor, taken_back, "Undo")
    assert "Undone: a rumour retracted" in undone.text
    await house.discord.until(lambda: "Withdrawn on" not in words(alert))
    assert alert.embeds == before
    assert len(house.news.from_bot()) == 1
    assert "£20m" in (await fan.slash(house.lounge, "status", player="almeida")).text

    await take_in(house.store, Article(house.FEE_AGREED), house.clock())
    house.bot.dispatcher.wake()
    assert "fee" in words(await fan.dms.next_message())
    assert "fee" in words(await house.news.next_message())


async def invited(house: House) -> Message:
    """The bot is taken into the server, and says hello."""
    house.guild.remove_bot()
    await house.discord.settled()
    house.guild.set_system_channel(house.lounge)
    house.guild.invite_bot()
    hello = await house.lounge.next_message()
    assert [label_of(one) for one in buttons(hello)] == ["Set up"]
    return hello


async def set_up(house: House, card: Response, boss: LocalMember, editors: Role) -> None:
    """Who may add news, and the channel of alerts, by the menus of the card."""
    assert card.ephemeral
    assert "Still to choose" in card.text
    hints = [label_of(one) for one in menus(card.messages[0])]
    assert "Moderator role" in hints
    await settled(house, await boss.choose(card, "Moderator role", [editors]))
    form = await boss.choose(card, "Channel for alerts", [house.news])
    await settled(house, await boss.submit(form, {"Clubs, with commas between": "Everton"}))
    assert "#transfer-news: Everton" in words(card.message)
    assert "All is set." in words(card.message)


async def retracted(house: House, editor: LocalMember) -> Response:
    """The one rumour of him is taken back, chosen in the menu."""
    listed = await editor.slash(house.lounge, "rumour retract", player="almeida")
    (menu,) = menus(listed.messages[0])
    (option,) = menu["options"]
    done = await editor.choose(listed, label_of(menu), [option["label"]])
    await settled(house, done)
    assert "Retracted: a rumour of Joao Almeida" in done.text
    return done


async def settled(house: House, answer: Response) -> None:
    await house.discord.until(lambda: answer.followups or answer.interaction.edits or answer.content)


def words(message: Message | None) -> str:
    assert message is not None
    return "\n".join(message_words(message))
