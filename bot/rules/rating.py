"""News as a guild rates it: its best source is of the tier that the guild gives it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.rules.decision import News
    from bot.tiers import Tiers


def rated(news: News, tiers: Tiers | None) -> News:
    """The news with the tier of its best source by a guild's own word; None: it has said nothing."""
    if tiers is None:
        return news
    return replace(news, alert=replace(news.alert, tier=tiers.of_alert(news.alert)))
