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
