"""TOML as the word lists are written, read as JSON: ``tomllib`` is pure Python and takes twenty times as long.

What is beyond the plain form, such as a comment behind a value, is left to ``tomllib``: every TOML file is read.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_KEY = re.compile(r'^(?:([A-Za-z0-9_-]+)|("[^"\\\n]*")) = ', re.MULTILINE)
_GOES_ON = "[,'"
"""What the first line of an array of several lines ends in, or a string that JSON would write otherwise."""


def loads(text: str) -> dict[str, Any]:
    r"""The content of a TOML file.

    >>> loads('[[club]]\nname = "Ajax"\naka = [\n  "AFC Ajax",\n]')
    {'club': [{'name': 'Ajax', 'aka': ['AFC Ajax']}]}
    """
    try:
        return json.loads(_as_json(text))
    except ValueError:
        import tomllib  # noqa: PLC0415 - no list of ours needs it

        return tomllib.loads(text)


def _as_json(text: str) -> str:
    """The same as JSON, if it is plain: tables on the first level and values that JSON writes alike."""
    rows: list[str] = []
    top, tables, arrays = rows, dict[str, list[str]](), dict[str, list[list[str]]]()
    lines = iter(_KEY.sub(_as_json_key, text).split("\n"))
    for line in lines:
        if line[:1] == '"':
            rows.append(_whole(line, lines) if line[-1] in _GOES_ON else line)
        elif line[:1] == "[":
            rows = _opened(line.rstrip(), tables, arrays)
        elif line and line[0] != "#":
            raise ValueError(line)
    parts = [*top, *(f'"{name}":{_object(of)}' for name, of in tables.items())]
    parts += (f'"{name}":[{",".join(map(_object, several))}]' for name, several in arrays.items())
    return f"{{{','.join(parts)}}}"


def _as_json_key(match: re.Match[str]) -> str:
    return f'"{match[1]}":' if match[1] else f"{match[2]}:"


def _object(rows: Iterable[str]) -> str:
    return f"{{{','.join(rows)}}}"


def _opened(line: str, tables: dict[str, list[str]], arrays: dict[str, list[list[str]]]) -> list[str]:
    """The rows, none so far, of the table that a header opens."""
    rows: list[str] = []
    is_array = line.startswith("[[")
    name = line[2:-2] if is_array else line[1:-1]
    if not name.isidentifier() or name in tables or (name in arrays and not is_array):
        raise ValueError(line)
    if is_array:
        arrays.setdefault(name, []).append(rows)
    else:
        tables[name] = rows
    return rows


def _whole(line: str, more: Iterator[str]) -> str:
    """A pair whose value goes on over ``more`` lines, or is written otherwise in JSON."""
    key, _, value = line.partition('":')
    if value[:1] == "'":
        return f'{key}":{_literal(value)}'
    parts = [line]
    for part in more:
        parts.append(part.strip())
        if part.endswith("]"):
            break
    return "".join(parts)[:-1].rstrip(", ") + "]"


def _literal(value: str) -> str:
    """What stands between single quotes, where a backslash is only a backslash."""
    if "'" in value[1:-1]:
        raise ValueError(value)
    return json.dumps(value[1:-1])
