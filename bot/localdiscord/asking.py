"""Asking in the terminal for what a form or a command still lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localdiscord.component_limits import CHECKBOX, FILE_UPLOAD
from bot.localdiscord.errors import InvalidOptionError
from bot.localdiscord.options import ATTACHMENT, CHANNEL, MENTIONABLE, ROLE, TYPE_NAMES, USER
from bot.localdiscord.people import File
from bot.localdiscord.rendering import harmless
from bot.localdiscord.typed import TEXT_FILE
from bot.localdiscord.wire import array

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from bot.localdiscord.modals import Field, Modal
    from bot.localdiscord.people import Given
    from bot.localdiscord.typed import Reader
    from bot.localdiscord.wire import Json

END_OF_TEXT = "."
"""A line of this alone ends a text of several lines."""

CANCEL = "cancel"
"""This alone, where something is asked for, gives it up."""

# The select menus' types (page "Component Reference") and what an option of a like type is called.
_ENTITY_MENUS = {5: USER, 6: ROLE, 7: MENTIONABLE, 8: CHANNEL}


class GivenUpError(Exception):
    """What was asked for is not wanted any more, or the input has ended."""


class Asker:
    """Asks questions and reads the lines that answer them."""

    def __init__(self, lines: AsyncIterator[str], output: Callable[[str], None], reader: Reader) -> None:
        self._lines = lines
        self._output = output
        self._reader = reader

    async def line(self, question: str) -> str:
        """Ask for one line.

        Raises:
            GivenUpError: the answer was ``cancel``, or there is no more input.
        """
        self._output(harmless(question))
        async for line in self._lines:
            answer = line.strip()
            if answer == CANCEL:
                raise GivenUpError
            return answer
        raise GivenUpError

    async def text(self, question: str, *, optional: bool = False) -> str:
        """Ask for lines up to one of a single full stop; if ``optional``, an empty first line is none.

        What stands there when the input ends is the text. Raises as ``line`` does.
        """
        first = await self.line(question)
        if first == END_OF_TEXT or (optional and not first):
            return ""
        rest = await self.rest_of_text()
        return f"{first}\n{rest}".strip()

    async def rest_of_text(self) -> str:
        """Read lines up to one of a single full stop, or to the end of the input."""
        lines: list[str] = []
        async for line in self._lines:
            if line.strip() == END_OF_TEXT:
                break
            lines.append(line)
        return "\n".join(lines)

    async def option(self, option: Json) -> Given:
        """Ask for a required option of a command until the answer fits it; raises as ``line`` does."""
        question = f"{option['name']} ({TYPE_NAMES[option['type']]}): {option['description']}"
        if option["type"] == ATTACHMENT:
            text = await self.text(f"{question} Several lines; a line of one full stop ends it.")
            return File(TEXT_FILE, text.encode())
        while True:
            answer = await self.line(question)
            try:
                if answer:
                    return self._reader.value(option, answer)
            except InvalidOptionError as refused:
                self._output(str(refused))

    async def form(self, modal: Modal, pasted: str | None = None) -> dict[str, Given | Sequence[Given]]:
        """Ask for the fields of a form one by one; ``pasted`` goes into the first one that it fits.

        Raises as ``line`` does.
        """
        self._output(f"-- {harmless(modal.title)} -- ({CANCEL} closes the form)")
        for text in modal.texts:
            self._output(harmless(text))
        values: dict[str, Given | Sequence[Given]] = {}
        for field in modal.fields:
            if pasted is not None and (field.many_lines or field.component["type"] == FILE_UPLOAD):
                self._output(f"{harmless(field.label)}: (the pasted text)")
                values[field.custom_id] = pasted if field.is_text else [File(TEXT_FILE, pasted.encode())]
                pasted = None
                continue
            answer = await self._field(field)
            if answer is not None:
                values[field.custom_id] = answer
        return values

    async def _field(self, field: Field) -> Given | Sequence[Given] | None:
        """The answer to one field; None leaves it as the form has it."""
        while True:
            answer = await self._answer(field)
            if answer is not None:
                return answer
            if not field.required or field.value or field.chosen:
                return None
            self._output(f"{harmless(field.label)} is needed.")

    async def _answer(self, field: Field) -> Given | Sequence[Given] | None:
        question = _question(field)
        if field.component["type"] == FILE_UPLOAD:
            text = await self.text(question, optional=not field.required)
            return [File(TEXT_FILE, text.encode())] if text else None
        if field.many_lines:
            return await self.text(question, optional=not field.required or bool(field.value)) or None
        answer = await self.line(question)
        if not answer:
            return None
        if field.is_text:
            return answer
        return self._chosen(field, answer)

    def _chosen(self, field: Field, answer: str) -> Given | Sequence[Given] | None:
        if field.component["type"] == CHECKBOX:
            return answer.casefold() in {"yes", "true", "x", "on", "1"}
        try:
            return self.choices(field.component, answer)
        except InvalidOptionError as refused:
            self._output(str(refused))
            return None

    def choices(self, menu: Json, answer: str) -> list[Given]:
        """What is chosen by typing labels, numbers of the list or names, with commas between.

        Raises:
            InvalidOptionError: one of them is not offered.
        """
        labels = [option["label"] for option in array(menu, "options")]
        chosen: list[Given] = []
        for word in (one.strip() for one in answer.split(",")):
            if menu["type"] in _ENTITY_MENUS:
                try:
                    chosen.append(self._reader.thing(_ENTITY_MENUS[menu["type"]], word))
                except ValueError:
                    raise InvalidOptionError(f"there is no {word!r}") from None
                continue
            fitting = [label for label in labels if label.casefold() == word.casefold()]
            if not fitting and word.isdecimal() and 0 < int(word) <= len(labels):
                fitting = [labels[int(word) - 1]]
            if not fitting:
                raise InvalidOptionError(f"{word!r} is not offered; there are: {', '.join(labels)}")
            chosen.append(fitting[0])
        return chosen


def _question(field: Field) -> str:
    notes = [field.description] if field.description else []
    if field.options:
        numbered = [f"{number} {label}" for number, label in enumerate(field.options, 1)]
        notes.append(f"choose of: {', '.join(numbered)}")
    kept = field.value or ", ".join(str(one) for one in field.chosen)
    if kept:
        notes.append(f"an empty line keeps {kept!r}")
    elif not field.required:
        notes.append("an empty line skips it")
    if field.many_lines or field.component["type"] == FILE_UPLOAD:
        notes.append("several lines; a line of one full stop ends it")
    return f"{field.label}:" + (f" ({'; '.join(notes)})" if notes else "")
