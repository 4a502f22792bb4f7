"""What channels are told of, by command: the whole way from what is typed to what is posted."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.cards.clean import BREAK
from bot.localdiscord import Permission
from bot.model import Certainty, Kind, Stage
from bot.subscription import UNTIL_RESUMED, Mode, QuietHours, Rules

if TYPE_CHECKING:
    from bot.localdiscord import LocalChannel
    from bot.localdiscord.world import Message
    from bot.subscription import Subscription
    from tests.conftest import House

EVIL = "@everyone **van** [dijk](https://evil.example) <@&1>"


async def only(house: House, channel: LocalChannel | None = None) -> Subscription:
    (one,) = await house.store.subscriptions(house.guild.id, channel.id if channel else None)
    return one


async def posted(house: House) -> Message:
    """An alert of a bid for Joao Almeida, in a channel that gets all."""
    await house.mod.slash(house.news, "alerts add")
    await house.file(house.BID)
    return await house.news.next_message()


# --- add ---


async def test_a_channel_is_subscribed_to_everything_a_player_or_a_club(house: House) -> None:
    everything = await house.mod.slash(house.news, "alerts add")
    assert "This channel gets alerts for everything" in everything.text
    one = await house.mod.slash(house.lounge, "alerts add", player="van dijk")
    assert "This channel gets alerts for van dijk" in one.text
    assert "Nothing is stored about him yet" in one.text
    club = await house.mod.slash(house.news, "alerts add", club="spurs")
    assert "This channel gets alerts for Tottenham Hotspur" in club.text
    assert everything.ephemeral
    assert one.ephemeral


async def test_everything_may_be_written_out(house: House) -> None:
    assert "for everything" in (await house.mod.slash(house.news, "alerts add", player="Everything")).text


async def test_all_rules_can_be_given(house: House) -> None:
    role = house.guild.add_role("Reds", mentionable=True)
    answer = await house.mod.slash(
        house.news,
        "alerts add",
        kinds="bid, signed",
        stage="bid",
        tier=2,
        certainty="on record",
        role=role,
        quiet="23:00-08:00",
        mode="at once, without a sound",
        threads=True,
        most_a_day=5,
    )
    assert (
        "only bid and signed · from bid up · tier 2 or better · on record · silent · @Reds · "
        "quiet 23:00–08:00 · at most 5 a day · a thread for each saga"
    ) in answer.text.replace(BREAK, "")
    assert (await only(house)).rules == Rules(
        frozenset({Kind.BID, Kind.SIGNED}),
        Stage.BID,
        2,
        Certainty.ON_RECORD,
        Mode.SILENT,
        role.id,
        QuietHours(1380, 480),
        5,
        in_threads=True,
    )


async def test_a_subscription_twice_is_one(house: House) -> None:
    await house.mod.slash(house.news, "alerts add")
    assert "Already so" in (await house.mod.slash(house.news, "alerts add")).text
    assert "are changed" in (await house.mod.slash(house.news, "alerts add", tier=1)).text
    assert (await only(house)).rules.lowest_tier == 1


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"player": "x" * 6000}, "at most 80 letters"),
        ({"player": "everton"}, "Everton is a club"),
        ({"club": "nowhere fc"}, "No club is known as nowhere fc"),
        ({"club": EVIL}, "No club is known as @\u200beveryone"),
        ({"player": "kane", "club": "spurs"}, "a player or a club, not both"),
        ({"kinds": "goals"}, "There is no kind goals"),
        ({"quiet": "at night"}, "Write quiet hours like"),
    ],
)
async def test_what_cannot_be_is_refused_with_the_way_out(
    house: House, options: dict[str, Any], why: str
) -> None:
    answer = await house.mod.slash(house.news, "alerts add", **options)
    assert why in answer.content
    assert answer.ephemeral
    assert not await house.store.subscriptions(house.guild.id)


async def test_a_name_is_shown_as_it_stands(house: House) -> None:
    added = await house.mod.slash(house.news, "alerts add", player=EVIL)
    listed = await house.mod.slash(house.news, "alerts list")
    for answer in (added, listed):
        assert "@everyone" not in answer.text
        assert "<@&1>" not in answer.text
        assert r"\*\*van\*\*" in answer.text
        assert answer.message is not None
        assert not answer.message.mention_roles


async def test_everyone_is_never_mentioned(house: House) -> None:
    answer = await house.mod.slash(house.news, "alerts add", role=house.guild.everyone)
    assert "Alerts never mention everyone" in answer.content


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        (Permission.SEND_MESSAGES, "Send Messages"),
        (Permission.EMBED_LINKS, "Embed Links"),
        (Permission.VIEW_CHANNEL, "View Channel"),
    ],
)
async def test_what_could_not_be_posted_is_not_promised(house: House, denied: Permission, named: str) -> None:
    house.news.deny(house.guild.bot_role, denied)
    for channel, options in ((house.news, {}), (house.lounge, {"channel": house.news})):
        answer = await house.mod.slash(channel, "alerts add", **options)
        assert named in answer.content
    assert not await house.store.subscriptions(house.guild.id)


@pytest.mark.parametrize(
    ("denied", "named"),
    [
        (Permission.CREATE_PUBLIC_THREADS, "Create Public Threads"),
        (Permission.SEND_MESSAGES_IN_THREADS, "Send Messages in Threads"),
    ],
)
async def test_threads_are_promised_only_where_they_can_be_made(
    house: House, denied: Permission, named: str
) -> None:
    house.news.deny(house.guild.bot_role, denied)
    assert named in (await house.mod.slash(house.news, "alerts add", threads=True)).content
    assert "gets alerts" in (await house.mod.slash(house.news, "alerts add")).text


async def test_a_forum_can_be_chosen_and_has_a_post_for_each_saga(house: House) -> None:
    forum = house.guild.add_forum("sagas")
    await house.discord.settled()
    answer = await house.mod.slash(house.news, "alerts add", channel=forum)
    assert "#sagas gets alerts for everything" in answer.text
    assert "a thread for each saga" in answer.text
    assert (await only(house)).channel_id == forum.id
    listed = await house.mod.slash(house.news, "alerts list", channel=forum)
    assert "Alerts in #sagas" in listed.text
    await house.file(house.BID)
    await house.discord.until(lambda: forum.threads)


# --- edit, remove, list ---


async def test_an_edit_changes_what_is_given_and_takes_back_what_is_named(house: House) -> None:
    await house.mod.slash(house.news, "alerts add", player="van dijk", stage="bid", quiet="23-8")
    answer = await house.mod.slash(house.news, "alerts edit", player="dijk", tier=1, reset="quiet")
    assert "This channel: alerts for van dijk are changed" in answer.text
    assert "from bid up · tier 1" in answer.text
    assert (await only(house)).rules == Rules(lowest_stage=Stage.BID, lowest_tier=1)
    assert "Say what to change" in (await house.mod.slash(house.news, "alerts edit", player="dijk")).content


async def test_the_list_is_this_channels_alone(house: House) -> None:
    await house.mod.slash(house.news, "alerts add")
    await house.mod.slash(house.lounge, "alerts add", player="van dijk")
    news = await house.mod.slash(house.news, "alerts list")
    lounge = await house.mod.slash(house.lounge, "alerts list")
    assert "everything" in news.text
    assert "van dijk" not in news.text
    assert "van dijk" in lounge.text
    assert "van dijk" in (await house.mod.slash(house.news, "alerts list", channel=house.lounge)).text
    assert news.ephemeral


async def test_an_empty_list_says_what_to_do(house: House) -> None:
    assert "use /alerts add" in (await house.mod.slash(house.news, "alerts list")).text


async def test_what_was_removed_is_posted_no_more(house: House) -> None:
    await house.mod.slash(house.news, "alerts add")
    gone = await house.mod.slash(house.news, "alerts remove")
    assert "This channel gets no more alerts for everything" in gone.text
    await house.file(house.BID)
    await house.news.stays_quiet()


async def test_the_channel_whose_alerts_are_ended_is_named(house: House) -> None:
    await house.mod.slash(house.lounge, "alerts add")
    changed = await house.mod.slash(house.news, "alerts edit", channel=house.lounge, tier=1)
    gone = await house.mod.slash(house.news, "alerts remove", channel=house.lounge)
    assert "#lounge: alerts for everything are changed" in changed.text
    assert "#lounge gets no more alerts for everything" in gone.text


async def test_what_another_channel_has_is_offered_when_it_is_chosen_first(house: House) -> None:
    await house.mod.slash(house.lounge, "alerts add", player="Marco Silvetti")
    offered = house.mod.autocomplete(house.news, "alerts remove", channel=house.lounge, player="")
    assert await offered == [("Marco Silvetti",) * 2]


async def test_a_role_that_nobody_may_mention_is_refused(house: House) -> None:
    role = house.guild.add_role("Reds")
    assert "reach nobody" in (await house.mod.slash(house.news, "alerts add", role=role)).content
    assert not await house.store.subscriptions(house.guild.id)


async def test_a_player_and_a_club_at_once_are_refused_wherever_they_are_named(house: House) -> None:
    await house.mod.slash(house.news, "alerts add", club="everton")
    for command in ("remove", "edit", "pause", "resume"):
        answer = await house.mod.slash(house.news, f"alerts {command}", player="kane", club="everton")
        assert "not both" in answer.content
    assert (await only(house)).stands(house.clock())


async def test_removing_what_there_is_not_says_so(house: House) -> None:
    answer = await house.mod.slash(house.news, "alerts remove", player="van dijk")
    assert "no alerts for van dijk" in answer.content
    assert answer.ephemeral


# --- pause, resume, mute ---


async def test_what_is_paused_is_not_posted_until_it_is_resumed(house: House) -> None:
    await house.mod.slash(house.news, "alerts add")
    paused = await house.mod.slash(house.news, "alerts pause")
    assert "1 subscription paused until it is resumed" in paused.text
    assert (await only(house)).paused_until == UNTIL_RESUMED
    assert "paused until it is resumed" in (await house.mod.slash(house.news, "alerts list")).text
    await house.file(house.BID)
    await house.news.stays_quiet()
    assert "stand again" in (await house.mod.slash(house.news, "alerts resume")).text
    assert "stood already" in (await house.mod.slash(house.news, "alerts resume")).text
    await house.file(house.FEE_AGREED)
    await house.news.next_message()


async def test_a_pause_may_have_an_end(house: House) -> None:
    await house.mod.slash(house.news, "alerts add", player="van dijk")
    answer = await house.mod.slash(house.news, "alerts pause", player="van dijk", days=1, hours=2)
    assert "alerts for van dijk paused until" in answer.text
    until = (await only(house)).paused_until
    assert until is not None
    assert 25.9 < (until - house.clock()).total_seconds() / 3600 <= 26


async def test_what_discord_had_stopped_is_told_and_stands_again(house: House) -> None:
    await house.mod.slash(house.news, "alerts add")
    house.news.deny(house.guild.bot_role, Permission.SEND_MESSAGES)
    await house.file(house.BID)
    async with asyncio.timeout(5):
        while (await only(house)).disabled_because is None:
            pass
    listed = await house.mod.slash(house.news, "alerts list")
    assert "switched off: the bot may not send messages in the channel" in listed.text
    assert "/alerts resume" in listed.text
    assert "allow me Send Messages" in (await house.mod.slash(house.news, "alerts resume")).content
    house.news.allow(house.guild.bot_role, Permission.SEND_MESSAGES)
    await house.discord.settled()
    assert "stand again" in (await house.mod.slash(house.news, "alerts resume")).text
    await house.file(house.FEE_AGREED)
    await house.news.next_message()


async def test_a_muted_player_is_told_no_more(house: House) -> None:
    await posted(house)
    muted = await house.mod.slash(house.news, "alerts mute", player="almeida")
    assert "Joao Almeida is muted" in muted.text
    assert "Already so" in (await house.mod.slash(house.news, "alerts mute", player="almeida")).text
    assert "Joao Almeida" in (await house.mod.slash(house.news, "alerts list")).text
    await house.file(house.FEE_AGREED)
    await house.news.stays_quiet()
    unmuted = await house.mod.slash(house.news, "alerts unmute", player="almeida")
    assert "Joao Almeida is not muted any more" in unmuted.text
    again = await house.mod.slash(house.news, "alerts unmute", player="almeida")
    assert "almeida is not muted" in again.content
    unknown = await house.mod.slash(house.news, "alerts mute", player="nemo")
    assert "Nothing stored about nemo" in unknown.content
