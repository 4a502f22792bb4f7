from __future__ import annotations

from typing import TYPE_CHECKING

from bot.alerts import channels, pauses
from bot.alerts.follows import follow
from bot.alerts.ground import Ground
from bot.alerts.suggestions import clubs_like, followed_like, muted_like, subscribed_like
from bot.alerts.targets import Named
from bot.alerts.wishes import Wish
from tests.bot.moderators import FAN, MOD, filled

if TYPE_CHECKING:
    from bot.store import Store

HERE = Ground(50)


def test_clubs_are_offered_by_any_name_and_by_how_their_words_begin() -> None:
    assert clubs_like("spurs")[0] == "Tottenham Hotspur"
    assert "Everton" in clubs_like("ever")
    assert len(clubs_like("a")) == 25
    assert clubs_like("") == clubs_like("!") == clubs_like("x" * 6000) == []


async def test_what_a_channel_has_is_offered_to_who_may_see_it(store: Store) -> None:
    await filled(store)
    for named in (Named(), Named("boro"), Named("Zinedine Nemo"), Named(club="everton")):
        await channels.subscribe(store, MOD, HERE, named, Wish())
    await pauses.mute(store, MOD, HERE, "carr")
    assert await subscribed_like(store, MOD, HERE, "", clubs=False) == ["Alan Boro", "Zinedine Nemo"]
    assert await subscribed_like(store, MOD, HERE, "nem", clubs=False) == ["Zinedine Nemo"]
    assert await subscribed_like(store, MOD, HERE, "ev", clubs=True) == ["Everton"]
    assert await muted_like(store, MOD, HERE, "c") == ["Bob Carr"]
    assert await subscribed_like(store, FAN, HERE, "", clubs=False) == []
    assert await muted_like(store, FAN, HERE, "") == []


async def test_each_user_is_offered_whom_he_follows(store: Store) -> None:
    await filled(store)
    await follow(store, 7, 70, "boro")
    assert await followed_like(store, 7, "x" * 6000) == []
    assert await followed_like(store, 7, "bo") == ["Alan Boro"]
    assert await followed_like(store, 8, "") == []
