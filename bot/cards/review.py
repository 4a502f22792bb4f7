"""The cards of what waits for moderators: one case each, with the decisions that one press makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Button, Card, Field, Tone
from bot.cards.mending import done_card
from bot.cards.rumours import gist, label_of
from bot.cases import Wrong
from bot.sagas.mending import unheld
from bot.speech import mark, say, says

if TYPE_CHECKING:
    from bot.cases import Report
    from bot.desk import Done, Shown
    from bot.review import Case, Settled

_MOST_QUOTED = 700
_KINDS = {
    Wrong.PLAYER: mark("It is another player."),
    Wrong.CLUB: mark("It is another club."),
    Wrong.FEE: mark("The sum is wrong."),
    Wrong.STAGE: mark("It has not got so far."),
    Wrong.OLD: mark("It is old news."),
    Wrong.UNTRUE: mark("It is not true."),
    Wrong.OTHER: mark("Something else is wrong."),
}


def case_card(case: Case | None) -> Card:
    """A case with its decisions; None: nothing waits."""
    if case is None:
        return Card(
            say("Nothing waits for review"),
            say("What the reader is not sure of, and what users report, waits here."),
        )
    title = says("Review: {count} waits", "Review: {count} wait", case.count)
    if case.held is not None:
        return _held_card(title, case, case.held)
    assert case.report is not None  # noqa: S101 - told to the type checker: a case is one of the two
    return _report_card(title, case, case.report)


def _held_card(title: str, case: Case, shown: Shown) -> Card:
    row = shown.kept.rumour
    claims = [one for one in row.claims if one.held is not None] or list(row.claims)
    quotes = "\n".join(dict.fromkeys(f"“{one.quote}”" for one in claims if one.quote))
    doubts = list(dict.fromkeys(filter(None, (row.held, *(one.held for one in row.claims)))))
    clubs = " → ".join(club for club in (row.from_club, row.to_club) if club)
    fields = (
        Field(say("It would say"), gist(unheld(row))),
        Field(say("Player and clubs"), f"{row.player} · {clubs}" if clubs else row.player),
        Field(say("The words"), quotes[:_MOST_QUOTED] or case.text[:_MOST_QUOTED]),
        Field(say("Why it was held back"), "\n".join(say(one) for one in doubts)),
        Field(say("From"), label_of(shown.kept), case.by or None, shown.kept.received),
    )
    key = case.key
    return Card(
        title,
        say("{player}: is this so?", player=shown.file.name),
        fields,
        tone=Tone.NEWS,
        buttons=(
            Button(say("It is so"), "rule_so", key, is_primary=True),
            Button(say("Wrong"), "rule_wrong", key),
            Button(say("Correct"), "edit_again", shown.key),
            Button(say("Not a player"), "rule_no_player", key),
            Button(say("No transfer news"), "rule_no_news", key),
            Button(say("Later"), "review", key),
        ),
    )


def _report_card(title: str, case: Case, report: Report) -> Card:
    fields = (
        Field(say("What was shown"), report.shown),
        Field(
            say("What is wrong"),
            "\n".join(filter(None, (say(_KINDS[report.kind]), report.words))),
            report.user_id,
            report.at,
        ),
    )
    player = report.player[:60]
    return Card(
        title,
        say("{player}: a user says that something is wrong.", player=report.player),
        fields,
        tone=Tone.NEWS,
        buttons=(
            Button(say("Settled"), "settle", case.key, is_primary=True),
            Button(say("Edit a rumour"), "list_edit", player),
            Button(say("Retract a rumour"), "list_retract", player),
            Button(say("Later"), "review", case.key),
        ),
    )


def ruled_card(done: Done, key: str) -> Card:
    """What was decided, with the way back and the way on."""
    return done_card(done, (next_button(key),))


def settled_card(settled: Settled) -> Card:
    """A report that is settled, or waits again."""
    report = settled.report
    key = f"r{report.id}"
    if settled.is_open:
        return Card(
            say("It waits again: {player}", player=report.player),
            say("/review shows it."),
            buttons=(next_button(""),),
        )
    if settled.is_new:
        return Card(
            say("Settled: {player}", player=report.player),
            say("Who reported it may report this saga again."),
            tone=Tone.DONE,
            buttons=(Button(say("Undo"), "reopen", key), next_button(key)),
        )
    return Card(
        say("Settled already: {player}", player=report.player),
        say("Another moderator was quicker; nothing was changed now."),
        (Field(say("Settled by"), "", settled.by),),
        buttons=(next_button(key),),
    )


def next_button(key: str) -> Button:
    """The way to the next case."""
    return Button(say("Next"), "review", key)
