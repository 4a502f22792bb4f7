"""The pictures in the README show what the bot says today."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from bot.localdiscord.picture import Run, picture, runs_of, width_of, wrapped
from tests.pictures import FOLDER, drawn


async def test_the_pictures_are_what_the_bot_says_today() -> None:
    kept = {file.name: file.read_text("utf-8") for file in FOLDER.glob("*.svg")}
    assert await drawn() == kept, "Draw them anew: python -m tests.pictures"


def test_whatever_a_message_says_is_only_text_in_the_picture() -> None:
    svg = picture([{"author": {"username": "<b>&"}, "content": '</text><script>alert(1)</script> & "x"'}])
    assert {element.tag.partition("}")[2] for element in ET.fromstring(svg).iter()} <= {  # noqa: S314
        "svg", "title", "rect", "text", "tspan", "circle",
    }  # fmt: skip


def test_marks_of_bold_and_struck_become_looks() -> None:
    assert runs_of("a **b** ~~c~~ \\*d <@&7>", {7: "Fans"}) == [
        Run("a "), Run("b", bold=True), Run(" "), Run("c", struck=True), Run(" *d "), Run("@Fans", pill=True),
    ]  # fmt: skip


def test_no_line_is_wider_than_it_may_be() -> None:
    for line in wrapped(runs_of("Everton have **agreed a fee** of £25m " * 5, {}), 200, 14):
        assert sum(width_of(run.text, 14, bold=run.bold) for run in line) <= 200 + width_of(" ", 14)
