"""How rules are said to people: short, for a list; the same words are what they choose from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.model import Certainty, Kind, Stage
from bot.rules.hours import MORNING, clock
from bot.speech import mark, say, says
from bot.subscription import LOWEST_TIER, Mode
from bot.wording import listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.subscription import QuietHours, Rules

_MOST_KINDS = 5
CERTAINTIES = {
    Certainty.CLAIMED: mark("reported"),
    Certainty.ON_RECORD: mark("on record"),
    Certainty.OFFICIAL: mark("official"),
}
"""How surely something is said, in English."""

_MODES = {
    Mode.SILENT: mark("silent"),
    Mode.DAILY: mark("daily digest at {time}"),
    Mode.WEEKLY: mark("weekly digest on Monday at {time}"),
    Mode.DEADLINE_DAY: mark("only on deadline day, told each hour"),
}
# What kinds and stages are called: the same words that are typed, so that they can be looked up.
_NAMES = (
    mark("interest"),
    mark("enquiry"),
    mark("talks"),
    mark("bid"),
    mark("bid rejected"),
    mark("improved bid"),
    mark("fee agreed"),
    mark("personal terms"),
    mark("medical"),
    mark("signed"),
    mark("loan agreed"),
    mark("release clause"),
    mark("withdrew"),
    mark("denied"),
    mark("collapsed"),
    mark("wants move"),
    mark("transfer request"),
    mark("rejects move"),
    mark("contract renewal"),
    mark("not for sale"),
    mark("price set"),
    mark("open to sale"),
    mark("competition"),
    mark("done"),
    mark("off"),
)


def describe(rules: Rules, role: str = "") -> str:
    """The rules in a line: "from bid up · tier 2 or better · on record · @Reds · quiet 23:00–08:00".

    ``role`` is what the role that is mentioned is called.
    """
    return " · ".join((*_what(rules), *_how(rules, role))) or say("all that is news, at once")


def _what(rules: Rules) -> Iterator[str]:
    if rules.kinds:
        yield say("only {kinds}", kinds=kinds_listed(rules.kinds))
    if rules.lowest_stage is Stage.DONE:
        yield say("done deals only")
    elif rules.lowest_stage is not None:
        yield say("from {stage} up", stage=named(rules.lowest_stage))
    if rules.lowest_tier < LOWEST_TIER:
        yield tier_or_better(rules.lowest_tier)
    if rules.lowest_certainty is not Certainty.CLAIMED:
        yield certainty_word(rules.lowest_certainty)


def _how(rules: Rules, role: str) -> Iterator[str]:
    if rules.mode in _MODES:
        yield say(_MODES[rules.mode], time=clock(MORNING))
    if rules.role_id is not None:
        named = role or say("a role")
        yield f"@{named}"
    if rules.quiet is not None:
        yield say("quiet {hours}", hours=hours_word(rules.quiet))
    if rules.most_a_day is not None:
        yield say("at most {count} a day", count=rules.most_a_day)
    if rules.in_threads:
        yield say("a thread for each saga")


def spelt(word: Kind | Stage | Mode) -> str:
    """A stage, a kind or a mode as people type it: "fee agreed"."""
    return word.value.replace("_", " ")


def named(word: Kind | Stage) -> str:
    """A stage or a kind as it is shown: "fee agreed" in the current language."""
    return say(spelt(word))


def kinds_listed(kinds: Iterable[Kind]) -> str:
    """Kinds in the order of a deal, the first few: "talks, bid and 3 more kinds"."""
    chosen = set(kinds)
    words = [named(kind) for kind in Kind if kind in chosen]
    if len(words) > _MOST_KINDS + 1:
        more = says("{count} more kind", "{count} more kinds", len(words) - _MOST_KINDS)
        words = [*words[:_MOST_KINDS], more]
    return listed(words)


def tier_or_better(tier: int) -> str:
    """Which sources are good enough: "tier 2 or better"."""
    return say("tier {tier}", tier=tier) if tier == 1 else say("tier {tier} or better", tier=tier)


def certainty_word(certainty: Certainty) -> str:
    """How surely it is said: "reported", "on record", "official"."""
    return say(CERTAINTIES[certainty])


def hours_word(quiet: QuietHours) -> str:
    """The quiet hours: "23:00–08:00"."""
    return f"{clock(quiet.start)}–{clock(quiet.end)}"
