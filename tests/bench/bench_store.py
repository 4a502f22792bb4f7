"""What a status costs through the Store: ratios inside one run, since absolute times are this machine's.

Benchmarks 1 and 3 of the project's table, on 20,000 rumours of 4,000 players.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import random
import sys
import tempfile
import time
from contextlib import AsyncExitStack, closing
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

# Run as a script, the project is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import aiosqlite

from bot.model import WIRE, Article, Claim, Fee, FeeRole, Kind, Reading, Rumour, Stage, Verdict
from bot.speech import Spoken
from bot.store import Filing, Judgement
from db import articles, connection, health, open_store, players, rumours, sight

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Awaitable, Callable, Sequence

    from bot.files import KeptRumour, PlayerFile
    from db import SqliteStore

PLAYERS, RUMOURS, ROUNDS, ASKED = 4_000, 20_000, 15, 150
START = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)


def main() -> None:
    """Make a file, measure, print a table of ratio, target and ok or over."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.db"
        health.prepare(file)
        with closing(connection.connect(file, "rw")) as conn:
            connection.transact(conn, fill)
        times = asyncio.run(measure(file))
    same, hop, store, steps = (times[what] * 1e6 for what in ("same thread", "hop", "store", "statements"))
    print(f"status p50 of {RUMOURS:,} rumours: same thread {same:.0f} µs, empty hop {hop:.0f} µs,")
    print(f"through the Store {store:.0f} µs, statement by statement {steps:.0f} µs")
    print(f"{'what':<52}{'ratio':>7}  {'target':<34}")
    most = (same + 1.5 * hop) / same
    report(
        "1 status, Store / same thread",
        store / same,
        f"<= {most:.2f} (same + 1.5 hops)",
        ok=store / same <= most,
    )
    report("3 status, statement by statement / Store", steps / store, ">= 3", ok=steps / store >= 3)


def report(what: str, ratio: float, target: str, *, ok: bool) -> None:
    """Print one line of the table."""
    print(f"{what:<52}{ratio:>7.2f}  {target:<34}{'ok' if ok else 'over'}")


def fill(conn: sqlite3.Connection) -> None:
    """File the articles as the Store does, but in one transaction: how they got there is not measured."""
    for number in range(RUMOURS):
        name = f"Player{number % PLAYERS} Name{number % PLAYERS}"
        claims = tuple(
            Claim(kind, "Ajax", "are in talks with the player", at, at + 28, club="Ajax", source="BBC")
            for at, kind in enumerate((Kind.TALKS, Kind.BID, Kind.PRICE_SET))
        )
        fees = (Fee(30_000_000, "EUR", FeeRole.BID),)
        row = Rumour(name, "Liverpool", "Ajax", Stage.BID, (Kind.BID,), fees, ("BBC",), claims)
        said = START + dt.timedelta(minutes=number)
        filing = Filing(
            scope=WIRE,
            article=Article(f"{name} {number} " + "and so on " * 40, "BBC"),
            reading=Reading(said.date(), None, f"{name} may leave.", (row,)),
            said_on=said.date(),
            received=said,
            text_hash=number.to_bytes(32, "big"),
            rows=((row,),),
            row_keys=(f"name{number % PLAYERS}",),
        )
        articles.file(conn, filing, judge, dt.timedelta())


def judge(
    rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
) -> Judgement:
    """The one whose name it is."""
    name = rows[0].player
    return Judgement(
        known[0].id if known else None, name, (name.casefold(),), Verdict.REPEAT, Spoken(""), None
    )


async def measure(file: Path) -> dict[str, float]:
    """The median seconds of each way, asked in turns, so that a busy moment hits them all."""
    asked = [random.Random(number).randrange(1, PLAYERS + 1) for number in range(ASKED)]
    async with AsyncExitStack() as opened:
        store = await open_store(file)
        opened.push_async_callback(store.close)
        hop = await connection.reader(file)
        opened.push_async_callback(hop.close)
        uri = f"{file.as_uri()}?mode=ro"
        plain = await opened.enter_async_context(aiosqlite.connect(uri, uri=True, isolation_level=None))
        conn = opened.enter_context(closing(connection.connect(file, "ro")))
        return await measure_in_turns(ways_to_ask(store, plain, hop, conn), asked)


def ways_to_ask(
    store: SqliteStore, plain: aiosqlite.Connection, hop: connection.Hop, conn: sqlite3.Connection
) -> dict[str, Callable[[int], Awaitable[object]]]:
    """The ways that are compared, each from a player's id to his file (an empty hop: to nothing)."""

    async def same_thread(player_id: int) -> object:
        return connection.snapshot(conn, players.file_of, WIRE, player_id)

    async def empty_hop(player_id: int) -> None:
        await hop.run(no_work)

    async def through_store(player_id: int) -> object:
        return await store.player_file(WIRE, player_id)

    async def by_statements(player_id: int) -> object:
        return await statement_by_statement(plain, player_id)

    return {"same thread": same_thread, "hop": empty_hop, "store": through_store, "statements": by_statements}


def no_work(conn: sqlite3.Connection) -> None:
    """What an empty hop does."""


async def measure_in_turns(
    ways: dict[str, Callable[[int], Awaitable[object]]], asked: Sequence[int], rounds: int = ROUNDS
) -> dict[str, float]:
    """Every way in each round, the first round unmeasured."""
    taken: dict[str, list[float]] = {way: [] for way in ways}
    for turn in range(rounds + 1):
        for way, ask in ways.items():
            times = [await timed(ask, player_id) for player_id in asked]
            taken[way] += times if turn else []
    return {way: median(times) for way, times in taken.items()}


async def timed(ask: Callable[[int], Awaitable[object]], player_id: int) -> float:
    """Seconds until the answer is there."""
    start = time.perf_counter()
    await ask(player_id)
    return time.perf_counter() - start


async def statement_by_statement(plain: aiosqlite.Connection, player_id: int) -> tuple[KeptRumour, ...]:
    """The same question in the usual way: each statement hops to the thread and back, its rows once more."""
    seen = (player_id, WIRE, WIRE)
    await plain.execute("BEGIN")
    try:
        async with plain.execute(rumours.VISIBLE, (*seen, dt.date.max.toordinal())) as cursor:
            rows = list(await cursor.fetchall())
        async with plain.execute(rumours.CLAIMS, seen) as cursor:
            claims = list(await cursor.fetchall())
        async with plain.execute(sight.NAMES, seen) as cursor:
            await cursor.fetchall()
    finally:
        await plain.execute("ROLLBACK")
    return rumours.assembled(rows, claims)


if __name__ == "__main__":
    main()
