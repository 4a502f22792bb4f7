from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from itertools import count
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.model import Alert, Claim, Fee, Rumour, Verdict
from bot.speech import Spoken
from bot.store import Judgement
from db import alerts, rumours
from tests.db.samples import filing
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from pathlib import Path

    from bot.files import PlayerFile

INT64 = st.integers(-(2**63), 2**63 - 1)
CLAIMS = st.builds(Claim, start=INT64, end=INT64, relays=st.lists(st.text()).map(tuple))
RUMOURS = st.builds(
    Rumour,
    fees=st.lists(st.builds(Fee)).map(tuple),
    sources=st.lists(st.text()).map(tuple),
    claims=st.lists(CLAIMS, max_size=4).map(tuple),
)
ALERTS = st.builds(
    Alert,
    **{part: st.text() for part in ("player", "label", "headline", "clubs", "changed", "unchanged")},
    history=st.text(),
    why=st.text(),
    verdict=st.sampled_from(Verdict),
    sources=st.lists(st.text()).map(tuple),
    said_on=st.dates(),
    urgent=st.booleans(),
)


def nobody(
    rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
) -> Judgement:
    return Judgement(None, "A Player", ("a player",), Verdict.COLOUR, Spoken(""), None)


def test_any_rumour_comes_back_exactly_equal(file: Path) -> None:
    guilds = count(1)
    with asyncio.Runner() as runner:
        store = runner.run(open_fresh(file))

        @settings(deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow])
        @given(st.lists(RUMOURS, min_size=1, max_size=3))
        def comes_back(rows: list[Rumour]) -> None:
            guild = next(guilds)
            article = filing(f"text {guild}", scope=guild)
            whole = type(article)(
                article.scope,
                article.article,
                article.reading,
                article.said_on,
                article.received,
                article.text_hash,
                rows=(tuple(rows),),
                row_keys=("player",),
            )
            runner.run(store.file(whole, nobody))
            found = runner.run(store.player_file(guild, 1))
            assert found is not None
            assert [kept.rumour for kept in found.rumours] == rows
            with closing(sqlite3.connect(file)) as conn:
                assert [rumours.one(conn, kept.id) for kept in found.rumours] == rows

        try:
            comes_back()
        finally:
            runner.run(store.close())


@given(ALERTS)
def test_any_alert_comes_back_exactly_equal(alert: Alert) -> None:
    assert alerts.read(alerts.write(alert)) == alert
