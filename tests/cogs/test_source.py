"""/source over the wire: a server's own tiers go before the defaults, in answers and in the rules of alerts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from tests.conftest import House


async def tier(house: House, tier: str, **club: str) -> str:
    return (await house.mod.slash(house.lounge, "source tier", name="sky sports", tier=tier, **club)).text


async def test_a_tier_is_set_listed_seen_in_answers_and_taken_back(house: House) -> None:
    await house.file(house.BID)
    assert "Sky Sports is of tier 4 here" in await tier(house, "4: gossip")
    assert "Sky Sports: tier 4" in (await house.mod.slash(house.lounge, "source list")).text
    for command in ("status", "sources"):
        assert "Sky Sports (tier 4" in (await house.fan.slash(house.lounge, command, player="almeida")).text
    assert "goes by its default again" in await tier(house, "default")
    assert "has its default tier here already" in await tier(house, "default")
    assert "All sources go by their defaults" in (await house.mod.slash(house.lounge, "source list")).text
    assert "Sky Sports (tier 4" not in (await house.fan.slash(house.lounge, "status", player="almeida")).text


async def test_for_a_club_it_goes_before_what_is_said_for_all_news(house: House) -> None:
    await tier(house, "1: the best")
    assert "In news of Everton." in await tier(house, "3: fair", club="everton")
    await house.file(house.BID)
    await house.file(house.INTEREST)
    assert "Sky Sports (tier 3" in (await house.fan.slash(house.lounge, "status", player="almeida")).text
    assert "Sky Sports (tier 1" in (await house.fan.slash(house.lounge, "status", player="silvetti")).text


async def test_rules_of_alerts_go_by_the_servers_own_tier(house: House) -> None:
    await house.store.subscribe(
        house.guild.id, house.news.id, Target("everything"), Rules(lowest_tier=1), house.boss.id
    )
    reported = "Everton have signed midfielder Joao Almeida from Brentford, the Daily Star reports."
    await house.file(reported.replace("Joao Almeida", "Marco Silvetti"))
    await house.news.stays_quiet()
    answer = await house.mod.slash(house.lounge, "source tier", name="daily star", tier="1: the best")
    assert "Daily Star is of tier 1 here" in answer.text
    await house.file(reported)
    assert "Almeida" in str((await house.news.next_message()).embeds)
    shown = await house.mod.slash(house.news, "alerts test")
    assert "of tier 4" not in shown.text


async def test_sources_and_clubs_are_offered_while_they_are_typed(house: House) -> None:
    names = await house.mod.autocomplete(house.lounge, "source tier", name="sky sp")
    assert ("Sky Sports", "Sky Sports") in names
    clubs = await house.mod.autocomplete(house.lounge, "source tier", name="x", club="everto")
    assert ("Everton", "Everton") in clubs
