"""The language in which the bot speaks: every text for people goes through ``say``, which translates it.

A text is written in English where it is used; ``locales`` has one table for each other language, keyed by the English
(gettext catalogues, so translators have their tools). What is not in a table is said in English.

Whoever answers somebody sets the language first (``speak`` or ``speaking``); it holds for the task that does so and
for nobody else. Whoever writes for several at once, as alerts do, says it ``in_every_language``.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

ENGLISH = "en"
LOCALES = Path(__file__).parent / "locales"
LANGUAGES = (ENGLISH, *sorted(path.stem for path in LOCALES.glob("*.po")))
"""The languages that the bot speaks, by their two letters."""

_Made = TypeVar("_Made")
_current: ContextVar[str] = ContextVar("language", default=ENGLISH)


def say(text: str, /, **slots: object) -> str:
    """The text in the current language, with its ``{slots}`` filled."""
    return _filled(_table(_current.get()).gettext(text), slots)


def say_as(context: str, text: str, /, **slots: object) -> str:
    """The same for a text that has another meaning elsewhere; ``context`` tells the two apart."""
    return _filled(_table(_current.get()).pgettext(context, text), slots)


def says(one: str, many: str, count: int, /, **slots: object) -> str:
    """The text that fits a number of things, which is its slot ``{count}``."""
    return _filled(_table(_current.get()).ngettext(one, many, count), {"count": count, **slots})


def mark(text: str) -> str:
    """The text itself: it stands in a table of the code, and is said (with ``say``) where it is used."""
    return text


def marks(text: str) -> str:
    """The same for a text of which English has one form for one and for several: ``says(it, it, count)`` says it."""
    return text


def mark_as(context: str, text: str) -> str:  # noqa: ARG001 - the table of translations reads it here
    """The same for a text that is said with ``say_as``, in that context."""
    return text


def language() -> str:
    """The current language, by its two letters."""
    return _current.get()


def language_of(locale: str | None) -> str:
    """The language of a locale ("es-419" is Spanish), English where the bot does not speak it."""
    letters = (locale or "").partition("-")[0].lower()
    return letters if letters in LANGUAGES else ENGLISH


def speak(letters: str) -> None:
    """Speak a language from here on, in this task."""
    _current.set(letters)


@contextmanager
def speaking(letters: str) -> Generator[None]:
    """Speak a language for as long as the block lasts."""
    before = _current.set(letters)
    try:
        yield
    finally:
        _current.reset(before)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A text that is kept, in every language that the bot spoke when it was made; ``english`` is always there."""

    english: str
    others: Mapping[str, str] = field(default_factory=dict[str, str], hash=False)

    def __str__(self) -> str:
        """The text in the current language."""
        return self.others.get(_current.get(), self.english)


def in_every_language(make: Callable[[], str]) -> Spoken:
    """What ``make`` says, in every language."""
    made = by_language(make)
    return Spoken(made.pop(ENGLISH), made)


def by_language(make: Callable[[], _Made]) -> dict[str, _Made]:
    """What ``make`` gives in each language, by its two letters."""
    made: dict[str, _Made] = {}
    for letters in LANGUAGES:
        with speaking(letters):
            made[letters] = make()
    return made


def _filled(text: str, slots: Mapping[str, object]) -> str:
    return text.format(**slots) if slots else text


@cache
def _table(letters: str) -> NullTranslations:
    if letters == ENGLISH:
        return NullTranslations()
    binary = BytesIO()
    with (LOCALES / f"{letters}.po").open("rb") as file:
        write_mo(binary, read_po(file, locale=letters))
    binary.seek(0)
    return GNUTranslations(binary)
