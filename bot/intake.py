"""Use case: an article comes in. It is read, judged and kept, and its alerts are queued, in one transaction."""

from __future__ import annotations

import asyncio
import datetime as dt
import hashlib
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from bot import directory
from bot.copies import sketch
from bot.corrections import corrected
from bot.model import WIRE, Article, Reading, Refusal, Rumour
from bot.reading import read
from bot.sagas.known import known_of
from bot.sagas.novelty import judge
from bot.speech import say
from bot.spelling import fold, fold_text
from bot.store import Filing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.files import Lesson
    from bot.store import Judge, Receipt, Store

MAX_BYTES = 262_144
"""The largest text that is taken (TRUST row 9)."""

_NUL = "\x00"
_CONTROL_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of an article (or would, for a preview): what was read in it, and how it was judged."""

    reading: Reading
    receipt: Receipt


def decode(data: bytes) -> str:
    """The text in the bytes of a file.

    Raises:
        Refusal: it is empty, too long or not UTF-8 text; the sentence says which.
    """
    if len(data) > MAX_BYTES:
        raise Refusal(_too_long())
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise Refusal(say("This file is in UTF-16. Save it as UTF-8 and try again."))
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise Refusal(say("This is not UTF-8 text. Save it as plain text in UTF-8 and try again.")) from None
    check(text)
    return text


def _too_long() -> str:
    return say("This text is too long. The limit is {count} KB.", count=MAX_BYTES // 1024)


def check(text: str) -> None:
    """Refuse what cannot be news: nothing at all, something too long, or binary data.

    Raises:
        Refusal: with the sentence that says why.
    """
    if not text.strip():
        raise Refusal(say("There is no text in it. Paste the article's text and try again."))
    if len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise Refusal(_too_long())
    odd = sum(char < " " and char not in "\t\n\r\f\v" for char in text)
    if _NUL in text or odd > _CONTROL_SHARE * len(text):
        raise Refusal(say("This looks like binary data, not like text."))
    if any("\ud800" <= char <= "\udfff" for char in text):
        raise Refusal(say("This text has characters that are no characters. Save it as UTF-8 and try again."))


def is_address(text: str) -> bool:
    """True for what may be the address of a page."""
    return _ADDRESS.fullmatch(text) is not None


def checked(article: Article) -> None:
    """Refuse what cannot be said of an article: an address or an outlet that is none.

    Raises:
        Refusal: with the sentence that says why.
    """
    if article.url and not is_address(article.url):
        raise Refusal(say("This is no address of a page. It begins with https:// and has no blanks."))
    if article.outlet and (len(article.outlet) > LONGEST_OUTLET or not article.outlet.isprintable()):
        raise Refusal(say("The outlet is a name of at most {count} letters.", count=LONGEST_OUTLET))


def is_ahead(reading: Reading, received: dt.datetime) -> bool:
    """True if the text is dated on a day that has come nowhere on earth."""
    return bool(reading.published and reading.published > received.date() + dt.timedelta(days=1))


_ADDRESS = re.compile(r"https?://[^\s<>\x00-\x1f\x7f]{3,500}", re.IGNORECASE)
LONGEST_OUTLET = 80


def text_hash(text: str) -> bytes:
    """What exact copies have in common: the words, whatever the case, the spacing and the marks."""
    return hashlib.sha256(fold_text(text).encode()).digest()


def grouped(reading: Reading) -> tuple[tuple[Rumour, ...], ...]:
    """The rows by player: each group is judged as a whole, and has its place in the receipt."""
    players = dict.fromkeys(row.player for row in reading.rumours)
    return tuple(tuple(row for row in reading.rumours if row.player == player) for player in players)


def filing(
    article: Article, reading: Reading, received: dt.datetime, *, scope: int, actor_id: int = 0, path: str
) -> Filing:
    """A read article made ready to be judged and kept."""
    rows = grouped(reading)
    return Filing(
        scope=scope,
        article=article,
        reading=reading,
        said_on=reading.published or received.date(),
        received=received,
        text_hash=text_hash(article.text),
        rows=rows,
        row_keys=tuple(fold(group[0].player).split(" ")[-1] for group in rows),
        actor_id=actor_id,
        path=path,
        sketch=sketch(article.text),
    )


def judging(article: Article) -> Judge:
    """How an article is judged: its outlet answers for what it reports of nobody's word."""
    return partial(judge, outlet=article.outlet)


_MOST_KNOWN = 40
"""So many players that a text may name are looked up before it is read; a list of names is no news."""


async def read_with(store: Store, scope: int, article: Article, lessons: Sequence[Lesson] = ()) -> Reading:
    """Read an article in the light of what ``scope`` knows of the players whom it may name, as it was taught to.

    ``lessons`` are those that nobody has confirmed yet.
    """
    words = await asyncio.to_thread(lambda: frozenset(fold_text(article.text).split()))
    named = await directory.named_by(store, scope, words)
    files = [await store.player_file(scope, player.id) for player in named[:_MOST_KNOWN]]
    background = tuple(known_of(file) for file in files if file is not None)
    reading = await asyncio.to_thread(read, article, background)
    # A long text takes longer than the event loop should be kept from others, whatever is done with the whole of it.
    number = await asyncio.to_thread(text_hash, article.text)
    return corrected(reading, (*await store.lessons(scope), *lessons), number)


async def take_in(
    store: Store, article: Article, received: dt.datetime, *, path: str = "terminal", dry_run: bool = False
) -> Intake:
    """Take an article into the operator's wire.

    Raises:
        Refusal: the text is unusable.
        NotSaved: the store could not keep it; nothing of it was kept.
    """
    await asyncio.to_thread(check, article.text)
    reading = await read_with(store, WIRE, article)
    checked(article)
    if reading.published and is_ahead(reading, received):
        day = reading.published.isoformat()
        raise Refusal(say("The text is dated {day}, which has not come yet. Correct the date.", day=day))
    new = await asyncio.to_thread(filing, article, reading, received, scope=WIRE, path=path)
    return Intake(reading, await store.file(new, judging(article), dry_run=dry_run))
