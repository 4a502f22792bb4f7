"""``replay``: texts in the given order into an empty store; what would be posted."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from bot import directory
from bot.cards.alerts import alert_card
from bot.cards.text import text_of
from bot.intake import filing, read_with
from bot.model import WIRE, Article, Reading, Refusal, Verdict
from bot.sagas.fold import current_of
from bot.sagas.names import Match
from bot.sagas.novelty import judge
from bot.terminal.shapes import reading_in, state_out
from bot.terminal.texts import Texts

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable, Sequence
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
    async for text_id, article, reading in _readings(store, texts, readings):
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


async def _readings(
    store: Store, texts: Texts, readings: Path | None
) -> AsyncIterator[tuple[str, Article, Reading]]:
    if readings is None:
        for text in texts:
            article = Article(text.text)
            yield text.id, article, await read_with(store, WIRE, article)
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
        "why": str(filed.why),
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
    found = await directory.find(store, WIRE, player)
    file = await store.player_file(WIRE, found.player.id) if isinstance(found, Match) else None
    return state_out(current_of(file) if file else None)


def _told(shape: Json) -> str:
    lines = [f"{shape['item']}: {'ALERT' if shape['alert'] else 'no alert'}"]
    for verdict in shape["verdicts"]:
        lines.append(f"  {verdict['player']}: {verdict['verdict']}. {verdict['why']}")
        if verdict["message"]:
            lines += [f"    | {line}" for line in verdict["message"].splitlines()]
    return "\n".join(lines)
