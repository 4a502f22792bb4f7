from __future__ import annotations

import ast
import sys
from pathlib import Path

import bot.localdiscord


def imported(path: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    return whole | {node.module or "." for node in nodes if isinstance(node, ast.ImportFrom)}


def test_it_knows_nothing_of_the_bot_nor_of_the_client() -> None:
    folder = Path(bot.localdiscord.__file__).parent
    names = {name for path in folder.glob("*.py") for name in imported(path)}
    foreign = {
        name
        for name in names
        if name.split(".")[0] not in {*sys.stdlib_module_names, "aiohttp"}
        and not name.startswith("bot.localdiscord")
    }
    assert foreign == set()
