from __future__ import annotations

from bot.cards.help import CommandHelp, Topic, help_card, topic_named

COMMANDS = [
    CommandHelp("/status player", "Tell.", "/status van dijk"),
    *(
        CommandHelp(
            f"/alerts {name} [player]", "Post." * 10, f"/alerts {name}", Topic.ALERTS, "For moderators."
        )
        for name in ("add", "edit", "list", "pause", "resume", "remove", "test", "why", "mute", "unmute", "x")
    ),
]


def test_the_topics_come_first_each_with_its_commands() -> None:
    card = help_card(COMMANDS, "Type /.")
    assert [field.name for field in card.fields] == ["Asking", "Alerts"]
    assert card.fields[1].value.startswith("/alerts add, /alerts edit, ")
    assert [option.value for option in card.menus[0].options] == ["asking", "alerts"]


def test_a_topic_shows_each_command_with_an_example_and_who_may_on_its_pages() -> None:
    first = help_card(COMMANDS, "Type /.", Topic.ALERTS, asker=7)
    second = help_card(COMMANDS, "Type /.", Topic.ALERTS, page=2, asker=7)
    names = [field.name for card in (first, second) for field in card.fields]
    assert names == [one.name for one in COMMANDS[1:]]
    assert first.fields[0].value.endswith("\nExample: /alerts add\nFor moderators.")
    assert [button.target for button in first.buttons] == ["alerts:2:7"]
    assert [button.target for button in second.buttons] == ["alerts:1:7"]
    assert help_card(COMMANDS, "", Topic.ALERTS, page=99) == help_card(COMMANDS, "", Topic.ALERTS, page=2)


def test_a_topic_is_named_by_itself_or_by_a_command() -> None:
    assert topic_named("Alerts", COMMANDS) is Topic.ALERTS
    assert topic_named("your data", COMMANDS) is Topic.DATA
    assert topic_named("/alerts mute", COMMANDS) is Topic.ALERTS
    assert topic_named("status", COMMANDS) is Topic.ASKING
    assert topic_named("stat", COMMANDS) is None
    assert topic_named("", COMMANDS) is None
