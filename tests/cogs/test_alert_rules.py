"""Rules are tried on news as it is really read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import House


@pytest.mark.parametrize(
    ("options", "is_told"),
    [
        ({"club": "everton"}, True),
        ({"club": "brentford"}, True),
        ({"club": "leeds"}, False),
        ({"player": "almeida"}, True),
        ({"stage": "bid"}, True),
        ({"stage": "fee agreed"}, False),
        ({"kinds": "bid, bid rejected"}, True),
        ({"kinds": "signed"}, False),
        ({"certainty": "reported"}, True),
        ({"certainty": "official"}, False),
        ({"mode": "in a daily digest"}, False),
    ],
)
async def test_a_rejected_bid_is_posted_as_the_rules_say(
    house: House, options: dict[str, Any], *, is_told: bool
) -> None:
    await house.mod.slash(house.news, "alerts add", **options)
    await house.file(house.BID)
    if is_told:
        await house.news.next_message()
    else:
        await house.news.stays_quiet()
