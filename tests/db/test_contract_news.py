"""What every Store has to do with news, whatever it is made of."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.model import WIRE, Stage, Verdict
from bot.subscription import Rules, Target
from tests.db.samples import ADMIN, NOON, filing, judge, rumour
from tests.db.sending import deliver, rows_of, take

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractAsyncContextManager
    from pathlib import Path

    from bot.files import PlayerFile
    from bot.model import Rumour
    from bot.store import Judgement, Store

    Opener = Callable[[Path], AbstractAsyncContextManager[Store]]

GUILD, OTHER = 500, 600
CHANNEL, SECOND = 50, 51
DAY = dt.timedelta(days=1)


async def the_player(store: Store, scope: int = WIRE) -> PlayerFile:
    (name,) = await store.player_names(scope)
    found = await store.player_file(scope, name.id)
    assert found is not None
    return found


# --- filing ---


async def test_what_is_filed_comes_back_equal(any_store: Store) -> None:
    row = rumour()
    receipt = await any_store.file(filing("one", row), judge)
    (filed,) = receipt.filed
    (kept,) = (await the_player(any_store)).rumours
    assert (filed.player, filed.verdict, filed.held, filed.queued) == (
        "Virgil van Dijk",
        Verdict.NEW,
        False,
        0,
    )
    assert filed.alert is not None
    assert kept.rumour == row
    assert (kept.scope, kept.said_on, kept.received) == (WIRE, NOON.date(), NOON)
    assert (kept.summary, kept.outlet, kept.url) == ("In short: one", "BBC", "https://example.org/1")


async def test_all_is_there_after_closing_and_opening(opener: Opener, tmp_path: Path) -> None:
    async with opener(tmp_path) as store:
        await store.file(filing("one", rumour()), judge)
        before = await the_player(store)
    async with opener(tmp_path) as store:
        assert await the_player(store) == before


async def test_the_same_text_is_filed_once(any_store: Store) -> None:
    await any_store.file(filing("one", rumour()), judge)
    again = await any_store.file(filing("one", rumour(), received=NOON + 3 * DAY, scope=GUILD), judge)
    assert again.filed == ()
    assert again.known_since == NOON.date()
    assert len((await the_player(any_store)).rumours) == 1


async def test_an_article_without_rumours_leaves_no_trace(any_store: Store) -> None:
    first = await any_store.file(filing("weather"), judge)
    second = await any_store.file(filing("weather"), judge)
    assert (first.filed, first.known_since) == ((), None)
    assert second == first
    assert any_store.version == 0


async def test_the_judge_sees_what_is_known_of_those_whose_name_ends_alike(any_store: Store) -> None:
    await any_store.file(filing("one", rumour()), judge)
    await any_store.file(filing("two", rumour("Mohamed Salah")), judge)
    seen: list[Sequence[PlayerFile]] = []

    def looking(
        rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
    ) -> Judgement:
        seen.append(known)
        return judge(rows, said_on, known)

    receipt = await any_store.file(filing("three", rumour("Van Dijk")), looking)
    ((known,),) = seen
    assert known.name == "Virgil van Dijk"
    assert receipt.filed[0].verdict is Verdict.REPEAT
    assert len(await any_store.player_names(WIRE)) == 2


async def test_the_fullest_name_is_shown_and_the_others_are_aliases(any_store: Store) -> None:
    await any_store.file(filing("one", rumour("Van Dijk")), judge)
    await any_store.file(filing("two", rumour("Virgil van Dijk")), judge)
    found = await the_player(any_store)
    assert (found.name, found.aliases) == ("Virgil van Dijk", ("Van Dijk",))


async def test_two_players_of_one_article_are_filed_apart(any_store: Store) -> None:
    rows = (rumour(), rumour(to_club="PSG"), rumour("Mohamed Salah"))
    receipt = await any_store.file(filing("one", *rows), judge)
    assert [one.player for one in receipt.filed] == ["Virgil van Dijk", "Mohamed Salah"]
    salah, van_dijk = await any_store.player_names(WIRE)
    assert (salah.name, salah.from_club, salah.to_club) == ("Mohamed Salah", "Liverpool", "Bayern Munich")
    found = await any_store.player_file(WIRE, van_dijk.id)
    assert found is not None
    assert [kept.rumour for kept in found.rumours] == [*rows[:2]]


async def test_a_file_is_ordered_by_what_was_said_when_and_ends_at_as_of(any_store: Store) -> None:
    late, early = NOON.date(), NOON.date() - 5 * DAY
    await any_store.file(filing("late", rumour(), said_on=late), judge)
    await any_store.file(filing("early", rumour(stage=Stage.BID), said_on=early), judge)
    found = await the_player(any_store)
    then = await any_store.player_file(WIRE, found.id, as_of=late - DAY)
    assert [kept.said_on for kept in found.rumours] == [early, late]
    assert then is not None
    assert [kept.rumour.stage for kept in then.rumours] == [Stage.BID]
    assert await any_store.player_file(WIRE, found.id, as_of=early - DAY) is None
    assert await any_store.player_file(WIRE, found.id + 1) is None


async def test_a_list_of_names_shows_the_newest_clubs_that_are_known(any_store: Store) -> None:
    await any_store.file(filing("new", rumour(from_club=None, to_club="PSG")), judge)
    older = filing("old", rumour(to_club="Ajax", stage=Stage.BID), said_on=NOON.date() - DAY)
    await any_store.file(older, judge)
    (name,) = await any_store.player_names(WIRE)
    assert (name.from_club, name.to_club) == ("Liverpool", "PSG")


async def test_the_version_rises_only_with_what_was_kept(any_store: Store) -> None:
    await any_store.file(filing("one", rumour()), judge, dry_run=True)
    assert any_store.version == 0
    await any_store.file(filing("one", rumour()), judge)
    assert any_store.version == 1
    await any_store.file(filing("one", rumour()), judge)
    assert any_store.version == 1


async def test_a_dry_run_says_what_would_be_and_keeps_nothing(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("everything", None), Rules(), ADMIN)
    dry = await any_store.file(filing("one", rumour()), judge, dry_run=True)
    assert dry.filed[0].queued == 1
    assert await any_store.player_names(WIRE) == ()
    assert await take(any_store) == ()
    assert await any_store.file(filing("one", rumour()), judge) == dry


async def test_what_the_judge_throws_undoes_the_filing(any_store: Store) -> None:
    def failing(
        rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
    ) -> Judgement:
        if rows[0].player == "Mohamed Salah":
            raise ArithmeticError
        return judge(rows, said_on, known)

    with pytest.raises(ArithmeticError):
        await any_store.file(filing("one", rumour(), rumour("Mohamed Salah")), failing)
    assert await any_store.player_names(WIRE) == ()
    assert (await any_store.file(filing("one", rumour()), judge)).known_since is None


# --- held ---


async def test_a_held_rumour_is_kept_but_told_to_nobody(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("everything", None), Rules(), ADMIN)
    receipt = await any_store.file(filing("one", rumour(held="unsure whom it means")), judge)
    (filed,) = receipt.filed
    assert (filed.held, filed.queued) == (True, 0)
    assert await take(any_store) == ()
    assert await any_store.player_names(WIRE) == ()
    again = await any_store.file(filing("one", rumour()), judge)
    assert again.known_since == NOON.date()


async def test_a_group_with_one_row_that_may_be_told_is_not_held(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, Target("everything", None), Rules(), ADMIN)
    receipt = await any_store.file(filing("one", rumour(held="why"), rumour(to_club="PSG")), judge)
    assert (receipt.filed[0].held, receipt.filed[0].queued) == (False, 1)
    (name,) = await any_store.player_names(WIRE)
    assert name.to_club == "PSG"


# --- scopes ---


async def test_what_one_guild_files_exists_for_no_other(any_store: Store) -> None:
    await any_store.subscribe(OTHER, CHANNEL, Target("everything", None), Rules(), ADMIN)
    await any_store.subscribe(OTHER, SECOND, Target("Van Dijk", "van dijk"), Rules(), ADMIN)
    receipt = await any_store.file(filing("secret", rumour(), scope=GUILD), judge)
    own = await the_player(any_store, GUILD)
    assert receipt.filed[0].queued == 0
    for scope in (WIRE, OTHER):
        assert await any_store.player_names(scope) == ()
        assert await any_store.player_file(scope, own.id) is None
        assert (await any_store.file(filing("secret", rumour(), scope=scope), judge, dry_run=True)).filed


async def test_a_name_that_one_guild_has_filed_is_no_name_for_another(any_store: Store) -> None:
    await any_store.file(filing("one", rumour("Van Dijk")), judge)
    await any_store.file(filing("two", rumour("Virgil van Dijk"), scope=GUILD), judge)
    assert (await the_player(any_store, GUILD)).name == "Virgil van Dijk"
    other = await the_player(any_store, OTHER)
    assert (other.name, other.aliases) == ("Van Dijk", ())


async def test_the_judge_is_shown_nobody_by_a_name_that_only_another_guild_has_filed(
    any_store: Store,
) -> None:
    def the_same_one(
        rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
    ) -> Judgement:
        return replace(judge(rows, said_on, known), player_id=1)

    await any_store.file(filing("one", rumour("Vinicius Junior")), judge)
    await any_store.file(filing("two", rumour("Vini"), scope=GUILD), the_same_one)
    seen: list[int] = []

    def looking(
        rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
    ) -> Judgement:
        seen.append(len(known))
        return judge(rows, said_on, known)

    for scope in (WIRE, OTHER, GUILD):
        await any_store.file(filing("three", rumour("Vini"), scope=scope), looking, dry_run=True)
    assert seen == [0, 0, 1]


async def test_a_player_known_to_another_guild_only_is_the_same_one_in_silence(any_store: Store) -> None:
    await any_store.file(filing("one", rumour("Van Dijk"), scope=GUILD), judge)
    await any_store.file(filing("two", rumour("Virgil van Dijk"), scope=GUILD), judge)
    await any_store.file(filing("three", rumour("Virgil van Dijk")), judge)
    found = await the_player(any_store, GUILD)
    assert [kept.scope for kept in found.rumours] == [GUILD, GUILD, WIRE]


async def test_a_namesake_of_a_short_name_does_not_become_another_guilds_player(any_store: Store) -> None:
    await any_store.file(filing("one", rumour("Rossi"), scope=GUILD), judge)
    await any_store.file(filing("two", rumour("Paolo Rossi"), scope=GUILD), judge)
    await any_store.file(filing("three", rumour("Rossi"), scope=OTHER), judge)
    await any_store.file(filing("four", rumour("Marco Rossi"), scope=OTHER), judge)
    assert [one.name for one in await any_store.player_names(GUILD)] == ["Paolo Rossi"]
    assert [one.name for one in await any_store.player_names(OTHER)] == ["Marco Rossi"]


async def test_wire_news_is_judged_apart_for_a_guild_with_rumours_of_its_own(any_store: Store) -> None:
    for guild, channel in ((GUILD, CHANNEL), (OTHER, SECOND)):
        await any_store.subscribe(guild, channel, Target("Van Dijk", "van dijk"), Rules(), ADMIN)
    await any_store.file(filing("own", rumour(), scope=GUILD), judge)
    await deliver(any_store)
    receipt = await any_store.file(filing("wire", rumour()), judge)
    (filed,) = receipt.filed
    assert (filed.verdict, filed.queued) == (Verdict.NEW, 1)
    assert [one.guild_id for one in await take(any_store)] == [OTHER]


async def test_the_alert_of_a_guild_judged_apart_says_what_that_guild_knows(any_store: Store) -> None:
    for guild, channel in ((GUILD, CHANNEL), (OTHER, SECOND)):
        await any_store.subscribe(guild, channel, Target("everything", None), Rules(), ADMIN)
    await any_store.file(filing("own", rumour(stage=Stage.BID), scope=GUILD), judge)
    await deliver(any_store)
    receipt = await any_store.file(filing("wire", rumour()), judge)
    assert receipt.filed[0].queued == 2
    told = {one.guild_id: rows_of(one)[0]["why"] for one in await take(any_store)}
    assert told == {GUILD: "1 known", OTHER: "0 known"}
