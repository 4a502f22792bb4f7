"""The word lists in ``data/``: read once, when first needed. Editing them takes no Python."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent / "data"


@cache
def table(name: str) -> dict[str, Any]:
    """The content of a TOML file of ``data/``."""
    return tomllib.loads((_FOLDER / name).read_text("utf8"))


def read_text(name: str) -> str:
    """The whole of a file of ``data/``."""
    return (_FOLDER / name).read_text("utf8")


@cache
def lines(name: str) -> tuple[str, ...]:
    """The lines of a text file of ``data/`` that are neither empty nor comments."""
    rows = (_FOLDER / name).read_text("utf8").splitlines()
    return tuple(row for row in rows if row and not row.startswith("#"))
