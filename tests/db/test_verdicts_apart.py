"""What a guild has added for itself changes what that guild is told, and nobody else."""

from __future__ import annotations

import asyncio
import datetime as dt
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.model import WIRE, Kind
from bot.sagas.fold import of_file
from bot.sagas.novelty import judge
from bot.subscription import Rules, Target
from tests.bot.sagas.telling import PLAYER, row, steps
from tests.db.samples import filing
from tests.db.sending import deliver
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from bot.files import PlayerFile
    from bot.model import Rumour
    from bot.sagas.saga import Saga
    from bot.store import Receipt, Store

OURS, THEIRS = 1, 2
NOON = dt.datetime(2024, 7, 1, 12, tzinfo=dt.UTC)

KINDS = st.sampled_from(
    [Kind.INTEREST, Kind.TALKS, Kind.BID, Kind.BID_REJECTED, Kind.FEE_AGREED, Kind.WITHDREW]
)
ROWS = st.builds(steps, KINDS)
# Days from the first on which something is told, to whom, and what.
TOLD = st.lists(st.tuples(st.integers(0, 20), st.sampled_from([WIRE, THEIRS]), ROWS), min_size=1, max_size=6)


async def tell(store: Store, number: int, day: int, scope: int, told: Rumour) -> Receipt:
    received = NOON + dt.timedelta(days=day)
    text = f"text {number} of {scope}"
    return await store.file(
        filing(text, told, scope=scope, received=received, said_on=received.date()), judge
    )


async def sagas_of(store: Store, scope: int) -> tuple[Saga, ...]:
    names = [one for one in await store.player_names(scope) if one.name == PLAYER]
    file: PlayerFile | None = await store.player_file(scope, names[0].id) if names else None
    return of_file(file) if file else ()


def without_numbers(sagas: tuple[Saga, ...]) -> list[object]:
    return [
        (saga.stage, saga.club_stance, saga.first_on, saga.last_on, [told.claim for told in saga.told])
        for saga in sagas
    ]


async def told_to_ours(
    told: list[tuple[int, int, Rumour]], *, with_theirs: bool
) -> tuple[list[object], list[object]]:
    """The verdicts on the wire's articles, and the sagas as our guild sees them."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_fresh(Path(folder) / "saga.db")
        try:
            verdicts: list[object] = []
            for number, (day, scope, rumour) in enumerate(told):
                if scope == WIRE or with_theirs:
                    receipt = await tell(store, number, day, scope, rumour)
                    verdicts += [(one.verdict, one.why) for one in receipt.filed if scope == WIRE]
            return verdicts, without_numbers(await sagas_of(store, OURS))
        finally:
            await store.close()


@settings(max_examples=15, deadline=None)
@given(TOLD)
def test_what_another_guild_adds_changes_nothing_that_ours_is_told(
    told: list[tuple[int, int, Rumour]],
) -> None:
    alone = asyncio.run(told_to_ours(told, with_theirs=False))
    beside = asyncio.run(told_to_ours(told, with_theirs=True))
    assert beside == alone


async def test_the_guild_that_knew_already_is_told_of_a_repeat_and_the_others_of_news(tmp_path: Path) -> None:
    store = await open_fresh(tmp_path / "saga.db", merge_window=dt.timedelta())
    for guild in (OURS, THEIRS):
        await store.subscribe(guild, guild * 10, Target("everything", None), Rules(), 7)
    await tell(store, 1, 0, THEIRS, row(*steps(Kind.FEE_AGREED).claims))
    gone = await deliver(store, NOON + dt.timedelta(minutes=1))
    receipt = await tell(store, 2, 1, WIRE, row(*steps(Kind.FEE_AGREED).claims))
    gone += await deliver(store, NOON + dt.timedelta(days=1, minutes=1))
    await store.close()
    assert [one.verdict for one in receipt.filed] == ["new"]
    assert sorted((one.guild_id, one.queued.day) for one in gone) == [(OURS, 2), (THEIRS, 1)]
