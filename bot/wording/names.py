"""Names, lists and clauses as they stand in a sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.speech import say, say_as

if TYPE_CHECKING:
    from collections.abc import Sequence


def possessive(name: str) -> str:
    """A name's genitive: "Liverpool's", "Wolves'"."""
    return say("{name}'", name=name) if name.endswith("s") else say("{name}'s", name=name)


def counted(count: int, noun: str) -> str:
    """A number of things in English: "1 origin", "3 origins"."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def surname(name: str) -> str:
    """The name by which prose goes on after the first mention: "Virgil van Dijk" → "Van Dijk"."""
    first, _, rest = name.partition(" ")
    return rest[:1].upper() + rest[1:] if rest else first


def capital(text: str) -> str:
    """A text that begins with a capital."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """A clause as a sentence: capital first, full stop last."""
    text = text.strip()
    return capital(text) + ("" if text.endswith((".", "!", "?")) else ".") if text else ""


_SOUNDS_LIKE_I = re.compile(r"h?[ií](?![aeou])", re.IGNORECASE)
"""Before that sound Spanish has another "and": "Milan e Inter"."""


def listed(words: Sequence[str]) -> str:
    """Words as a list: "a, b and c"."""
    if len(words) < 2:  # noqa: PLR2004 - one word is no list
        return "".join(words)
    first, last = ", ".join(words[:-1]), words[-1]
    if _SOUNDS_LIKE_I.match(last):
        return say_as("before the sound of i", "{first} and {last}", first=first, last=last)
    return say("{first} and {last}", first=first, last=last)


def strung(clauses: Sequence[str]) -> str:
    """Clauses with subjects of their own as one: "a is so, b is so, and c is so"."""
    if len(clauses) < 2:  # noqa: PLR2004 - one clause is no string
        return "".join(clauses)
    first, last = ", ".join(clauses[:-1]), clauses[-1]
    if _SOUNDS_LIKE_I.match(last):
        return say_as("before the sound of i", "{first}, and {last}", first=first, last=last)
    return say("{first}, and {last}", first=first, last=last)


# The papers whose names have an article in a sentence.
_PAPERS = ("Daily ", "Sunday ", "Evening ", "Mail ")


def with_article(outlet: str) -> str:
    """An outlet's name in a sentence: "the Daily Mirror", "Sky Sports"."""
    if outlet.startswith("The "):
        return say_as("a name that begins with The", "the {outlet}", outlet=outlet.removeprefix("The "))
    return say("the {outlet}", outlet=outlet) if outlet.startswith(_PAPERS) else outlet


def begins_with(text: str, subject: str) -> bool:
    """True if a clause begins with that name as a whole."""
    return text.startswith((f"{subject} ", f"{subject},"))


def without_subject(text: str, subject: str) -> str:
    """What is left of a clause that begins with its subject, with the blank or comma before it; else all of it."""
    return text[len(subject) :] if begins_with(text, subject) else text
