"""One voice: no text for people goes round the tables, none is too long, and commands go by the names that are seen.

Where a text is used is read from the code, so what is written tomorrow is looked at as well.
"""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from bot.app.commands import name_of
from bot.cards import clip
from bot.speech import speaking
from tests.catalogue import ROOT, SAID, qualified_names, said, tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TABLES = tables()

SHOWN = frozenset(
    "Card Field Button Menu Option Entry Form Refusal Later Outcome tell "
    "StoreError NotSaved DraftGone UsedUp Overtaken Note".split()
)
"""What makes something that is shown, or says it."""

OPERATOR = "the operator alone sees it"
AS_IT_IS = {
    "bot/cards/notes.py": OPERATOR,
    "bot/delivery/outcomes.py": OPERATOR,
    "db/health.py": OPERATOR,
    "db/lock.py": OPERATOR,
    "db/migrate.py": OPERATOR,
    "db/store.py": OPERATOR,
    "bot/settings.py": OPERATOR,
}
"""Files in which texts are plain English, and why."""
HIDDEN = {"a move": "a stand-in that is left out again before anything is shown"}
"""Texts that nobody sees, and why."""


def files() -> Iterator[Path]:
    for room in ("bot", "cogs", "db"):
        for path in sorted((ROOT / room).rglob("*.py")):
            inner = path.relative_to(ROOT).parts[1]
            if inner not in ("terminal", "localdiscord", "cli.py"):
                yield path


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_called(node: ast.AST) -> str:
    if not isinstance(node, ast.Call):
        return ""
    return node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")


def unsaid(node: ast.AST) -> Iterator[ast.Constant]:
    """The texts in a piece of code that do not go through ``bot.speech``; no docstring, type or pattern is one."""
    if name_called(node) in (*SAID, "compile"):
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node
    for key, part in ast.iter_fields(node):
        if key in ("annotation", "returns", "slice", "format_spec"):
            continue
        parts: list[object] = part if isinstance(part, list) else [part]  # pyright: ignore[reportUnknownVariableType]
        for one in parts:
            is_docstring = isinstance(one, ast.Expr) and isinstance(one.value, ast.Constant)
            if isinstance(one, ast.AST) and not is_docstring:
                yield from unsaid(one)


def constants(module: ast.Module) -> dict[str, ast.expr]:
    """What the names of a module stand for, as far as it is written there."""
    found: dict[str, ast.expr] = {}
    for node in module.body:
        if isinstance(node, ast.Assign):
            found |= {target.id: node.value for target in node.targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value:
            found[node.target.id] = node.value
    return found


def is_for_people(text: str) -> bool:
    """True for words with blanks between them, and for a word that begins like a label."""
    return bool(re.search(r"[^\W\d_]{2}", text)) and (bool(re.search(r"\S\s+\S", text)) or text[:1].isupper())


def shown_plainly(path: Path) -> Iterator[str]:
    module = tree(path)
    known = constants(module)
    if path.parent.name == "cards":
        yield from (one.value for one in unsaid(module) if re.search(r"\w\s+\w", str(one.value)))  # type: ignore[misc]
    for node in ast.walk(module):
        if name_called(node) not in SHOWN:
            continue
        for text in unsaid(node):
            yield str(text.value)
        for one in ast.walk(node):
            meant = known.get(one.id) if isinstance(one, ast.Name) else None
            if isinstance(meant, ast.Constant) and isinstance(meant.value, str):
                is_said = any(name_called(call) in SAID and one in ast.walk(call) for call in ast.walk(node))
                if not is_said:
                    yield meant.value


@pytest.mark.parametrize("path", list(files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_text_for_people_goes_through_the_tables(path: Path) -> None:
    if str(path.relative_to(ROOT)) in AS_IT_IS:
        return
    assert not [text for text in shown_plainly(path) if is_for_people(text) and text not in HIDDEN]


PLACES = {
    ("Button", "label"): (0, clip.BUTTON_LABEL),
    ("Menu", "hint"): (0, clip.PLACEHOLDER),
    ("Option", "label"): (0, clip.OPTION),
    ("Option", "about"): (2, clip.OPTION),
    ("Entry", "label"): (1, clip.LABEL),
    ("Entry", "about"): (2, clip.LABEL_ABOUT),
    ("Form", "title"): (0, clip.MODAL_TITLE),
    ("Field", "name"): (0, clip.FIELD_NAME),
    ("Card", "title"): (0, clip.TITLE),
}
"""Where a text stands, by the argument's place, and how long it may be there."""
SLOT = "x" * 8
"""What a slot is counted as: a number or a short name; a long name is cut, which its reader minds less."""


def argument(call: ast.Call, name: str, place: int) -> ast.expr | None:
    named = next((one.value for one in call.keywords if one.arg == name), None)
    return named or (call.args[place] if place < len(call.args) else None)


def texts_said(node: ast.AST, known: dict[str, ast.expr]) -> Iterator[tuple[str | None, str]]:
    """The texts that are said in a piece of code, each with its context; all those of a table of the module."""
    for call in ast.walk(node):
        name = name_called(call)
        if name not in SAID or not isinstance(call, ast.Call):
            continue
        for text in call.args:
            if isinstance(text, ast.Constant):
                context = call.args[0] if name in ("say_as", "mark_as") else None
                if text is not context:
                    yield (str(context.value) if isinstance(context, ast.Constant) else None), str(text.value)
            for one in ast.walk(text):
                if isinstance(one, ast.Name) and one.id in known:
                    yield from texts_said(known[one.id], {})


def placed() -> Iterator[tuple[str, str, str | None, str, int]]:
    for path in files():
        known = constants(tree(path))
        for node in ast.walk(tree(path)):
            if not isinstance(node, ast.Call):
                continue
            for (kind, name), (place, most) in PLACES.items():
                given = argument(node, name, place) if name_called(node) == kind else None
                for context, text in texts_said(given, known) if given is not None else ():
                    yield kind, name, context, text, most


def test_texts_are_found_in_every_kind_of_place() -> None:
    assert {(kind, name) for kind, name, *_ in placed()} == set(PLACES)


@pytest.mark.parametrize("letters", ["en", *TABLES])
def test_no_text_is_too_long_for_its_place(letters: str) -> None:
    for kind, name, context, text, most in placed():
        found = TABLES[letters].get(text, context) if letters in TABLES else None
        for form in forms(found.string if found and found.string else text):
            length = clip.size(re.sub(r"\{\w+\}", SLOT, form))
            assert length <= most, f"{kind} {name}: {form!r} has {length} of {most}"


def commands_in(text: str, names: tuple[str, ...]) -> list[str]:
    """The commands that a text names, the longest name first where one begins another."""
    longest_first = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.findall(rf"(?<![\w/:]) /({longest_first})(?![\w-])", f" {text}".replace("/", " /"))


def forms(text: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    """The text, in the form for one and in that for several where there are two."""
    return (text,) if isinstance(text, str) else tuple(text)


@pytest.mark.parametrize("letters", TABLES)
def test_a_translated_text_names_commands_as_its_readers_see_them(letters: str) -> None:
    names = qualified_names()
    with speaking(letters):
        seen = {name: name_of(name) for name in names}
    for message in said():
        found = TABLES[letters].get(message.id, message.context) if message.id else None
        for one, other in zip(forms(message.id), forms((found and found.string) or message.id), strict=True):
            meant = sorted(seen[name] for name in commands_in(one, names))
            assert sorted(commands_in(other, tuple(seen.values()))) == meant, other


def test_a_command_is_found_in_a_text_by_its_whole_name() -> None:
    names = ("alerts", "alerts add", "status")
    found = commands_in("Use /alerts add, /alerts or /status; not /statuses.", names)
    assert found == ["alerts add", "alerts", "status"]
