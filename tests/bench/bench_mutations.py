"""Deliberate faults in the delivery of alerts, each put into a copy of the code: does a test notice it?

A row for each: what was broken, and the first test that failed. It is no measure of speed; it is here because it takes
some minutes and shows that the tests can fail. Ends with 1 if a fault went unnoticed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).resolve().parents[2]
COPIED = ("bot", "cogs", "db", "tests", "pyproject.toml")
SENDER, TROUBLE, AFTER = (
    "delivery/test_sender.py",
    "delivery/test_trouble.py",
    "delivery/test_after_the_post.py",
)
THREADS, PACING, OUTCOMES = "delivery/test_threads.py", "delivery/test_pacing.py", "delivery/test_outcomes.py"
CONTRACT, SUBSCRIPTIONS = "db/test_contract_outbox.py", "db/test_contract_subscriptions.py"


@dataclass(frozen=True, slots=True)
class Mutation:
    """One fault: what it is, where, which text is put in the place of which, and the tests that should notice."""

    what: str
    file: str
    old: str
    new: str
    tests: str


MUTATIONS = (
    Mutation("a new nonce at each try", "bot/delivery/sender.py", "nonce=batch.nonce", "nonce=None", SENDER),
    Mutation(
        "an expired nonce is trusted",
        "bot/delivery/sender.py",
        "if not batch.is_fresh and not 0 <=",
        "if batch.is_fresh and not 0 <=",
        TROUBLE,
    ),
    Mutation(
        "what was sent is forgotten if it cannot be recorded",
        "bot/delivery/dispatcher.py",
        "batch.id in self._unrecorded:",
        "batch.id in ():",
        SENDER,
    ),
    Mutation(
        "answers do not go first",
        "bot/delivery/pacer.py",
        "        self._take(1.0)\n",
        "        return\n",
        PACING,
    ),
    Mutation(
        "an edit rings phones",
        "bot/delivery/message.py",
        '"allowed_mentions": discord.AllowedMentions.none()',
        '"allowed_mentions": discord.AllowedMentions.all()',
        AFTER,
    ),
    Mutation(
        "nothing is ever too old",
        "bot/rules/decision.py",
        "LATE = dt.timedelta(hours=6)",
        "LATE = dt.timedelta(hours=6000)",
        CONTRACT,
    ),
    Mutation(
        "a refused embed gives up the channel",
        "bot/delivery/outcomes.py",
        "(_MAY_NOT, _INVALID_FORM) and not plain",
        "(_INVALID_FORM,) and not plain",
        OUTCOMES,
    ),
    Mutation(
        "a channel that is gone stays subscribed",
        "db/outbox.py",
        'WHERE channel_id = ? AND disabled_because IS NULL"',
        'WHERE channel_id = -? AND disabled_because IS NULL"',
        CONTRACT,
    ),
    Mutation(
        "what was unsubscribed is sent all the same",
        "db/drops.py",
        "    conn.execute(DROP_UNWANTED, place)\n",
        "",
        SUBSCRIPTIONS,
    ),
    Mutation(
        "younger news overtakes an open batch",
        "db/batches.py",
        "return batch if due <= desk.now else None",
        "return batch",
        CONTRACT,
    ),
    Mutation(
        "a batch is formed anew at each try",
        "db/batches.py",
        "    if desk.conn.execute(_OPEN, (channel_id,)).fetchone() is not None:\n",
        "    row = desk.conn.execute(_OPEN, (channel_id,)).fetchone()\n"
        "    if row is not None:\n"
        '        desk.conn.execute("UPDATE outbox SET batch_id = NULL WHERE batch_id = ?", row)\n'
        '        desk.conn.execute("DELETE FROM batches WHERE id = ?", row)\n'
        "    if False:\n",
        CONTRACT,
    ),
    Mutation(
        "sending goes on at Discord's limit of refusals",
        "bot/delivery/breaker.py",
        "len(self._refusals) >= TOO_MANY",
        "len(self._refusals) > TOO_MANY",
        PACING,
    ),
    Mutation(
        "a post of a forum is made without looking for it",
        "bot/delivery/sender.py",
        "        if not batch.is_fresh:\n            known = await self._look(batch, partial(places.find_post",
        "        if batch.is_fresh:\n            known = await self._look(batch, partial(places.find_post",
        THREADS,
    ),
    Mutation(
        "a change that comes during a change is lost",
        "db/outbox.py",
        "CASE WHEN revision = ? THEN NULL ELSE redraw END",
        "CASE WHEN revision = ? THEN NULL ELSE NULL END",
        CONTRACT,
    ),
    Mutation(
        "a clock that is put back is not noticed",
        "bot/delivery/dispatcher.py",
        "now < self._latest - _PUT_BACK",
        "now > self._latest + _PUT_BACK * 9999999",
        TROUBLE,
    ),
)


def main() -> int:
    """Try all of them, or those of ``--only``."""
    asked = argparse.ArgumentParser(
        prog="run.py bench mutations", description="Spoil the code, and see what notices."
    )
    numbers = range(1, len(MUTATIONS) + 1)
    asked.add_argument("--only", nargs="+", type=int, choices=numbers, default=numbers, metavar="NUMBER")
    wanted = set(asked.parse_args().only)
    unnoticed = 0
    for number, mutation in enumerate(MUTATIONS, 1):
        if number in wanted:
            noticed = _noticed(mutation)
            unnoticed += not noticed
            print(f"{number:2}  {mutation.what:55}  {noticed or 'NOT NOTICED'}", flush=True)
    print(f"{len(wanted) - unnoticed} of {len(wanted)} faults were noticed")
    return 1 if unnoticed else 0


def _noticed(mutation: Mutation) -> str:
    """The first test that fails with the fault in place; nothing if all pass."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in COPIED:
            source = HOME / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__", "training"))
            else:
                shutil.copy(source, copy / name)
        broken = copy / mutation.file
        text = broken.read_text("utf-8")
        if mutation.old not in text:
            raise SystemExit(f"{mutation.file} does not hold {mutation.old!r} any more")
        broken.write_text(text.replace(mutation.old, mutation.new), "utf-8")
        return _first_failure(copy, mutation)


def _first_failure(copy: Path, mutation: Mutation) -> str:
    where = "tests" if mutation.tests.startswith("db/") else "tests/bot"
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "--rootdir", str(copy)]
    run = subprocess.run(  # noqa: S603 - our own tests
        [*command, str(copy / where / mutation.tests)],
        cwd=copy,
        env={"PYTHONPATH": str(copy), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    failed = re.search(r"^(?:FAILED|ERROR) .*::(\w+)", run.stdout, re.MULTILINE)
    return failed.group(1) if failed else ""


if __name__ == "__main__":
    sys.exit(main())
