from __future__ import annotations

from typing import Any

import discord
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import clip
from bot.cards.card import Button, Card, Field, Tone
from bot.cards.controls import CardButton, view_of
from bot.cards.embeds import content_of, embed_of
from bot.localdiscord.limits import check_message

# A long text is told as a short one and how often it is repeated, so that a failure can be read.
LONG = st.tuples(st.text(max_size=20), st.integers(0, 400))
Long = tuple[str, int]


def long(told: Long) -> str:
    return told[0] * told[1]


def payload(card: Card) -> dict[str, Any]:
    return {"embeds": [embed_of(card).to_dict()]}


@given(title=LONG, lead=LONG, fields=st.lists(st.tuples(LONG, LONG), max_size=30), footer=LONG)
@settings(max_examples=30, deadline=None)
def test_whatever_a_card_says_discord_takes_it(
    title: Long, lead: Long, fields: list[tuple[Long, Long]], footer: Long
) -> None:
    spelt = tuple(Field(long(name), long(value)) for name, value in fields)
    card = Card(long(title), long(lead), spelt, long(footer))
    check_message(payload(card), files=0, new=True)
    check_message({"content": content_of(card)}, files=0, new=True)


def test_five_hundred_developments_and_names_of_four_kilobytes_fit() -> None:
    events = "\n".join(f"{day} Jul: **{'x' * 50}**" for day in range(500))
    card = Card("N" * 4096, events, tuple(Field("n" * 4096, events) for _ in range(40)), "f" * 4096)
    check_message(payload(card), files=0, new=True)
    assert "more" in (embed_of(card).description or "")


def test_every_text_is_cleaned_once() -> None:
    embed = embed_of(Card("*a*", "@here", (Field("[n]", "<@1>"),), "*f*"))
    assert embed.title == r"\*a\*"
    assert embed.description == "@\u200bhere"
    assert (embed.fields[0].name, embed.fields[0].value) == (r"\[n\]", "‹@\u200b1›")
    assert embed.footer.text == "*f*"
    assert not embed.fields[0].inline


def test_a_field_that_shows_nothing_is_left_out_and_a_name_that_shows_nothing_is_blank() -> None:
    embed = embed_of(Card("Title", "", (Field("Fee", "\u200b"), Field("\u200b", "£20m"))))
    assert [(field.name, field.value) for field in embed.fields] == [("\u200b", "£20m")]


def test_the_tone_is_the_colour() -> None:
    colours = {embed_of(Card("T", "L", tone=tone)).colour for tone in Tone}
    assert len(colours) == len(Tone)


def test_an_empty_card_is_still_a_message() -> None:
    check_message(payload(Card("", "")), files=0, new=True)


async def test_buttons_name_their_action_and_target_and_never_time_out() -> None:
    card = Card(
        "T", "L", buttons=(Button("Confirm", "confirm", "12", is_primary=True), Button("No", "cancel", "12"))
    )
    view = view_of(card)
    assert view is not None
    assert view.timeout is None
    assert view.is_persistent()
    first, second = view.children
    assert isinstance(first, CardButton)
    assert isinstance(second, CardButton)
    assert (first.item.custom_id, second.item.custom_id) == ("v1:confirm:12", "v1:cancel:12")
    assert first.item.style is discord.ButtonStyle.primary


async def test_a_label_is_cut_to_what_a_button_holds() -> None:
    view = view_of(Card("T", "L", buttons=(Button("x" * 200, "confirm", "1"),)))
    assert view is not None
    button = view.children[0]
    assert isinstance(button, CardButton)
    assert len(button.item.label or "") == clip.BUTTON_LABEL


async def test_a_card_without_buttons_has_no_view() -> None:
    assert view_of(Card("T", "L")) is None
