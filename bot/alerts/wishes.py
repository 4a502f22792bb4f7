"""The rules of a subscription as people give them: some are set, some are taken back, the others stay."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from bot.ladder import LADDER
from bot.model import Certainty, Kind, Refusal, Stage
from bot.rules.words import named, spelt
from bot.speech import mark, say
from bot.spelling import fold
from bot.subscription import LOWEST_TIER, Mode, QuietHours, Rules
from bot.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_A_DAY = 100
STAGES = LADDER[1:]
"""Of which a lowest one can be asked for; from the first rung on everything is told anyway."""

RESETS = {
    "kinds": "kinds",
    "stage": "lowest_stage",
    "tier": "lowest_tier",
    "certainty": "lowest_certainty",
    "mode": "mode",
    "role": "role_id",
    "quiet": "quiet",
    "most a day": "most_a_day",
    "threads": "in_threads",
}
"""Which rule each word takes back."""

ALL = "everything"
_NONE = ("none", "no", "off", "never")
_LONGEST = 300
_MOST_OFFERED = 25
_LONGEST_CHOICE = 100
_QUIET = re.compile(
    r"""
    \s* (?P<h1> \d{1,2} ) (?: [:.h] (?P<m1> \d{2} ) )?
    \s* (?: - | – | — | to | until ) \s*
    (?P<h2> \d{1,2} ) (?: [:.h] (?P<m2> \d{2} ) )? \s*
    """,
    re.VERBOSE | re.IGNORECASE,
)
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class Wish:
    """Rules as they were typed or chosen; None: not given, so it stays as it is.

    ``reset`` names a rule that is taken back, or all of them; it comes first.
    """

    kinds: str | None = None
    stage: str | None = None
    tier: int | None = None
    certainty: str | None = None
    mode: str | None = None
    role_id: int | None = None
    quiet: str | None = None
    most_a_day: int | None = None
    in_threads: bool | None = None
    reset: str | None = None

    @property
    def is_empty(self) -> bool:
        """True if nothing is asked for."""
        return self == Wish()

    def on(self, rules: Rules) -> Rules:
        """The rules with what is wished for.

        Raises:
            Refusal: something of it is no such rule.
        """
        return replace(self._reset(rules), **dict(self._given()))

    def _reset(self, rules: Rules) -> Rules:
        if self.reset is None:
            return rules
        if fold(self.reset) == ALL:
            return Rules()
        name = RESETS.get(fold(self.reset))
        if name is None:
            raise Refusal(
                say(
                    "There is no rule {rule} to take back. There are {rules}.",
                    rule=self.reset,
                    rules=listed([*RESETS]),
                )
            )
        return replace(rules, **{name: getattr(Rules(), name)})

    def _given(self) -> Iterator[tuple[str, Any]]:
        """The names of the rules that are given, and what they shall be."""
        if self.kinds is not None:
            yield "kinds", kinds(self.kinds)
        if self.stage is not None:
            yield (
                "lowest_stage",
                _one_of(Stage, self.stage, mark("There is no such stage. Choose one from the list.")),
            )
        if self.tier is not None:
            yield (
                "lowest_tier",
                _within(self.tier, LOWEST_TIER, mark("The tier is a number from 1 to {most}.")),
            )
        if self.certainty is not None:
            no_such = mark("There is no such certainty. Choose one from the list.")
            yield "lowest_certainty", _one_of(Certainty, self.certainty, no_such)
        if self.mode is not None:
            no_such = mark("There is no such way of telling. Choose one from the list.")
            yield "mode", _one_of(Mode, self.mode, no_such)
        yield from self._how()

    def _how(self) -> Iterator[tuple[str, Any]]:
        if self.role_id is not None:
            yield "role_id", self.role_id
        if self.quiet is not None:
            yield "quiet", quiet(self.quiet)
        if self.most_a_day is not None:
            wrong = mark("The most a day is a number from 1 to {most}.")
            yield "most_a_day", _within(self.most_a_day, MOST_A_DAY, wrong)
        if self.in_threads is not None:
            yield "in_threads", self.in_threads


def kinds(typed: str) -> frozenset[Kind]:
    """The kinds in "bid, fee agreed, signed"; none of them for "all".

    Raises:
        Refusal: one of them is none.
    """
    if len(typed) > _LONGEST:
        raise Refusal(say("These are too many kinds. Name the few that you want, or all."))
    words = [fold(word) for word in typed.split(",")]
    if words in (["all"], [ALL], [fold(say("all"))]):
        return frozenset()
    return frozenset(_kind(word) for word in words if word)


def _kind(word: str) -> Kind:
    found = _known_kind(word)
    if found is None:
        raise Refusal(
            say(
                "There is no kind {kind} of news. There are {kinds}.",
                kind=word,
                kinds=listed([named(kind) for kind in Kind]),
            )
        )
    return found


def _known_kind(word: str) -> Kind | None:
    """The kind that is called so, in English or in the current language; the word is folded."""
    return next((kind for kind in Kind if word in (spelt(kind), fold(named(kind)))), None)


def suggest_kinds(typed: str) -> list[tuple[str, str]]:
    """What a list of kinds that is being typed may become, the last one completed, at most 25.

    Each as it is shown, and as it is typed in English.
    """
    begun, comma, last = typed.rpartition(",")
    told = [(word.strip(), _known_kind(fold(word))) for word in begun.split(",")] if comma else []
    shown = f"{begun.strip()}{comma} " if comma else ""
    meant = "".join(f"{spelt(kind) if kind else word}, " for word, kind in told)
    names = [] if comma else [(say("all"), "all")]
    names += [(named(kind), spelt(kind)) for kind in Kind if kind not in {kind for _, kind in told}]
    found = [(f"{shown}{name}", f"{meant}{word}") for name, word in names if _begins(last, name, word)]
    return [one for one in found if max(map(len, one)) <= _LONGEST_CHOICE][:_MOST_OFFERED]


def _begins(typed: str, *words: str) -> bool:
    return any(fold(typed) in fold(word) for word in words)


def quiet(typed: str) -> QuietHours | None:
    """The hours in "23:00-08:00"; None for "none".

    Raises:
        Refusal: they are no hours.
    """
    if fold(typed) in (*_NONE, fold(say("none"))):
        return None
    found = _QUIET.fullmatch(typed) if len(typed) <= _LONGEST else None
    hours = [int(found[name] or 0) for name in ("h1", "m1", "h2", "m2")] if found else [24] * 4
    if not (_is_time(*hours[:2]) and _is_time(*hours[2:])):
        raise Refusal(say("Write quiet hours like 23:00-08:00, or none."))
    start, end = hours[0] * 60 + hours[1], hours[2] * 60 + hours[3]
    if start == end:
        raise Refusal(say("Quiet hours that begin when they end are none. To stop alerts use /alerts pause."))
    return QuietHours(start, end)


def _is_time(hour: int, minute: int) -> bool:
    return hour < 24 and minute < 60  # noqa: PLR2004 - hours of a day, minutes of an hour


def _one_of(words: type[_Word], typed: str, no_such: str) -> _Word:
    """A word of a closed list. The client offers them, but what it sends is not trusted."""
    found = next((word for word in words if word.value == typed), None)
    if found is None:
        raise Refusal(say(no_such))
    return found


def _within(number: int, highest: int, wrong: str) -> int:
    if not 1 <= number <= highest:
        raise Refusal(say(wrong, most=highest))
    return number
