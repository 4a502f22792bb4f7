from __future__ import annotations

import tomllib
from pathlib import Path
from unittest.mock import patch

import pytest

from bot.plain_toml import loads

BOT = Path(__file__).parents[2] / "bot"


@pytest.mark.parametrize("file", sorted(BOT.glob("*/data/*.toml")), ids=lambda file: file.name)
def test_every_list_is_read_as_toml_says_and_without_tomllib(file: Path) -> None:
    text = file.read_text("utf8")
    said = tomllib.loads(text)
    with patch.object(tomllib, "loads", side_effect=AssertionError("it is not plain")):
        assert loads(text) == said


@pytest.mark.parametrize(
    "text",
    [
        'a = "x" # a comment',
        "a.b = 1",
        "[a.b]\nc = 1",
        "[[a]]\n[a.b]\nc = 1",
        "a = '''x\ny'''",
        "a = 'x' # 'y'",
        "a = { b = 1 }",
        "a = 1_000",
        "  a = 1\n",
        'a = [\n  "x", # ]\n  "y",\n]',
        'a = [\n  ["x", "y"],\n  ["z"]\n]',
    ],
)
def test_what_is_not_plain_is_read_all_the_same(text: str) -> None:
    assert loads(text) == tomllib.loads(text)


@pytest.mark.parametrize("text", ["a = x", "[a]\n[a]", "a", 'a = ["x"', "[a\nb = 1"])
def test_what_is_no_toml_is_an_error(text: str) -> None:
    with pytest.raises(tomllib.TOMLDecodeError):
        loads(text)
