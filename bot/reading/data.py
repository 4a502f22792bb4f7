"""The word lists in ``data/``: read once, when first needed. Editing them takes no Python."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot import plain_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER = Path(__file__).parent / "data"


# Whoever asks makes something else of it and keeps that: the rows themselves are kept only while, in loading,
# one list is asked for again and again.
@lru_cache(maxsize=3)
def table(name: str) -> dict[str, Any]:
    """The content of a TOML file of ``data/``."""
    return plain_toml.loads(read_text(name))


def read_text(name: str) -> str:
    """The whole of a file of ``data/``."""
    return (_FOLDER / name).read_text("utf8")


def lines_of(name: str) -> Iterator[str]:
    """The lines of a file of ``data/`` one after the other, for one too large to be held whole."""
    with (_FOLDER / name).open(encoding="utf8") as file:
        yield from file


@lru_cache(maxsize=2)
def lines(name: str) -> tuple[str, ...]:
    """The lines of a text file of ``data/`` that are neither empty nor comments."""
    rows = read_text(name).splitlines()
    return tuple(row for row in rows if row and not row.startswith("#"))
