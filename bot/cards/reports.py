"""What a user is asked who says that something is wrong."""

from __future__ import annotations

from bot.cards.card import Entry, Form, Option
from bot.cases import Wrong
from bot.reporting import MOST_WORDS
from bot.speech import mark, say

_KINDS = {
    Wrong.PLAYER: mark("It is about another player"),
    Wrong.CLUB: mark("A club is wrong"),
    Wrong.FEE: mark("A sum is wrong"),
    Wrong.STAGE: mark("It has not got that far, or further"),
    Wrong.UNTRUE: mark("It is not true"),
    Wrong.OLD: mark("It is old news"),
    Wrong.OTHER: mark("Something else"),
}


def wrong_form(player: str) -> Form:
    """What is wrong with a saga: one thing of a list, and words if he likes."""
    options = tuple(Option(say(text), kind.value) for kind, text in _KINDS.items())
    return Form(
        say("Something wrong?"),
        "wrong",
        player,
        (
            Entry("kind", say("What is wrong?"), options=options),
            Entry(
                "words",
                say("In your words"),
                about=say("The moderators of this server read it, with your name."),
                most=MOST_WORDS,
                is_long=True,
                is_required=False,
            ),
        ),
    )


def thanks(*, is_new: bool) -> str:
    """What is said to who has told."""
    if is_new:
        return say("Thank you. The moderators of this server will look at it.")
    return say("You have told the moderators about this saga already. They have not looked yet.")
