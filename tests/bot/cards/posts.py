"""Short ways to make what is posted, and to take a drawn message as Discord would."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from bot.cards.messages import draw
from bot.localdiscord.limits import check_message
from bot.model import Alert, Verdict
from bot.outbox import Bundle, Row
from bot.rules import Form
from bot.speech import Spoken

if TYPE_CHECKING:
    from bot.outbox import Drawn

ALERT = Alert(
    player="Joao Almeida",
    verdict=Verdict.NEW,
    label="the player's push · now on record",
    headline="Almeida has handed in a transfer request.",
    clubs="Brentford · linked with Everton (and Fulham)",
    changed="Almeida is considering a transfer request (Sky Sports, 3 Jan) → he has handed one in (his statement)",
    unchanged="Brentford reportedly do not want to sell",
    history="3 Jan Almeida is considering a transfer request → 12 Jan Almeida has handed in a transfer request",
    sources=("his statement", "Press Association"),
    why="Almeida has handed in a transfer request: before that it was only considered.",
    said_on=dt.date(2024, 1, 12),
)


def alert(**changes: Any) -> Alert:
    return replace(ALERT, **changes)


def row(*, also: tuple[str, ...] = (), **changes: Any) -> Row:
    return replace(Row(ALERT), also=tuple(map(Spoken, also)), **changes)


def bundle(*rows: Row, form: Form = Form.ALERT, older: int = 0, is_whole: bool = False) -> Bundle:
    return Bundle(7, form, rows, older, is_whole)


def read(drawn: Drawn) -> dict[str, Any]:
    return json.loads(drawn.payload)


def drawn(*rows: Row, **changes: Any) -> dict[str, Any]:
    """The payload of a message with these rows, which Discord takes."""
    payload = read(draw(bundle(*rows, **changes)))
    taken(payload)
    return payload


def taken(payload: dict[str, Any]) -> None:
    """Hold a payload, with embeds and without, against Discord's limits, as a sender would send it."""
    buttons = [
        [
            {"type": 2, "style": 2, "label": one["label"], "custom_id": f"v1:{one['action']}:{one['target']}"}
            for one in line
        ]
        for line in payload["components"]
    ]
    body = {
        "components": [{"type": 1, "components": line} for line in buttons],
        "allowed_mentions": {"parse": [], "roles": [str(role) for role in payload["roles"]]},
    }
    check_message({**body, "content": payload["content"], "embeds": payload["embeds"]}, files=0, new=True)
    check_message({**body, "content": payload["plain"]}, files=0, new=True)
    assert all(line and all(one["label"] for one in line) for line in payload["components"])
