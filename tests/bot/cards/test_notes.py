from __future__ import annotations

import datetime as dt

from bot.cards.belongings import privacy_card
from bot.cards.notes import (
    CommandHelp,
    about_card,
    help_card,
    moderators_card,
    timezone_card,
)


def test_every_note_says_what_comes_next_or_what_is_so() -> None:
    assert moderators_card("Editors").title == "Moderators: Editors"
    assert about_card().lead
    assert {field.name for field in privacy_card().fields} >= {"News", "Whom you follow", "Not kept", "Yours"}


def test_a_time_zone_is_shown_with_its_clock() -> None:
    card = timezone_card("Asia/Kolkata", dt.datetime(2017, 8, 7, 12, tzinfo=dt.UTC))
    assert card.title == "Time zone: Asia/Kolkata"
    assert "It is 17:30 there." in card.lead


def test_the_help_shows_each_command_with_its_example() -> None:
    card = help_card(
        [
            CommandHelp("/status", "Tell.", "Example: /status van dijk"),
            CommandHelp("/alerts add", "Post.", "Example: /alerts add"),
            CommandHelp("Add as rumour", "Right-click.", ""),
            CommandHelp("/alerts list", "Show.", "Example: /alerts list"),
        ],
        "Commands work.",
    )
    assert [(field.name, field.value) for field in card.fields] == [
        ("/status", "Tell.\nExample: /status van dijk"),
        ("/alerts", "/alerts add: Post.\n/alerts list: Show.\nExample: /alerts add"),
        ("Add as rumour", "Right-click."),
    ]
