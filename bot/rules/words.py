"""How rules are said to people: short, for a list; the same words are what they choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Certainty, Kind, Stage
from bot.rules.hours import MORNING, clock
from bot.subscription import LOWEST_TIER, Mode
from bot.wording import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.subscription import QuietHours, Rules

_MOST_KINDS = 5
_CERTAINTIES = {
    Certainty.CLAIMED: "reported",
    Certainty.ON_RECORD: "on record",
    Certainty.OFFICIAL: "official",
}
_MODES = {
    Mode.SILENT: "silent",
    Mode.DAILY: f"daily digest at {clock(MORNING)}",
    Mode.WEEKLY: f"weekly digest on Monday at {clock(MORNING)}",
    Mode.DEADLINE_DAY: "only on deadline day, told each hour",
}


def describe(rules: Rules, role: str = "") -> str:
    """The rules in a line: "from bid up · tier 2 or better · on record · @Reds · quiet 23:00–08:00".

    ``role`` is what the role that is mentioned is called.
    """
    return " · ".join((*_what(rules), *_how(rules, role))) or "all that is news, at once"


def _what(rules: Rules) -> Iterator[str]:
    if rules.kinds:
        yield f"only {kinds_listed(rules.kinds)}"
    if rules.lowest_stage is not None:
        yield (
            "done deals only" if rules.lowest_stage is Stage.DONE else f"from {spelt(rules.lowest_stage)} up"
        )
    if rules.lowest_tier < LOWEST_TIER:
        yield tier_or_better(rules.lowest_tier)
    if rules.lowest_certainty is not Certainty.CLAIMED:
        yield certainty_word(rules.lowest_certainty)


def _how(rules: Rules, role: str) -> Iterator[str]:
    if rules.mode in _MODES:
        yield _MODES[rules.mode]
    if rules.role_id is not None:
        yield f"@{role or 'a role'}"
    if rules.quiet is not None:
        yield f"quiet {hours_word(rules.quiet)}"
    if rules.most_a_day is not None:
        yield f"at most {rules.most_a_day} a day"
    if rules.in_threads:
        yield "a thread for each saga"


def spelt(word: Kind | Stage | Mode) -> str:
    """A stage, a kind or a mode as people write it: "fee agreed"."""
    return word.value.replace("_", " ")


def kinds_listed(kinds: Iterable[Kind]) -> str:
    """Kinds in the order of a deal, the first few: "talks, bid and 3 more kinds"."""
    chosen = set(kinds)
    words = [spelt(kind) for kind in Kind if kind in chosen]
    if len(words) > _MOST_KINDS + 1:
        words = [*words[:_MOST_KINDS], counted(len(words) - _MOST_KINDS, "more kind")]
    return listed(words)


def tier_or_better(tier: int) -> str:
    """Which sources are good enough: "tier 2 or better"."""
    return "tier 1" if tier == 1 else f"tier {tier} or better"


def certainty_word(certainty: Certainty) -> str:
    """How surely it is said: "reported", "on record", "official"."""
    return _CERTAINTIES[certainty]


def hours_word(quiet: QuietHours) -> str:
    """The quiet hours: "23:00–08:00"."""
    return f"{clock(quiet.start)}–{clock(quiet.end)}"
