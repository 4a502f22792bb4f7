"""Three guilds and the wire file what they like: nothing of one guild is ever seen by another."""

from __future__ import annotations

import ast
import asyncio
import datetime as dt
import re
import tempfile
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from bot.cases import Wrong
from bot.files import Alias, Close, Edit, Lesson, Matter, Merge, Rename, Retract, Split, Vouch
from bot.model import WIRE, Article, Stage
from bot.sagas.mending import mended
from bot.spelling import fold
from bot.store import NEWCOMER, Called
from bot.subscription import Rules, Target
from bot.tiers import SourceTier
from tests.db.samples import ADMIN, NOON, filing, judge, rumour
from tests.db.sending import deliver, take
from tests.fresh_store import open_fresh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.files import Deed, PlayerFile
    from bot.model import Rumour
    from bot.store import Judgement

GUILDS = (1, 2, 3)
SCOPES = st.sampled_from((WIRE, *GUILDS))
STAGES = st.sampled_from((Stage.TALKS, Stage.BID, Stage.DONE))
LATER = NOON + dt.timedelta(hours=1)


# They read no text of others: numbers that the next ones will be above, alerts whose audience was settled when they
# were queued, and what a deed was about that is seen.
WITHOUT_SCOPE = (
    "SELECT coalesce(max(seq), 0) FROM claims",
    "SELECT coalesce(max(id), 0) FROM rumours",
    "JOIN developments AS d",
    "FROM developments AS d JOIN articles AS a ON",  # put together with a condition on the scope
    "WHERE d.id = o.development_id",
    "FROM developments AS d CROSS JOIN json_each",
    "held FROM rumours WHERE id = ?",
    "SELECT id FROM developments WHERE article_id",
)
TABLES = (
    "rumours|claims|player_names|articles|developments|"
    "mendings|mended_players|mended_rumours|mended_names|lessons|sketch_bands|reports|source_tiers"
)


def test_no_sql_that_touches_news_lacks_the_scope() -> None:
    news = re.compile(rf"(FROM|JOIN|INTO|UPDATE) ({TABLES})\b")
    sources = [file.read_text("utf-8") for file in (Path(__file__).parents[2] / "db").glob("*.py")]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    strings = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    touching = [sql for sql in strings if news.search(sql)]
    assert len(touching) > 10
    lacking = [sql for sql in touching if "scope" not in sql]
    assert [sql for sql in lacking if not any(known in sql for known in WITHOUT_SCOPE)] == []


def marker(scope: int) -> str:
    return f"Secret{scope}"


def scopes_in(value: object) -> set[int]:
    text = repr(value).casefold()
    return {guild for guild in GUILDS if marker(guild).casefold() in text}


class ThreeGuilds(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        # Closed in teardown; a state machine has no other place for it.
        self.folder = tempfile.TemporaryDirectory()
        self.runner = asyncio.Runner()
        self.store = self.runner.run(open_fresh(Path(self.folder.name) / "saga.db"))
        self.texts = count()
        self.players = 0

    def teardown(self) -> None:
        self.runner.run(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    def judging(self, scope: int, rows: Sequence[Rumour], known: Sequence[PlayerFile]) -> Judgement:
        seen = scopes_in(known)
        assert len(seen) <= 1
        assert scope == WIRE or seen <= {scope}
        return judge(rows, NOON.date(), known)

    @rule(
        scope=SCOPES,
        own_name=st.booleans(),
        surname=st.sampled_from(("Rossi", "Silva")),
        stage=STAGES,
        held=st.sampled_from((None, "unsure")),
    )
    def file(self, scope: int, surname: str, stage: Stage, held: str | None, *, own_name: bool) -> None:
        secret = marker(scope) if scope != WIRE else "Wire"
        player = f"{secret} {surname}" if own_name else surname
        row = rumour(player, to_club=f"{secret} City", from_club=f"{secret} United", stage=stage, held=held)
        text = f"{secret} {next(self.texts)}"

        def judging(
            rows: Sequence[Rumour],
            said_on: dt.date,
            known: Sequence[PlayerFile],
            copied: dt.date | None = None,
        ) -> Judgement:
            return self.judging(scope, rows, known)

        receipt = self.runner.run(self.store.file(filing(text, row, scope=scope, outlet=secret), judging))
        assert scopes_in(receipt) <= {scope}
        self.players += 1

    @rule(scope=SCOPES, twin=SCOPES)
    def file_the_same_text_elsewhere(self, scope: int, twin: int) -> None:
        text = f"twin {next(self.texts)}"
        self.runner.run(self.store.file(filing(text, rumour("Rossi"), scope=scope), judge))
        receipt = self.runner.run(self.store.file(filing(text, rumour("Rossi"), scope=twin), judge))
        assert (receipt.known_since is not None) == (scope in (WIRE, twin))

    @rule(guild=st.sampled_from(GUILDS), key=st.sampled_from((None, "rossi", "silva")))
    def subscribe(self, guild: int, key: str | None) -> None:
        self.runner.run(
            self.store.subscribe(guild, guild * 10, Target(f"{marker(guild)} {key}", key), Rules(), ADMIN)
        )

    @rule(guild=st.sampled_from(GUILDS))
    def save_a_draft(self, guild: int) -> None:
        article = Article(marker(guild))
        draft_id = self.runner.run(self.store.save_draft(guild, ADMIN, article, "form", NOON))
        other = guild % 3 + 1
        assert self.runner.run(self.store.draft(other, ADMIN, draft_id)) is None

    @rule(scope=SCOPES, what=st.integers(0, 8), pick=st.integers(0, 99), newcomer=st.booleans())
    def mend(self, scope: int, what: int, pick: int, *, newcomer: bool) -> None:
        files = [file for one in range(1, self.players + 2) if (file := self.look(scope, one)) is not None]
        if not files:
            return
        secret = marker(scope) if scope != WIRE else "Wire"
        file, other = files[pick % len(files)], files[-1 - pick % len(files)]
        rumour_id = file.rumours[pick % len(file.rumours)].id
        name = f"{secret} Newcomer{pick % 3}"
        to_id = NEWCOMER if newcomer else other.id
        row = rumour(name, to_club=f"{secret} City", from_club=f"{secret} United")
        deeds: tuple[Deed, ...] = (
            Retract(rumour_id),
            Edit(rumour_id, row),
            Edit(rumour_id, row, to_id),
            Merge(other.id),
            Split(to_id, (rumour_id,)),
            Rename(name),
            Close(NOON.date()),
            Alias(name),
            Vouch(rumour_id),
        )
        deed, called = deeds[what], Called(name, fold(name))
        lesson = Lesson(Matter.CLUB, secret, f"{secret} Town")
        asked = self.store.mend(scope, ADMIN, file.id, deed, LATER, called=called, lessons=[lesson])
        self.players += self.runner.run(asked) is not None

    @rule(scope=SCOPES, other=SCOPES, pick=st.integers(0, 99))
    def undo(self, scope: int, other: int, pick: int) -> None:
        own = self.runner.run(self.store.mendings(scope))
        if own:
            number = own[pick % len(own)].id
            undone = self.runner.run(self.store.undo_mending(other, ADMIN, number, LATER))
            assert undone == (other == scope)

    @rule(guild=st.sampled_from(GUILDS), other=st.sampled_from(GUILDS), player=st.integers(1, 3))
    def report(self, guild: int, other: int, player: int) -> None:
        if player > self.players or self.look(guild, player) is None:
            return
        secret = marker(guild)
        told = {"player": secret, "shown": secret, "words": secret}
        self.runner.run(self.store.report(guild, ADMIN, player, NOON, kind=Wrong.OTHER, **told))
        number = self.runner.run(self.store.reports(guild))[0].id
        seen = self.runner.run(self.store.report_of(other, number))
        assert (seen is not None) == (guild == other)
        assert self.runner.run(self.store.settle(other, ADMIN, number, LATER)) == (guild == other)

    @rule(guild=st.sampled_from(GUILDS), tier=st.integers(1, 4))
    def rate(self, guild: int, tier: int) -> None:
        told = SourceTier(marker(guild), tier, marker(guild))
        self.runner.run(self.store.set_tier(guild, ADMIN, told, NOON))
        assert not self.runner.run(self.store.drop_tier(guild % 3 + 1, ADMIN, told, NOON))

    def look(self, scope: int, player_id: int) -> PlayerFile | None:
        return self.runner.run(self.store.player_file(scope, player_id))

    @rule()
    def deliver(self) -> None:
        self.runner.run(deliver(self.store))

    @invariant()
    def no_alert_tells_of_another(self) -> None:
        for one in self.runner.run(take(self.store)):
            assert one.channel_id == one.guild_id * 10
            assert scopes_in(one) <= {one.guild_id}

    @invariant()
    def nobody_sees_what_is_anothers(self) -> None:
        for scope in (WIRE, *GUILDS):
            files = [self.look(scope, player_id) for player_id in range(1, self.players + 2)]
            names = self.runner.run(self.store.player_names(scope))
            wishes = self.runner.run(self.store.subscriptions(scope))
            taught = self.runner.run(self.store.lessons(scope))
            done = self.runner.run(self.store.mendings(scope))
            held = self.runner.run(self.store.held(scope))
            cases: list[object] = [self.runner.run(self.store.reports(scope))]
            cases.append(self.runner.run(self.store.source_tiers(scope)))
            cases += [self.runner.run(self.store.article_of(scope, number)) for number in held]
            assert scopes_in(cases) <= {scope}
            seen = {kept.id for file in files if file for kept in file.rumours if kept.scope == scope}
            assert set(held) <= seen
            newest = self.runner.run(self.store.newest_files(scope, 9))
            told = self.runner.run(self.store.told(scope, scope * 10, 99))
            inside = [self.runner.run(self.store.told_in(scope, batch)) for batch in range(1, 40)]
            assert scopes_in((files, names, wishes, taught, done, newest, told, inside)) <= {scope}
            assert {one.scope for file in files if file for one in file.mendings} <= {WIRE, scope}
            told_of = [
                file for file in files if file and any(not one.rumour.held for one in mended(file).rumours)
            ]
            assert {one.id for one in names} == {file.id for file in told_of}


TestThreeGuilds = ThreeGuilds.TestCase
TestThreeGuilds.settings = settings(max_examples=10, stateful_step_count=20, deadline=None)
