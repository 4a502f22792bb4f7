"""What the bot made of an interaction, as the one who began it sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.interactions import Callback
from bot.localdiscord.modals import modal_of
from bot.localdiscord.posting import walk_components
from bot.localdiscord.wire import array, part

if TYPE_CHECKING:
    from bot.localdiscord.clock import Clock
    from bot.localdiscord.interactions import Interaction
    from bot.localdiscord.modals import Modal
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Attachment, Message

DID_NOT_RESPOND = "The application did not respond"


class Response:
    """An answer. It is live: what the bot changes later shows here too."""

    def __init__(self, interaction: Interaction, clock: Clock) -> None:
        self.interaction = interaction
        self._clock = clock
        self._modal: Modal | None = None

    def __repr__(self) -> str:
        return f"<Response to {self.interaction.name} failed={self.failed!r} content={self.content!r}>"

    @property
    def failed(self) -> str | None:
        """What Discord shows where the bot was silent for three seconds, else None."""
        return DID_NOT_RESPOND if self.interaction.expired(self._clock.now()) else None

    @property
    def message(self) -> Message | None:
        """The message that is the answer: a new one, or the component's own when that was changed."""
        return self.interaction.original

    @property
    def followups(self) -> list[Message]:
        """The messages after the answer."""
        return self.interaction.followups

    @property
    def messages(self) -> list[Message]:
        """The answer and what followed, without what was taken back."""
        listed = [self.message, *self.followups] if self.message else self.followups
        return [message for message in listed if not message.deleted]

    @property
    def content(self) -> str:
        """The answer's content."""
        return self.message.content if self.message else ""

    @property
    def embeds(self) -> list[Json]:
        """The answer's embeds."""
        return self.message.embeds if self.message else []

    @property
    def components(self) -> list[Json]:
        """The answer's components."""
        return self.message.components if self.message else []

    @property
    def attachments(self) -> list[Attachment]:
        """The answer's files."""
        return self.message.attachments if self.message else []

    @property
    def text(self) -> str:
        """All words that the answer and what followed show, for tests that look for some of them."""
        return "\n".join(words for message in self.messages for words in message_words(message))

    @property
    def ephemeral(self) -> bool:
        """True if only the one who asked sees the answer."""
        return self.message is not None and self.message.ephemeral

    @property
    def deferred(self) -> bool:
        """True if the bot asked for time first."""
        return self.interaction.callback in {Callback.DEFERRED_MESSAGE, Callback.DEFERRED_UPDATE}

    @property
    def updated(self) -> bool:
        """True if the message was changed whose component was used."""
        return (
            self.message is not None
            and self.message is self.interaction.source
            and self.interaction.edits > 0
        )

    @property
    def modal(self) -> Modal | None:
        """The form that the bot opened."""
        if self._modal is None and self.interaction.modal is not None:
            self._modal = modal_of(self.interaction.modal)
        return self._modal


def message_words(message: Message) -> list[str]:
    """Every text that a message shows: content, embeds, text components, and labels."""
    words = [message.content]
    for embed in message.embeds:
        words += [embed.get("title") or "", embed.get("description") or ""]
        words += [text for field in array(embed, "fields") for text in (field["name"], field["value"])]
        words += [
            part(embed, "author").get("name") or "",
            part(embed, "footer").get("text") or "",
        ]
    for component in walk_components(message.components):
        words += [component.get("content") or "", component.get("label") or ""]
    return [text for text in words if text]
