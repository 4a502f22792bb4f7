"""Which outlets and reporters a text names. A word that is also an ordinary one counts only where it attributes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import table
from bot.reading.gazetteer import Gazetteer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.tokens import Token

UNKNOWN_TIER = 4


@dataclass(frozen=True, slots=True)
class _Outlet:
    name: str
    weak: bool


@dataclass(frozen=True, slots=True)
class OutletMention:
    """``tokens[start:end]`` names the outlet or reporter ``name``."""

    start: int
    end: int
    name: str


def _entries() -> Iterator[tuple[str, _Outlet]]:
    for outlet in table("outlets.toml")["outlet"]:
        if outlet["kind"] != "club site":
            weak = outlet.get("weak", ())  # the outlet's own name may be among them: "Sport", "Record"
            for name in (*weak, outlet["name"], *outlet.get("aka", ())):
                yield name, _Outlet(outlet["name"], weak=name in weak)


@cache
def gazetteer() -> Gazetteer[_Outlet]:
    """All names of outlets and reporters."""
    return Gazetteer(_entries())


@cache
def _tiers() -> dict[str, int]:
    outlets = table("outlets.toml")["outlet"]
    return {name: outlet["tier"] for outlet in outlets for name in (*outlet.get("aka", ()), outlet["name"])}


def tier(name: str | None) -> int:
    """The default reliability of a source, 1 best to 4 gossip; an unknown one is 4."""
    return _tiers().get(name or "", UNKNOWN_TIER)


@cache
def _attributing() -> tuple[frozenset[str], frozenset[str]]:
    """Words before and after a name that make it the one who says so (``data/attribution.toml``)."""
    words = table("attribution.toml")
    return frozenset(words["before"]), frozenset(words["after"])


_NO_NAMES = frozenset({"the", "according", "via", "per", "in", "but", "and", "reports", "sources"})


def _attributes(tokens: Sequence[Token], start: int, end: int) -> bool:
    before, after = _attributing()
    beside = [*tokens[max(0, start - 1) : start], *tokens[end : end + 1]]
    if any(token.is_capital and not token.is_loud and token.low not in _NO_NAMES for token in beside):
        return False  # a part of somebody's name
    lead = [token.low for token in tokens[max(0, start - 3) : start] if token.low != "the"]
    follow = [token.low for token in tokens[end : end + 2] if token.low != "'s"]
    bracketed = bool(lead) and lead[-1] in {"(", "["} and bool(follow) and follow[0] in {")", "]", ","}
    return bracketed or bool(lead and lead[-1] in before) or bool(follow and follow[0] in after)


def find_outlets(tokens: Sequence[Token]) -> list[OutletMention]:
    """The outlets and reporters among the tokens of a text, in order."""
    return [
        OutletMention(match.start, match.end, match.value.name)
        for match in gazetteer().find(tokens)
        if not match.value.weak or _attributes(tokens, match.start, match.end)
    ]
