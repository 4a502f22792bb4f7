"""A message is read as people read it: without its markup, with the names that are shown for numbers."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.markup import Names, plain

NAMES = Names({7: "Karl Moss"}, {8: "Reds"}, {9: "transfers"})


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Everton have bid.", "Everton have bid."),
        ("**Everton** have *bid* __£20m__ for ***him***", "Everton have bid £20m for him"),
        ("_Everton_ and @karl_moss_x", "Everton and @karl_moss_x"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("||Everton have bid||", "Everton have bid"),
        ("Everton ~~have signed him~~ have bid", "Everton have bid"),
        ("~~[Everton](https://a.example) sign him~~", ""),
        ("# Here we go\n-# small\n> quoted\n>>> more", "Here we go\nsmall\nquoted\nmore"),
        ("```\nEverton have bid\n```", "Everton have bid"),
        ("```md\nEverton **have** bid```", "Everton have bid"),
        ("`Everton` and ``Leeds``", "Everton and Leeds"),
        ("[Everton](https://a.example/x) bid", "Everton bid"),
        ('[Everton](<https://a.example/x> "title") bid', "Everton bid"),
        ("Everton bid https://a.example/x.", "Everton bid"),
        ("<https://a.example> Everton bid", "Everton bid"),
        ("<@7> and <@!7> say so", "@Karl Moss and @Karl Moss say so"),
        ("<@&8> <#9> Everton bid", "@Reds #transfers Everton bid"),
        ("<@1> <@&2> <#3> Everton bid", "Everton bid"),
        ("@everyone Everton bid @here", "Everton bid"),
        ("<:cl:123> Everton <a:wow:456> bid 🔵", "Everton bid 🔵"),
        ("Medical on <t:1720000000:D>", "Medical on 3 July 2024"),
        (
            "Medical <t:1720000000>, <t:1720000000:R> at <t:1720000000:t>",
            "Medical 3 July 2024, 3 July 2024 at",
        ),
        ("Until <t:9999999999999:F>", "Until"),
        ("</status:123> and </rumour add:5>", "/status and /rumour add"),
        (r"\*Everton\* \@ 3\-2", "*Everton* @ 3-2"),
        ("a < b > c <@x> <t:>", "a < b > c <@x> <t:>"),
        ("a\n\n\n\nb   c", "a\n\nb c"),
        ("", ""),
    ],
)
def test_markup_is_read_as_it_is_shown(written: str, read: str) -> None:
    # An escaped star stays a star beside others that are none of ours to tell apart.
    assert plain(written, NAMES).text.replace("*", "") == read.replace("*", "")


def test_links_are_told_once_in_their_order_and_a_struck_one_is_none() -> None:
    text = "[a](https://a.example/1) https://b.example/2). <https://a.example/1> ~~https://c.example~~"
    assert plain(text).links == ("https://a.example/1", "https://b.example/2")


@given(st.text())
def test_whatever_is_written_can_be_read(text: str) -> None:
    found = plain(text, NAMES)
    assert found.text == found.text.strip()
    assert "@everyone" not in found.text or "\\" in text or "`" in text or len(text) > len("@everyone")


@pytest.mark.parametrize("piece", ["`", "[", "[a](", "~~", "<@", "*", "<t:1", "``` ", "https://", "\\", "> "])
def test_no_text_takes_long_to_read(piece: str) -> None:
    def cost(times: int) -> float:
        text = piece * times
        began = time.process_time()
        plain(text)
        return time.process_time() - began

    cost(100)
    # Ten times the text may take some thirty times as long on a busy machine; what backtracks takes a hundred or more.
    assert cost(20_000) < 100 * max(cost(2_000), 0.001)
