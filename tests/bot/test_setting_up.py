from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.setting_up import set_language, set_moderators, set_timezone, suggest_zones
from tests.bot.moderators import BOSS, GUILD, MOD, PRIVATE, filled, refused

if TYPE_CHECKING:
    from bot.model import Actor
    from bot.store import Store


@pytest.fixture
async def known(store: Store) -> Store:
    return await filled(store)


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Europe/London", "Europe/London"),
        ("europe/london", "Europe/London"),
        ("london", "Europe/London"),
        (" new york ", "America/New_York"),
        ("UTC", "UTC"),
        ("Etc/GMT-1", "Etc/GMT-1"),
    ],
)
async def test_a_time_zone_is_known_by_its_name_or_city(known: Store, typed: str, zone: str) -> None:
    assert await set_timezone(known, BOSS, typed) == zone
    assert (await known.guild_settings(GUILD)).timezone == zone


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Anfield", "There is no time zone Anfield. Write it like Europe/London."),
        ("America/Ind", "Did you mean America/Indiana"),
        ("", "Did you mean Europe/London"),
        ("../../etc/passwd", "There is no time zone"),
        ("x" * 6000, "There is no time zone"),
    ],
)
async def test_what_is_no_time_zone_is_refused(known: Store, typed: str, why: str) -> None:
    assert why in await refused(set_timezone(known, BOSS, typed))
    assert (await known.guild_settings(GUILD)).timezone == "UTC"


@pytest.mark.parametrize("actor", [MOD, PRIVATE])
async def test_only_who_may_manage_the_guild_sets_it_up(known: Store, actor: Actor) -> None:
    assert "set up the bot" in await refused(set_timezone(known, actor, "UTC"))
    assert "set up the bot" in await refused(set_moderators(known, actor, 1))
    assert "set up the bot" in await refused(set_language(known, actor, "es"))
    assert (await known.guild_settings(GUILD)).language == "en"


async def test_a_guild_chooses_a_language_that_the_bot_speaks(known: Store) -> None:
    assert await set_language(known, BOSS, "es") == "es"
    assert (await known.guild_settings(GUILD)).language == "es"


@pytest.mark.parametrize("letters", ["xx", "ES", "", "../en", "x" * 6000])
async def test_what_the_bot_does_not_speak_is_refused_with_what_it_speaks(known: Store, letters: str) -> None:
    said = await refused(set_language(known, BOSS, letters))
    assert said.startswith(f"I do not speak {letters[:60]}.")
    assert "en and es" in said
    assert (await known.guild_settings(GUILD)).language == "en"


async def test_time_zones_are_offered_by_any_part_of_their_name() -> None:
    assert (await suggest_zones(""))[0] == "Europe/London"
    assert "Europe/Berlin" in await suggest_zones("berl")
    assert "America/New_York" in await suggest_zones("new y")
    assert len(await suggest_zones("a")) == 25
    assert await suggest_zones("x" * 6000) == []
