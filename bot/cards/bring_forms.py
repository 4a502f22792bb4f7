"""The forms in which moderators bring news and put it right, empty or filled in with what could not be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Entry, Form
from bot.cards.rumour_form import entries_of
from bot.correcting import DATE, OUTLET, TEXT, URL
from bot.intake import LONGEST_OUTLET
from bot.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model import Rumour

_LONGEST_TEXT = 4000
_LONGEST_URL = 500
_LONGEST_DATE = 30


def news_form(typed: Mapping[str, str] | None = None) -> Form:
    """The form for pasting an article."""
    values = typed or {}
    return Form(
        say("Add a rumour"),
        "add",
        "",
        (
            Entry(
                TEXT,
                say("Text"),
                say("The article's text. A longer one: /rumour add with a .txt file."),
                values.get(TEXT, ""),
                _LONGEST_TEXT,
                is_long=True,
            ),
            Entry(
                OUTLET,
                say("Outlet"),
                say("Who published it, for example Sky Sports"),
                values.get(OUTLET, ""),
                LONGEST_OUTLET,
                is_required=False,
            ),
            Entry(
                URL, say("URL"), say("Where it stands"), values.get(URL, ""), _LONGEST_URL, is_required=False
            ),
            Entry(
                DATE,
                say("Date"),
                say("The day it was published, if the text does not show it; for example 2017-07-10"),
                values.get(DATE, ""),
                _LONGEST_DATE,
                is_required=False,
            ),
        ),
    )


def correct_form(draft_id: int, place: int, row: Rumour, typed: Mapping[str, str] | None = None) -> Form:
    """The form for a row of a draft, by its place in it."""
    return Form(say("Correct it"), "correct", f"{draft_id}:{place}", entries_of(row, typed))


def date_form(draft_id: int, typed: Mapping[str, str] | None = None) -> Form:
    """The form for the day of a draft's news."""
    value = (typed or {}).get(DATE, "")
    about = say("The day it was published; for example 2017-07-10")
    return Form(
        say("The day of the news"),
        "date",
        str(draft_id),
        (Entry(DATE, say("Date"), about, value, _LONGEST_DATE),),
    )
