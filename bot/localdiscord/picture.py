"""A message as a picture: SVG as wide as a phone, in the colours of Discord's dark theme, drawn from its JSON alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING

from bot.localdiscord.component_limits import BUTTON, LINK_BUTTON, SELECTS
from bot.localdiscord.wire import array, part

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.localdiscord.wire import Json

WIDTH = 400
"""Pixels of the whole picture, our own choice; the text has 324 of them, as on a phone that is 360 wide."""

# Our own choice, as it looks in the client.
_LEFT, _RIGHT, _TOP = 60, 16, 16
_BACK, _EMBED, _EDGE, _TEXT, _LOUD, _SOFT = "#313338", "#2b2d31", "#1e1f22", "#dbdee1", "#f2f3f5", "#949ba4"
_BLUE, _GREY = "#5865f2", "#4e5058"
_FONT = "'gg sans','Noto Sans',-apple-system,'Segoe UI',Helvetica,Arial,sans-serif"
_INVISIBLE = re.compile("[\u200b\u200d\u2060]")
_STYLES = re.compile(r"\\(.)|(\*\*)|(~~)|<@&(\d+)>|(.)", re.DOTALL)
_NARROW, _SMALL, _WIDE = set("iljI.,:;'|!·‘’ "), set('ftr()[]-/"“”'), set("mwMW@%→—▰▱")


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look."""

    text: str
    bold: bool = False
    struck: bool = False
    pill: bool = False


@dataclass(slots=True)
class Sheet:
    """What is drawn so far, and how far down it has come."""

    parts: list[str] = field(default_factory=list[str])
    y: float = _TOP

    def box(self, x: float, y: float, width: float, height: float, fill: str, round_by: float = 4) -> None:
        """A filled rectangle."""
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" rx="{round_by:g}" fill="{fill}"/>'
        )

    def line(self, runs: list[Run], x: float, size: float, fill: str, anchor: str = "start") -> None:
        """One line of text, whose base is at ``y``."""
        spans = "".join(_span(run) for run in runs)
        self.parts.append(
            f'<text x="{x:g}" y="{self.y:g}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}">{spans}</text>'
        )

    def text(
        self, told: str, x: float, width: float, size: float, fill: str, names: Mapping[int, str]
    ) -> None:
        """Text in lines of at most ``width``; ``y`` is moved below it."""
        for paragraph in told.split("\n"):
            for line in wrapped(runs_of(paragraph, names), width, size):
                self.y += size * 1.05
                self.line(line, x, size, fill)
                self.y += size * 0.33


def picture(messages: list[Json], names: Mapping[int, str] | None = None) -> str:
    """The messages, one below the other. ``names``: what roles are called, by their ids."""
    sheet = Sheet()
    for message in messages:
        _message(sheet, message, names or {})
        sheet.y += 14
    height = sheet.y + 2
    told = escape(" ".join(_words(messages)))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height:g}" viewBox="0 0 {WIDTH} {height:g}" '
        f'role="img" font-family="{_FONT}">\n<title>{told}</title>\n'
        f'<rect width="{WIDTH}" height="{height:g}" rx="10" fill="{_BACK}"/>\n'
        + "\n".join(sheet.parts)
        + "\n</svg>\n"
    )


def _words(messages: list[Json]) -> Iterator[str]:
    for message in messages:
        yield from filter(
            None, (message.get("content"), *(one.get("title") for one in array(message, "embeds")))
        )


def runs_of(text: str, names: Mapping[int, str]) -> list[Run]:
    """Text with Discord's marks for bold and struck as runs; roles by their names."""
    runs: list[Run] = []
    bold = struck = False
    for escaped, is_bold, is_struck, role, plain in _STYLES.findall(_INVISIBLE.sub("", text)):
        bold, struck = bold != bool(is_bold), struck != bool(is_struck)
        if role:
            runs.append(Run(f"@{names.get(int(role), 'role')}", bold, struck, pill=True))
        elif escaped or plain:
            last = runs[-1] if runs else Run("", pill=True)
            if (last.bold, last.struck, last.pill) == (bold, struck, False):
                runs[-1] = Run(last.text + (escaped or plain), bold, struck)
            else:
                runs.append(Run(escaped or plain, bold, struck))
    return runs


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide text is: fonts differ, so it is told a little too wide."""
    ems = 0.0
    for one in text:
        kinds = ((_NARROW, 0.33), (_SMALL, 0.42), (_WIDE, 0.95))
        usual = 0.72 if one.isupper() else 0.61
        ems += next((wide for letters, wide in kinds if one in letters), usual)
    return ems * size * (1.07 if bold else 1.0)


def wrapped(runs: list[Run], width: float, size: float) -> list[list[Run]]:
    """The runs in lines of at most ``width``, broken between words."""
    lines: list[list[Run]] = [[]]
    left = width
    for run in runs:
        for word in re.findall(r"\s+|\S+", run.text):
            need = width_of(word, size, bold=run.bold)
            if need > left and lines[-1]:
                lines.append([])
                left = width
            if not (word.isspace() and not lines[-1]):
                lines[-1].append(Run(word, run.bold, run.struck, run.pill))
                left -= need
    return lines


def _span(run: Run) -> str:
    looks = [
        *(['font-weight="700"'] if run.bold else []),
        *(['text-decoration="line-through"'] if run.struck else []),
        *(['fill="#c9cdfb"'] if run.pill else []),
    ]
    return f"<tspan {' '.join(looks)}>{escape(run.text)}</tspan>" if looks else escape(run.text)


def _message(sheet: Sheet, message: Json, names: Mapping[int, str]) -> None:
    author = part(message, "author").get("username") or ""
    sheet.parts.append(f'<circle cx="32" cy="{sheet.y + 18:g}" r="18" fill="{_BLUE}"/>')
    sheet.y += 24
    sheet.line([Run(author[:1], bold=True)], 32, 18, "#fff", "middle")
    sheet.y -= 10
    sheet.line([Run(author, bold=True)], _LEFT, 15, _LOUD)
    if part(message, "author").get("bot"):
        at = _LEFT + width_of(author, 15, bold=True) + 6
        sheet.box(at, sheet.y - 11.5, 30, 15, _BLUE, 3)
        sheet.line([Run("APP", bold=True)], at + 15, 10, "#fff", "middle")
    sheet.y += 8
    width = WIDTH - _LEFT - _RIGHT
    if message.get("content"):
        sheet.text(message["content"], _LEFT, width, 15, _TEXT, names)
    for embed in array(message, "embeds"):
        _embed(sheet, embed, width, names)
    for row in array(message, "components"):
        _row(sheet, array(row, "components"), width)
    if int(message.get("flags") or 0) & 64:
        sheet.y += 16
        sheet.line([Run("Only you can see this")], _LEFT, 12, _SOFT)
        sheet.y += 4


def _embed(sheet: Sheet, embed: Json, width: float, names: Mapping[int, str]) -> None:
    sheet.y += 6
    top, place = sheet.y, len(sheet.parts)
    x, room = _LEFT + 16, width - 30
    sheet.y += 8
    if embed.get("title"):
        sheet.text(f"**{embed['title']}**", x, room, 15, _LOUD, names)
        sheet.y += 3
    if embed.get("description"):
        sheet.text(embed["description"], x, room, 14, _TEXT, names)
    for one in array(embed, "fields"):
        sheet.y += 7
        sheet.text(f"**{one['name']}**", x, room, 13, _LOUD, names)
        sheet.text(one["value"], x, room, 14, _TEXT, names)
    footer = part(embed, "footer").get("text")
    if footer:
        sheet.y += 6
        sheet.text(footer, x, room, 12, _SOFT, names)
    sheet.y += 8
    drawn = Sheet()
    drawn.box(_LEFT, top, width, sheet.y - top, f"#{int(embed.get('color') or 0x1E1F22):06x}")
    drawn.box(_LEFT + 4, top, width - 4, sheet.y - top, _EMBED)
    sheet.parts[place:place] = drawn.parts


def _row(sheet: Sheet, components: list[Json], width: float) -> None:
    sheet.y += 8
    x = float(_LEFT)
    for one in components:
        if one.get("type") in SELECTS:
            sheet.box(_LEFT, sheet.y, width, 34, _EDGE)
            sheet.y += 22
            sheet.line([Run(one.get("placeholder") or "")], _LEFT + 12, 14, _SOFT)
            sheet.line([Run("▾")], _LEFT + width - 20, 14, _TEXT)
            sheet.y -= 22
        elif one.get("type") == BUTTON:
            label = f"{one.get('label') or ''}{' ↗' if one.get('style') == LINK_BUTTON else ''}"
            wide = width_of(label, 14, bold=True) + 26
            if x + wide > _LEFT + width and x > _LEFT:
                x, sheet.y = float(_LEFT), sheet.y + 40
            sheet.box(x, sheet.y, wide, 34, _BLUE if one.get("style") == 1 else _GREY, 6)
            sheet.y += 22
            sheet.line([Run(label, bold=True)], x + wide / 2, 14, "#fff", "middle")
            sheet.y -= 22
            x += wide + 8
    sheet.y += 34
