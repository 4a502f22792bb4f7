from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.intake import take_in
from bot.localdiscord import Permission
from bot.localdiscord.responses import message_words
from bot.model import Article

if TYPE_CHECKING:
    from bot.localdiscord import Response
    from tests.conftest import House


async def test_the_members_of_the_role_that_was_named_may_moderate(house: House) -> None:
    editors = house.guild.add_role("Editors")
    answer = await house.boss.slash(house.news, "setup moderators", role=editors)
    assert "Moderators: Editors" in answer.text
    assert answer.ephemeral
    house.fan.roles.append(editors)
    assert (await house.fan.slash(house.news, "rumour add")).modal
    assert "<@&" in (await house.mod.slash(house.news, "rumour add")).content


async def test_the_name_of_a_role_is_harmless(house: House) -> None:
    role = house.guild.add_role("@everyone **here**")
    answer = await house.boss.slash(house.news, "setup moderators", role=role)
    assert "@everyone" not in answer.text
    assert r"\*\*here\*\*" in answer.text


async def test_the_time_zone_is_set_by_whoever_may_manage_the_server(house: House) -> None:
    answer = await house.boss.slash(house.news, "setup timezone", zone="new york")
    assert "Time zone: America/New" in answer.text
    assert answer.ephemeral
    assert (await house.store.guild_settings(house.guild.id)).timezone == "America/New_York"
    refused = await house.mod.slash(house.news, "setup timezone", zone="UTC")
    assert "Only somebody who may manage this server" in refused.content


async def test_what_is_no_time_zone_is_refused_with_those_that_may_be_meant(house: House) -> None:
    for zone in ("Anfield", "x" * 6000, "@everyone"):
        answer = await house.boss.slash(house.news, "setup timezone", zone=zone)
        assert "There is no time zone" in answer.content
        assert "@everyone" not in answer.content
    near = await house.boss.slash(house.news, "setup timezone", zone="america/ind")
    assert "Did you mean" in near.content


async def test_time_zones_are_offered(house: House) -> None:
    offered = await house.boss.autocomplete(house.news, "setup timezone", zone="lond")
    assert ("Europe/London", "Europe/London") in offered


async def chosen(house: House, card: Response, hint: str, values: list[Any]) -> str:
    """What the card says once something was chosen in its menu."""
    answer = await house.boss.choose(card, hint, values)
    assert card.message is not None
    return answer.content or "\n".join(message_words(card.message))


async def test_the_card_shows_what_is_missing_and_each_choice_acts_at_once(house: House) -> None:
    card = await house.boss.slash(house.lounge, "setup start")
    assert card.ephemeral
    assert "Still to choose: a channel for alerts" in card.text
    await house.restart()
    editors = house.guild.add_role("Editors")
    await house.discord.settled()
    assert "Members with Editors moderate now." in await chosen(house, card, "Moderator role", [editors])
    assert "Alerts are written in Español now." in await chosen(
        house, card, "Language of alerts", ["Español"]
    )
    assert "Clocks go by Europe/Rome now." in await chosen(house, card, "Time zone", ["Europe/Rome"])
    assert "/setup timezone" in await chosen(house, card, "Time zone", ["Another"])
    off = await chosen(house, card, "The operator's news", ["Only what is added here"])
    assert "off: answers and alerts know only what is added here" in off
    settings = await house.store.guild_settings(house.guild.id)
    assert (settings.moderator_role_id, settings.language) == (editors.id, "es")
    assert (settings.timezone, settings.uses_wire) == ("Europe/Rome", False)


async def test_the_channel_that_is_chosen_is_told_of_everything_or_of_clubs(house: House) -> None:
    card = await house.boss.slash(house.lounge, "setup start")
    form = await house.boss.choose(card, "Channel for alerts", [house.news])
    assert form.modal is not None
    await house.boss.submit(form, {})
    form = await house.boss.choose(card, "Channel for alerts", [house.lounge])
    await house.boss.submit(form, {"Clubs, with commas between": "Everton, leeds united"})
    found = await house.store.subscriptions(house.guild.id)
    told = {(one.channel_id, one.target.label) for one in found}
    lounge = house.lounge.id
    assert told == {(house.news.id, "everything"), (lounge, "Everton"), (lounge, "Leeds United")}
    assert card.message is not None
    words = "\n".join(message_words(card.message))
    assert "#transfer-news: everything" in words
    assert "All is set." in words


async def test_a_channel_that_was_deleted_is_missing_again(house: House) -> None:
    await house.boss.slash(house.news, "alerts add")
    assert "All is set." in (await house.boss.slash(house.lounge, "setup start")).text
    house.news.delete()
    await house.discord.settled()
    card = await house.boss.slash(house.lounge, "setup start")
    assert "Still to choose: a channel for alerts." in card.text
    assert "a deleted channel" in card.text


async def test_a_channel_in_which_the_bot_may_not_write_is_refused_with_what_it_lacks(house: House) -> None:
    house.guild.change_role(house.guild.bot_role, Permission.VIEW_CHANNEL)
    house.guild.change_role(house.guild.everyone, Permission.VIEW_CHANNEL)
    await house.discord.settled()
    card = await house.boss.slash(house.lounge, "setup start")
    answer = await house.boss.choose(card, "Channel for alerts", [house.news])
    assert "Send Messages" in answer.content
    assert await house.store.subscriptions(house.guild.id) == ()


async def test_who_may_not_set_up_is_refused_at_every_menu_and_at_the_form(house: House) -> None:
    staff = house.guild.add_role("Staff", Permission.MANAGE_GUILD)
    manager = house.guild.add_member("manager", roles=[staff])
    await house.discord.settled()
    card = await manager.slash(house.lounge, "setup start")
    menus: list[tuple[str, list[Any]]] = [
        ("Moderator role", [house.moderators]),
        ("Channel for alerts", [house.news]),
        ("Language of alerts", ["Español"]),
        ("Time zone", ["Europe/Rome"]),
        ("The operator's news", ["Only what is added here"]),
    ]
    form = await manager.choose(card, "Channel for alerts", [house.news])
    manager.roles.clear()
    before = await house.store.guild_settings(house.guild.id)
    for hint, values in menus:
        refused = await manager.choose(card, hint, values)
        assert "Only somebody who may manage this server" in refused.content
    assert "Only somebody" in (await manager.submit(form, {})).content
    assert await house.store.guild_settings(house.guild.id) == before
    assert await house.store.subscriptions(house.guild.id) == ()


async def test_without_the_wire_a_status_knows_only_what_was_added_here(house: House) -> None:
    await take_in(house.store, Article(house.BID), house.clock())
    assert "Brentford" in (await house.fan.slash(house.news, "status", player="almeida")).text
    answer = await house.boss.slash(house.news, "setup wire", use=0)
    assert "off" in answer.text
    assert "Brentford" not in (await house.fan.slash(house.news, "status", player="almeida")).text
    assert await house.fan.autocomplete(house.news, "status", player="alm") == []
    await house.boss.slash(house.news, "setup wire", use=1)
    assert "Brentford" in (await house.fan.slash(house.news, "status", player="almeida")).text


async def test_the_language_and_the_limits_are_told(house: House) -> None:
    assert "Language: Español" in (await house.boss.slash(house.news, "setup language", language="es")).text
    limits = await house.boss.slash(house.news, "setup quotas")
    assert "100 subscriptions, 0 in use" in limits.text
