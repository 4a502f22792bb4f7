"""The reader beside spaCy's small English pipeline: the same texts, the same core, in turns.

Started by ``python3 run.py bench --peer`` with the peer's Python. Times are processor time, so waiting for other
programs counts for neither; rates depend on the machine, ratios hold within the run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from tests.bench.fresh import import_ms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).resolve().parents[2]
WORKER = Path(__file__).with_name("worker.py")
FOLDERS = (ROOT / "tests" / "articles", ROOT / "bot" / "samples")
TURNED_AWAY = {"spanish"}
"""Texts that the reader gives up at a glance: they would make it look faster than it is."""
ROUNDS = 10
COPIES = 6
"""How many times each text is read in a round."""
RATIO_LEAST, RATIO_HOPED = 4, 10
TEXT_TARGET_MS = 15
IMPORT_TARGET_MS = 100


class Side:
    """One engine in a process of its own, and what it took so far.

    ``each`` has for every round the seconds of each text, ``batch`` for every round the seconds of all.
    """

    def __init__(self, process: subprocess.Popen[str], texts: Sequence[str]) -> None:
        self._process = process
        self.each: list[list[float]] = []
        self.batch: list[float] = []
        self.name = str(self._ask(json.dumps(texts)))

    def _ask(self, line: str) -> Any:
        """The answer to a line; ends the program if the worker has ended."""
        said = ""
        if self._process.stdin and self._process.stdout and self._process.poll() is None:
            with suppress(BrokenPipeError):
                print(line, file=self._process.stdin, flush=True)
                said = self._process.stdout.readline()
        if not said:
            sys.exit("One side of the comparison has stopped; what it said stands above.")
        return json.loads(said)

    @property
    def rounds(self) -> list[float]:
        """Seconds of each round for all texts, read one by one."""
        return [sum(times) for times in self.each]

    def of_text(self, number: int) -> list[float]:
        """Seconds of each round for one text."""
        return [times[number] for times in self.each]

    def run_each(self) -> None:
        """A round of texts one by one."""
        self.each.append(self._ask("each"))

    def run_batch(self) -> None:
        """A round of texts all at once."""
        self.batch.append(self._ask("batch"))

    def peak(self) -> str:
        """The most memory it has had so far, in megabytes."""
        megabytes: float | None = self._ask("peak")
        return "?" if megabytes is None else f"{megabytes:.0f}"


def ratio(slow: Sequence[float], fast: Sequence[float]) -> float:
    """How many times as fast: the median of the rounds, each compared with the one beside it."""
    return median(ratios(slow, fast))


def ratios(slow: Sequence[float], fast: Sequence[float]) -> list[float]:
    """How many times as fast in each round."""
    return [one / other for one, other in zip(slow, fast, strict=True)]


def without_openblas(environment: Mapping[str, str]) -> dict[str, str]:
    """An environment whose numpy chooses its own way to multiply: settings for old versions slow a new one."""
    return {name: value for name, value in environment.items() if not name.startswith("OPENBLAS_")}


def pin() -> str:
    """Keep this process, and all it starts, on one core; says which."""
    if not hasattr(os, "sched_setaffinity"):
        return "on any core (this system cannot pin)"
    core = max(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {core})
    return f"on core {core}"


def row(what: str, figure: str, target: str = "", *, is_met: bool = True) -> None:
    """Print one line of the table; only what has a target is judged."""
    print(f"{what:44} {figure:>16}   {target:24} {('ok' if is_met else 'over') if target else ''}".rstrip())


def report_speed(texts: Sequence[str], reader: Side, spacy: Side, numpy: Side) -> None:
    """Print how fast both were."""
    fast, slow = (1000 * median(side.rounds) / len(texts) for side in (reader, spacy))
    times = ratio(spacy.rounds, reader.rounds)
    longest = max(range(len(texts)), key=lambda number: len(texts[number]))
    least = f"≥ {RATIO_LEAST} ({RATIO_HOPED} to reach)"
    row("texts a second, reader / spaCy", f"{1000 / fast:.0f} / {1000 / slow:.0f}")
    spread = ratios(spacy.rounds, reader.rounds)
    row(
        "times as fast as spaCy",
        f"{times:.1f} ({min(spread):.1f}–{max(spread):.1f})",
        least,
        is_met=times >= RATIO_LEAST,
    )
    row("  on the longest text alone", f"{ratio(spacy.of_text(longest), reader.of_text(longest)):.1f}")
    row("  if spaCy gets all texts at once", f"{ratio(spacy.batch, reader.batch):.1f}")
    row("  if numpy multiplies for spaCy", f"{ratio(numpy.rounds, reader.rounds):.1f}")
    most = f"≤ {TEXT_TARGET_MS} ms"
    row("a text, reader / spaCy", f"{fast:.1f} / {slow:.1f} ms", most, is_met=fast <= TEXT_TARGET_MS)


def report_import() -> None:
    """Print what it takes to load the reader."""
    taken = import_ms()
    row(
        "import of the reader",
        f"{taken:.0f} ms",
        f"≤ {IMPORT_TARGET_MS} ms",
        is_met=taken <= IMPORT_TARGET_MS,
    )


def start(opened: ExitStack, python: str, engine: str, texts: Sequence[str]) -> Side:
    """Start a worker that ends with ``opened``."""
    process = subprocess.Popen(  # noqa: S603 - our own code
        [python, str(WORKER), engine, str(COPIES)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf8",
        env=without_openblas(os.environ),
    )
    return Side(opened.enter_context(process), texts)


def compare(peer: str, texts: Sequence[str]) -> None:
    """Run both in turns, spaCy in two ways, and print the table. ``peer`` is the Python that has spaCy."""
    where = pin()
    with ExitStack() as opened:
        reader = start(opened, sys.executable, "reader", texts)
        spacy, numpy = (start(opened, peer, engine, texts) for engine in ("spacy", "spacy-numpy"))
        lengths = [len(text) for text in texts]
        print(f"{reader.name.capitalize()} beside {spacy.name}, {where}:")
        print(
            f"{len(texts)} texts of {min(lengths)} to {max(lengths)} characters, {mean(lengths):.0f} on average,"
        )
        print(f"{ROUNDS} rounds of {COPIES} readings of each", flush=True)
        for _ in range(ROUNDS):
            for side in (reader, spacy, numpy):
                side.run_each()
        memory = f"{reader.peak()} / {spacy.peak()} MB"
        for _ in range(ROUNDS):
            for side in (reader, spacy):
                side.run_batch()
    report_speed(texts, reader, spacy, numpy)
    row("peak memory of the process, reader / spaCy", memory)
    report_import()


def main() -> None:
    """Compare on the project's own texts."""
    files = [
        file for folder in FOLDERS for file in sorted(folder.glob("*.txt")) if file.stem not in TURNED_AWAY
    ]
    compare(sys.argv[1], [file.read_text("utf8") for file in files])


if __name__ == "__main__":
    main()
