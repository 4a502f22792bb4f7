"""The terminal: its verbs and their options, and the only place that picks a Store."""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import io
import os
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from typing_extensions import override

from bot.model import Refusal
from bot.store import StoreError
from bot.terminal.texts import DONE, PARTLY, UNUSABLE, complain

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence

    from bot.store import Store

_DATABASE = "data/sagabot.db"


def now() -> dt.datetime:
    """The clock: the composition root is the only place that has one."""
    return dt.datetime.now(dt.UTC)


def _day(typed: str) -> dt.date:
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{typed!r} is no day; write it like 2017-07-10") from None


class _Parser(argparse.ArgumentParser):
    """Takes whole options only; says in one sentence what is wrong, instead of printing its usage."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, **options)

    @override
    def error(self, message: str) -> NoReturn:
        message = message.replace("argument VERB: ", "").rstrip(".")
        complain(f"{message[:1].upper()}{message[1:]}. See: {self.prog} --help")
        sys.exit(UNUSABLE)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python3 run.py",
        description="Sagabot reads football transfer news, keeps each saga, and alerts on what is really new.",
        epilog="Start with: python3 run.py demo",
    )
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    verbs.add_parser("run", help="be the bot on Discord, with the token in .env")
    demo = verbs.add_parser(
        "demo", help="be the bot on a local Discord: no token, nothing leaves this machine"
    )
    demo.add_argument("--script", metavar="FILE", type=Path, help="take the lines from a file")
    _add_read(verbs.add_parser("read", help="show what is read from texts"))
    _add_add(verbs.add_parser("add", help="take texts into the wire, the news that every server sees"))
    _add_status(verbs.add_parser("status", help="tell where a player's saga stands"))
    _add_replay(verbs.add_parser("replay", help="show what would be posted of texts in their order"))
    return parser


def _add_files(parser: argparse.ArgumentParser, count: str = "+") -> None:
    parser.add_argument("files", nargs=count, metavar="FILE", help="a text file; - is standard input")


def _add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--db", metavar="FILE", type=Path, help=f"the database (SAGABOT_DB, else {_DATABASE})"
    )


def _add_read(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a text")
    parser.add_argument(
        "--explain", action="store_true", help="the words, the frame and the scope of each claim"
    )
    parser.add_argument("--published", metavar="DATE", type=_day, help="the day of texts that show none")
    _add_files(parser)


def _add_add(parser: argparse.ArgumentParser) -> None:
    _add_database(parser)
    parser.add_argument("--outlet", metavar="NAME", help="who published the texts")
    parser.add_argument("--url", metavar="URL", help="where they stand")
    parser.add_argument("--published", metavar="DATE", type=_day, help="the day of texts that show none")
    _add_files(parser)


def _add_status(parser: argparse.ArgumentParser) -> None:
    _add_database(parser)
    parser.add_argument("--as-of", metavar="DATE", type=_day, help="as it stood on that day")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("name", nargs="+", metavar="NAME", help="a player, for example: van dijk")


def _add_replay(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON object a text")
    parser.add_argument(
        "--readings", metavar="FILE", type=Path, help="objects of read --json, instead of texts"
    )
    _add_files(parser, "*")


@asynccontextmanager
async def _store(path: Path, merge_window: dt.timedelta | None = None) -> AsyncGenerator[Store]:
    """The store of a verb, closed at its end."""
    from db import MERGE_WINDOW, open_store  # noqa: PLC0415 - `read` needs no database

    store = await open_store(path, merge_window=MERGE_WINDOW if merge_window is None else merge_window)
    try:
        yield store
    finally:
        await store.close()


def _database(args: argparse.Namespace) -> Path:
    return args.db or Path(os.environ.get("SAGABOT_DB") or _DATABASE)


async def _add(args: argparse.Namespace) -> int:
    from bot.terminal.keeping import add_files  # noqa: PLC0415 - a verb loads what it needs

    async with _store(_database(args)) as store:
        return await add_files(
            store, args.files, now, outlet=args.outlet, url=args.url, published=args.published
        )


async def _status(args: argparse.Namespace) -> int:
    from bot.terminal.keeping import show_status  # noqa: PLC0415

    async with _store(_database(args)) as store:
        return await show_status(
            store, " ".join(args.name), now().date(), as_of=args.as_of, as_json=args.json
        )


async def _replay(args: argparse.Namespace) -> int:
    from bot.terminal.replay import replay  # noqa: PLC0415

    if not args.files and args.readings is None:
        complain("replay needs texts, or --readings FILE.")
        return UNUSABLE
    with tempfile.TemporaryDirectory() as folder:
        async with _store(Path(folder) / "replay.db") as store:
            return await replay(store, args.files, now().date(), readings=args.readings, as_json=args.json)


async def _demo(args: argparse.Namespace) -> int:
    from bot.terminal.demo import demo  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        # Whoever tries it wants to see the alert at once, not after waiting for what might be merged with it.
        path = Path(folder) / "demo.db"
        async with _store(path, dt.timedelta()) as store:
            return await demo(store, path, script=args.script, clock=now)


async def _run(_: argparse.Namespace) -> int:
    from bot.terminal.live import live  # noqa: PLC0415

    return await live(_store, now)


def _read(args: argparse.Namespace) -> int:
    from bot.terminal.reading import read_files  # noqa: PLC0415

    return read_files(args.files, args.published, as_json=args.json, with_reasons=args.explain)


VERBS: dict[str, Callable[[argparse.Namespace], int | Coroutine[Any, Any, int]]] = {
    "run": _run,
    "demo": _demo,
    "read": _read,
    "add": _add,
    "status": _status,
    "replay": _replay,
}


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the command line asks; the exit status (0 done, 1 partly, 2 not at all)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    args = _parser().parse_args(argv)
    if args.verb == "status" and not _database(args).exists():
        complain(f"There is no database at {_database(args)} yet. Add news with: python3 run.py add FILE")
        return PARTLY
    try:
        done = VERBS[args.verb](args)
        return done if isinstance(done, int) else asyncio.run(done)
    except (Refusal, StoreError) as refusal:
        complain(str(refusal))
        return UNUSABLE
    except BrokenPipeError:  # whoever read our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        complain(f"The output cannot be written: {error.strerror or 'unknown reason'}.")
        return UNUSABLE
    except KeyboardInterrupt:
        return PARTLY
