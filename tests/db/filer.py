"""A process that files articles without end and says which are kept, to be killed by a test."""

from __future__ import annotations

import asyncio
import sys
from itertools import count

from bot.subscription import Rules, Target
from db import open_store
from tests.db.samples import ADMIN, filing, judge, rumour


async def main(file: str, prefix: str, *, endless: bool) -> None:
    store = await open_store(file)
    await store.subscribe(5, 50, Target("everything", None), Rules(), ADMIN)
    for number in count():
        text = f"{prefix} {number}"
        await store.file(filing(text, rumour(f"Player {prefix}{number}"), rumour("Mohamed Salah")), judge)
        print(text, flush=True)  # noqa: T201 - the test reads it
        if not endless:
            return  # and leaves the store open


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], endless=sys.argv[3] == "endless"))
