"""Texts that are kept in several languages: English in a column of its own, the others beside it as JSON."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from bot.speech import ENGLISH, Spoken
from db.rumours import dumps

if TYPE_CHECKING:
    from collections.abc import Iterable


# One decision is kept for thousands of channels, and its words cannot be changed.
@lru_cache(maxsize=1024)
def others(text: Spoken) -> str | None:
    """All but the English, as it is kept; None: there is nothing else."""
    return dumps(dict(text.others)) if text.others else None


def read(english: str, written: str | None) -> Spoken:
    """The text again; what was kept before there were languages is English."""
    return Spoken(english, json.loads(written)) if written else Spoken(english)


def write_all(texts: Iterable[Spoken]) -> str:
    """Texts as a list; what is the same in every language, such as a name, is itself."""
    return dumps([{ENGLISH: one.english, **one.others} if one.others else one.english for one in texts])


def read_all(written: str) -> tuple[Spoken, ...]:
    """The texts of a list again."""
    return tuple(map(_one, json.loads(written)))


def _one(told: Any) -> Spoken:
    if isinstance(told, str):
        return Spoken(told)
    words: dict[str, str] = dict(told)
    return Spoken(words.pop(ENGLISH), words)
