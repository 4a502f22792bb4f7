from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.clean import BREAK, clean, clean_unmarked, visible

# Text made of what Discord's markup is made of, so that it is hit often.
PIECES = st.sampled_from(
    [
        *"@<>[]()*_~`|#-+.:/\\ \n1a",
        "@everyone",
        "@here",
        "<@123>",
        "<@&123>",
        "<#123>",
        "</status:123>",
        "<t:0:R>",
        "<:x:123>",
        "https://",
        "discord.gg/",
        "[a](https://b)",
        "\u202e",
        "\u200b",
        "\u0301",
        "```",
        "> ",
        "1. ",
        "-# ",
        "\x1b[31m",
        "\u2028",
        "é",
        "\U0001f1ec",
    ]
)
MARKED = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(max_size=80))

ACTIVE = [
    re.compile(r"<"),
    re.compile(r"@[^\u200b]"),
    re.compile(r"://"),
    re.compile(r"discord(app)?\.(gg|com|me|io|li)/", re.IGNORECASE),
    re.compile(r"^(#{1,3}|-#?|\+|\d+[.)])", re.MULTILINE),
    re.compile(r"^>", re.MULTILINE),
]


def unescaped(text: str) -> str:
    """The text without what is escaped, as Discord takes it apart: left to right."""
    return re.sub(r"\\[^\w\s]|\\_", "", text)


@given(MARKED)
def test_nothing_acts_in_clean_text(text: str) -> None:
    cleaned = clean(text)
    for pattern in ACTIVE:
        assert not pattern.search(cleaned)
    assert not re.search(r"[\\*_~|`\[\]]", unescaped(cleaned))


@given(MARKED)
def test_only_our_own_break_is_unseen_in_clean_text(text: str) -> None:
    for char in clean(text).replace(BREAK, "").replace("\n", ""):
        assert unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co", "Cn")


@given(MARKED)
def test_what_is_visible_stays_the_same_when_made_visible_again(text: str) -> None:
    assert visible(visible(text)) == visible(text)


@given(MARKED)
def test_a_reader_sees_the_same_words(text: str) -> None:
    seen = re.sub(r"\\([^\w\s]|_)", r"\1", clean(text)).replace(BREAK, "")
    assert seen == visible(text).translate(str.maketrans("<>", "‹›"))


@given(MARKED)
def test_one_line_is_one_line(text: str) -> None:
    assert "\n" not in clean(text, lines=False)
    assert "\n" not in clean_unmarked(text)


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("Virgil van Dijk", "Virgil van Dijk"),
        ("@everyone", "@\u200beveryone"),
        ("@every\u202eone", "@\u200beveryone"),
        ("[Here we go](https://evil.example)", "\\[Here we go\\](https:\u200b//evil.example)"),
        ("</status:1>", "‹/status:1›"),
        ("<t:0:R>", "‹t\u200b:0:R›".replace("\u200b:0", ":\u200b0")),
        ("# HEADLINE", "\u200b# HEADLINE"),
        ("-# small", "\u200b-# small"),
        ("1. first", "\u200b1. first"),
        ("- item", "\u200b- item"),
        ("> quote", "› quote"),
        ("join discord.gg/abc", "join discord\u200b.gg/abc"),
        ("**bold** __line__ ~~gone~~", r"\*\*bold\*\* \_\_line\_\_ \~\~gone\~\~"),
        ("N'Golo Kanté – £60m-plus", "N'Golo Kanté – £60m-plus"),
        ("two\n\n\n\nlines  apart", "two\n\nlines apart"),
        ("\u3164\u2800", ""),
        ("Z\u0351\u0352\u0353\u0354\u0355\u0356a", "Z\u0351\u0352\u0353a"),
    ],
)
def test_examples(text: str, cleaned: str) -> None:
    assert clean(text) == cleaned


def test_a_footer_is_not_escaped_for_discord_reads_no_markup_there() -> None:
    assert clean_unmarked("*as of*\n10 Jul @here\x1b") == "*as of* 10 Jul @\u200bhere"


def test_a_control_sequence_does_not_reach_a_terminal() -> None:
    assert visible("\x1b[31mred\x1b[0m\x07") == "[31mred[0m"
