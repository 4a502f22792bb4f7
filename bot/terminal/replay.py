"""``replay``: texts in the given order into an empty store; what would be posted."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from bot.cards.alerts import alert_card
from bot.cards.text import text_of
from bot.intake import filing
from bot.model import WIRE, Article, PlayerName, Reading, Refusal, Verdict
from bot.reading import read
from bot.sagas.fold import current
from bot.sagas.names import Match, find
from bot.sagas.novelty import judge
from bot.terminal.shapes import reading_in, state_out
from bot.terminal.texts import Texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from bot.store import Filed, Receipt, Store

Json = dict[str, Any]
_NOON = dt.time(12, tzinfo=dt.UTC)


async def replay(
    store: Store, files: Sequence[str], today: dt.date, *, readings: Path | None, as_json: bool
) -> int:
    """Replay texts, or the readings of a file, and print a line for each; the exit status.

    A text counts as received on its date, an undated one on the latest date seen so far.
    """
    texts = Texts(files)
    latest: dt.date | None = None
    for text_id, article, reading in _readings(texts, readings):
        day = reading.published or latest or today
        latest = max(day, latest or day)
        received = dt.datetime.combine(day, _NOON)
        new = filing(article, reading, received, scope=WIRE, path="replay")
        if readings is not None:  # the words of a reading are not those of its text
            new = replace(new, sketch=())
        receipt = await store.file(new, judge)
        shape = await _shape(store, text_id, reading, receipt)
        print(json.dumps(shape, ensure_ascii=False) if as_json else _told(shape), flush=True)
    return texts.status


def _readings(texts: Texts, readings: Path | None) -> Iterator[tuple[str, Article, Reading]]:
    if readings is None:
        for text in texts:
            article = Article(text.text)
            yield text.id, article, read(article)
        return
    for shape in _lines(readings):
        text_id = str(shape.get("id", shape.get("item", "")))
        yield text_id, Article(f"reading {text_id} {json.dumps(shape)}"), reading_in(shape)


def _lines(readings: Path) -> Iterable[Json]:
    try:
        lines = readings.read_text("utf8").splitlines()
    except (OSError, UnicodeDecodeError):
        raise Refusal(f"{readings} cannot be read.") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _object(line, f"{readings}, line {number}")


def _object(line: str, where: str) -> Json:
    try:
        shape = json.loads(line)
    except (json.JSONDecodeError, RecursionError):
        shape = None
    if not isinstance(shape, dict):
        raise Refusal(f"{where}: this is no JSON object.")
    return cast("Json", shape)


async def _shape(store: Store, text_id: str, reading: Reading, receipt: Receipt) -> Json:
    filed = receipt.filed
    if receipt.known_since is not None:
        verdicts = [await _copy(store, name, receipt.known_since) for name in _players(reading)]
    else:
        verdicts = [await _verdict(store, one) for one in filed]
    return {"item": text_id, "alert": any(verdict["alert"] for verdict in verdicts), "verdicts": verdicts}


def _players(reading: Reading) -> list[str]:
    return list(dict.fromkeys(row.player for row in reading.rumours))


async def _verdict(store: Store, filed: Filed) -> Json:
    alert = filed.alert if not filed.held else None
    return {
        "player": filed.player,
        "alert": alert is not None,
        "verdict": filed.verdict.value,
        "why": filed.why,
        "message": text_of(alert_card(alert)) if alert else None,
        "state": await _state(store, filed.player),
    }


async def _copy(store: Store, player: str, since: dt.date) -> Json:
    return {
        "player": player,
        "alert": False,
        "verdict": Verdict.REPEAT.value,
        "why": f"This very text is known since {since.isoformat()}.",
        "message": None,
        "state": await _state(store, player),
    }


async def _state(store: Store, player: str) -> Json:
    names: tuple[PlayerName, ...] = await store.player_names(WIRE)
    found = find(player, names)
    file = await store.player_file(WIRE, found.player.id) if isinstance(found, Match) else None
    return state_out(current(file.name, file.rumours) if file else None)


def _told(shape: Json) -> str:
    lines = [f"{shape['item']}: {'ALERT' if shape['alert'] else 'no alert'}"]
    for verdict in shape["verdicts"]:
        lines.append(f"  {verdict['player']}: {verdict['verdict']}. {verdict['why']}")
        if verdict["message"]:
            lines += [f"    | {line}" for line in verdict["message"].splitlines()]
    return "\n".join(lines)
