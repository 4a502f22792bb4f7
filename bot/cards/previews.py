"""The cards a moderator sees: what a text would add, and what it has added."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Button, Card, Field, Menu, Option, Tone
from bot.cards.rumour_form import stage_name
from bot.editing import fees_text
from bot.intake import grouped
from bot.model import Verdict
from bot.reading.summary import summary_of
from bot.speech import mark, say, says
from bot.wording import day, listed, sentence

if TYPE_CHECKING:
    from bot.bringing import Preview
    from bot.correcting import Unusable
    from bot.drafts import Draft
    from bot.intake import Intake
    from bot.model import Rumour
    from bot.store import Filed, Receipt

_VERDICTS = {
    Verdict.NEW: mark("{player}: new"),
    Verdict.CONFIRMED: mark("{player}: confirmed"),
    Verdict.REVERSED: mark("{player}: the opposite of what stood"),
    Verdict.REPEAT: mark("{player}: a repeat"),
    Verdict.COLOUR: mark("{player}: nothing new of the deal"),
    Verdict.STALE: mark("{player}: old news"),
}
_HELD = mark("{player}: held for review")


def tally(receipt: Receipt, *, done: bool = False) -> str:
    """What an article does, counted: "adds 2, repeats 1, holds 1"; with ``done`` in the past tense."""
    held = sum(filed.held for filed in receipt.filed)
    news = sum(filed.verdict.is_news and not filed.held for filed in receipt.filed)
    repeats = len(receipt.filed) - held - news
    if done:
        words = (
            (news, say("added {count}", count=news)),
            (repeats, say("repeated {count}", count=repeats)),
            (held, say("held {count}", count=held)),
        )
    else:
        words = (
            (news, say("adds {count}", count=news)),
            (repeats, say("repeats {count}", count=repeats)),
            (held, say("holds {count}", count=held)),
        )
    return ", ".join(word for count, word in words if count)


def preview_card(preview: Preview) -> Card:
    """What a text would do, with what can be done with it where it would do anything."""
    intake = preview.intake
    if preview.draft_id is None:
        return _nothing(intake)
    if preview.dated_ahead is not None:
        return _ahead(preview, str(preview.draft_id))
    lead = _told(intake)
    return Card(
        title=say("Preview: {tally}", tally=tally(intake.receipt)),
        lead=lead or say("Nothing in it is sure enough to be told; it would wait for review."),
        fields=_fields(intake, lead),
        footer=_dated(intake),
        buttons=_buttons(preview, str(preview.draft_id)),
    )


def _told(intake: Intake) -> str:
    """What would be told: the summary, or where that is silent (of what is only considered) the news of each player."""
    news = (
        str(filed.why).rpartition(": ")[0]
        for filed in intake.receipt.filed
        if filed.verdict.is_news and not filed.held
    )
    return summary_of(intake.reading) or " ".join(sentence(one) for one in news if one)


def _buttons(preview: Preview, target: str) -> tuple[Button, ...]:
    buttons = [
        Button(say("Confirm"), "confirm", target, is_primary=True),
        Button(say("Correct"), "correct", target),
        Button(say("Cancel"), "cancel", target),
    ]
    if preview.trail is not None:
        buttons.append(Button(say("Add next messages"), "more", target))
    if preview.earlier_id is not None:
        buttons.append(Button(say("Join with the one before"), "join", f"{preview.earlier_id}:{target}"))
    return tuple(buttons)


def _ahead(preview: Preview, target: str) -> Card:
    """A text that is dated on a day to come: it is asked about."""
    date = day(preview.dated_ahead) if preview.dated_ahead else ""
    return Card(
        say("Is this today's news?"),
        say("The text is dated {day}, which has not come yet. Say of which day it is.", day=date),
        buttons=(
            Button(say("It is today's"), "look", target, is_primary=True),
            Button(say("Another day"), "date", target),
            Button(say("Cancel"), "cancel", target),
        ),
    )


def choice_card(draft: Draft) -> Card:
    """Which row of a draft is to be put right."""
    target = str(draft.id)
    rows = draft.reading.rumours if draft.reading else ()
    options = tuple(
        Option(f"{row.player}: {_clubs(row)}", str(place), _facts(row)) for place, row in enumerate(rows)
    )
    return Card(
        say("Which one is to be corrected?"),
        say("Choose it, then change its fields. Nothing is added before you confirm."),
        buttons=(Button(say("Back"), "look", target),),
        menus=(Menu(say("Choose a rumour"), "correct", target, options),),
    )


def unusable_card(unusable: Unusable) -> Card:
    """Why a form cannot be used, and the way back to it."""
    return Card(
        say("That cannot be used"),
        str(unusable.why),
        footer=say("What you typed is kept for a day."),
        buttons=(Button(say("Open the form again"), "again", str(unusable.draft_id), is_primary=True),),
    )


def receipt_card(intake: Intake) -> Card:
    """What a text has done."""
    if not intake.receipt.filed:
        return _nothing(intake)
    queued = sum(filed.queued for filed in intake.receipt.filed)
    alerts = says("{count} alert on the way.", "{count} alerts on the way.", queued)
    return Card(
        title=say("Done: {tally}", tally=tally(intake.receipt, done=True)),
        lead=alerts if queued else say("No alert is sent."),
        fields=_fields(intake),
        footer=_dated(intake),
        tone=Tone.NEWS if queued else Tone.QUIET,
    )


def _fields(intake: Intake, lead: str = "") -> tuple[Field, ...]:
    """A part for each player: the verdict, what is read of him, and why; what the lead has told is not told again."""
    parts = zip(intake.receipt.filed, grouped(intake.reading), strict=True)
    return tuple(_field(filed, rows, lead) for filed, rows in parts)


def _field(filed: Filed, rows: tuple[Rumour, ...], lead: str) -> Field:
    name = say(_HELD if filed.held else _VERDICTS[filed.verdict], player=filed.player)
    lines = [f"{_clubs(row)} · {_facts(row)}" for row in rows]
    held = [say("Held: {why}.", why=say(row.held)) for row in rows if row.held]
    if not (filed.held and held):
        lines.append(_beyond(str(filed.why), lead))
    lines += dict.fromkeys(held)
    return Field(name, "\n".join(lines))


def _beyond(why: str, lead: str) -> str:
    """Why a verdict is so, without the news itself where the lead tells it: "Not known before."."""
    told, colon, reason = why.rpartition(": ")
    return sentence(reason) if colon and told.casefold() in lead.casefold() else why


def _clubs(row: Rumour) -> str:
    return f"{row.from_club or '?'} → {row.to_club or '?'}"


def _facts(row: Rumour) -> str:
    return " · ".join(filter(None, (stage_name(row.stage), fees_text(row.fees))))


def _dated(intake: Intake) -> str:
    published = intake.reading.published
    if published:
        return say("News of {day}", day=day(published))
    return say("The text shows no date: it counts as today's.")


def _nothing(intake: Intake) -> Card:
    if intake.receipt.known_since is not None:
        since = day(intake.receipt.known_since)
        return Card(
            say("Nothing new"),
            say("This very text is known since {day}. Nothing was added and no alert is sent.", day=since),
        )
    players = listed(sorted({row.player for row in intake.reading.rumours}))
    why = intake.reading.silence or say("Nothing in it can be stored about {players}.", players=players)
    return Card(say("Nothing to add"), say("{why} Nothing was added.", why=why))
