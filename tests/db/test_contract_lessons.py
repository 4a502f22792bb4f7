"""What every Store has to do with what moderators teach."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.files import Lesson, Matter
from bot.model import WIRE
from tests.db.samples import ADMIN, NOON

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store import Store
    from db import SqliteStore

GUILD, OTHER = 500, 600
LESSONS = (
    Lesson(Matter.PLAYER, "v dijk", "Virgil van Dijk"),
    Lesson(Matter.CLUB, "saints", "Southampton"),
    Lesson(Matter.CLUB, "saints", None, "virgil van dijk"),
    Lesson(Matter.NOT_A_PLAYER, "old trafford"),
    Lesson(Matter.NOT_A_TRANSFER, "00ff"),
)


async def test_lessons_come_back_as_they_were_taught_the_wires_first(any_store: Store) -> None:
    own, *others = LESSONS
    await any_store.learn(GUILD, ADMIN, own, NOON)
    for lesson in others:
        await any_store.learn(WIRE, ADMIN, lesson, NOON)
    assert await any_store.lessons(GUILD) == (*others, own)
    assert await any_store.lessons(OTHER) == tuple(others)
    assert await any_store.lessons(WIRE) == tuple(others)


@pytest.mark.parametrize("lesson", LESSONS)
async def test_a_lesson_takes_the_place_of_one_on_the_same_matter_in_its_scope(
    any_store: Store, lesson: Lesson
) -> None:
    await any_store.learn(WIRE, ADMIN, lesson, NOON)
    await any_store.learn(GUILD, ADMIN, replace(lesson, meant="Another"), NOON)
    await any_store.learn(GUILD, ADMIN, LESSONS[0], NOON)
    await any_store.learn(GUILD, ADMIN, replace(lesson, meant="A third"), NOON)
    kept = [one for one in await any_store.lessons(GUILD) if one.matter is lesson.matter]
    assert kept == [lesson, replace(lesson, meant="A third")]
    assert (await any_store.lessons(GUILD))[-1].meant == "A third"


async def test_a_lesson_is_forgotten_by_its_own_scope_only(any_store: Store) -> None:
    for lesson in LESSONS:
        await any_store.learn(GUILD, ADMIN, lesson, NOON)
    for scope in (WIRE, OTHER):
        assert not await any_store.forget(scope, ADMIN, LESSONS[0], NOON)
    assert await any_store.forget(GUILD, ADMIN, replace(LESSONS[0], meant="whatever"), NOON)
    assert not await any_store.forget(GUILD, ADMIN, LESSONS[0], NOON)
    assert await any_store.lessons(GUILD) == LESSONS[1:]


async def test_teaching_and_forgetting_have_their_lines_in_the_audit(store: SqliteStore, file: Path) -> None:
    await store.learn(GUILD, ADMIN, LESSONS[2], NOON)
    await store.forget(GUILD, ADMIN, LESSONS[2], NOON)
    await store.forget(GUILD, ADMIN, LESSONS[2], NOON)
    with closing(sqlite3.connect(file)) as conn:
        lines = conn.execute("SELECT scope, actor_id, action, detail FROM audit").fetchall()
    assert lines == [
        (GUILD, ADMIN, "learn", "club: saints (of virgil van dijk) → nothing"),
        (GUILD, ADMIN, "forget", "club: saints (of virgil van dijk) → nothing"),
    ]
