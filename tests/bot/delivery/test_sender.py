from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import pytest

from bot.delivery import sender
from bot.delivery.message import sending
from bot.localdiscord import Dropped, Permission, ServerError, Slow
from bot.localdiscord.responses import message_words
from bot.store import NotSaved, StoreError
from bot.subscription import Rules, Target

if TYPE_CHECKING:
    from bot.localdiscord import LocalChannel, Request
    from tests.conftest import House


@pytest.fixture
async def subscribed(house: House) -> House:
    """The news channel gets alerts of everything."""
    await house.boss.slash(house.news, "alerts add")
    return house


def tries(house: House, channel: LocalChannel) -> list[Request]:
    path = f"/channels/{channel.id}/messages"
    return [one for one in house.discord.requests if one.method == "POST" and one.path.endswith(path)]


async def put_forward(house: House, seconds: int = 400) -> None:
    """Let the time pass after which a failed alert is due again."""
    house.clock.ahead += dt.timedelta(seconds=seconds)
    house.bot.dispatcher.wake()


async def test_an_alert_comes_once_to_the_subscribed_channel_and_to_no_other(subscribed: House) -> None:
    await subscribed.file(subscribed.BID)
    alert = await subscribed.news.next_message()
    assert "Joao Almeida" in "\n".join(message_words(alert))
    await subscribed.discord.settled()
    assert len(subscribed.news.from_bot()) == 1
    assert not subscribed.lounge.from_bot()


async def test_the_same_news_from_another_mouth_is_no_second_alert(subscribed: House) -> None:
    await subscribed.file(subscribed.BID)
    await subscribed.news.next_message()
    await subscribed.file(
        "Everton had a £20m offer for Brentford midfielder Joao Almeida rejected, say Goal."
    )
    await subscribed.news.stays_quiet()


async def test_what_moves_the_saga_is_a_second_alert(subscribed: House) -> None:
    await subscribed.file(subscribed.BID)
    await subscribed.news.next_message()
    await subscribed.file(subscribed.FEE_AGREED)
    await subscribed.news.next_message()
    assert len(subscribed.news.from_bot()) == 2


async def test_a_channel_that_asked_for_one_player_hears_of_no_other(house: House) -> None:
    await house.mod.slash(house.news, "alerts add", player="almeida")
    await house.file(house.INTEREST)
    await house.news.stays_quiet()
    await house.file(house.BID)
    await house.news.next_message()


async def test_a_burst_of_news_is_one_message_in_the_order_it_came(subscribed: House) -> None:
    await subscribed.bot.dispatcher.stop()
    for text in (subscribed.BID, subscribed.INTEREST, subscribed.FEE_AGREED):
        await subscribed.file(text)
    subscribed.bot.dispatcher.start()
    message = await subscribed.news.next_message()
    titles = [embed["title"] for embed in message.embeds]
    assert [("Almeida" in title, "Silvetti" in title) for title in titles] == [
        (True, False),
        (False, True),
        (True, False),
    ]
    await subscribed.until(lambda: subscribed.bot.dispatcher.meter.sent)
    metrics = await subscribed.bot.dispatcher.metrics()
    assert (metrics.sent, metrics.alerts, metrics.merged, metrics.depth) == (1, 3, 2, 0)


async def test_nobody_is_pinged_and_the_nonce_is_enforced(subscribed: House) -> None:
    await subscribed.file(subscribed.BID)
    await subscribed.news.next_message()
    body = tries(subscribed, subscribed.news)[0].body
    assert body["allowed_mentions"] == {"parse": []} or body["allowed_mentions"]["parse"] == []
    assert body["enforce_nonce"]
    assert len(str(body["nonce"])) <= 25


@pytest.mark.parametrize(
    "fault",
    [ServerError(503), ServerError(503, after_work=True), Dropped(), Dropped(after_work=True)],
    ids=repr,
)
async def test_a_try_that_failed_is_repeated_with_its_nonce_and_shown_once(
    subscribed: House, fault: ServerError | Dropped
) -> None:
    subscribed.discord.faults.add(fault, method="POST", path="/channels/*/messages")
    await subscribed.file(subscribed.BID)
    await subscribed.until(lambda: subscribed.bot.dispatcher.meter.retries)
    await put_forward(subscribed, 100)
    await subscribed.until_outbox(lambda open_: not open_.depth)
    assert len({str(one.body["nonce"]) for one in tries(subscribed, subscribed.news)}) == 1
    assert len(tries(subscribed, subscribed.news)) == 2
    assert len(subscribed.news.from_bot()) == 1


async def test_a_channel_that_may_not_be_written_to_is_paused_with_the_reason(subscribed: House) -> None:
    subscribed.news.deny(subscribed.guild.bot_role, Permission.SEND_MESSAGES)
    await subscribed.file(subscribed.BID)
    await subscribed.until_outbox(lambda open_: not open_.depth)
    await put_forward(subscribed)
    await subscribed.discord.settled()
    assert len(tries(subscribed, subscribed.news)) <= 2
    told = await subscribed.mod.slash(subscribed.news, "alerts list")
    assert "switched off: the bot may not send messages in the channel" in told.text


async def test_a_paused_channel_is_mended_by_subscribing_again(subscribed: House) -> None:
    role = subscribed.guild.bot_role
    subscribed.news.deny(role, Permission.SEND_MESSAGES)
    await subscribed.file(subscribed.BID)
    await subscribed.until_outbox(lambda open_: not open_.depth)
    subscribed.news.allow(role, Permission.SEND_MESSAGES)
    await subscribed.mod.slash(subscribed.news, "alerts add")
    await subscribed.file(subscribed.FEE_AGREED)
    await subscribed.news.next_message()


async def test_a_deleted_channel_is_asked_once(subscribed: House) -> None:
    subscribed.news.delete()
    await subscribed.file(subscribed.BID)
    await subscribed.until_outbox(lambda open_: not open_.depth)
    await put_forward(subscribed)
    await subscribed.discord.settled()
    assert len(tries(subscribed, subscribed.news)) == 1


async def test_without_the_right_to_embed_the_alert_is_plain_text(subscribed: House) -> None:
    subscribed.news.deny(subscribed.guild.bot_role, Permission.EMBED_LINKS)
    await subscribed.file(subscribed.BID)
    alert = await subscribed.news.next_message()
    assert not alert.embeds
    assert "Joao Almeida" in alert.content


async def test_a_channel_in_trouble_does_not_hold_up_another(subscribed: House) -> None:
    await subscribed.mod.slash(subscribed.lounge, "alerts add")
    path = f"/channels/{subscribed.news.id}/messages"
    subscribed.discord.faults.add(ServerError(503), method="POST", path=path, times=9)
    await subscribed.file(subscribed.BID)
    await subscribed.lounge.next_message()
    assert not subscribed.news.from_bot()


async def test_many_channels_all_get_it(house: House) -> None:
    channels = [house.guild.add_channel(f"news-{number}") for number in range(40)]
    for channel in channels:
        await house.store.subscribe(
            house.guild.id, channel.id, Target("everything", None), Rules(), house.boss.id
        )
    house.discord.faults.add(Slow(0.05), method="POST", path="/channels/*/messages", times=40)
    await house.file(house.BID)
    await house.discord.until(lambda: all(channel.from_bot() for channel in channels))
    await house.discord.settled()
    assert [len(channel.from_bot()) for channel in channels] == [1] * 40


async def test_what_was_sent_but_could_not_be_recorded_is_not_sent_again(
    subscribed: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(*_: object) -> None:
        raise StoreError("The disk is full.")

    with monkeypatch.context() as broken:
        broken.setattr(subscribed.store, "sent", full)
        await subscribed.file(subscribed.BID)
        await subscribed.news.next_message()
        await subscribed.discord.settled()
    subscribed.bot.dispatcher.wake()
    await subscribed.file(subscribed.FEE_AGREED)
    await subscribed.news.next_message()
    assert len(tries(subscribed, subscribed.news)) == 2


async def test_a_store_that_cannot_be_read_does_not_end_the_sender(
    subscribed: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    async def locked(*_: object) -> None:
        raise NotSaved("not saved, try again")

    with monkeypatch.context() as broken:
        broken.setattr(subscribed.store, "next_batches", locked)
        await subscribed.file(subscribed.BID)
        await subscribed.discord.settled()
        assert not subscribed.news.from_bot()
    subscribed.bot.dispatcher.wake()
    await subscribed.news.next_message()
    assert caplog.text.count("The outbox cannot be used") == 1


async def test_a_token_that_is_refused_ends_all_sending(
    subscribed: House, caplog: pytest.LogCaptureFixture
) -> None:
    await subscribed.mod.slash(subscribed.lounge, "alerts add")
    form = await subscribed.mod.slash(subscribed.lounge, "rumour add")
    preview = await subscribed.mod.submit(form, {"Text": subscribed.BID})
    subscribed.discord.state.token = "another"  # noqa: S105 - as if it had been reset
    await subscribed.mod.press(preview, "Confirm")
    await subscribed.until(lambda: "no alert is sent until" in caplog.text)
    await subscribed.discord.settled()
    refused = len(tries(subscribed, subscribed.news)) + len(tries(subscribed, subscribed.lounge))
    await put_forward(subscribed)
    await subscribed.discord.settled()
    assert len(tries(subscribed, subscribed.news)) + len(tries(subscribed, subscribed.lounge)) == refused


async def test_an_alert_that_cannot_be_built_holds_up_no_other(
    subscribed: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await subscribed.mod.slash(subscribed.lounge, "alerts add", player="silvetti")

    def broken(payload: str, *, plain: bool) -> dict[str, Any]:
        if "Almeida" in payload:
            raise RuntimeError(payload)
        return sending(payload, plain=plain)

    monkeypatch.setattr(sender, "sending", broken)
    await subscribed.file(subscribed.BID)
    await subscribed.file(subscribed.INTEREST)
    await subscribed.lounge.next_message()
    assert "failed." in caplog.text
    assert "Almeida" not in caplog.text
    assert not subscribed.news.from_bot()


async def test_stopping_lets_what_is_being_sent_finish(subscribed: House) -> None:
    subscribed.discord.faults.add(Slow(0.2), method="POST", path="/channels/*/messages")
    await subscribed.file(subscribed.BID)
    await subscribed.news.next_message()
    await subscribed.stop()
    state = await subscribed.store.queue_state(subscribed.clock() + dt.timedelta(hours=1))
    assert (state.depth, state.open_batches) == (0, 0)


async def test_what_was_not_sent_before_a_stop_is_sent_after_the_next_start(subscribed: House) -> None:
    subscribed.discord.faults.add(ServerError(503), method="POST", path="/channels/*/messages")
    await subscribed.file(subscribed.BID)
    await subscribed.until(lambda: subscribed.bot.dispatcher.meter.retries)
    subscribed.clock.ahead = dt.timedelta(minutes=10)
    await subscribed.restart()
    await subscribed.news.next_message()
    assert len(subscribed.news.from_bot()) == 1
