from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import clip
from bot.cards.clip import Parts

TEXT = st.text(max_size=200) | st.text(alphabet="ab \n\\é\u0301\U0001f1ec\U0001f600", max_size=200)
# A long text is told as a short one and how often it is repeated, so that a failure can be read.
LONG = st.tuples(st.text(min_size=1, max_size=20), st.integers(1, 300))
Long = tuple[str, int]


def long(told: Long) -> str:
    return told[0] * told[1]


@given(TEXT, st.integers(0, 60))
def test_nothing_is_longer_than_its_limit(text: str, limit: int) -> None:
    assert clip.size(clip.clip(text, limit)) <= limit
    assert clip.size(clip.clip_lines(text, limit)) <= limit


@given(TEXT)
def test_what_fits_is_left_alone(text: str) -> None:
    assert clip.clip(text, 500) == text
    assert clip.clip_lines(text, 500) == text


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("Van Dijk wants to leave", 18, "Van Dijk wants to…"),
        ("Van Dijk wants to leave", 17, "Van Dijk wants…"),
        ("Wolverhamptonwanderers", 10, "Wolverham…"),
        ("e\u0301e\u0301e\u0301", 4, "e\u0301…"),
        ("\U0001f1ec\U0001f1e7\U0001f1ea\U0001f1f8", 7, "\U0001f1ec\U0001f1e7…"),
        ("\U0001f600\U0001f600\U0001f600", 4, "\U0001f600…"),
        (r"abc\*defg", 5, "abc…"),
        (r"abc\\defg", 6, r"abc\\…"),
    ],
)
def test_cuts_are_between_words_and_never_inside_a_letter_or_an_escape(
    text: str, limit: int, cut: str
) -> None:
    assert clip.clip(text, limit) == cut


def test_a_list_loses_whole_lines_and_says_how_many() -> None:
    assert clip.clip_lines("one\ntwo\nthree\nfour", 16) == "one\ntwo\n+ 2 more"


@given(
    title=LONG,
    lead=LONG,
    fields=st.lists(st.tuples(LONG, LONG), max_size=30),
    footer=LONG,
)
@settings(max_examples=50)
def test_an_embed_always_fits(title: Long, lead: Long, fields: list[tuple[Long, Long]], footer: Long) -> None:
    spelt = tuple((long(name), long(value)) for name, value in fields)
    fitted = clip.fit(Parts(long(title), long(lead), spelt, long(footer)))
    assert clip.size(fitted.title) <= clip.TITLE
    assert clip.size(fitted.lead) <= clip.DESCRIPTION
    assert clip.size(fitted.footer) <= clip.FOOTER
    assert len(fitted.fields) <= clip.FIELDS
    assert all(clip.size(name) <= clip.FIELD_NAME for name, _ in fitted.fields)
    assert all(clip.size(value) <= clip.FIELD_VALUE for _, value in fitted.fields)
    texts = [fitted.title, fitted.lead, fitted.footer, *(text for field in fitted.fields for text in field)]
    assert sum(clip.size(text) for text in texts) <= clip.ALL_EMBEDS


def test_fields_that_are_left_out_are_counted() -> None:
    fields = tuple((f"Field {number}", "value") for number in range(40))
    fitted = clip.fit(Parts("Title", "Lead", fields))
    assert len(fitted.fields) == 25
    assert fitted.fields[-1] == ("More", "+ 16 more")


def test_the_first_fields_outrank_the_last() -> None:
    fields = tuple((f"Field {number}", "x" * 1024) for number in range(8))
    fitted = clip.fit(Parts("Title", "Lead", fields))
    assert [name for name, _ in fitted.fields] == [
        "Field 0",
        "Field 1",
        "Field 2",
        "Field 3",
        "Field 4",
        "More",
    ]


@given(st.lists(st.integers(0, 500), max_size=12), st.integers(0, 2000))
def test_room_is_shared_so_that_who_needs_little_leaves_it_to_the_others(sizes: list[int], room: int) -> None:
    given_to = clip.shares(sizes, room)
    assert sum(given_to) <= room
    assert all(given <= size for given, size in zip(given_to, sizes, strict=True))
    if sum(sizes) <= room:
        assert given_to == sizes
    else:
        assert all(
            given == size or given >= room // len(sizes) for given, size in zip(given_to, sizes, strict=True)
        )
