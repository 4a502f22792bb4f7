"""What every Store keeps in several languages, and in which it has a channel written to."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import WIRE, Alert, AlertText, Certainty, Kind, Stage, Verdict
from bot.outbox import Drawn, Note
from bot.speech import ENGLISH, Spoken
from bot.store import Echo
from bot.subscription import Rules, Target
from db import alerts, health, open_store, spoken
from db.migrate import migrations
from tests.db.samples import ADMIN, LATER, NOON, alert, filing, judge, rumour
from tests.db.sending import deliver, says

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bot.files import PlayerFile
    from bot.model import Rumour
    from bot.outbox import Bundle
    from bot.store import Judgement, Store

GUILD, OTHER, CHANNEL, SECOND = 500, 600, 50, 60
EVERYTHING = Target("everything")
LETTERS = st.text("abc", min_size=2, max_size=2).filter(lambda letters: letters != ENGLISH)
TEXTS = st.builds(
    AlertText,
    *[st.text(max_size=20)] * 6,
    sources=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    why=st.text(max_size=20),
)


def in_spanish(
    rows: Sequence[Rumour], said_on: dt.date, known: Sequence[PlayerFile], copied: dt.date | None = None
) -> Judgement:
    """As the judge of the samples, with Spanish words beside."""
    judged = judge(rows, said_on, known, copied)
    judged = replace(judged, why=Spoken(judged.why.english, {"es": "ya se sabía"}))
    if judged.echo is not None:
        on_record = Spoken("Ian Marsh, on record", {"es": "Ian Marsh, de viva voz"})
        return replace(judged, echo=Echo((on_record, on_record), judged.echo.article_ids))
    if judged.alert is None:
        return judged
    text = AlertText("l", "t", "c", "q", "s", "h", ("BBC",), "w")
    return replace(judged, alert=replace(judged.alert, others={"es": text}))


def languages(bundle: Bundle) -> Drawn:
    """A payload that tells in which language it is to be drawn."""
    also = [dict(one.others) for row in bundle.rows for one in row.also]
    notes = [dict(row.note.others) for row in bundle.rows if row.note is not None]
    return Drawn(json.dumps([bundle.language, also, notes]), len(bundle.rows))


async def drawn(store: Store, now: dt.datetime = LATER) -> dict[int, list[object]]:
    """What each channel is sent, and that it stands."""
    taken = await store.next_batches(now, 99, (), languages)
    assert not taken.faults
    for batch in taken.batches:
        if batch.is_edit:
            await store.edited(batch)
        else:
            await store.sent(batch.id, 1000 + batch.id, batch.channel_id, now)
    return {batch.channel_id: json.loads(batch.payload) for batch in taken.batches}


@given(st.text(), st.dictionaries(LETTERS, st.text(min_size=1)))
def test_a_text_is_read_as_it_was_written(english: str, others: dict[str, str]) -> None:
    text = Spoken(english, others)
    assert spoken.read(text.english, spoken.others(text)) == text
    assert spoken.read_all(spoken.write_all([text, Spoken("BBC")])) == (text, Spoken("BBC"))


@given(st.dictionaries(LETTERS, TEXTS))
def test_an_alert_is_read_as_it_was_written_in_all_its_languages(others: dict[str, AlertText]) -> None:
    made = replace(alert("A Boro", rumour(), "why", NOON.date()), others=others)
    again = alerts.read(alerts.write(made))
    assert again == made
    assert again.in_language(ENGLISH) == replace(made, others={})
    for letters, text in others.items():
        said = again.in_language(letters)
        assert (said.headline, said.sources, said.why) == (text.headline, text.sources, text.why)
        assert (said.player, said.kinds, said.stage) == (made.player, made.kinds, made.stage)


def test_an_alert_from_before_there_were_languages_is_english_in_all() -> None:
    made = Alert(
        "A Boro",
        Verdict.NEW,
        *("label", "headline", "clubs", "changed", "unchanged", "history"),
        ("BBC",),
        "why",
        NOON.date(),
        kinds=(Kind.BID,),
        stage=Stage.BID,
        certainty=Certainty.CLAIMED,
    )
    cells = json.loads(alerts.write(made))
    del cells["others"]
    assert alerts.read(json.dumps(cells)) == made == made.in_language("es")


async def test_a_guild_s_channels_are_written_to_in_its_language(any_store: Store) -> None:
    assert (await any_store.guild_settings(GUILD)).language == ENGLISH
    await any_store.set_language(GUILD, "es", ADMIN)
    assert (await any_store.guild_settings(GUILD)).language == "es"
    await any_store.subscribe(GUILD, CHANNEL, EVERYTHING, Rules(), ADMIN)
    await any_store.subscribe(OTHER, SECOND, EVERYTHING, Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), in_spanish)
    assert await drawn(any_store) == {CHANNEL: ["es", [], []], SECOND: [ENGLISH, [], []]}
    await any_store.set_language(GUILD, ENGLISH, ADMIN)
    assert await drawn(any_store, LATER + dt.timedelta(hours=1)) == {}


async def test_a_follower_is_written_to_in_the_language_of_his_last_follow(any_store: Store) -> None:
    boro, carr = Target("A Boro", "a boro"), Target("B Carr", "b carr")
    await any_store.subscribe(0, CHANNEL, boro, Rules(), ADMIN, user_id=7)
    await any_store.file(filing("one", rumour("A Boro")), in_spanish)
    assert await drawn(any_store) == {CHANNEL: [ENGLISH, [], []]}
    assert await any_store.subscribe(0, CHANNEL, carr, Rules(), ADMIN, user_id=7, language="es")
    assert not await any_store.subscribe(0, CHANNEL, carr, Rules(), ADMIN, user_id=7, language="es")
    await any_store.subscribe(0, SECOND, boro, Rules(), ADMIN, user_id=8, language=ENGLISH)
    later = LATER + dt.timedelta(minutes=1)
    await any_store.file(filing("two", rumour("A Boro", to_club="Everton"), received=later), in_spanish)
    later += dt.timedelta(minutes=1)
    assert await drawn(any_store, later) == {CHANNEL: ["es", [], []], SECOND: [ENGLISH, [], []]}


async def test_why_and_who_says_so_too_are_kept_in_every_language(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, EVERYTHING, Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), in_spanish)
    await drawn(any_store)
    again = LATER + dt.timedelta(minutes=1)
    await any_store.file(filing("two", rumour(), received=again, outlet="Goal"), in_spanish)
    repeat, first = await any_store.told(GUILD, CHANNEL, 9)
    assert repeat.why == Spoken("1 known", {"es": "ya se sabía"})
    assert first.let_by is not None
    assert (first.let_by.english, set(first.let_by.others)) == ("alerts for everything", {"es"})
    assert first.news is not None
    assert first.news.alert.in_language("es").headline == "t"
    changed = await drawn(any_store, again + dt.timedelta(minutes=1))
    assert changed == {CHANNEL: [ENGLISH, [{"es": "Ian Marsh, de viva voz"}], []]}


async def test_a_note_is_kept_in_every_language(any_store: Store) -> None:
    await any_store.subscribe(GUILD, CHANNEL, EVERYTHING, Rules(), ADMIN)
    await any_store.file(filing("one", rumour()), in_spanish)
    (lost,) = (await any_store.next_batches(LATER, 9, (), languages)).batches
    note = Note(Spoken("Alerts stopped.", {"es": "Alertas detenidas."}), SECOND)
    await any_store.disable(lost, "gone", LATER, note)
    assert await drawn(any_store) == {SECOND: [ENGLISH, [], [{"es": "Alertas detenidas."}]]}


OF_THE_FOURTH_VERSION = """
    INSERT INTO guild_settings (guild_id, moderator_role_id, timezone) VALUES (500, 5, 'Europe/Madrid');
    INSERT INTO players (id, key) VALUES (1, 'a boro');
    INSERT INTO articles (id, scope, actor_id, path, text, text_hash, said_on, received, summary)
    VALUES (1, 0, 0, 'terminal', 'one', x'00', 736000, {received}, '');
    INSERT INTO developments (id, article_id, player_id, scope, verdict, why, alert, player, keys)
    VALUES (1, 1, 1, 0, 'new', 'not known before', '{alert}', 'A Boro', '{{"players": ["a boro"], "clubs": []}}');
    INSERT INTO echoes (development_id, scope, sources) VALUES (1, 0, '["Ian Marsh, on record"]');
    INSERT INTO subscriptions (guild_id, channel_id, label) VALUES (500, 50, 'everything');
    INSERT INTO outbox (development_id, guild_id, channel_id, why, form, silent, roles, importance, queued, due)
    VALUES (1, 500, 50, 'alerts for everything', 'alert', 0, '[]', 1, {received}, {received});
    INSERT INTO lanes (channel_id, due, importance) VALUES (50, {received}, 1);
"""


@pytest.fixture
def old(file: Path) -> Path:
    """A file of the version before there were languages, with an alert that waits."""
    health.prepare(file, migrations()[:4])
    cells = json.loads(alerts.write(alert("A Boro", rumour(), "why", NOON.date())))
    del cells["others"]
    facts = {"alert": json.dumps(cells), "received": int(NOON.timestamp())}
    with closing(sqlite3.connect(file)) as conn, conn:
        conn.executescript(OF_THE_FOURTH_VERSION.format(**facts))
    return file


async def test_what_was_kept_before_there_were_languages_is_told_in_english(old: Path) -> None:
    store = await open_store(old)
    try:
        (gone,) = await deliver(store, LATER)
        assert says(gone) == ["A Boro: talks"]
        (told,) = await store.told(GUILD, CHANNEL, 9)
        assert (told.why, told.let_by) == (Spoken("not known before"), Spoken("alerts for everything"))
        assert json.loads(gone.payload)["rows"][0]["also"] == ["Ian Marsh, on record"]
        settings = await store.guild_settings(GUILD)
        assert (settings.language, settings.timezone) == (ENGLISH, "Europe/Madrid")
        assert (await store.guild_settings(WIRE)).language == ENGLISH
    finally:
        await store.close()
