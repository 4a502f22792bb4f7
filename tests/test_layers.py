"""Which room may import which: downward only, and some packages in one place only."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent

# From the ground up; a room may import those of lower floors and those beside it in its own room.
FLOORS = (
    ("bot.model", "bot.settings", "bot.speech", "bot.spelling", "bot.markup", "bot.logs", "bot.plain_toml"),
    (
        "bot.files",
        "bot.cases",
        "bot.tiers",
        "bot.ladder",
        "bot.subscription",
        "bot.countries",
        "bot.wording",
        "bot.days",
        "bot.copies",
        "bot.windows",
    ),
    ("bot.rules", "bot.outbox", "bot.drafts", "bot.watches", "bot.holdings", "bot.store"),
    ("bot.reading",),
    ("bot.sagas",),
    ("bot.rights", "bot.directory"),
    ("bot.corrections",),
    (
        "bot.intake",
        "bot.answers",
        "bot.alerts",
        "bot.naming",
        "bot.editing",
        "bot.bringing",
        "bot.correcting",
        "bot.watching",
        "bot.desk",
        "bot.deeds",
        "bot.mending",
        "bot.review",
        "bot.sources",
        "bot.reporting",
        "bot.setting_up",
        "bot.belongings",
    ),
    ("bot.cards",),
    ("bot.delivery",),
    ("bot.app", "bot.endpoint"),
    ("cogs",),
    ("bot.terminal",),
    ("bot.cli", "bot.__main__"),
)
ALONE = {
    "bot.localdiscord": (),
    "db": (
        "bot.model",
        "bot.spelling",
        "bot.speech",
        "bot.files",
        "bot.cases",
        "bot.tiers",
        "bot.store",
        "bot.drafts",
        "bot.watches",
        "bot.outbox",
        "bot.holdings",
        "bot.rules",
        "bot.subscription",
    ),
}
ONLY_IN = {
    "discord": ("bot.cards.embeds", "bot.cards.controls", "bot.delivery", "bot.app", "bot.endpoint", "cogs"),
    "sqlite3": ("db",),
    "aiosqlite": ("db",),
    "babel": ("bot.speech", "bot.wording.figures"),
    "dateparser": ("bot.days",),
    "rapidfuzz": ("bot.sagas.names",),
}


def modules() -> Iterator[tuple[str, Path]]:
    for package in ("bot", "cogs", "db"):
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


@cache
def imports(path: Path) -> tuple[str, ...]:
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: imports are absolute"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def within(module: str, rooms: tuple[str, ...] | list[str]) -> bool:
    return any(module == room or module.startswith(room + ".") for room in rooms)


def floor(module: str) -> int | None:
    return next((height for height, rooms in enumerate(FLOORS) if within(module, rooms)), None)


MODULES = dict(modules())


@pytest.mark.parametrize("module", MODULES)
def test_a_room_imports_only_what_lies_below_it(module: str) -> None:
    ours = [name for name in imports(MODULES[module]) if name.split(".")[0] in ("bot", "cogs", "db")]
    alone = next((room for room in ALONE if within(module, (room,))), None)
    for name in ours:
        if alone is not None:
            assert within(name, (alone, *ALONE[alone])), f"{module} must not know {name}"
        elif name == "bot" or within(name, ("db",)) or within(name, ("bot.localdiscord",)):
            assert within(module, ("bot.cli", "bot.terminal")), f"{module} must not know {name}"
        elif module not in ("bot", "cogs"):
            own, other = floor(module), floor(name)
            assert own is not None, f"{module} stands on no floor"
            assert other is not None, f"{name} stands on no floor"
            assert other <= own, f"{module} imports {name} from above"


@pytest.mark.parametrize("package", ONLY_IN)
def test_a_package_is_imported_in_its_one_place_only(package: str) -> None:
    users = {
        module
        for module, path in MODULES.items()
        for name in imports(path)
        if name.split(".")[0] == package and not within(module, ONLY_IN[package])
    }
    assert not users


def test_no_room_is_named_after_nothing() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers"}
    assert not [module for module in MODULES if vague & set(module.split("."))]
