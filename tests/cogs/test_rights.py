"""Who may not write is refused on every way there is, and nothing is changed by the attempt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.localdiscord import File, Kind, LocalMember, Permission
from bot.model import GuildSettings
from tests.cogs import calls
from tests.cogs.calls import OWN, READS, WRITES

if TYPE_CHECKING:
    from bot.localdiscord import LocalChannel, Response
    from tests.conftest import House

BRINGING_PRESSES = ("confirm", "cancel", "correct", "look", "date", "again", "more", "join")


async def slash(house: House, who: LocalMember, name: str) -> Response:
    return await calls.use(house, who, name)


async def nothing_changed(house: House) -> bool:
    players = await house.store.player_names(house.guild.id)
    subscriptions = await house.store.subscriptions(house.guild.id)
    settings = await house.store.guild_settings(house.guild.id)
    mutes = await house.store.mutes(house.guild.id, house.news.id)
    is_set = settings == GuildSettings(house.guild.id, house.moderators.id)
    watches = await house.store.watches(house.guild.id)
    return is_set and not (players or subscriptions or mutes or watches)


async def test_every_command_menu_form_and_press_has_its_entry(house: House) -> None:
    assert not calls.forgotten(house.bot)


async def test_only_what_may_be_asked_by_all_can_be_typed(house: House) -> None:
    assert {one.qualified_name for one in house.bot.walk_commands()} == set(READS)
    assert not set(WRITES) & (set(READS) | set(OWN))


@pytest.mark.parametrize("name", WRITES)
async def test_a_member_is_refused_by_slash(house: House, name: str) -> None:
    answer = await slash(house, house.fan, name)
    assert answer.modal is None
    assert "may" in answer.content
    assert answer.ephemeral
    assert await nothing_changed(house)


async def test_a_moderator_may_all_but_the_set_up(house: House) -> None:
    for name in WRITES:
        answer = await slash(house, house.mod, name)
        refused = answer.content.startswith("Only")
        assert refused == name.startswith(("setup ", "data "))


async def test_who_may_manage_the_guild_may_everything(house: House) -> None:
    manager = house.guild.add_member(
        "manager", roles=[house.guild.add_role("Staff", Permission.MANAGE_GUILD)]
    )
    for who in (house.boss, manager):
        for name in WRITES:
            assert not (await slash(house, who, name)).content.startswith("Only")


async def test_the_refusal_names_the_role_and_pings_nobody(house: House) -> None:
    answer = await house.fan.slash(house.news, "rumour add")
    assert f"<@&{house.moderators.id}>" in answer.content
    assert answer.message is not None
    assert not answer.message.mention_roles


async def test_a_member_is_refused_with_a_file(house: House) -> None:
    answer = await house.fan.slash(house.news, "rumour add", file=File("news.txt", house.BID.encode()))
    assert answer.content.startswith("Only")
    assert await nothing_changed(house)


async def test_a_member_is_refused_at_the_menu(house: House) -> None:
    message = await house.fan.say(house.news, house.BID)
    answer = await house.fan.use_on(message, "Add as rumour")
    assert answer.content.startswith("Only")
    assert answer.ephemeral


async def test_who_loses_the_role_before_he_sends_the_form_is_refused(house: House) -> None:
    form = await house.mod.slash(house.news, "rumour add")
    house.mod.roles.clear()
    answer = await house.mod.submit(form, {"Text": house.BID})
    assert answer.content.startswith("Only")
    assert not answer.components


@pytest.mark.parametrize("button", ["Confirm", "Cancel"])
async def test_who_loses_the_role_before_he_presses_is_refused(house: House, button: str) -> None:
    form = await house.mod.slash(house.news, "rumour add")
    preview = await house.mod.submit(form, {"Text": house.BID})
    house.mod.roles.clear()
    answer = await house.press(house.mod, preview, button)
    assert "Only members with" in answer.text
    assert await nothing_changed(house)
    house.mod.roles.append(house.moderators)
    await house.press(house.mod, preview, "Confirm")
    assert not await nothing_changed(house)


async def forged_press(house: House, who: LocalMember, channel: LocalChannel, custom_id: str) -> Response:
    form = await house.mod.slash(house.news, "rumour add")
    preview = await house.mod.submit(form, {"Text": house.BID})
    assert preview.message is not None
    draft = preview.message.components[0]["components"][0]["custom_id"].rpartition(":")[2]
    payload = calls.pressed(who, preview.message, custom_id.format(draft=draft), channel)
    return await house.discord.interact(payload)


async def test_anothers_draft_cannot_be_confirmed_by_a_moderator_who_forges_the_press(house: House) -> None:
    other = house.guild.add_member("other", roles=[house.moderators])
    answer = await forged_press(house, other, house.news, "v1:confirm:{draft}")
    assert "already confirmed or cancelled" in answer.text
    assert await nothing_changed(house)


async def test_a_members_forged_press_is_refused(house: House) -> None:
    answer = await forged_press(house, house.fan, house.news, "v1:confirm:{draft}")
    assert "Only members with" in answer.text
    assert await nothing_changed(house)


@pytest.mark.parametrize("action", sorted(BRINGING_PRESSES))
async def test_every_press_on_a_draft_is_refused_to_a_member_who_forges_it(house: House, action: str) -> None:
    target = "{draft}:{draft}" if action == "join" else "{draft}"
    answer = await forged_press(house, house.fan, house.news, f"v1:{action}:{target}")
    assert "Only members with" in answer.text
    assert answer.modal is None
    assert await nothing_changed(house)


@pytest.mark.parametrize("action", sorted(BRINGING_PRESSES))
async def test_anothers_draft_is_there_for_no_press_of_another_moderator(house: House, action: str) -> None:
    other = house.guild.add_member("other", roles=[house.moderators])
    target = "{draft}:{draft}" if action == "join" else "{draft}"
    answer = await forged_press(house, other, house.news, f"v1:{action}:{target}")
    assert "already confirmed or cancelled" in answer.text
    assert answer.modal is None
    assert await nothing_changed(house)


FORGED_FORMS = (
    ("add", "", ("text",)),
    ("correct", "{draft}:0", ("player", "from_club", "to_club", "stage", "fees")),
    ("date", "{draft}", ("date",)),
)


@pytest.mark.parametrize(("action", "target", "keys"), FORGED_FORMS)
async def test_a_form_that_a_member_forges_is_refused(
    house: House, action: str, target: str, keys: tuple[str, ...]
) -> None:
    form = await house.mod.slash(house.news, "rumour add")
    preview = await house.mod.submit(form, {"Text": house.BID})
    assert preview.message is not None
    draft = preview.message.components[0]["components"][0]["custom_id"].rpartition(":")[2]
    typed = [
        {
            "type": 18,
            "id": place,
            "component": {"type": 4, "id": place + 50, "custom_id": key, "value": "Everton"},
        }
        for place, key in enumerate(keys, 1)
    ]
    data = {"custom_id": f"f1:{action}:{target.format(draft=draft)}", "components": typed}
    answer = await house.discord.interact(house.fan.payload(Kind.MODAL, house.news, data, preview.message))
    assert "Only members with" in answer.text
    assert await nothing_changed(house)


async def test_a_press_from_another_guild_finds_nothing(house: House) -> None:
    elsewhere = house.discord.add_guild("Elsewhere")
    channel = elsewhere.add_channel("news")
    await house.discord.settled()
    # He may manage the other guild, and brought the draft in this one.
    elsewhere.data.owner_id = house.mod.id
    visitor = elsewhere.add_member(house.mod)
    answer = await forged_press(house, visitor, channel, "v1:confirm:{draft}")
    assert "may" in answer.text or "already" in answer.text
    assert await nothing_changed(house)


@pytest.mark.parametrize(
    "custom_id",
    [
        "v1:confirm:",
        "v1:confirm:-1",
        "v1:confirm:1 OR 1=1",
        "v1:confirm:²",
        "v1:cancel:99999999999999999999999",
    ],
)
async def test_a_buttons_id_is_not_trusted(house: House, custom_id: str) -> None:
    answer = await forged_press(house, house.mod, house.news, custom_id)
    assert answer.text
    assert "Sorry" not in answer.text
    assert await nothing_changed(house)


@pytest.mark.parametrize("name", WRITES)
async def test_a_private_conversation_is_no_way_in(house: House, name: str) -> None:
    group, _, leaf = name.partition(" ")
    meant = {"role": (8, str(house.moderators.id)), "channel": (7, str(house.lounge.id))}
    options: list[dict[str, object]] = []
    for key, value in WRITES[name].items():
        kind, given = meant.get(key, (4 if isinstance(value, int) else 3, value))
        options.append({"name": key, "type": kind, "value": given})
    data = {"id": "1", "name": group, "type": 1, "options": [{"type": 1, "name": leaf, "options": options}]}
    answer = await house.discord.interact(house.boss.payload(Kind.COMMAND, house.boss.dms, data))
    assert answer.content
    assert answer.modal is None
    assert await nothing_changed(house)


async def test_another_bot_may_nothing_even_as_an_administrator(house: House) -> None:
    robot = house.guild.add_member("robot", roles=[house.guild.add_role("Robots", 1 << 3)])
    robot.user.bot = True
    answer = await slash(house, robot, "alerts add")
    assert answer.content.startswith("Only")
    assert await nothing_changed(house)


async def test_in_private_nobody_is_offered_what_is_for_servers(house: House) -> None:
    offered = {leaf.name for leaf in house.discord.state.commands.slashes(house.fan.dms.data, house.fan.id)}
    # Discord offers a group as a whole, or not at all.
    shared = {name.split()[0] for name in OWN}
    assert not [name for name in offered & set(WRITES) if name.split()[0] not in shared]
    assert set(READS) | set(OWN) <= offered
