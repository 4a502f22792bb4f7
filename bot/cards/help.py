"""What can be asked for, by topic: made from the commands that there are, so that none is missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from bot.cards.card import Button, Card, Field, Menu, Option
from bot.cards.pages import FIELD_ROOM, Listed, as_fields, counted_pages, paged
from bot.speech import mark, say
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Topic(StrEnum):
    """What a command is about."""

    ASKING = "asking"
    ALERTS = "alerts"
    FOLLOWING = "following"
    ADDING = "adding"
    MENDING = "mending"
    SETTING_UP = "setting-up"
    DATA = "data"


TITLES = {
    Topic.ASKING: mark("Asking"),
    Topic.ALERTS: mark("Alerts"),
    Topic.FOLLOWING: mark("Following"),
    Topic.ADDING: mark("Adding news"),
    Topic.MENDING: mark("Mending"),
    Topic.SETTING_UP: mark("Setting up"),
    Topic.DATA: mark("Your data"),
}
_ABOUT = {
    Topic.ASKING: mark("Where a saga stands, how it came there, who says so, and what moves at a club."),
    Topic.ALERTS: mark("What is posted in which channel, and when."),
    Topic.FOLLOWING: mark("A player's alerts in private, for you alone."),
    Topic.ADDING: mark("News texts that I read for this server."),
    Topic.MENDING: mark("What was misread or was not so, put right."),
    Topic.SETTING_UP: mark("Who may moderate here, and how I work in this server."),
    Topic.DATA: mark("What I am, and what is kept of you."),
}


@dataclass(frozen=True, slots=True)
class CommandHelp:
    """A command as the help shows it: "/status player [as-of]", what it does, an example, its topic.

    ``who``: who may use it, told to those who may not. ``english``: its name where the language is English, which
    finds it in every language.
    """

    name: str
    does: str
    example: str
    topic: Topic = Topic.ASKING
    who: str = ""
    english: str = ""


def topic_named(typed: str, commands: Iterable[CommandHelp]) -> Topic | None:
    """The topic that is called so, or that of the command which is; None: neither is there."""
    wanted = fold(typed)
    if not wanted:
        return None
    for topic, title in TITLES.items():
        if wanted in {fold(topic.value), fold(title), fold(say(title))}:
            return topic
    called = wanted.removeprefix("/")
    near = [
        one.topic
        for one in commands
        if any(f"{fold(name)} ".startswith(f"{called} ") for name in (one.name, one.english))
    ]
    return near[0] if near else None


def help_card(
    commands: Sequence[CommandHelp], forms: str, topic: Topic | None = None, page: int = 1, asker: int = 0
) -> Card:
    """All topics, or a page of one, with a menu of topics; ``asker`` is who may turn it in place."""
    by_topic: defaultdict[Topic, list[CommandHelp]] = defaultdict(list)
    for one in commands:
        by_topic[one.topic].append(one)
    known = [one for one in Topic if by_topic[one]]
    menu = Menu(say("Choose a topic"), "help", str(asker), tuple(_option(one, topic) for one in known))
    if topic is None or not by_topic[topic]:
        fields = (Field(say(TITLES[one]), _names(by_topic[one])) for one in known)
        return Card(say("What I can do"), forms, tuple(fields), menus=(menu,))
    pages = _pages(topic, by_topic[topic])
    number = min(max(page, 1), len(pages))
    ways = ((say("◀ Previous page"), number - 1), (say("Next page ▶"), number + 1))
    turns = (
        Button(name, "help_page", f"{topic.value}:{to}:{asker}") for name, to in ways if 1 <= to <= len(pages)
    )
    return replace(pages[number - 1], buttons=tuple(turns), menus=(menu,))


def _pages(topic: Topic, commands: Sequence[CommandHelp]) -> tuple[Card, ...]:
    entries = (Listed(_text(one), one.name) for one in commands)
    whole = Card(say(TITLES[topic]), say(_ABOUT[topic]))
    return counted_pages([replace(whole, fields=as_fields(page)) for page in paged(entries, room=FIELD_ROOM)])


def _names(commands: Iterable[CommandHelp]) -> str:
    """Each command by its name alone: "/alerts add, /alerts edit"."""
    return ", ".join(one.name.partition(" [")[0] for one in commands)


def _text(one: CommandHelp) -> str:
    example = say("Example: {example}", example=one.example) if one.example else ""
    return "\n".join(filter(None, (one.does, example, one.who)))


def _option(topic: Topic, chosen: Topic | None) -> Option:
    return Option(say(TITLES[topic]), topic.value, say(_ABOUT[topic]), is_chosen=topic is chosen)
