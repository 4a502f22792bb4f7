"""``add`` and ``status``: the operator's wire, from the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from bot.answers.status import SagaStatus, status
from bot.cards.previews import tally
from bot.cards.status import status_card
from bot.cards.text import text_of
from bot.intake import take_in
from bot.model import WIRE, Article, Refusal
from bot.store import NotSaved
from bot.terminal.shapes import state_out
from bot.terminal.texts import PARTLY, Texts
from bot.wording import day

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from bot.intake import Intake
    from bot.store import Store


async def add_files(
    store: Store,
    files: Sequence[str],
    clock: Callable[[], dt.datetime],
    *,
    outlet: str | None,
    url: str | None,
    published: dt.date | None,
) -> int:
    """Take each file into the wire and print what was new, repeated and held; the exit status."""
    texts = Texts(files)
    for text in texts:
        article = Article(text.text, outlet, url, published)
        try:
            intake = await take_in(store, article, clock())
        except (NotSaved, Refusal) as refusal:
            texts.fail(text.id, str(refusal))
            continue
        print(f"{text.id}: {_outcome(intake)}", flush=True)
    return texts.status


def _outcome(intake: Intake) -> str:
    if intake.receipt.known_since is not None:
        return f"nothing new; this very text is known since {day(intake.receipt.known_since)}"
    if not intake.receipt.filed:
        return intake.reading.silence or "nothing to add"
    details = "".join(
        f"\n  {filed.player}: {'held' if filed.held else filed.verdict.value}. {filed.why}"
        for filed in intake.receipt.filed
    )
    return tally(intake.receipt, done=True) + details


async def show_status(
    store: Store, name: str, today: dt.date, *, as_of: dt.date | None, as_json: bool
) -> int:
    """Print where a player's saga stands; 1 if nothing is stored of that name."""
    if as_of is not None and as_of > today:
        raise Refusal(f"{as_of.isoformat()} has not come yet. Name a day up to today.")
    answer = await status(store, WIRE, name, today, as_of)
    saga = answer.saga if isinstance(answer, SagaStatus) else None
    text = text_of(status_card(answer))
    if as_json:
        player = saga.player if saga else name
        print(json.dumps({"player": player, "state": state_out(saga), "text": text}, ensure_ascii=False))
    else:
        print(text)
    return 0 if saga else PARTLY
