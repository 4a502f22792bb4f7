"""What every Store has to do with alerts that nothing wants any more by the time they are to be sent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.model import Stage
from bot.outbox import Note
from bot.speech import Spoken
from bot.subscription import Mode, Mute, QuietHours, Rules, Target
from tests.db.samples import ADMIN, LATER, NOON, filing, judge, rumour
from tests.db.sending import deliver, says

if TYPE_CHECKING:
    from bot.store import Store

GUILD, OTHER = 500, 600
CHANNEL, SECOND = 50, 51
DAY, HOUR = dt.timedelta(days=1), dt.timedelta(hours=1)
EVERYTHING = Target("everything")
DIJK = Target("Van Dijk", "van dijk")
LIVERPOOL = Target("Liverpool", club_key="liverpool")
SALAH = Target("Salah", "salah")
EVERTON = Target("Everton", club_key="everton")
DAILY = Rules(mode=Mode.DAILY)


async def news(store: Store, player: str = "Virgil van Dijk") -> None:
    await store.file(filing(f"{player} talks", rumour(player)), judge)


async def subscribe(
    store: Store, *targets: Target, rules: Rules | None = None, channel: int = CHANNEL
) -> None:
    for target in targets:
        await store.subscribe(GUILD, channel, target, rules or Rules(), ADMIN)


async def pause(store: Store, *targets: Target) -> None:
    for target in targets:
        await store.pause(GUILD, CHANNEL, target, NOON + 7 * DAY, ADMIN)


async def skipped(store: Store) -> str | None:
    (one,) = await store.told(GUILD, CHANNEL, 9)
    return one.skipped


@pytest.mark.parametrize("is_removed", [True, False], ids=["removed", "paused"])
@pytest.mark.parametrize("quiet", [None, QuietHours(10 * 60, 20 * 60)], ids=["at once", "after quiet hours"])
@pytest.mark.parametrize("other", [EVERYTHING, LIVERPOOL, Target("Dijk", "dijk")])
async def test_what_another_subscription_still_wants_is_told(
    any_store: Store, other: Target, quiet: QuietHours | None, *, is_removed: bool
) -> None:
    await subscribe(any_store, DIJK, other, rules=Rules(quiet=quiet))
    await news(any_store)
    if is_removed:
        await any_store.unsubscribe(GUILD, CHANNEL, DIJK, ADMIN)
    else:
        await pause(any_store, DIJK)
    (batch,) = await deliver(any_store, NOON + 9 * HOUR if quiet else LATER)
    assert says(batch) == ["Virgil van Dijk: talks"]


async def test_a_removed_subscription_tells_nothing_whatever_is_subscribed_since(any_store: Store) -> None:
    await subscribe(any_store, EVERYTHING, rules=DAILY)
    await news(any_store)
    await any_store.unsubscribe(GUILD, CHANNEL, EVERYTHING, ADMIN)
    await subscribe(any_store, SALAH, EVERTON)
    await any_store.subscribe(OTHER, SECOND, EVERYTHING, Rules(), ADMIN)
    assert await deliver(any_store, NOON + DAY) == []
    assert await skipped(any_store) == "unsubscribed"


async def test_a_digest_that_waits_is_told_if_the_same_is_subscribed_again(any_store: Store) -> None:
    await subscribe(any_store, EVERYTHING, rules=DAILY)
    await subscribe(any_store, EVERYTHING, rules=DAILY, channel=SECOND)
    await news(any_store)
    await any_store.unsubscribe(GUILD, CHANNEL, EVERYTHING, ADMIN)
    await subscribe(any_store, EVERYTHING, rules=DAILY)
    assert {one.channel_id for one in await deliver(any_store, NOON + DAY)} == {CHANNEL, SECOND}


async def test_what_only_a_paused_subscription_wants_is_not_told_whatever_is_disabled(
    any_store: Store,
) -> None:
    await subscribe(any_store, EVERYTHING, DIJK)
    await news(any_store)
    (batch,) = await deliver(any_store)
    await any_store.file(filing("more", rumour(stage=Stage.BID), received=LATER), judge)
    await any_store.disable(batch, "no access", LATER, Note(Spoken(""), None))
    await any_store.file(filing("most", rumour(stage=Stage.MEDICAL), received=LATER), judge)
    await subscribe(any_store, LIVERPOOL)
    await any_store.file(filing("last", rumour(stage=Stage.DONE), received=LATER), judge)
    await pause(any_store, LIVERPOOL)
    assert await deliver(any_store, LATER + HOUR) == []
    told = await any_store.told(GUILD, CHANNEL, 9)
    assert [one.skipped for one in told] == ["paused", None, "no access", None]


async def test_what_waits_in_a_channel_whose_subscriptions_are_all_disabled_is_not_told(
    any_store: Store,
) -> None:
    await subscribe(any_store, EVERYTHING, DIJK, rules=DAILY)
    await news(any_store)
    await subscribe(any_store, SALAH)
    await news(any_store, "Mohamed Salah")
    (batch,) = await deliver(any_store)
    await any_store.disable(batch, "no access", LATER, Note(Spoken(""), None))
    assert await deliver(any_store, NOON + 2 * DAY) == []


async def test_what_is_wanted_and_muted_is_not_told(any_store: Store) -> None:
    await subscribe(any_store, EVERYTHING)
    await news(any_store)
    await any_store.mute(GUILD, CHANNEL, Mute("van dijk", "Van Dijk"), ADMIN)
    assert await deliver(any_store) == []
    assert await skipped(any_store) == "muted"
