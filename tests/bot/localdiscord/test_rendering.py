from __future__ import annotations

import pytest

from bot.localdiscord import LocalDiscord
from bot.localdiscord.rendering import harmless, readable, rendered


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("\x1b]0;title\x07", "␛]0;title␇"),
        ("one\rtwo\x08", "one␍two␈"),
        ("a\tb\nc", "a    b\nc"),
        ("\u202edcba\u2066", "dcba"),
        ("one\u2028two", "one\ntwo"),
        ("no\u00a0break", "no break"),
        ("c1 \x9b31m", "c1 �31m"),
        ("£60m – naïve ⚽", "£60m – naïve ⚽"),
    ],
)
def test_nothing_is_left_that_a_terminal_would_obey(text: str, shown: str) -> None:
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**bold** and __under__", "bold and under"),
        (r"5\*3 \_x\_", "5*3 _x_"),
        ("[The Echo](https://example.org/a)", "The Echo (https://example.org/a)"),
        ("[The Echo](<https://example.org/a>)", "The Echo (https://example.org/a)"),
        ("</alerts add:123>", "/alerts add"),
        ("<t:1499688000:D> <t:1499688000:t>", "10 Jul 2017 12:00"),
        ("<t:999999999999>", "an impossible date"),
        ("<@1> <#2> <@&3>", "@unknown-user #unknown @unknown-role"),
        ("# Title\n-# small\nrest # 1", "Title\nsmall\nrest # 1"),
        ("~~retracted~~", "~~retracted~~"),
    ],
)
def test_discords_markup_becomes_words(text: str, shown: str) -> None:
    assert readable(text, LocalDiscord().state.world) == shown


async def test_names_stand_for_ids() -> None:
    local = LocalDiscord()
    guild = local.add_guild("Guild")
    talk, fans, alice = guild.add_channel("talk"), guild.add_role("Fans"), guild.add_member("al\x1bice")
    message = await alice.say(talk, f"{alice.mention} {talk.mention} <@&{fans.id}>")
    assert rendered(message, local.state.world) == ["al␛ice:", "  @al␛ice #talk @Fans"]
