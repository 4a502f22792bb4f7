"""The cards of what is kept: what that is, what was handed over, and what was deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.belongings import delete_word
from bot.cards.card import Button, Card, Entry, Field, Form, Tone
from bot.speech import say, says

if TYPE_CHECKING:
    from bot.holdings import Kept

_LONGEST_NAME = 100


def privacy_card() -> Card:
    """What is kept, for how long, and who can have it or delete it, in plain words."""
    return Card(
        say("What is kept"),
        say("Only what the bot needs to answer, in one file of whoever runs it."),
        (
            Field(
                say("News"),
                say(
                    "The texts that moderators add here, those of watched channels that tell news, what was read from "
                    "them, and what was mended. Seen here only."
                ),
            ),
            Field(
                say("Settings"),
                say(
                    "The moderator role, the time zone, the language, which channels get which alerts, and which "
                    "messages the bot has posted."
                ),
            ),
            Field(say("Whom you follow"), say("Your user id and the players, until you use /unfollow.")),
            Field(
                say("Who did it"),
                say("The user id of whoever adds a text, mends something or changes a setting."),
            ),
            Field(say("Not kept"), say("Other messages, names of members, and what is asked.")),
            Field(say("Yours"), say("/data mine shows what is kept of you, hands it over and deletes it.")),
            Field(
                say("This server's"),
                say(
                    "Whoever may manage the server has all of it with /data export and deletes it with /data purge. If "
                    "the bot is removed, it is deleted after 30 days; who invites it again before that has all as it "
                    "was."
                ),
            ),
        ),
    )


def exported_card(count: int) -> Card:
    """Files with all that is kept of a guild come with this."""
    nothing = say("Nothing is in it of other servers or of the news of whoever runs the bot.")
    return Card(say("All that is kept of this server"), f"{_files(count)} {nothing}")


def mine_exported_card(count: int) -> Card:
    """Files with all that is kept of a user come with this."""
    return Card(say("All that is kept of you"), _files(count))


def _files(count: int) -> str:
    if count == 1:
        return say("It is in the file, for you alone to see.")
    return says(
        "It is in {count} part, since it is large. Put it together before you open it.",
        "It is in {count} parts, since it is large. Put them together, in their order, before you open them.",
        count,
    )


def purge_form() -> Form:
    """Whether he means it."""
    return Form(
        say("Delete all data of this server"),
        "purge",
        "",
        (
            Entry(
                "name",
                say("This server's name"),
                say("It cannot be undone. Type the name to have all of it deleted."),
                most=_LONGEST_NAME,
            ),
        ),
    )


def purged_card(server: str) -> Card:
    """All of a guild was deleted."""
    return Card(
        say("All data of {server} are deleted", server=server),
        say(
            "News, settings and alerts of this server are gone, and nothing more is sent. Messages that stand in "
            "channels are yours to delete. /setup start begins anew."
        ),
        tone=Tone.DONE,
    )


def mine_card(kept: Kept) -> Card:
    """What is kept of a user."""
    if kept.is_nothing:
        return Card(
            say("Nothing is kept of you"), say("You follow nobody, and nothing that you did has your name.")
        )
    return Card(
        say("What is kept of you"),
        say("Your user id, with what you asked for and what you did. Others do not see it."),
        (
            Field(
                say("Whom you follow"),
                says("{count} player", "{count} players", kept.follows) if kept.follows else say("nobody"),
            ),
            Field(
                say("What you did"),
                says("{count} entry", "{count} entries", kept.done) if kept.done else say("nothing"),
            ),
        ),
        footer=say("What you added to a server stays there; deleting takes your id from it."),
        buttons=(
            Button(say("Download"), "mine_export", ""),
            Button(say("Delete"), "mine_delete", ""),
        ),
    )


def forget_form() -> Form:
    """Whether he means it."""
    return Form(
        say("Delete what is kept of you"),
        "mine_delete",
        "",
        (
            Entry(
                "word",
                say("Type {word}", word=delete_word()),
                say("You follow nobody then. It cannot be undone."),
                most=_LONGEST_NAME,
            ),
        ),
    )


def forgotten_card() -> Card:
    """Nothing is kept of a user any more."""
    return Card(
        say("Deleted"),
        say("You follow nobody any more, and what you did no longer says that it was you."),
        tone=Tone.DONE,
    )
