from __future__ import annotations

from typing import Any

import pytest

from bot.model import Certainty, Kind, Stage
from bot.rules import describe
from bot.subscription import Mode, QuietHours, Rules


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ({}, "all that is news, at once"),
        (
            {
                "lowest_stage": Stage.BID,
                "lowest_tier": 2,
                "lowest_certainty": Certainty.ON_RECORD,
                "role_id": 5,
                "quiet": QuietHours(23 * 60, 8 * 60),
            },
            "from bid up · tier 2 or better · on record · @Reds · quiet 23:00–08:00",
        ),
        ({"lowest_stage": Stage.DONE, "lowest_tier": 1}, "done deals only · tier 1"),
        ({"kinds": frozenset({Kind.SIGNED, Kind.FEE_AGREED})}, "only fee agreed and signed"),
        (
            {"kinds": frozenset(Kind)},
            "only interest, enquiry, talks, bid, bid rejected and 18 more kinds",
        ),
        (
            {"mode": Mode.SILENT, "most_a_day": 5, "in_threads": True},
            "silent · at most 5 a day · a thread for each saga",
        ),
        ({"mode": Mode.DAILY}, "daily digest at 09:00"),
        ({"mode": Mode.WEEKLY}, "weekly digest on Monday at 09:00"),
        ({"mode": Mode.DEADLINE_DAY}, "only on deadline day, told each hour"),
    ],
)
def test_rules_are_said_in_a_line(rules: dict[str, Any], said: str) -> None:
    assert describe(Rules(**rules), "Reds") == said


def test_a_role_without_a_name_is_a_role() -> None:
    assert describe(Rules(role_id=5)) == "@a role"


def test_what_is_as_by_default_is_not_said() -> None:
    assert describe(Rules(lowest_tier=3)) == "tier 3 or better"
    assert describe(Rules(most_a_day=1)) == "at most 1 a day"
