"""Messages to channels: what waits for a channel, drawn as one message within Discord's limits. Pure.

The payload is JSON: ``{"content", "plain", "embeds": [embed …], "components": [[{"label", "action", "target",
"primary"} …] …], "roles": [id …], "silent"}``. ``plain`` says all in text, for where embeds are refused; ``roles``
are those whom the content may ping. The same rows in the same language give the same payload, whether they are drawn
for the first time or for a change, as long as all fits.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

from bot.cards import clip, digests
from bot.cards.alerts import HISTORY, UNCHANGED, alert_card
from bot.cards.buttons import buttons_of
from bot.cards.card import Card, Tone
from bot.cards.embeds import COLOURS, content_of, embed_of, size_of
from bot.outbox import Drawn
from bot.rules import Form
from bot.speech import language, mark, say, says, speaking

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.cards.card import Button
    from bot.outbox import Bundle, Row

Json = dict[str, Any]
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")

_RESERVE = 60
"""Units of an alert that are kept free for who says the same later."""

_REMEMBERED = 256
_MOST_ROLES = 50
_GAP = "\n\n"
_NOTHING = mark("There is nothing more to tell.")


def draw(bundle: Bundle, /) -> Drawn:
    """Draw as many of the rows as one message can hold, in its language (see ``bot.outbox.Draw``)."""
    with speaking(bundle.language):
        return _drawn(replace(bundle, rows=tuple(map(_said, bundle.rows))))


def _said(row: Row) -> Row:
    """The row with its alert in the current language."""
    return row if row.alert is None else replace(row, alert=row.alert.in_language(language()))


def _drawn(bundle: Bundle) -> Drawn:
    rows = bundle.rows if bundle.is_whole else bundle.rows[: _fitting(bundle)]
    is_list = bundle.form is Form.DIGEST or len(rows) > clip.EMBEDS
    cards = [] if is_list else [_card(row) for row in rows]
    roles = _roles(rows)
    content = _content(roles, bundle.older) if rows or bundle.older else say(_NOTHING)
    payload: Json = {
        "content": content,
        "plain": _plain(content, _texts(cards, rows, clip.CONTENT - clip.size(content) - 1)),
        "embeds": [_list(rows)] if is_list and rows else _embeds(cards),
        "components": [[_pressed(button) for button in line] for line in buttons_of(bundle, rows)],
        "roles": roles,
        "silent": all(row.is_silent for row in rows),
    }
    return Drawn(json.dumps(payload), len(rows))


def _fitting(bundle: Bundle) -> int:
    """How many of the rows a new message can hold."""
    if bundle.form is Form.DIGEST:
        return digests.fitting(bundle.rows)
    room, count = clip.ALL_EMBEDS, 0
    for row in bundle.rows[: clip.EMBEDS]:
        room -= _embed(_card(row))[1] + _RESERVE
        if room < 0:
            break
        count += 1
    return min(len(bundle.rows), max(count, 1))


def _card(row: Row) -> Card:
    if row.alert is None:
        return Card(say("For the moderators"), str(row.note or ""))
    return _alert_card(row.alert, tuple(map(str, row.also)), row.correction)


# News goes to many channels at once and looks the same in all of them; a message of ten takes 13 ms to draw, during
# which the store writes nothing else. Nobody may change what these give.
def _remembered(make: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """What ``make`` gave for the same in the current language, if that was lately."""

    @lru_cache(maxsize=_REMEMBERED)
    def made(_: str, *args: Any, **named: Any) -> _Made:
        return make(*args, **named)

    def in_language(*args: _Given.args, **named: _Given.kwargs) -> _Made:
        return made(language(), *args, **named)

    return in_language


_alert_card = _remembered(alert_card)
_text = _remembered(content_of)


@_remembered
def _embed(card: Card, room: int = clip.ALL_EMBEDS) -> tuple[Json, int]:
    """A card as the JSON of an embed, and the length of its texts."""
    embed = embed_of(card, room)
    return dict(embed.to_dict()), size_of(embed)


def _roles(rows: Sequence[Row]) -> list[int]:
    called = dict.fromkeys(role for row in rows if not row.is_silent for role in row.role_ids)
    return list(called)[:_MOST_ROLES]


def _content(roles: Sequence[int], older: int) -> str:
    mentions = " ".join(f"<@&{role}>" for role in roles)
    return "\n".join(filter(None, (mentions, _older(older))))


def _older(count: int) -> str:
    if count < 1:
        return ""
    return says(
        "{count} older update was not posted by itself: /status tells where its saga stands.",
        "{count} older updates were not posted one by one: /status tells where each saga stands.",
        count,
    )


def _pressed(button: Button) -> Json:
    return {
        "label": button.label,
        "action": button.action,
        "target": button.target,
        "primary": button.is_primary,
    }


# --- embeds: where they do not all fit, they lose what is needed least ---


def _without(*names: str) -> Callable[[Card], Card]:
    def cut(card: Card) -> Card:
        said = [say(name) for name in names]
        return replace(card, fields=tuple(field for field in card.fields if field.name not in said))

    return cut


def _bare(card: Card) -> Card:
    """A card without all that only explains; a struck one has nothing else than why it is struck."""
    return replace(_without(HISTORY, UNCHANGED)(card), footer="")


_CUTS = (_without(), _without(HISTORY), _without(HISTORY, UNCHANGED), _bare)


def _embeds(cards: Sequence[Card]) -> list[Json]:
    sizes: list[int] = []
    for cut in _CUTS:
        embeds = [_embed(cut(card)) for card in cards]
        sizes = [size for _, size in embeds]
        if sum(sizes) <= clip.ALL_EMBEDS:
            return [embed for embed, _ in embeds]
    rooms = clip.shares(sizes, clip.ALL_EMBEDS)
    return [_embed(_bare(card), room)[0] for card, room in zip(cards, rooms, strict=True)]


def _list(rows: Sequence[Row]) -> Json:
    lines = digests.lines_of(rows) or say(_NOTHING)
    return {"type": "rich", "title": say("What moved"), "description": lines, "color": COLOURS[Tone.NEWS]}


# --- the same without embeds ---


def _plain(content: str, texts: str) -> str:
    return "\n".join(filter(None, (content, texts)))


def _texts(cards: Sequence[Card], rows: Sequence[Row], room: int) -> str:
    """All that the embeds say, as text: the longest cards are cut first."""
    if not cards:
        return digests.lines_of(rows, room)
    texts = [_text(card) for card in cards]
    rooms = clip.shares([clip.size(text) for text in texts], room - len(_GAP) * (len(cards) - 1))
    return _GAP.join(
        text if clip.size(text) <= share else _text(card, share)
        for card, text, share in zip(cards, texts, rooms, strict=True)
    )
