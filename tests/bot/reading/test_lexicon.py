from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.reading.data import table

READING = Path(__file__).parents[3] / "bot" / "reading"
KINDS = {"v": "verb", "n": "noun", "w": "word"}
CLASSES = [f"{letter}:{name}" for letter, kind in KINDS.items() for name in table("lexicon.toml")[kind]]


def written() -> str:
    """All that asks for classes: the frames, the relations and the code."""
    files = [READING / "data" / "frames.toml", READING / "data" / "relations.toml", *READING.glob("*.py")]
    return "\n".join(path.read_text("utf8") for path in files)


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_of_the_lexicon_is_asked_for(name: str) -> None:
    assert re.search(rf"\b{name}\b", written())


def test_no_frame_asks_for_a_class_that_there_is_not() -> None:
    asked = set(re.findall(r"(?<![\w])[vnw]:[a-z_]+", written())) - {"n:position"}
    assert asked <= set(CLASSES)
