"""What the bot says is said in every language that it speaks."""

from __future__ import annotations

import ast
import asyncio
import re
from string import Formatter
from typing import TYPE_CHECKING, Any

import pytest

from bot.app.translating import NAME
from bot.endpoint import payload_of
from bot.speech import (
    LANGUAGES,
    LOCALES,
    Spoken,
    in_every_language,
    language,
    language_of,
    say,
    say_as,
    says,
    speak,
    speaking,
)
from tests.catalogue import ROOT, SAID, of_commands, said, tables, updated

if TYPE_CHECKING:
    from tests.conftest import House

TABLES = tables()


def slots(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("letters", TABLES)
def test_a_table_lacks_no_text_and_has_none_that_nobody_says(letters: str) -> None:
    kept = (LOCALES / f"{letters}.po").read_bytes()
    assert updated(TABLES[letters]) == kept, "run: python -m tests.catalogue"


@pytest.mark.parametrize("letters", TABLES)
def test_every_text_is_translated_with_the_same_slots(letters: str) -> None:
    table = TABLES[letters]
    for message in said():
        if not message.id:
            continue
        found = table.get(message.id, message.context)
        translated = found.string if found else ""
        pairs = [(message.id, translated)] if isinstance(message.id, str) else []
        if not pairs:
            assert isinstance(translated, tuple), f"{letters} has no translation of {message.id}"
            pairs = [(message.id[1], form) for form in translated]
        for english, other in pairs:
            assert other, f"{letters} has no translation of {english!r}"
            # "one" may go without its number: it is said by the word.
            assert slots(str(english)) == slots(str(other)) or isinstance(message.id, tuple)


def test_no_text_is_said_within_an_f_string_where_the_tables_do_not_see_it() -> None:
    hidden = [
        (path.name, call.lineno)
        for room in ("bot", "cogs")
        for path in (ROOT / room).rglob("*.py")
        for whole in ast.walk(ast.parse(path.read_text("utf8")))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in SAID
        if any(isinstance(given, ast.Constant) for given in call.args)
    ]
    assert hidden == []


@pytest.mark.parametrize(
    ("locale", "spoken"), [("es-ES", "es"), ("es-419", "es"), ("en-GB", "en"), ("fr", "en"), (None, "en")]
)
def test_a_locale_is_answered_in_its_language_or_in_english(locale: str | None, spoken: str) -> None:
    assert language_of(locale) == spoken


def test_a_number_of_things_is_said_in_the_form_that_fits() -> None:
    assert says("{count} origin", "{count} origins", 1) == "1 origin"
    assert says("{count} origin", "{count} origins", 3) == "3 origins"


async def test_a_language_holds_for_its_task_alone() -> None:
    async def spanish() -> str:
        speak("es")
        await asyncio.sleep(0)
        return language()

    assert await asyncio.gather(asyncio.create_task(spanish()), asyncio.create_task(spanish())) == ["es"] * 2
    assert language() == "en"


def test_what_is_kept_is_kept_in_every_language() -> None:
    kept = in_every_language(lambda: language().upper())
    assert {letters: str(kept) for letters in LANGUAGES if _speaks(letters)} == {"en": "EN"}
    with speaking("es"):
        assert str(kept) == "ES"
        assert str(Spoken("only English")) == "only English"


def _speaks(letters: str) -> bool:
    return letters == language()


NAMES = re.compile(r"[-_\w]{1,32}")
"""As Discord wants the names of commands in every language, in small letters."""


@pytest.mark.parametrize("letters", TABLES)
def test_commands_have_names_and_descriptions_as_discord_wants_them(letters: str) -> None:
    with speaking(letters):
        for context, text in of_commands():
            told = say_as(NAME, text) if context else say(text)
            assert len(told) <= 100, told
            assert not context or (NAMES.fullmatch(told) and told == told.lower()), told


async def test_no_two_commands_of_a_group_and_no_two_options_have_one_name(house: House) -> None:
    def name(one: dict[str, Any], locale: str) -> str:
        localizations: dict[str, str] = one.get("name_localizations") or {}
        return str(localizations.get(locale, one["name"]))

    def check(commands: list[dict[str, Any]], locale: str) -> None:
        names = [name(one, locale) for one in commands]
        assert len(set(names)) == len(names), names
        for one in commands:
            check(one.get("options") or [], locale)

    payload = await payload_of(house.bot.tree)
    assert any(one["name_localizations"].get("es-ES") == "estado" for one in payload)
    check([one for one in payload if one.get("type", 1) == 1], "es-ES")
