"""Reading: texts a second, memory, the time to the first text, and how time grows with the text.

Ratios hold within one run; the rates depend on the machine.
"""

from __future__ import annotations

import statistics
import time
import tracemalloc
from pathlib import Path

from bot.model import Article
from bot.reading import read
from tests.bench.fresh import figure, import_ms

ARTICLES = sorted((Path(__file__).parents[1] / "articles").glob("*.txt"))
ROUNDS = 30
IMPORT_TARGET_MS = 100
TEXT_TARGET_MS = 15
GROWTH_TARGET = 12


def milliseconds(text: str, rounds: int = 1) -> float:
    """The median time to read a text."""
    times: list[float] = []
    for _ in range(rounds):
        started = time.perf_counter()
        read(Article(text))
        times.append(1000 * (time.perf_counter() - started))
    return statistics.median(times)


def fastest(text: str) -> float:
    """The least of five times to read a text: what another program takes away is not the text's doing."""
    return min(milliseconds(text) for _ in range(5))


def row(what: str, figure: str, target: str, *, is_met: bool) -> None:
    """Print one line of the table."""
    print(f"{what:44} {figure:>16}   {target:24} {'ok' if is_met else 'over'}")


def main() -> None:
    """Run the benchmark and print its table."""
    texts = [path.read_text("utf8") for path in ARTICLES]
    first = milliseconds(texts[0])
    each = [milliseconds(text, ROUNDS) for text in texts]
    longest = max(texts, key=len)
    growth = fastest("\n\n".join([longest] * 40)) / fastest("\n\n".join([longest] * 4))
    imported = import_ms()
    tracemalloc.start()
    read(Article(longest))
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    held = figure(
        "import tracemalloc; tracemalloc.start(); from bot.model import Article; from bot.reading import read; "
        "read(Article('Everton bid')); print(tracemalloc.get_traced_memory()[0] / 1e6)"
    )
    print(f"Reading {len(texts)} texts of {min(map(len, texts))} to {max(map(len, texts))} characters")
    row("import", f"{imported:.0f} ms", f"≤ {IMPORT_TARGET_MS} ms", is_met=imported <= IMPORT_TARGET_MS)
    row("first text (loads the word lists)", f"{first:.0f} ms", "", is_met=True)
    row("each text after it, mean", f"{statistics.mean(each):.1f} ms", f"≤ {TEXT_TARGET_MS} ms",
        is_met=statistics.mean(each) <= TEXT_TARGET_MS)  # fmt: skip
    row("texts a second", f"{1000 / statistics.mean(each):.0f}", "", is_met=True)
    row(
        "ten times the text / the text", f"{growth:.1f}", f"≤ {GROWTH_TARGET}", is_met=growth <= GROWTH_TARGET
    )
    row("memory of the word lists", f"{held:.0f} MB", "≤ 40 MB", is_met=held <= 40)
    row("peak while reading the longest", f"{peak:.1f} MB", "", is_met=True)


if __name__ == "__main__":
    main()
