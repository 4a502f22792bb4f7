from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
