"""The fields of a rumour as the entries of a form (see ``bot.editing``)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Entry, Option
from bot.editing import FEES, FROM, LONGEST_FEES, PLAYER, STAGE, STAGES, TO, fees_text
from bot.model import Stage
from bot.naming import MAX_NAME
from bot.speech import mark, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.model import Rumour

_STAGES = {
    Stage.INTEREST: mark("Interest"),
    Stage.ENQUIRY: mark("Enquiry"),
    Stage.TALKS: mark("Talks"),
    Stage.BID: mark("Offer made"),
    Stage.BID_REJECTED: mark("Offer turned down"),
    Stage.FEE_AGREED: mark("Fee agreed"),
    Stage.PERSONAL_TERMS: mark("Personal terms agreed"),
    Stage.MEDICAL: mark("Medical"),
    Stage.DONE: mark("Signed"),
    Stage.OFF: mark("Off: it comes to nothing"),
}


def stage_name(stage: Stage) -> str:
    """A stage as it is offered to choose from."""
    return say(_STAGES[stage])


def stage_named(value: str) -> str:
    """The same by its value; what is none is left as it was sent."""
    return stage_name(Stage(value)) if value in set(Stage) else value


def entries_of(rumour: Rumour, values: Mapping[str, str] | None = None) -> tuple[Entry, ...]:
    """The five entries, filled in with what is read; or with ``values``, what was typed and could not be understood."""
    shown = {
        PLAYER: rumour.player,
        FROM: rumour.from_club or "",
        TO: rumour.to_club or "",
        STAGE: rumour.stage.value,
        FEES: fees_text(rumour.fees),
        **(values or {}),
    }
    stages = tuple(
        Option(stage_name(stage), stage.value, is_chosen=stage.value == shown[STAGE]) for stage in STAGES
    )
    none = say("Leave it empty if there is none.")
    return (
        Entry(PLAYER, say("Player"), value=shown[PLAYER], most=MAX_NAME),
        Entry(FROM, say("From club"), none, shown[FROM], MAX_NAME, is_required=False),
        Entry(TO, say("To club"), none, shown[TO], MAX_NAME, is_required=False),
        Entry(STAGE, say("Stage"), options=stages),
        Entry(
            FEES,
            say("Sums"),
            say("Like £20m offered; £30m asked. Leave it empty if there are none."),
            shown[FEES],
            LONGEST_FEES,
            is_required=False,
        ),
    )
