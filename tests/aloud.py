"""The answers to the sample sagas at five dates each, for reading aloud: do they say what a friend would say?

python -m tests.aloud            all of them
python -m tests.aloud van-dijk   those whose file names hold the word
python -m tests.aloud "" es      all of them in Spanish
"""

from __future__ import annotations

import asyncio
import datetime as dt
import sys
import tempfile
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from bot.answers.status import status
from bot.cards.status import status_card
from bot.cards.text import text_of
from bot.intake import take_in
from bot.model import WIRE, Article
from bot.speech import ENGLISH, speaking
from db import open_store

if TYPE_CHECKING:
    from bot.store import Store

ASKED = {
    "van dijk": ("2017-06-10", "2017-07-10", "2017-07-22", "2017-08-08", "2018-01-15"),
    "lukaku": ("2017-06-09", "2017-07-06", "2017-07-07", "2017-07-08", "2017-08-01"),
    "mbappe": ("2017-07-20", "2017-07-25", "2017-07-27", "2017-08-28", "2017-09-10"),
    "coutinho": ("2017-07-21", "2017-08-11", "2017-08-20", "2017-09-05", "2018-01-10"),
    "kane": ("2021-06-21", "2021-08-26", "2023-06-27", "2023-08-10", "2023-09-01"),
    "walsh": ("2022-09-06", "2022-09-08", "2024-09-14", "2025-01-30", "2025-02-15"),
    "rice": ("2023-06-15", "2023-06-27", "2023-06-29", "2023-07-04", "2023-07-20"),
    "bellingham": ("2023-04-12", "2023-05-04", "2023-06-07", "2023-06-08", "2023-07-01"),
}
"""Whose answers, and on which days."""


async def tell_samples(store: Store) -> None:
    """Take the sample news in as the demo does."""
    for sample in sorted(files("bot.samples").iterdir(), key=lambda file: file.name):
        if sample.name.endswith(".txt"):
            await take_in(store, Article(sample.read_text("utf8")), dt.datetime.now(dt.UTC), path="sample")


async def main(wanted: str = "", letters: str = ENGLISH) -> None:
    """Take the sample news in, and print the answers."""
    with tempfile.TemporaryDirectory() as folder:
        store = await open_store(Path(folder) / "aloud.db")
        try:
            await tell_samples(store)
            for player, days in ASKED.items():
                for day in days if wanted.replace("-", " ") in player else ():
                    as_of = dt.date.fromisoformat(day)
                    answer = await status(store, WIRE, player, as_of, as_of)
                    with speaking(letters):
                        text = text_of(status_card(answer))
                    print(f"\n=== {player}, asked on {day}\n{text}")
        finally:
            await store.close()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:3]))
