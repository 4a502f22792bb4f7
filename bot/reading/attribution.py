"""Whether a name stands where the one stands who says so: "according to X", "X reports", "(X)", "X: ..."."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.reading.tokens import Token


@dataclass(slots=True)
class OutletMention:
    """``tokens[start:end]`` names the outlet or reporter ``name``."""

    start: int
    end: int
    name: str


@cache
def words(group: str) -> frozenset[str]:
    """A group of ``data/attribution.toml``."""
    return frozenset(table("attribution.toml")[group])


_NO_NAMES = frozenset(
    "the according via per in but and reports sources source by from to told as says writes if when while today".split()
)
_SEPARATORS = frozenset({":", "|", "–", "—", "»", ">"})
_OPEN = frozenset({"(", "["})
_CLOSE = frozenset({")", "]", ",", ";", "/"})


def _beside(tokens: Sequence[Token], start: int, end: int) -> list[Token]:
    """The tokens of the same line right before and right after."""
    found: list[Token] = []
    if start and not tokens[start].opens_line:
        found.append(tokens[start - 1])
    if end < len(tokens) and not tokens[end].opens_line:
        found.append(tokens[end])
    return found


def _is_part_of_name(tokens: Sequence[Token], start: int, end: int) -> bool:
    return any(
        token.is_capital and not token.is_loud and token.low not in _NO_NAMES
        for token in _beside(tokens, start, end)
        if token.end + 1 >= tokens[start].start and tokens[end - 1].end + 1 >= token.start
    )


def _heads_line(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True for "Daily Star - ...", "AS: ...", and for a name that is a line by itself."""
    opens = (
        tokens[start].opens_line
        or (start > 0 and not tokens[start - 1].is_word)
        or _opens_with_the(tokens, start)
    )
    if not opens:
        return False
    if end >= len(tokens) or tokens[end].opens_line:
        return tokens[start].opens_line or _opens_with_the(tokens, start)
    return tokens[end].plain in _SEPARATORS or (
        tokens[start].opens_line and tokens[end].start > tokens[end - 1].end + 1
    )


def _opens_with_the(tokens: Sequence[Token], start: int) -> bool:
    return start > 0 and tokens[start - 1].low == "the" and tokens[start - 1].opens_line


def attributes(tokens: Sequence[Token], start: int, end: int) -> bool:
    """True if ``tokens[start:end]`` stands where the one stands who says so."""
    if _heads_line(tokens, start, end):
        return True
    if _is_part_of_name(tokens, start, end):
        return False
    lead = [token.low for token in tokens[max(0, start - 4) : start] if token.low not in ("the", "'s")]
    follow = [token.low for token in tokens[end : end + 3]]
    if tokens[start].plain == "The" and not _opens_sentence(tokens, start):
        return True  # "over at The Courier"
    if lead and lead[-1] in _OPEN:
        return bool(follow) and follow[0] in _CLOSE
    return _is_told(lead, follow)


def _opens_sentence(tokens: Sequence[Token], start: int) -> bool:
    return not start or tokens[start].opens_line or not tokens[start - 1].is_word


def _is_told(lead: Sequence[str], follow: Sequence[str]) -> bool:
    if lead and lead[-1] in words("before"):
        return True
    if len(lead) > 1 and lead[-1] == "of" and not words("of").isdisjoint(lead):
        return True
    if follow[:1] == ["'s"]:
        return bool(words("possessed") & set(follow[1:]))
    if follow[:1] == [","] and lead[-1:] == [","]:
        return len(follow) > 1 and follow[1] in words("after")  # "another paper, Vala, reckons"
    if follow[:1] == ["in"]:
        return len(follow) > 2 and follow[2] in words("after")  # noqa: PLR2004 - "RMC in France says"
    return bool(follow and follow[0] in words("after"))
