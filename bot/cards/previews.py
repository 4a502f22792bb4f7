"""The cards a moderator sees: what a text would add, and what it has added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Button, Card, Field, Tone
from bot.reading.summary import summary_of
from bot.wording import day, listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.intake import Intake, Preview
    from bot.store import Filed, Receipt


def tally(receipt: Receipt, *, done: bool = False) -> str:
    """What an article does, counted: "adds 2, repeats 1, holds 1"; with ``done`` in the past tense."""
    verbs = ("added", "repeated", "held") if done else ("adds", "repeats", "holds")
    held = sum(filed.held for filed in receipt.filed)
    news = sum(filed.verdict.is_news and not filed.held for filed in receipt.filed)
    counts = (news, len(receipt.filed) - held - news, held)
    return ", ".join(f"{verb} {count}" for verb, count in zip(verbs, counts, strict=True) if count)


def preview_card(preview: Preview) -> Card:
    """What a text would do, with Confirm and Cancel where it would do anything."""
    intake = preview.intake
    if preview.draft_id is None:
        return _nothing(intake)
    target = str(preview.draft_id)
    return Card(
        title=f"Preview: {tally(intake.receipt)}",
        lead=summary_of(intake.reading)
        or "Nothing in it is sure enough to be told; it would wait for review.",
        fields=_fields(intake.receipt.filed),
        footer=_dated(intake),
        buttons=(Button("Confirm", "confirm", target, is_primary=True), Button("Cancel", "cancel", target)),
    )


def receipt_card(intake: Intake) -> Card:
    """What a text has done."""
    if not intake.receipt.filed:
        return _nothing(intake)
    queued = sum(filed.queued for filed in intake.receipt.filed)
    alerts = f"{queued} alert{'' if queued == 1 else 's'} on the way." if queued else "No alert is sent."
    return Card(
        title=f"Done: {tally(intake.receipt, done=True)}",
        lead=alerts,
        fields=_fields(intake.receipt.filed),
        footer=_dated(intake),
        tone=Tone.NEWS if queued else Tone.QUIET,
    )


def _fields(filed: Sequence[Filed]) -> tuple[Field, ...]:
    return tuple(
        Field(f"{one.player}: {one.verdict.value}{' (held)' if one.held else ''}", str(one.why))
        for one in filed
    )


def _dated(intake: Intake) -> str:
    published = intake.reading.published
    return f"News of {day(published)}" if published else "The text shows no date: it counts as today's."


def _nothing(intake: Intake) -> Card:
    if intake.receipt.known_since is not None:
        since = day(intake.receipt.known_since)
        return Card(
            "Nothing new", f"This very text is known since {since}. Nothing was added and no alert is sent."
        )
    players = listed(sorted({row.player for row in intake.reading.rumours}))
    why = intake.reading.silence or f"Nothing in it can be stored about {players}."
    return Card("Nothing to add", f"{why} Nothing was added.")
