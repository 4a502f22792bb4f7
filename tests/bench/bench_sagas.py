"""The reading side at scale: status, lists and names over 100,000 rumours, and over a tenth of them.

Benchmarks 1, 2, 3 and 5 of the project's table. What runs on one thread counts processor time, what hops between
threads the time that passes; absolute figures are this machine's, ratios hold within the run.
"""

from __future__ import annotations

import asyncio
import random
import sys
import tempfile
import time
import tracemalloc
from contextlib import AsyncExitStack, closing
from itertools import chain
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

# Run as a script, the project is not on the path.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import aiosqlite

from bot import directory
from bot.model import WIRE
from bot.sagas.fold import current
from bot.sagas.index import NameIndex
from bot.sagas.names import Match, Names
from db import connection, health, open_store
from tests.bench.bench_store import measure_in_turns, report, ways_to_ask
from tests.bench.sagas_kept import GUILDS, fill, players

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from bot.files import PlayerFile, PlayerName
    from bot.sagas.saga import Saga
    from db import SqliteStore

    Ways = dict[str, Callable[[int], Awaitable[object]]]

SMALL, LARGE, NAMES = 10_000, 100_000, 100_000
ASKED, ROUNDS, LISTED, TYPED, TYPOS = 80, 7, 10, 3_000, 1_000
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def main() -> None:
    """Make two files, measure both in turns, print a table of figure, target and ok or over."""
    bench_names()
    with tempfile.TemporaryDirectory() as folder:
        files = {count: Path(folder) / f"{count}.db" for count in (SMALL, LARGE)}
        for count, file in files.items():
            start = time.perf_counter()
            health.prepare(file)
            with closing(connection.connect(file, "rw")) as conn:
                connection.transact(conn, fill, count)
                kept = conn.execute("SELECT count(*), count(DISTINCT player_id) FROM rumours").fetchone()
            taken = time.perf_counter() - start
            print(f"{kept[0]:,} rumours of {kept[1]:,} players, filed in {taken:.0f} s")
        times = asyncio.run(measure(files[SMALL], files[LARGE]))
    report_kept({what: taken * 1e6 for what, taken in times.items()})


# --- what is kept ---


async def measure(small: Path, large: Path) -> dict[str, float]:
    """The median seconds of each question, all of them in turns."""
    async with AsyncExitStack() as opened:
        ways: Ways = {}
        for file, size in ((small, "small"), (large, "large")):
            store = await open_store(file)
            opened.push_async_callback(store.close)
            ways |= await questions(store, size)
        ways |= await as_benchmarked(opened, store, large)
        await lag(store)
        asked = [random.Random(number).randrange(10**6) for number in range(ASKED)]
        return await measure_in_turns(ways, asked, ROUNDS)


async def questions(store: SqliteStore, size: str) -> Ways:
    """What users ask, each from a number by which the player, the club and the guild are chosen."""
    names = await store.player_names(GUILDS[0])
    clubs = sorted({name.to_club for name in names if name.to_club})

    async def status(number: int) -> object:
        file = await store.player_file(GUILDS[0], names[number % len(names)].id)
        return folded(file)

    async def by_name(number: int) -> object:
        name = names[number % len(names)]
        found = await directory.find(store, GUILDS[0], name.name)
        return isinstance(found, Match) and folded(await store.player_file(GUILDS[0], found.player.id))

    async def latest(number: int) -> object:
        scope = (WIRE, *GUILDS)[number % 5]
        return [folded(file) for file in await store.newest_files(scope, LISTED)]

    async def club(number: int) -> object:
        chosen = clubs[number % len(clubs)]
        return [folded(file) for file in await store.newest_files(GUILDS[0], LISTED, club=chosen)]

    ways: Ways = {"status": status, "by name": by_name, "latest": latest, "club": club}
    return {f"{size} {what}": way for what, way in ways.items()}


def folded(file: PlayerFile | None) -> Saga | None:
    """Where a file stands; the one place that says how that is done."""
    return current(file.name, file.rumours) if file else None


async def as_benchmarked(opened: AsyncExitStack, store: SqliteStore, file: Path) -> Ways:
    """The ways of the benchmark of the Store, on this file."""
    hop = await connection.reader(file)
    opened.push_async_callback(hop.close)
    uri = f"{file.as_uri()}?mode=ro"
    plain = await opened.enter_async_context(aiosqlite.connect(uri, uri=True, isolation_level=None))
    conn = opened.enter_context(closing(connection.connect(file, "ro")))
    count = len(await store.player_names(WIRE))

    def of(ask: Callable[[int], Awaitable[object]]) -> Callable[[int], Awaitable[object]]:
        return lambda number: ask(1 + number % count)

    return {what: of(ask) for what, ask in ways_to_ask(store, plain, hop, conn).items()}


async def lag(store: SqliteStore) -> None:
    """Print how long the loop is held up, at the longest, while the first list of names is read and arranged."""
    longest = 0.0
    building = asyncio.create_task(directory.suggest(store, WIRE, ""))
    before = start = time.perf_counter()
    while not building.done():
        await asyncio.sleep(0.001)
        now = time.perf_counter()
        longest, before = max(longest, now - before), now
    print(
        f"the first list of names is there after {before - start:.2f} s; the loop stood still {1e3 * longest:.0f} ms"
    )


def report_kept(took: dict[str, float]) -> None:
    """The table; times in microseconds."""
    same, hop, store = took["same thread"], took["hop"], took["store"]
    for what in ("status", "by name", "latest", "club"):
        few, many = took[f"small {what}"], took[f"large {what}"]
        print(f"{what:<10} p50 {few:>6.0f} µs of {SMALL:,}, {many:>6.0f} of {LARGE:,}")
    print(f"a file: same thread {same:.0f} µs, empty hop {hop:.0f} µs, through the Store {store:.0f} µs")
    print(f"{'what':<52}{'ratio':>7}  {'target':<34}")
    most = (same + 1.5 * hop) / same
    ratio = store / same
    report("1 file, Store / same thread", ratio, f"<= {most:.2f} (same + 1.5 hops)", ok=ratio <= most)
    ratio = took["statements"] / store
    report("3 file, statement by statement / Store", ratio, ">= 3", ok=ratio >= 3)
    for what in ("status", "by name", "latest", "club"):
        ratio = took[f"large {what}"] / took[f"small {what}"]
        report(f"2 {what}, {LARGE:,} / {SMALL:,}", ratio, "<= 2", ok=ratio <= 2)


# --- names ---


def bench_names() -> None:
    """Print what a list of names costs: to make, to keep, to change, and for each key that is pressed."""
    known = players(NAMES)
    start = time.thread_time()
    index = NameIndex(known)
    made = time.thread_time() - start
    changing = [processor_time(index.change, [player]) for player in random.Random(1).sample(known, 300)]
    print(
        f"{NAMES:,} names: made in {made:.1f} s, changed in {1e3 * median(changing):.2f} ms, {held(known):.0f} MB"
    )
    names = Names(index)
    rows = {"nothing typed": [""] * 100, **typed(known, random.Random(2))}
    times = {what: [processor_time(names.suggest, text) for text in texts] for what, texts in rows.items()}
    print(f"{'5 autocomplete of what was typed':<36}{'p50 µs':>8}{'p99 µs':>8}  target: p99 <= 1000")
    for what, taken in {**times, "all together": [*chain(*times.values())]}.items():
        p99 = 1e6 * percentile(taken, 0.99)
        print(f"  {what:<34}{1e6 * median(taken):>8.0f}{p99:>8.0f}  {'ok' if p99 <= 1000 else 'over'}")
    hits = [names.find(text) for text in rows["a misspelt name"]]
    print(f"  of {TYPOS:,} misspelt names {sum(isinstance(hit, Match) for hit in hits):,} are found at once")


def typed(known: Sequence[PlayerName], chance: random.Random) -> dict[str, list[str]]:
    """What users type on their way to a name, by length, and with one slip."""
    ends = [player.name.split(" ", chance.randrange(2))[-1] for player in chance.choices(known, k=TYPED)]
    rows = {f"{length} letters": [end[:length] for end in ends] for length in (1, 2, 3, 4, 6, 8)}
    slips = [slipped(player.name, chance) for player in chance.choices(known, k=TYPOS)]
    ends_slipped = [slipped(end, chance) for end in ends[:TYPOS] if len(end) > 3]
    return {**rows, "a whole end": ends, "a misspelt name": slips, "a misspelt end": ends_slipped}


def slipped(name: str, chance: random.Random) -> str:
    """The name with a letter left out, doubled, swapped with the next, or another."""
    at = chance.randrange(len(name) - 1)
    one, two = name[at], name[at + 1]
    wrong = chance.choice(("", one * 2, two + one, chance.choice(LETTERS)))
    return name[:at] + wrong + name[at + (2 if wrong == two + one else 1) :]


def held(known: Sequence[PlayerName]) -> float:
    """Megabytes of an index beside the players themselves."""
    tracemalloc.start()
    index = NameIndex(known)
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    del index
    return megabytes


def processor_time(
    work: Callable[[list[PlayerName]], object] | Callable[[str], object], what: object
) -> float:
    """Seconds that the work took of this thread's processor."""
    start = time.thread_time()
    work(what)  # pyright: ignore[reportArgumentType] - each with its own
    return time.thread_time() - start


def percentile(times: Sequence[float], share: float) -> float:
    """The time that this share of all does not exceed."""
    return sorted(times)[int(share * (len(times) - 1))]


if __name__ == "__main__":
    main()
