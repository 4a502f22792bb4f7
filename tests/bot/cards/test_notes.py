from __future__ import annotations

from bot.alerts import Subscribed
from bot.cards.card import Tone
from bot.cards.notes import (
    CommandHelp,
    about_card,
    help_card,
    moderators_card,
    privacy_card,
    standing_card,
    subscribed_card,
    unsubscribed_card,
)
from bot.subscription import Subscription, Target


def test_a_subscription_to_somebody_unknown_says_so() -> None:
    card = subscribed_card(Subscribed("Joao Almeida", is_new=True, known=False))
    assert card.title == "This channel gets alerts for Joao Almeida"
    assert "the first news will be an alert" in card.lead
    assert "first news" not in subscribed_card(Subscribed("Joao Almeida", is_new=True, known=True)).lead


def test_a_subscription_that_stood_is_not_told_as_new() -> None:
    assert (
        subscribed_card(Subscribed("everything", is_new=False, known=True)).title == "Already so: everything"
    )


def test_a_paused_subscription_says_why_and_the_way_back() -> None:
    running = Subscription(1, 1, 1, Target("everything"))
    paused = Subscription(
        2, 1, 1, Target("Joao Almeida", "x"), disabled_because="the channel no longer exists"
    )
    card = standing_card((running, paused))
    assert card.lead.splitlines() == [
        "• everything",
        "• Joao Almeida – paused: the channel no longer exists. Mend it, then use /alerts add again.",
    ]
    assert card.tone is Tone.TROUBLE
    assert standing_card((running,)).tone is Tone.QUIET


def test_every_note_says_what_comes_next_or_what_is_so() -> None:
    assert "/alerts add" in standing_card(()).lead
    assert "/alerts add" in unsubscribed_card("everything").lead
    assert moderators_card("Editors").title == "Moderators: Editors"
    assert about_card().lead
    assert {field.name for field in privacy_card().fields} >= {"Articles", "Not kept"}


def test_the_help_shows_each_command_with_its_example() -> None:
    card = help_card([CommandHelp("/status", "Tell.", "Example: /status van dijk")], "Commands work.")
    assert [(field.name, field.value) for field in card.fields] == [
        ("/status", "Tell.\nExample: /status van dijk")
    ]
