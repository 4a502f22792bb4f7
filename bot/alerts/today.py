"""What the rules that a channel has today make of developments that came earlier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.alerts.accounts import Fate, account, queued
from bot.alerts.targets import few
from bot.rules import Form, concerns, day_start, decide, rated, settled
from bot.speech import mark, say

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Sequence

    from bot.alerts.accounts import Account
    from bot.outbox import Told
    from bot.rules import Decision, News
    from bot.subscription import Mute, Subscription
    from bot.tiers import Tiers

_OTHERWISE = mark("today's rules would tell it, but it was not told when it came: the rules were others then")
_HELD = mark("the reader was not sure enough to tell it to anybody")


@dataclass(frozen=True, slots=True)
class Today:
    """What a channel is subscribed to and has muted now; its days are those of ``zone``."""

    subscriptions: tuple[Subscription, ...]
    mutes: tuple[Mute, ...]
    zone: str
    tiers: Tiers | None = None

    def account_of(self, told: Told) -> Account:
        """What became of a development; what was never queued is judged by today's rules."""
        if told.state is not None or told.is_waiting or told.skipped:
            return queued(told)
        if told.news is None or not told.verdict.is_news:
            return account(told, Fate.NO_NEWS, str(told.why))
        if told.is_held:
            return account(told, Fate.HELD, say(_HELD))
        ruled, decision = self._ruled(told, told.news, 0)
        is_told = decision is not None and decision.due is not None
        return account(told, Fate.WITHHELD, say(_OTHERWISE)) if is_told else ruled

    def rehearsed(self, told: Sequence[Told]) -> list[Account]:
        """What today's rules make of developments (given newest first), counting what is told on one day."""
        alerts: dict[dt.datetime, int] = {}
        found: list[Account] = []
        for one in reversed(told):
            if one.news is None or one.is_held:
                continue
            today = day_start(one.at, self.zone)
            ruled, decision = self._ruled(one, one.news, alerts.get(today, 0))
            found.append(ruled)
            if decision is not None and decision.due is not None and decision.form is Form.ALERT:
                alerts[today] = alerts.get(today, 0) + 1
        return found[::-1]

    def _ruled(self, told: Told, news: News, posted_today: int) -> tuple[Account, Decision | None]:
        """What the rules make of a development; no decision, where none is concerned or it is muted."""
        news = rated(news, self.tiers)
        mute = next((one for one in self.mutes if one.player_key in news.player_keys), None)
        if mute is not None:
            muted = say("{player} is muted here; /alerts unmute takes it back", player=mute.label)
            return account(told, Fate.MUTED, muted), None
        concerned = [one for one in self.subscriptions if concerns(one, news)]
        if not concerned:
            return account(told, Fate.UNWANTED, _unwanted(self.subscriptions)), None
        made = settled(
            [decide(one, news, told.at, self.zone, posted_today=posted_today) for one in concerned]
        )
        fate = Fate.WITHHELD if made.due is None else Fate.POSTED
        return account(told, fate, made.why, made.due), made


def _unwanted(subscriptions: Iterable[Subscription]) -> str:
    names = [one.target.name for one in subscriptions]
    if not names:
        return say("this channel has no alerts; /alerts add makes some")
    return say("this channel has alerts for {targets} only", targets=few(names))
