from __future__ import annotations

from itertools import chain

from hypothesis import given
from hypothesis import strategies as st

from bot.cards import clip
from bot.cards.card import Card
from bot.cards.clean import clean
from bot.cards.embeds import content_of, embed_of
from bot.cards.pages import (
    FIELD_ROOM,
    MOST,
    Listed,
    as_fields,
    as_lines,
    counted_pages,
    paged,
    paged_from_the_end,
)

entries = st.lists(
    st.builds(
        Listed,
        st.text(min_size=1, max_size=300).filter(lambda text: clean(text) != ""),
        st.sampled_from(("", "In", "Monaco → Paris Saint-Germain")),
    ),
    max_size=60,
)


@given(entries)
def test_every_entry_stands_on_one_page_in_its_order(given: list[Listed]) -> None:
    for pages in (paged(given), tuple(reversed(paged_from_the_end(given)))):
        shown = list(chain.from_iterable(pages))
        assert [one.heading for one in shown] == [one.heading for one in given]
        assert len(shown) == len(given)
        for one, told in zip(shown, given, strict=True):
            assert one == told or (one.line.endswith("…") and told.line.startswith(one.line[:-1]))
        assert all(0 < len(page) <= MOST for page in pages)


@given(entries)
def test_nothing_of_a_page_is_cut_when_it_is_drawn(given: list[Listed]) -> None:
    for page in paged(given, room=FIELD_ROOM):
        embed = embed_of(Card("Everton", "8 in.", as_fields(page)))
        for field in embed.fields:
            assert clip.size(field.value or "") <= clip.FIELD_VALUE
            assert "+ " not in (field.value or "") or any("+ " in one.line for one in page)
        assert sum(len(clean(one.value)) for one in as_fields(page)) == sum(
            len(field.value or "") for field in embed.fields
        )
    for page in paged_from_the_end(given):
        card = Card("T" * clip.TITLE, as_lines(page), footer="page 1 of 20 · 200 steps")
        assert clean(card.lead) == (embed_of(card).description or "")
        assert clean(card.lead) in content_of(card)


def test_a_heading_that_goes_on_stands_on_each_of_its_pages() -> None:
    first, second = paged([Listed(f"step {number}", "2023") for number in range(12)])
    assert as_lines(first).startswith("— 2023 —\nstep 0\n")
    assert as_lines(second) == "— 2023 —\nstep 10\nstep 11"


def test_a_page_alone_says_nothing_of_pages_and_several_say_which_they_are() -> None:
    assert counted_pages([Card("A", "", footer="as of today")])[0].footer == "as of today"
    cards = counted_pages([Card("A", "", footer="as of today"), Card("A", "")])
    assert [card.footer for card in cards] == ["page 1 of 2 · as of today", "page 2 of 2"]
