"""From a pasted text to a page: furniture, datelines, time stamps, and the items of columns and live blogs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.normalise import Page, normalise


def rows(page: Page) -> list[str]:
    return [page.text[span.start : span.end] for span in page.paragraphs]


@pytest.mark.parametrize(
    "line",
    [
        "READ ALSO: Five who may go",
        "Image: Getty Images",
        "NORTHTOWN, ENGLAND - MAY 3 | Ann Other/GettyImages",
        "Facebook | Twitter | WhatsApp",
        "CLOSE  |  COMMENT  |  MORE",
        "Cookie settings | Manage preferences",
        "0 comments. Be the first!",
        "Tell us in the comments!",
        "Tags: Everton, rumours",
        "Sign up to our newsletter",
        "Join our WhatsApp channel to hear more",
        "Article continues under the video",
        "Updated: Monday 15:59",
        "Ann Other | 2 May 2020, 09:54 - 2 min read",
        "Kick-off: 3pm. TV: none.",
        "- - -",
    ],
)
def test_lines_of_the_page_itself_are_left_out(line: str) -> None:
    assert rows(normalise(f"Everton wait\n\nEverton want him.\n{line}\nThey bid.")) == [
        "Everton wait",
        "Everton want him.",
        "They bid.",
    ]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("LONDON, July 10 (Reuters) - Everton wait.", "Everton wait."),
        ("Dortmund (dpa) - Everton wait.", "Everton wait."),
        ("AFP - Everton wait.", "Everton wait."),
        ("AMSTERDAM - Everton wait.", "Everton wait."),
        ("11:50 - Everton wait.", "Everton wait."),
        ("23:58 Everton wait.", "Everton wait."),
        ("2021-08-31T18:30Z - Everton wait.", "Everton wait."),
        ("• Everton wait.", "Everton wait."),
        ("2. Everton wait.", "Everton wait."),
        ("1. FC Koln wait.", "1. FC Koln wait."),
        ("2017 was long.", "2017 was long."),
        ("Photo finish: Everton wait.", "Photo finish: Everton wait."),
    ],
)
def test_what_stands_before_the_first_word_is_left_out(line: str, kept: str) -> None:
    assert rows(normalise(line)) == [kept]


def test_a_headline_is_known_after_a_date_mark_and_an_empty_line() -> None:
    page = normalise(" date 2024-01-12\n\nEverton wait\n\nEverton want him.")
    assert page.headline == page.paragraphs[0]
    assert str(page.published) == "2024-01-12"


ARTICLE = "Everton wait\n\nEverton want Falkman.\n\nThey bid.\n\nFalkman: I wait.\n\nIt is late."
BRACKETS = "Gossip\n\nA goes. (Sun)\n\nB stays. (Mail)\n\nC waits. (Daily Star)"
PAPERS = "Gossip\n\nTHE SUN\nA goes away.\nB stays here.\nDAILY MAIL\nC waits on."
TICKER = "Live\n\n21:40 | A goes\nHe goes.\n19:55 | B stays\nHe stays."
BARE = "0005 A goes.\n\n2340 B stays.\n\n2310 C waits."
NAMES = "Round-up\n\nOle Falkman\nHe goes.\nJo Ordega\nHe stays.\nKim Vala\nHe waits."
LABELS = "Latest\n\nDONE: Ordega goes.\n\nLOAN: Falkman.\n\nOFF: Vala stays."
CLOSERS = "Gossip\n\nA goes.\nFULL STORY: Sunday Mirror\n\nB stays.\nFULL STORY: Marca"
ASIDE = "Falkman goes\n\nHe goes today.\n\nELSEWHERE\nVala stays here."
SUMMED_UP = "Falkman goes\n\n- He is off\n- He is glad\n- He is 24\n\nHe goes.\n\nHe is glad.\n\nAll over."


@pytest.mark.parametrize(
    ("text", "items", "headings"),
    [
        (ARTICLE, [(0, 5)], [None]),
        (SUMMED_UP, [(0, 7)], [None]),
        (BRACKETS, [(0, 1), (1, 2), (2, 3), (3, 4)], [None] * 4),
        (PAPERS, [(0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6)], [None, None, 1, 1, None, 4]),
        (TICKER, [(0, 1), (1, 3), (3, 5)], [None] * 3),
        (BARE, [(0, 1), (1, 2), (2, 3)], [None] * 3),
        (NAMES, [(0, 1), (1, 3), (3, 5), (5, 7)], [None, 1, 3, 5]),
        (LABELS, [(0, 1), (1, 2), (2, 3), (3, 4)], [None] * 4),
        (CLOSERS, [(0, 1), (1, 3), (3, 5)], [None, 2, 4]),
        (ASIDE, [(0, 2), (2, 4)], [None, 2]),
        ("", [], []),
    ],
)
def test_a_column_is_cut_into_items_and_an_article_is_one(
    text: str, items: list[tuple[int, int]], headings: list[int | None]
) -> None:
    page = normalise(text)
    assert list(page.items) == items
    assert list(page.headings) == headings


_lines = st.sampled_from(
    [
        "THE SUN",
        "A goes. (Sun)",
        "11:50 - B",
        "2340 C waits.",
        "- D",
        "• ",
        "DONE: E.",
        "",
        "FULL STORY: Marca",
        "1. F",
    ]
)


@given(st.lists(_lines, max_size=12).map("\n".join))
def test_items_cover_the_paragraphs_in_order_without_a_gap(text: str) -> None:
    page = normalise(text)
    assert len(page.items) == len(page.headings)
    ends = [0, *(end for _, end in page.items)]
    assert [start for start, _ in page.items] == ends[:-1]
    assert ends[-1] == len(page.paragraphs)
    assert all(text[span.start : span.end].strip() for span in page.paragraphs)
