"""/data over the wire: what is kept is handed over and deleted, for whoever may."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bot.localdiscord import Permission
from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from bot.localdiscord import Response
    from tests.conftest import House


def attached(answer: Response) -> dict[str, Any]:
    assert answer.message is not None
    (file,) = answer.message.attachments
    told: dict[str, Any] = json.loads(file.content)
    return told


async def test_the_export_is_a_file_for_the_asker_alone(house: House) -> None:
    await house.file(house.BID)
    answer = await house.boss.slash(house.news, "data export")
    assert answer.ephemeral
    told = attached(answer)
    assert told["server"] == str(house.guild.id)
    assert [one["text"] for one in told["articles"]] == [house.BID]
    assert told["articles"][0]["by"] == str(house.mod.id)


async def test_the_servers_name_deletes_all_of_it_and_another_nothing(house: House) -> None:
    await house.file(house.BID)
    staff = house.guild.add_role("Staff", Permission.MANAGE_GUILD)
    manager = house.guild.add_member("manager", roles=[staff])
    await house.discord.settled()
    form = await manager.slash(house.news, "data purge")
    await house.restart()
    wrong = await manager.submit(form, {"This server's name": "Goodison Chat"})
    assert "Nothing was deleted" in wrong.content
    assert await house.store.player_names(house.guild.id)
    manager.roles.clear()
    refused = await manager.submit(form, {"This server's name": "Anfield Chat"})
    assert "Only somebody who may manage this server" in refused.content
    manager.roles.append(staff)
    done = await manager.submit(form, {"This server's name": " anfield  chat "})
    assert "are deleted" in done.text
    assert await house.store.player_names(house.guild.id) == ()
    assert (await house.store.guild_settings(house.guild.id)).moderator_role_id is None
    assert "Nothing" in (await house.fan.slash(house.news, "status", player="almeida")).text


async def test_a_user_sees_has_and_deletes_what_is_kept_of_him(house: House) -> None:
    assert "Nothing is kept of you" in (await house.fan.slash(house.news, "data mine")).text
    await house.file(house.BID)
    await house.mod.slash(house.news, "follow", player="almeida")
    card = await house.mod.slash(house.news, "data mine")
    assert card.ephemeral
    assert "1 player" in card.text
    await house.restart()
    told = attached(await house.press(house.mod, card, "Download"))
    assert [one["player"] for one in told["follows"]] == ["almeida"]
    assert {one["action"] for one in told["done"]} == {"file (form)"}
    form = await house.mod.press(card, "Delete")
    assert "Nothing was deleted" in (await house.mod.submit(form, {"Type DELETE": "no"})).content
    assert "Deleted" in (await house.mod.submit(form, {"Type DELETE": "delete"})).text
    assert "Nothing is kept of you" in (await house.mod.slash(house.news, "data mine")).text
    assert await house.store.follows(house.mod.id) == ()
    assert attached(await house.boss.slash(house.news, "data export"))["articles"][0]["by"] == "0"


async def test_whom_another_follows_is_left_alone(house: House) -> None:
    await house.store.subscribe(0, 5, Target("Silva", "silva"), Rules(), house.fan.id, user_id=house.fan.id)
    await house.store.forget_user(house.mod.id, 6)
    assert len(await house.store.follows(house.fan.id)) == 1
