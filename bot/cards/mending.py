"""The cards of what moderators mend: which rumour, the form of an edit, what was done, what is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.card import Button, Card, Field, Form, Menu, Option, Tone
from bot.cards.clean import restored
from bot.cards.rumour_form import entries_of, stage_name, stage_named
from bot.cards.rumours import gist, label_of
from bot.editing import FEES, FROM, PLAYER, STAGE, TO, fees_text
from bot.files import Alias, Close, Edit, Merge, Rename, Retract, Split, Vouch
from bot.model import Stage, Verdict
from bot.rules.words import spelt
from bot.speech import mark, say, says
from bot.wording import day

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.deeds import Entry as Line
    from bot.deeds import Undone
    from bot.desk import Done, Late, Shown
    from bot.files import Deed
    from bot.mending import Listing

PAGE = 25
_PAGE_OF_HISTORY = 10


def listing_card(listing: Listing, action: str, page: int = 0, *, most: int = 1, hint: str = "") -> Card:
    """A menu of a player's rumours, newest first; ``action`` is the menu's, and that of its pages "page_" before it."""
    first = page * PAGE
    rows = listing.rumours[first : first + PAGE]
    if not rows:
        return Card(
            say("No rumour of {player}", player=listing.player), say("All that was told of him is retracted.")
        )
    options = tuple(Option(label_of(one.kept), one.key) for one in rows)
    anchor = rows[0].kept.id
    pages: list[Button] = []
    if first:
        pages.append(Button(say("Newer"), f"page_{action}", f"{anchor}.{page - 1}"))
    if first + PAGE < len(listing.rumours):
        pages.append(Button(say("Older"), f"page_{action}", f"{anchor}.{page + 1}"))
    count = says("{count} rumour", "{count} rumours", len(listing.rumours))
    return Card(
        say("Which rumour of {player}?", player=listing.player),
        hint or say("Choose it below: the day, who published it, and what it says in short."),
        footer=say("{rumours}, the newest first", rumours=count),
        buttons=tuple(pages),
        menus=(Menu(say("Choose a rumour"), action, str(anchor), options, most=min(most, len(options))),),
    )


def edit_form(shown: Shown, key: str = "", values: Mapping[str, str] | None = None) -> Form:
    """The fields as they are told now, or as they were typed over what ``key`` says was seen, which goes along."""
    return Form(
        say("Edit a rumour"),
        "edit_rumour",
        key or shown.key,
        entries_of(shown.kept.rumour, values),
    )


_LABELS = {
    PLAYER: mark("Player"),
    FROM: mark("From club"),
    TO: mark("To club"),
    STAGE: mark("Stage"),
    FEES: mark("Sums"),
}


def unread_card(why: str, key: str, values: Mapping[str, str]) -> Card:
    """An edit that could not be read, with all that was typed, and the form once more."""
    return Card(
        say("This was not changed"),
        why,
        _typed(values),
        say("What you typed is above. Press the button to go on from there."),
        Tone.TROUBLE,
        (Button(say("Open the form again"), "edit_typed", key, is_primary=True),),
    )


def typed_in(shown: Mapping[str, str]) -> dict[str, str]:
    """What was typed, by the keys of the form, from the fields of such a card by their names."""
    typed = {key: restored(shown.get(say(label), "")) for key, label in _LABELS.items()}
    chosen = next((stage for stage in Stage if stage_name(stage) == typed[STAGE]), None)
    return typed if chosen is None else {**typed, STAGE: chosen.value}


def _typed(values: Mapping[str, str]) -> tuple[Field, ...]:
    told = {**values, STAGE: stage_named(values.get(STAGE, ""))}
    return tuple(Field(say(_LABELS[key]), told[key]) for key in _LABELS if told.get(key))


def late_card(late: Late, button: Button | None, values: Mapping[str, str] | None = None) -> Card:
    """Another moderator was quicker: who, when and what he did, how it stands now, and the way to try again."""
    fields: list[Field] = []
    if late.by is not None:
        fields.append(Field(say("Changed"), deed_words(late.by.deed), late.by.actor_id, late.by.at))
    if late.shown is not None:
        fields.append(Field(say("As it stands now"), told_words(late.shown)))
    return Card(
        say("Another moderator was quicker"),
        str(late),
        (*fields, *_typed(values or {})),
        tone=Tone.TROUBLE,
        buttons=() if button is None else (button,),
    )


def told_words(shown: Shown) -> str:
    """A rumour's fields in lines."""
    row = shown.kept.rumour
    clubs = " → ".join(club for club in (row.from_club, row.to_club) if club)
    fee = fees_text(row.fees)
    return "\n".join(filter(None, (gist(row), clubs, f"{spelt(row.stage)}{f' · {fee}' if fee else ''}")))


_TITLES: dict[type[Deed], str] = {
    Retract: mark("Retracted: a rumour of {player}"),
    Edit: mark("Changed: a rumour of {player}"),
    Vouch: mark("Told now: a rumour of {player}"),
    Merge: mark("Merged into {player}"),
    Split: mark("Split from {player}"),
    Rename: mark("Renamed: {player}"),
    Alias: mark("Another name of {player}"),
    Close: mark("Closed: the saga of {player}"),
}
_EFFECTS: dict[type[Deed], str] = {
    Retract: mark("It is told no more. Alerts that were posted of it are struck through."),
    Edit: mark("It is told like this from now on. Alerts that were posted of it are corrected."),
    Vouch: mark("It counts as if it had been read surely."),
    Merge: mark("All that is told of the other is told of him."),
    Split: mark("The rumours that you chose are the other player's."),
    Rename: mark("He is found by his old name as before."),
    Alias: mark("He is found and known by it, too."),
    Close: mark("What is said later begins another saga."),
}


def done_card(done: Done, more: tuple[Button, ...] = ()) -> Card:
    """What was done, what comes of it, and the button that undoes it."""
    fields: list[Field] = []
    if done.shown is not None:
        fields.append(Field(say("The rumour"), label_of(done.shown.kept)))
    if isinstance(done.deed, Edit):
        fields.append(Field(say("It says now"), gist(done.deed.rumour)))
    if isinstance(done.deed, Rename | Alias):
        fields.append(Field(say("Name"), done.deed.name))
    if isinstance(done.deed, Close):
        fields.append(Field(say("On"), day(done.deed.on)))
    lead = [say(_EFFECTS[type(done.deed)])]
    if done.verdict is not None:
        lead.append(_told(done.verdict, done.queued))
    if done.taught:
        lead.append(say("The reader has learnt it for later texts; undoing takes that back."))
    return Card(
        say(_TITLES[type(done.deed)], player=done.player),
        "\n".join(lead),
        tuple(fields),
        tone=Tone.DONE,
        buttons=(Button(say("Undo"), "undo", str(done.id)), *more),
    )


_KNOWN = mark("It was known already, so no alert is posted.")
_NO_NEWS = {
    Verdict.COLOUR: mark("It tells of nothing that has happened, so no alert is posted."),
    Verdict.STALE: mark("Newer news is known, so no alert is posted."),
}


def _told(verdict: Verdict, queued: int) -> str:
    if not verdict.is_news:
        return say(_NO_NEWS.get(verdict, _KNOWN))
    if queued:
        return says("{count} alert is on its way.", "{count} alerts are on their way.", queued)
    return say("It is news, but no channel's alerts ask for it.")


def undone_card(undone: Undone) -> Card:
    """What is undone by now, and by whom."""
    entry = undone.entry
    what = say("a change") if entry is None else deed_words(entry.mending.deed)
    if undone.is_new:
        return Card(
            say("Undone: {deed}", deed=what),
            say("It is as it was before, and what the reader learnt with it is forgotten."),
            (Field(say("Player"), entry.player or ""),) if entry else (),
            tone=Tone.DONE,
        )
    return Card(
        say("Undone already"),
        say("Somebody has undone it before; nothing was changed now."),
        (Field(what, "", undone.by, undone.at),),
    )


def deed_words(deed: Deed) -> str:
    """What a deed did, in a few words."""
    match deed:
        case Retract():
            return say("a rumour retracted")
        case Edit():
            return say("a rumour edited")
        case Vouch():
            return say("a rumour vouched for")
        case Split(_, numbers):
            return says("{count} rumour split off", "{count} rumours split off", len(numbers))
        case _:
            return _named(deed)


def _named(deed: Deed) -> str:
    match deed:
        case Rename(name):
            return say("renamed to {name}", name=name)
        case Alias(name):
            return say("also known as {name}", name=name)
        case Close(on):
            return say("saga closed on {day}", day=day(on))
        case _:
            return say("merged with another player")


def history_card(entries: tuple[Line, ...], page: int = 0, player: str = "") -> Card:
    """Who did what and when, newest first, with a menu to undo one."""
    title = say("Changes to {player}", player=player) if player else say("What moderators changed")
    first = page * _PAGE_OF_HISTORY
    rows = entries[first : first + _PAGE_OF_HISTORY]
    if not rows:
        return Card(title, say("Nothing was changed that still stands."))
    fields = tuple(Field(_heading(one), _about(one), one.mending.actor_id, one.mending.at) for one in rows)
    options = tuple(Option(_heading(one), str(one.mending.id), _about(one)) for one in rows)
    target = player[:45]
    pages: list[Button] = []
    if first:
        pages.append(Button(say("Newer"), "page_history", f"{page - 1}:{target}"))
    if first + _PAGE_OF_HISTORY < len(entries):
        pages.append(Button(say("Older"), "page_history", f"{page + 1}:{target}"))
    return Card(
        title,
        says(
            "{count} change that stands, the newest first.",
            "{count} changes that stand, the newest first.",
            len(entries),
        ),
        fields,
        buttons=tuple(pages),
        menus=(Menu(say("Undo one of these"), "undo", "", options),),
    )


def _heading(one: Line) -> str:
    who = one.player or say("a player of whom nothing is told any more")
    return f"{one.mending.id} · {who}: {deed_words(one.mending.deed)}"


def _about(one: Line) -> str:
    return "" if one.about is None else label_of(one.about)
