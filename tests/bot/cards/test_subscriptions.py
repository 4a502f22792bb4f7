from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from bot.alerts.channels import Edited, Removed, Standing, Subscribed
from bot.alerts.follows import Followed
from bot.alerts.pauses import Muted, Paused, Resumed
from bot.alerts.targets import Aim
from bot.cards import subscriptions as cards
from bot.cards.card import Tone
from bot.cards.embeds import embed_of
from bot.model import Stage
from bot.subscription import UNTIL_RESUMED, Mute, Rules, Subscription, Target

ALMEIDA = Target("Joao Almeida", "joao almeida")
KNOWN = Aim(ALMEIDA)
ROLES = {5: "Reds"}
NOON = dt.datetime(2017, 8, 7, 12, tzinfo=dt.UTC)


def subscribed(aim: Aim = KNOWN, *, is_new: bool = True, is_changed: bool = True) -> Subscribed:
    return Subscribed(aim, Rules(role_id=5), "This channel", is_new, is_changed)


@pytest.mark.parametrize(
    ("is_new", "is_changed", "title"),
    [
        (True, True, "This channel gets alerts for Joao Almeida"),
        (False, True, "This channel: alerts for Joao Almeida are changed"),
        (False, False, "Already so: Joao Almeida"),
    ],
)
def test_a_subscription_says_whether_it_is_new(title: str, *, is_new: bool, is_changed: bool) -> None:
    card = cards.subscribed_card(subscribed(is_new=is_new, is_changed=is_changed), ROLES)
    assert card.title == title
    assert [(field.name, field.value) for field in card.fields] == [("Rules", "@Reds")]


def test_alerts_for_a_player_who_is_muted_say_so() -> None:
    card = cards.subscribed_card(replace(subscribed(), is_muted=True), ROLES)
    assert card.lead.endswith("He is muted there, so nothing is told of him: /alerts unmute takes it back.")


@pytest.mark.parametrize(
    ("aim", "doubt"),
    [
        (KNOWN, ""),
        (Aim(ALMEIDA, is_known=False), "Nothing is stored about him yet: the first news will be an alert."),
        (Aim(ALMEIDA, is_known=False, near=("Joan Almeida",)), "an alert. Did you mean Joan Almeida?"),
        (Aim(ALMEIDA, bearers=("A", "B")), "Several players bear that name, and all are meant: A and B."),
    ],
)
def test_a_subscription_to_somebody_doubtful_says_so(aim: Aim, doubt: str) -> None:
    lead = cards.subscribed_card(subscribed(aim), ROLES).lead
    assert lead.endswith(doubt)
    assert ("\n" in lead) == bool(doubt)
    in_private = doubt.replace(
        "Nothing is stored about him yet: the first news", "They tell nothing of him yet: the first of them"
    )
    assert cards.followed_card(Followed(aim, is_new=True)).lead.endswith(in_private)


def test_a_role_that_is_gone_is_told() -> None:
    one = Subscription(1, 1, 1, ALMEIDA, Rules(role_id=6))
    assert cards.edited_card(Edited(one, "#news"), NOON, ROLES).fields[0].value == "@a role that is gone"


@pytest.mark.parametrize(
    ("one", "since"),
    [
        (Subscription(1, 1, 1, ALMEIDA, paused_until=NOON), "From now on:"),
        (Subscription(1, 1, 1, ALMEIDA, paused_until=UNTIL_RESUMED), "When they stand again"),
        (Subscription(1, 1, 1, ALMEIDA, disabled_because="the channel is gone"), "When they stand again"),
    ],
)
def test_an_edit_says_from_when_its_rules_hold(one: Subscription, since: str) -> None:
    assert since in cards.edited_card(Edited(one, "#news"), NOON, ROLES).lead


def test_a_list_tells_rules_pauses_what_is_switched_off_and_the_way_back() -> None:
    standing = Standing(
        (
            Subscription(1, 1, 1, Target("everything"), Rules(lowest_stage=Stage.BID)),
            Subscription(2, 1, 1, ALMEIDA, paused_until=NOON),
            Subscription(3, 1, 1, Target("Everton", club_key="everton"), paused_until=UNTIL_RESUMED),
            Subscription(4, 1, 1, Target("Bob", "bob"), disabled_because="the channel no longer exists"),
        ),
        (Mute("van dijk", "Van Dijk"), Mute("kane", "Kane")),
        "this channel",
        "Europe/London",
    )
    card = cards.standing_card(standing, NOON - dt.timedelta(hours=1), ROLES)
    assert card.title == "Alerts in this channel"
    assert card.lead.splitlines() == [
        "• everything: from bid up",
        "• Joao Almeida: all that is news, at once – paused until 7 Aug 2017, 13:00",
        "• Everton: all that is news, at once – paused until it is resumed",
        (
            "• Bob: all that is news, at once – switched off: the channel no longer exists. "
            "Mend it, then use /alerts resume."
        ),
    ]
    assert [(field.name, field.value) for field in card.fields] == [("Muted", "Van Dijk, Kane")]
    assert card.footer == "4 subscriptions · times are those of Europe/London"
    assert card.tone is Tone.TROUBLE
    assert "13:00" not in cards.standing_card(standing, NOON, ROLES).lead  # a pause that is over


def test_an_empty_list_says_what_to_do() -> None:
    card = cards.standing_card(Standing((), (), "#lounge", "UTC"), NOON, ROLES)
    assert card.title == "No alerts in #lounge"
    assert "/alerts add" in card.lead


def test_the_longest_list_fits_and_says_what_is_left_out() -> None:
    many = tuple(
        Subscription(number, 1, 1, Target("x" * 80, str(number)), Rules(role_id=5)) for number in range(100)
    )
    mutes = tuple(Mute(str(number), "y" * 80) for number in range(100))
    embed = embed_of(cards.standing_card(Standing(many, mutes, "this channel", "UTC"), NOON, ROLES))
    assert "+ " in (embed.description or "")
    assert len(embed) <= 6000


@pytest.mark.parametrize(
    ("card", "title"),
    [
        (cards.removed_card(Removed("everything", "#news")), "#news gets no more alerts for everything"),
        (
            cards.paused_card(Paused(None, 2, NOON, "This channel", "UTC")),
            "This channel: 2 subscriptions paused until 7 Aug 2017, 12:00",
        ),
        (
            cards.paused_card(Paused("Kane", 1, UNTIL_RESUMED, "#news", "UTC")),
            "#news: alerts for Kane paused until it is resumed",
        ),
        (cards.resumed_card(Resumed("Kane", 1, "#news")), "#news: alerts for Kane stand again"),
        (cards.resumed_card(Resumed(None, 0, "#news")), "#news: all alerts stood already"),
        (cards.muted_card(Muted("Kane", "#news")), "Kane is muted"),
        (cards.muted_card(Muted("Kane", "#news", is_new=False)), "Already so: Kane is muted"),
        (cards.unmuted_card(Muted("Kane", "#news")), "Kane is not muted any more"),
        (cards.followed_card(Followed(KNOWN, is_new=False)), "Already so: you follow Joao Almeida"),
        (cards.unfollowed_card("Kane"), "You follow Kane no more"),
        (cards.follows_card(()), "You follow nobody"),
    ],
)
def test_what_was_done_is_said_in_the_title(card: cards.Card, title: str) -> None:
    assert card.title == title
    assert card.lead


def test_follows_are_listed_with_what_has_stopped() -> None:
    stopped = Subscription(
        2, 0, 1, Target("Bob", "bob"), disabled_because="the user takes no messages", user_id=7
    )
    card = cards.follows_card((Subscription(1, 0, 1, ALMEIDA, user_id=7), stopped))
    assert card.title == "You follow 2 players"
    assert card.lead.splitlines() == [
        "• Joao Almeida",
        "• Bob – stopped: the user takes no messages. Mend it, then use /follow again.",
    ]
