"""The summer of a saga, article by article: what each of them is, whether it is posted, and what the post says.

The texts are ours, and so are the manager and his words. Every case of ``CASTS`` tells the same story of other people,
clubs, sums and years: nothing may hang on the names.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bot.cli import main
from bot.model import WIRE
from bot.sagas.fold import current_of
from bot.sagas.life import Lull, Phase, life
from db import open_store

if TYPE_CHECKING:
    from bot.files import PlayerFile

ARTICLES = Path(__file__).parents[2] / "articles" / "van-dijk-2017"
TEXTS = sorted(ARTICLES.glob("*.txt"))

CASTS: dict[str, dict[str, str]] = {
    "as it was": {},
    "a striker of Everton, five years later": {
        "2017": "2022", "Virgil van Dijk": "Marco Silvetti", "Van Dijk": "Silvetti", "defender": "striker",
        "Southampton": "Everton", "Liverpool": "Leeds United", "Chelsea": "Aston Villa",
        "Marco Bellini": "Ruben Halvorsen", "60million": "24million", "80m": "32m", "50m": "20m", "75m": "30m",
    },
    "a winger of Sevilla, with the windows of Italy": {
        "2017": "2019", "Virgil van Dijk": "Kylian Østergård", "Van Dijk": "Østergård", "defender": "winger",
        "Southampton": "Sevilla", "Liverpool": "Juventus", "Chelsea": "Napoli",
        "Marco Bellini": "Dario Kovac", "£60million": "€45million", "€80m": "£48m", "50m": "40m", "75m": "55m",
    },
    "a midfielder of Brentford in a year to come": {
        "2017": "2025", "Virgil van Dijk": "João Almeida", "Van Dijk": "Almeida", "defender": "midfielder",
        "Southampton": "Brentford", "Liverpool": "Newcastle United", "Chelsea": "Fulham",
        "Marco Bellini": "Owen Tarrant", "60million": "90million", "80m": "120m", "50m": "70m", "75m": "110m",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """What is expected of an article: its verdict, and what stands in which part of the post, if there is one."""

    verdict: str
    title: str = ""
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    why: str = ""

    @property
    def is_posted(self) -> bool:
        return self.verdict in ("new", "confirmed", "reversed")


TABLE = {
    "01-wish": Row(
        "new",
        "transfer request",
        ("Van Dijk is considering a transfer request (Daily Mirror)", "Van Dijk wants to go (reported)"),
        why="the first news of this saga",
    ),
    "02-relay": Row("repeat", why="was known"),
    "03-alone": Row(
        "confirmed",
        "Van Dijk wants to go",
        ("wants to go (reported, 10 Jul) → Van Dijk wants to go (Marco Bellini, on record)",),
        ("Southampton reportedly do not want to sell",),
        "before reported, now Marco Bellini, on record",
    ),
    "04-alone-again": Row("repeat", why="was known"),
    "05-headline": Row("repeat", why="waits for review"),
    "06-request": Row(
        "new",
        "Van Dijk has handed in a transfer request",
        (
            "considering a transfer request (Daily Mirror, 10 Jul) → Van Dijk has handed in a transfer request",
            "on record",
            "Chelsea are interested (reported)",
        ),
        ("Southampton reportedly do not want to sell", "talked of"),
        "before that it was only considered",
    ),
    "07-request-reuters": Row("repeat", why="was known"),
    "08-request-bein": Row("repeat", why="was known"),
    "09-request-bbc": Row("repeat", why="was known"),
    "10-done": Row(
        "new",
        "Liverpool have signed Van Dijk",
        ("Liverpool have signed Van Dijk (official)",),
        why="not known before",
    ),
    "11-old": Row("stale", why="newer news of 27 Dec 2017 is known"),
}


def recast(words: str, cast: dict[str, str]) -> str:
    for old, new in cast.items():
        words = words.replace(old, new)
    return words


def recast_files(folder: Path, cast: dict[str, str]) -> list[str]:
    files: list[str] = []
    for text in TEXTS:
        path = folder / text.name
        path.write_text(recast(text.read_text("utf8"), cast), "utf8")
        files.append(str(path))
    return files


def part(message: str, name: str) -> str:
    """The lines of a message that stand under a name."""
    lines = message.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith(name)), len(lines))
    after = (number for number in range(start + 1, len(lines)) if not lines[number].startswith(" "))
    return "\n".join(lines[start : next(after, len(lines))])


@pytest.mark.parametrize("cast", CASTS)
def test_the_verdicts_of_a_summer(cast: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = CASTS[cast]
    assert main(["replay", "--json", *recast_files(tmp_path, names)]) == 0
    shapes = {shape["item"]: shape for shape in map(json.loads, capsys.readouterr().out.splitlines())}
    assert list(shapes) == list(TABLE)
    for item, row in TABLE.items():
        (judged,) = shapes[item]["verdicts"]
        assert (judged["verdict"], shapes[item]["alert"]) == (row.verdict, row.is_posted), (item, judged)
        assert recast(row.why, names) in judged["why"], item
        _check_message(judged["message"], row, names)


def _check_message(message: str | None, row: Row, names: dict[str, str]) -> None:
    assert (message is not None) is row.is_posted
    if message is None:
        return
    assert recast(row.title, names) in message.splitlines()[0]
    for words in row.changed:
        assert recast(words, names) in part(message, "What changed")
    for words in row.unchanged:
        assert recast(words, names) in part(message, "Unchanged")


# what is known after which article
STATES: dict[str, dict[str, Any]] = {
    "01-wish": {
        "stage": "interest", "to_club": "Liverpool", "player_stance": "wants_move", "club_stance": "not_for_sale",
    },
    "05-headline": {"player_stance": "wants_move"},
    "06-request": {"player_stance": "requested_transfer", "suitors": ["Liverpool", "Chelsea"]},
    "09-request-bbc": {"stage": "interest", "club_stance": "not_for_sale"},
    "10-done": {"stage": "done", "to_club": "Liverpool", "suitors": ["Liverpool"]},
    "11-old": {"stage": "done", "player_stance": "requested_transfer"},
}  # fmt: skip


def test_where_the_saga_stands_along_the_way(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "--json", *map(str, TEXTS)]) == 0
    shapes = {shape["item"]: shape for shape in map(json.loads, capsys.readouterr().out.splitlines())}
    for item, state in STATES.items():
        found = shapes[item]["verdicts"][0]["state"]
        assert {name: found[name] for name in state} == state, item


def known_on(database: Path, day: dt.date) -> PlayerFile:
    async def ask() -> PlayerFile | None:
        store = await open_store(database)
        try:
            return await store.player_file(WIRE, 1, as_of=day)
        finally:
            await store.close()

    file = asyncio.run(ask())
    assert file is not None
    return file


@pytest.mark.parametrize("cast", CASTS)
def test_the_saga_sleeps_when_the_window_has_shut_and_no_sum_that_was_told_is_lost(
    cast: str, tmp_path: Path
) -> None:
    database = tmp_path / "saga.db"
    main(["add", "--db", str(database), *recast_files(tmp_path, CASTS[cast])])
    request = dt.date(int(CASTS[cast].get("2017", "2017")), 8, 7)
    saga = current_of(known_on(database, request))
    assert saga is not None
    assert len({told.fee.amount for told in saga.fees}) == 3
    shut_on = life(saga, request).shut_on
    assert life(saga, shut_on).phase is Phase.OPEN
    asleep = life(saga, shut_on + dt.timedelta(days=1))
    assert (asleep.phase, asleep.lull) == (Phase.DORMANT, Lull.WINDOW_SHUT)


def test_on_the_first_of_september_2017_the_saga_is_dormant_and_in_december_it_has_ended(
    tmp_path: Path,
) -> None:
    database = tmp_path / "saga.db"
    main(["add", "--db", str(database), *map(str, TEXTS)])
    days = [dt.date(2017, 8, 31), dt.date(2017, 9, 1), dt.date(2017, 12, 26), dt.date(2017, 12, 27)]
    sagas = {day: current_of(known_on(database, day)) for day in days}
    phases = [life(saga, day).phase for day, saga in sagas.items() if saga]
    assert phases == [Phase.OPEN, Phase.DORMANT, Phase.DORMANT, Phase.ENDED]
