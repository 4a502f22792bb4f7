from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.reading.data import table
from bot.reading.lexicon import entries, longest, regular
from bot.reading.tokens import tokenise

READING = Path(__file__).parents[3] / "bot" / "reading"
KINDS = {"v": "verb", "n": "noun", "w": "word"}
CLASSES = [f"{letter}:{name}" for letter, kind in KINDS.items() for name in table("lexicon.toml")[kind]]


def written() -> str:
    """All that asks for classes: the frames and the code."""
    data = READING / "data"
    files = [data / "frames.toml", data / "roles.toml", *READING.glob("*.py")]
    return "\n".join(path.read_text("utf8") for path in files)


def weighed() -> str:
    """The signs that the rankers weigh."""
    return "\n".join(path.read_text("utf8") for path in (READING / "data" / "rankers").glob("*.json"))


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_of_the_lexicon_is_asked_for(name: str) -> None:
    assert re.search(rf"\b{name}\b", written()) or re.search(rf"\b{name}\b", weighed())


def test_no_frame_asks_for_a_class_that_there_is_not() -> None:
    asked = set(re.findall(r"(?<![\w])[vnw]:[a-z_]+", written())) - {"n:position"}
    assert asked <= set(CLASSES)


@pytest.mark.parametrize("name", CLASSES)
def test_every_entry_is_found_with_its_class_in_a_sentence_in_each_of_its_forms(name: str) -> None:
    for phrase, sense in entries():
        if sense.name == name:
            sentence = f"Today Everton {phrase} xyz.".replace(" 's", "'s").replace(" ' ", "' ")
            tokens = tokenise(sentence, 0, len(sentence))
            assert sense in longest(tokens, 2, len(tokens))[1], phrase


@pytest.mark.parametrize(
    ("base", "past", "gerund"),
    [
        ("tie", "tied", "tying"),
        ("agree", "agreed", "agreeing"),
        ("submit", "submitted", "submitting"),
        ("deny", "denied", "denying"),
        ("move", "moved", "moving"),
        ("reject", "rejected", "rejecting"),
    ],
)
def test_regular_verbs_are_inflected_as_english_does(base: str, past: str, gerund: str) -> None:
    assert regular(base) == (past, gerund)
