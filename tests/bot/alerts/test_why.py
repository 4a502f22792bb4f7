from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from bot.alerts import channels, pauses
from bot.alerts.accounts import Fate
from bot.alerts.follows import follow
from bot.alerts.ground import Ground, Soil
from bot.alerts.targets import Named
from bot.alerts.why import rehearse, why, why_message
from bot.alerts.wishes import Wish
from bot.files import Retract
from bot.model import WIRE, Stage
from bot.outbox import Note
from bot.speech import Spoken, speaking
from tests.bot.moderators import BOSS, FAN, GUILD, MOD, OTHER, ROLE, STRANGER, refused
from tests.db.samples import NOON, filing, judge, rumour
from tests.db.sending import deliver, take

if TYPE_CHECKING:
    from bot.alerts.accounts import Account, Accounts
    from bot.store import Store

HERE = Ground(50)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
async def quiet(store: Store) -> Store:
    """A guild with moderators and no alerts."""
    await store.set_moderator_role(GUILD, ROLE, BOSS.user_id)
    return store


async def add(store: Store, player: str | None = None, club: str | None = None, **rules: object) -> None:
    await channels.subscribe(store, MOD, HERE, Named(player, club), Wish(**rules))  # pyright: ignore[reportArgumentType]


async def news(
    store: Store,
    player: str = "Alan Boro",
    stage: Stage = Stage.TALKS,
    at: dt.datetime = NOON,
    scope: int = WIRE,
) -> None:
    await store.file(
        filing(f"{player} {stage} {at}", rumour(player, stage=stage), received=at, scope=scope), judge
    )


def only(found: Accounts) -> Account:
    (one,) = found.accounts
    return one


async def asked(store: Store) -> Account:
    return only(await why(store, MOD, HERE))


# --- what became of it ---


async def test_what_was_posted_is_told_with_what_let_it_through_and_what_was_withheld_since(
    quiet: Store,
) -> None:
    await add(quiet, "Alan Boro")
    await news(quiet)
    await deliver(quiet, NOON + HOUR / 60)
    await news(quiet, at=NOON + HOUR)
    repeat, posted = (await why(quiet, MOD, HERE)).accounts
    assert posted.fate is Fate.POSTED
    assert posted.why == "alerts for Alan Boro"
    assert posted.when == (NOON + HOUR / 60).replace(microsecond=0)
    assert (posted.headline, posted.claim) == ("Alan Boro: talks", "now in talks")
    assert posted.repeats == 1
    assert (repeat.fate, repeat.why) == (Fate.NO_NEWS, "1 known")


async def test_what_waits_is_told_with_its_time(quiet: Store) -> None:
    await quiet.set_timezone(GUILD, "Europe/London", BOSS.user_id)
    await add(quiet, quiet="11-15")
    await news(quiet)
    waiting = await asked(quiet)
    assert waiting.fate is Fate.WAITING
    assert waiting.when == NOON.replace(hour=15, minute=0, second=0)
    assert waiting.why == "alerts for everything, held until the quiet hours end at 15:00"


async def test_what_the_rules_withhold_is_told_with_each_rule(quiet: Store) -> None:
    await add(quiet, stage="bid", tier=1)
    await add(quiet, "Alan Boro", certainty="official")
    await news(quiet)
    withheld = await asked(quiet)
    assert withheld.fate is Fate.WITHHELD
    assert withheld.why == (
        "alerts for everything: its stage is talks, this channel wants bid or more; its best source is of tier 2, "
        "this channel wants tier 1; alerts for Alan Boro: it is only on record, this channel wants it official"
    )


async def test_what_nothing_was_subscribed_to_is_told_with_what_is(quiet: Store) -> None:
    await news(quiet)
    assert (await asked(quiet)).why == "this channel has no alerts; /alerts add makes some"
    await add(quiet, "carr")
    unwanted = await asked(quiet)
    assert (unwanted.fate, unwanted.why) == (Fate.UNWANTED, "this channel has alerts for carr only")


async def test_what_is_muted_is_told(quiet: Store) -> None:
    await add(quiet)
    await news(quiet)
    await pauses.mute(quiet, MOD, HERE, "boro")
    await deliver(quiet, NOON + HOUR)
    await news(quiet, stage=Stage.BID, at=NOON + HOUR)
    later, earlier = (await why(quiet, MOD, HERE)).accounts
    assert (later.fate, later.why) == (Fate.MUTED, "Alan Boro is muted here; /alerts unmute takes it back")
    assert (earlier.fate, earlier.why) == (Fate.SKIPPED, "the player was muted before it was sent")


async def test_what_was_subscribed_to_later_is_not_said_to_be_told(quiet: Store) -> None:
    await news(quiet)
    await add(quiet)
    late = await asked(quiet)
    assert late.fate is Fate.WITHHELD
    assert "it was not told when it came" in late.why


async def test_what_is_being_sent_is_told(quiet: Store) -> None:
    await add(quiet)
    await news(quiet)
    await take(quiet, NOON + HOUR)
    assert (await asked(quiet)).fate is Fate.SENDING


@pytest.mark.parametrize(
    ("how", "reason"),
    [
        ("late", "it could be sent only over six hours late, so it was counted among older updates"),
        ("remove", "the subscription was removed before it was sent"),
        ("pause", "the subscription was paused before it was sent"),
        ("retract", "it was retracted before it was sent"),
        ("drop", "it could not be sent: too odd"),
        ("disable", "it could not be sent: the bot cannot see the channel"),
    ],
)
async def test_what_was_not_sent_after_all_is_told_with_the_reason(
    quiet: Store, how: str, reason: str
) -> None:
    await add(quiet)
    await news(quiet)
    soon = NOON + HOUR / 60
    match how:
        case "late":
            soon = NOON + 7 * HOUR
        case "remove":
            await channels.remove(quiet, MOD, HERE, Named())
        case "pause":
            await pauses.pause(quiet, MOD, HERE, Named(), NOON, HOUR)
        case "retract":
            await quiet.mend(GUILD, MOD.user_id, 1, Retract(1), NOON)
        case _:
            (batch,) = await take(quiet, soon)
            if how == "drop":
                await quiet.drop(batch, "too odd", soon)
            else:
                cause = "the bot cannot see the channel"
                await quiet.disable(batch, cause, soon, Note(Spoken(""), None))
    await deliver(quiet, soon)
    account = await asked(quiet)
    assert (account.fate, account.why) == (Fate.SKIPPED, reason)
    with speaking("es"):
        assert (await asked(quiet)).why not in ("", reason)


async def test_a_fault_without_words_of_its_own_is_told_by_its_numbers(quiet: Store) -> None:
    await add(quiet)
    await news(quiet)
    (batch,) = await take(quiet, NOON + HOUR)
    await quiet.drop(batch, "Discord answered 400, code 50006", NOON + HOUR)
    assert (await asked(quiet)).why == "it could not be sent: Discord answered 400, code 50006"
    with speaking("es"):
        assert (await asked(quiet)).why == "no se pudo enviar: Discord respondió 400, código 50006"


async def test_one_player_alone_can_be_asked_for(quiet: Store) -> None:
    await news(quiet)
    await news(quiet, "Bob Carr")
    found = await why(quiet, MOD, HERE, "carr")
    assert found.player == "Bob Carr"
    assert only(found).player == "Bob Carr"
    assert "Nothing stored about nemo" in await refused(why(quiet, MOD, HERE, "nemo"))


async def test_the_newest_ten_are_told(quiet: Store) -> None:
    for number in range(12):
        await news(quiet, f"Player {'abcdefghijkl'[number] * 3}", at=NOON + number * HOUR)
    found = await why(quiet, MOD, HERE)
    assert len(found.accounts) == 10
    assert found.accounts[0].player == "Player lll"


async def test_a_thread_is_asked_about_in_its_channel(quiet: Store) -> None:
    await add(quiet)
    await news(quiet)
    thread = Ground(60, Soil.THREAD, parent=Ground(50, name="#news"))
    found = await why(quiet, MOD, thread)
    assert found.where == "#news"
    assert only(found).fate is Fate.WAITING


async def test_another_guilds_news_is_not_told(quiet: Store) -> None:
    await news(quiet, "Dario Nemo", scope=OTHER)
    assert not (await why(quiet, MOD, HERE)).accounts
    assert not (await rehearse(quiet, MOD, HERE, NOON)).accounts
    assert only(await why(quiet, STRANGER, HERE)).player == "Dario Nemo"


async def test_who_may_not_is_told_nothing(quiet: Store) -> None:
    assert "change this server's alerts" in await refused(why(quiet, FAN, HERE))
    assert "change this server's alerts" in await refused(rehearse(quiet, FAN, HERE, NOON))


# --- a message ---


async def posted(store: Store) -> tuple[int, int]:
    """A message with one alert: its batch and its number."""
    await add(store)
    await news(store)
    (batch,) = await deliver(store, NOON + HOUR / 60)
    return batch.id, 1000 + batch.id


async def test_everybody_who_sees_a_message_may_ask_why_it_is_there(quiet: Store) -> None:
    batch_id, message_id = await posted(quiet)
    one = only(await why_message(quiet, GUILD, message_id, str(batch_id)))
    assert (one.fate, one.why, one.player) == (Fate.POSTED, "alerts for everything", "Alan Boro")


@pytest.mark.parametrize("target", ["", "x", "-1", "²", "1 OR 1=1", "9" * 30, "999"])
async def test_a_buttons_target_is_not_trusted(quiet: Store, target: str) -> None:
    _, message_id = await posted(quiet)
    assert "no news that I could explain" in await refused(why_message(quiet, GUILD, message_id, target))


async def test_the_batch_of_another_message_or_guild_is_not_told(quiet: Store) -> None:
    batch_id, message_id = await posted(quiet)
    for guild_id, message in ((GUILD, message_id + 1), (OTHER, message_id), (0, message_id)):
        assert "too old" in await refused(why_message(quiet, guild_id, message, str(batch_id)))


async def test_a_message_is_explained_before_it_is_recorded_as_sent(quiet: Store) -> None:
    await add(quiet)
    await news(quiet)
    (batch,) = await take(quiet, NOON + HOUR)
    assert only(await why_message(quiet, GUILD, 5, str(batch.id))).fate is Fate.SENDING
    await quiet.drop(batch, "no answer came", NOON + HOUR)
    one = only(await why_message(quiet, GUILD, 5, str(batch.id)))
    assert (one.fate, one.why) == (Fate.SKIPPED, "it could not be sent: no answer came")


async def test_a_follower_is_told_in_private(quiet: Store) -> None:
    await follow(quiet, 7, 70, "Alan Boro")
    await news(quiet)
    (batch,) = await deliver(quiet, NOON + HOUR / 60)
    one = only(await why_message(quiet, 0, 1000 + batch.id, str(batch.id)))
    assert one.why == "you follow Alan Boro"


# --- what today's rules would do ---


async def test_todays_rules_are_tried_on_the_last_news(quiet: Store) -> None:
    await news(quiet)
    await news(quiet, at=NOON + HOUR)  # a repeat is no news to try them on
    await news(quiet, stage=Stage.BID, at=NOON + 2 * HOUR)
    await news(quiet, "Bob Carr", at=NOON + 3 * HOUR)
    await add(quiet, "Alan Boro", stage="bid")
    carr, bid, talks = (await rehearse(quiet, MOD, HERE, NOON)).accounts
    assert carr.fate is Fate.UNWANTED
    assert (bid.fate, bid.why) == (Fate.POSTED, "alerts for Alan Boro")
    assert (talks.fate, talks.why) == (
        Fate.WITHHELD,
        "alerts for Alan Boro: its stage is talks, this channel wants bid or more",
    )
    await pauses.mute(quiet, MOD, HERE, "boro")
    assert [one.fate for one in (await rehearse(quiet, MOD, HERE, NOON)).accounts] == [
        Fate.UNWANTED,
        Fate.MUTED,
        Fate.MUTED,
    ]


async def test_a_pause_that_is_over_is_none_of_todays_rules(quiet: Store) -> None:
    await add(quiet)
    await pauses.pause(quiet, MOD, HERE, Named(), NOON - HOUR, 2 * HOUR)
    await news(quiet)
    for now, fate in ((NOON, Fate.WITHHELD), (NOON + HOUR, Fate.POSTED)):
        assert only(await rehearse(quiet, MOD, HERE, now)).fate is fate
    assert only(await why(quiet, MOD, HERE)).fate is Fate.WITHHELD


async def test_what_a_channel_has_alerts_for_is_not_cut_off_unsaid(quiet: Store) -> None:
    for number in range(7):
        await add(quiet, f"Player {'abcdefg'[number] * 3}")
    await news(quiet)
    assert "and 2 more only" in only(await why(quiet, MOD, HERE)).why


async def test_trying_the_rules_counts_the_alerts_of_a_day(quiet: Store) -> None:
    await add(quiet, most_a_day=2)
    for number, at in enumerate((NOON, NOON + HOUR, NOON + 2 * HOUR, NOON + 24 * HOUR)):
        await news(quiet, f"Player {'abcd'[number] * 3}", at=at)
    found = (await rehearse(quiet, MOD, HERE, NOON)).accounts
    assert ["digest" in one.why for one in reversed(found)] == [False, False, True, False]
