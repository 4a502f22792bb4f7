from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards import clip
from bot.cards.messages import draw
from bot.files import Edit, Retract, Split
from bot.model import Alert, AlertText, Rumour, Stage, Verdict
from bot.outbox import Bundle, Correction, Row
from bot.rules import Form
from bot.speech import LANGUAGES, Spoken, speaking
from tests.bot.cards.posts import ALERT, alert, bundle, drawn, read, row, taken

if TYPE_CHECKING:
    from collections.abc import Mapping

DAY = dt.date(2024, 1, 20)
WITHDRAWN = Correction(Retract(3), DAY)

MENTION = re.compile(r"<|@[^\u200b…\n]")
"""What could call somebody: a cut text may end with an "@" before the dots."""

# Whatever acts on Discord, and what is long: told as a short text and how often it is repeated.
PIECES = st.sampled_from(
    ["@everyone", "<@&5>", "<#1>", "</a:1>", "[a](https://b)", "~~", "**", "`", "\\", "\n", "# ", "1. ", " ", "ab",
     "\u202e", "\u200b", "\u0301", "\U0001f600", "\U0001f1ec", "\ud800"]
)  # fmt: skip
TEXTS = st.tuples(
    st.lists(PIECES, max_size=4).map("".join) | st.text(max_size=12), st.sampled_from([1, 1, 1, 9, 99])
).map(lambda told: told[0] * told[1])
NAMES = st.lists(TEXTS, max_size=8).map(tuple)
DAYS = st.dates()
ROLES = st.lists(st.integers(1, 2**63 - 1), max_size=60).map(tuple)
RUMOURS = st.builds(Rumour, TEXTS, st.none() | TEXTS, st.none() | TEXTS, st.sampled_from(Stage))
CORRECTIONS = st.builds(
    Correction,
    st.just(Retract(3)) | st.builds(Edit, st.just(3), RUMOURS) | st.just(Split(2, (3,))),
    DAYS,
    st.none() | RUMOURS,
    st.none() | TEXTS,
)
LETTERS = st.sampled_from(LANGUAGES)
ALERT_TEXTS = st.builds(AlertText, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, NAMES, TEXTS)
ALERTS = st.builds(
    Alert, TEXTS, st.sampled_from(Verdict), TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, NAMES, TEXTS, DAYS, st.booleans(),
    others=st.dictionaries(LETTERS, ALERT_TEXTS),
)  # fmt: skip
SPOKEN = st.builds(Spoken, TEXTS, st.dictionaries(LETTERS, TEXTS))
ALSO = st.lists(SPOKEN, max_size=8).map(tuple)
ROWS = st.builds(Row, st.none() | ALERTS, SPOKEN, ALSO, st.none() | CORRECTIONS, ROLES, st.booleans())
BUNDLES = st.builds(
    Bundle,
    st.integers(1, 2**63 - 1),
    st.sampled_from(Form),
    st.tuples(st.lists(ROWS, max_size=12), st.sampled_from([1, 1, 1, 5])).map(lambda told: tuple(told[0] * told[1])),
    st.integers(0, 10**9),
    st.booleans(),
    LETTERS,
)  # fmt: skip


def spoken(*names: str) -> tuple[Spoken, ...]:
    return tuple(map(Spoken, names))


@given(BUNDLES)
@settings(max_examples=60, deadline=None)
def test_whatever_is_told_discord_takes_it_and_nobody_is_pinged_who_was_not_asked_for(asked: Bundle) -> None:
    made = draw(asked)
    payload = read(made)
    taken(payload)
    assert made.count == len(asked.rows) if asked.is_whole else made.count >= min(len(asked.rows), 1)
    roles = {role for one in asked.rows for role in one.role_ids if not one.is_silent}
    assert set(payload["roles"]) <= roles
    for text in (payload["content"], payload["plain"]):
        assert {int(found) for found in re.findall(r"<@&(\d+)>", text)} == set(payload["roles"])
        assert not MENTION.search(re.sub(r"<@&\d+>", "", text))
    assert sum(_size(embed) for embed in payload["embeds"]) <= clip.ALL_EMBEDS
    assert not MENTION.search("\n".join(_marked(payload["embeds"])))
    assert payload["components"][-1][-1]["action"] == "why"


def _marked(embeds: list[dict[str, Any]]) -> list[str]:
    """The texts of embeds in which Discord reads markup: all but footers."""
    return [text for embed in embeds for text in _texts({**embed, "footer": {}})]


def _texts(embed: Mapping[str, Any]) -> list[str]:
    fields = [text for one in embed.get("fields", ()) for text in (one["name"], one["value"])]
    return [
        embed.get("title", ""),
        embed.get("description", ""),
        embed.get("footer", {}).get("text", ""),
        *fields,
    ]


def _size(embed: Mapping[str, Any]) -> int:
    return sum(map(clip.size, _texts(embed)))


@given(BUNDLES)
@settings(max_examples=40, deadline=None)
def test_a_message_drawn_again_of_the_same_rows_is_the_same_byte_for_byte(asked: Bundle) -> None:
    first = draw(replace(asked, is_whole=False))
    again = replace(asked, rows=asked.rows[: first.count], is_whole=True)
    assert draw(again).payload == first.payload
    assert draw(asked) == draw(asked)


def test_an_alert_says_its_news_and_offers_what_to_press() -> None:
    payload = drawn(row(also=("Reuters", "beIN Sports", "press association")))
    (embed,) = payload["embeds"]
    assert embed["title"] == "Almeida has handed in a transfer request."
    assert embed["fields"][-1] == {
        "name": "Sources",
        "value": "his statement · Press Association · also: Reuters, beIN Sports",
        "inline": False,
    }
    assert [[(one["label"], one["action"], one["target"]) for one in line] for line in payload["components"]] == [
        [
            ("Status", "status", "Joao Almeida"),
            ("Timeline", "timeline", "Joao Almeida"),
            ("Mute this saga", "mute", "Joao Almeida"),
            ("Why this alert?", "why", "7"),
        ]
    ]  # fmt: skip


def test_alerts_of_several_players_have_a_button_for_each_of_them() -> None:
    names = ["Joao Almeida", "Pedro Almeida", "Carlo Dedo", "Ian Marsh", "Leo Vance", "Bo Lind"]
    rows = [row(alert=alert(player=name)) for name in (*names, "Carlo Dedo")]
    labels = [[one["label"] for one in line] for line in drawn(*rows)["components"]]
    assert labels == [
        ["Status: Joao Almeida", "Status: Pedro Almeida", "Status: Dedo", "Status: Marsh", "Status: Vance"],
        ["Status: Lind"],
        ["Why these alerts?"],
    ]


def test_a_name_longer_than_a_button_holds_is_cut_and_two_alike_are_one_button() -> None:
    long = "Vanderveld" * 8
    payload = drawn(row(alert=alert(player=f"{long} A")), row(alert=alert(player=f"{long} B")))
    assert [one["action"] for one in payload["components"][0]] == ["status", "timeline", "mute", "why"]
    assert payload["components"][0][0]["target"] == long[:60]


def test_ten_alerts_are_one_message_and_the_eleventh_waits_for_the_next() -> None:
    short = row(alert=alert(changed="", unchanged="", history="", why="new"))
    made = draw(bundle(*[short] * 12))
    assert (made.count, len(read(made)["embeds"])) == (10, 10)


def test_a_first_drawing_keeps_room_for_who_says_the_same_later() -> None:
    rows = [row(alert=alert(history="x" * 600)) for _ in range(10)]
    made = draw(bundle(*rows))
    assert 1 < made.count < 10
    later = [replace(one, also=spoken("Reuters", "beIN Sports", "The Courier")) for one in rows[: made.count]]
    payload = drawn(*later, is_whole=True)
    assert all(len(embed["fields"]) == 4 for embed in payload["embeds"])
    assert "The Courier" in payload["embeds"][-1]["fields"][-1]["value"]


@pytest.mark.parametrize(
    ("length", "left"),
    [
        (100, ["What changed", "Unchanged", "How we got here", "Sources"]),
        (250, ["What changed", "Unchanged", "Sources"]),
        (400, ["What changed", "Sources"]),
    ],
)
def test_where_all_do_not_fit_the_history_goes_first_then_what_is_unchanged(
    length: int, left: list[str]
) -> None:
    text = "x" * length
    one = row(alert=alert(changed="c", unchanged=text, history=text, why="y" * 10))
    payload = drawn(*[one] * 10, is_whole=True)
    assert [[field["name"] for field in embed["fields"]] for embed in payload["embeds"]] == [left] * 10


def test_of_a_message_that_stands_every_row_is_drawn_however_many() -> None:
    made = draw(bundle(*[row()] * 300, is_whole=True))
    assert made.count == 300
    assert "more" in read(made)["embeds"][0]["description"]


@pytest.mark.parametrize(
    ("older", "said"),
    [
        (1, "1 older update was not posted by itself: /status tells where its saga stands."),
        (12, "12 older updates were not posted one by one: /status tells where each saga stands."),
    ],
)
def test_what_is_too_old_to_be_told_one_by_one_is_counted(older: int, said: str) -> None:
    alone = drawn(older=older)
    assert (alone["content"], alone["plain"], alone["embeds"]) == (said, said, [])
    assert [[one["label"] for one in line] for line in alone["components"]] == [["Why this message?"]]
    assert alone["silent"]
    assert drawn(row(), older=older)["content"] == said


def test_the_roles_of_all_that_is_told_aloud_are_mentioned_once() -> None:
    rows = (row(role_ids=(5, 6)), row(role_ids=(6, 8)), row(role_ids=(9,), is_silent=True))
    payload = drawn(*rows)
    assert (payload["content"], payload["roles"], payload["silent"]) == (
        "<@&5> <@&6> <@&8>",
        [5, 6, 8],
        False,
    )


def test_a_message_is_silent_only_if_all_in_it_is() -> None:
    assert drawn(row(is_silent=True), row(is_silent=True))["silent"]
    assert not drawn(row(is_silent=True), row())["silent"]


def test_a_redraw_keeps_the_content_so_that_an_edit_rings_for_nobody_new() -> None:
    told = row(role_ids=(5,))
    payload = drawn(replace(told, correction=WITHDRAWN, also=spoken("Reuters")), is_whole=True)
    assert payload["content"] == drawn(told)["content"]


def test_what_was_withdrawn_is_struck_and_says_why_first() -> None:
    payload = drawn(row(correction=WITHDRAWN), is_whole=True)
    (embed,) = payload["embeds"]
    assert embed["title"] == "~~Almeida has handed in a transfer request.~~"
    assert embed["description"] == "Withdrawn on 20 Jan 2024: a moderator took the report back.\nJoao Almeida"
    assert "fields" not in embed
    assert embed["footer"]["text"] == "12 Jan 2024"
    assert payload["plain"].startswith(
        "~~Almeida has handed in a transfer request.~~\nWithdrawn on 20 Jan 2024"
    )


def test_what_is_in_a_struck_headline_stays_harmless() -> None:
    told = row(alert=alert(headline="~~Almeida~~ **goes** <@&5> \\"), correction=WITHDRAWN)
    (embed,) = drawn(told, is_whole=True)["embeds"]
    assert embed["title"] == "~~\\~\\~Almeida\\~\\~ \\*\\*goes\\*\\* ‹@\u200b&5› \\\\~~"


def test_a_correction_that_is_undone_leaves_the_alert_as_it_was() -> None:
    assert draw(bundle(row(correction=None), is_whole=True)).payload == draw(bundle(row())).payload


def test_a_digest_has_a_line_for_each_development() -> None:
    signed = row(
        alert=alert(
            player="Carlo Dedo", headline="Everton have signed Dedo from Leeds.", sources=("official",)
        ),
        also=("Reuters", "BBC", "The Courier"),
    )
    talks = row(alert=alert(player="Ian Marsh", headline="The move is off.", sources=("reported",)))
    payload = drawn(row(), signed, talks, row(correction=WITHDRAWN), form=Form.DIGEST)
    (embed,) = payload["embeds"]
    assert embed["title"] == "What moved"
    request = "12 Jan · Joao Almeida has handed in a transfer request (his statement, Press Association)"
    assert embed["description"].split("\n") == [
        f"• {request}",
        "• 12 Jan · Everton have signed Carlo Dedo from Leeds (official, also: Reuters, BBC + 1 more)",
        "• 12 Jan · Ian Marsh: The move is off (reported)",
        f"• ~~{request}~~ Withdrawn on 20 Jan 2024: a moderator took the report back.",
    ]
    assert payload["components"][-1][-1]["label"] == "Why these updates?"
    assert payload["plain"] == embed["description"]


@pytest.mark.parametrize("name", ["", " ", "Kane "])
def test_a_digest_has_a_line_also_of_who_has_no_surname(name: str) -> None:
    line = drawn(row(alert=alert(player=name, headline="Offers are in.")), form=Form.DIGEST)["plain"]
    assert "Offers are in" in line


def test_a_digest_holds_as_many_lines_as_fit_and_a_redraw_cuts_lines_not_rows() -> None:
    long = row(alert=alert(headline="Almeida " + "runs and runs " * 9))
    made = draw(bundle(*[long] * 60, form=Form.DIGEST))
    assert 10 < made.count < 50
    later = replace(long, also=spoken("The Evening Courier", "The Morning Courier"), correction=None)
    payload = drawn(*[later] * made.count, form=Form.DIGEST, is_whole=True)
    assert len(payload["embeds"][0]["description"].split("\n")) == made.count
    short = row(alert=alert(headline="Almeida stays.", sources=("BBC",)))
    assert draw(bundle(*[short] * 60, form=Form.DIGEST)).count == 50


def test_a_note_is_told_as_it_is() -> None:
    payload = drawn(Row(note=Spoken("I may not post in #news any more.")), form=Form.NOTE)
    (embed,) = payload["embeds"]
    assert (embed["title"], embed["description"]) == (
        "For the moderators",
        "I may not post in #news any more.",
    )
    assert [one["action"] for line in payload["components"] for one in line] == ["why"]


def test_without_embeds_the_same_is_said_in_text() -> None:
    plain = drawn(row(role_ids=(5,)), older=2)["plain"].split("\n")
    assert plain[:5] == [
        "<@&5>",
        "2 older updates were not posted one by one: /status tells where each saga stands.",
        "**Almeida has handed in a transfer request.**",
        "NEW · the player's push · now on record",
        "Joao Almeida · Brentford · linked with Everton (and Fulham)",
    ]
    assert "Sources: his statement · Press Association" in plain


def test_a_message_is_drawn_in_its_language_whichever_is_spoken() -> None:
    told = Row(alert(others={"es": AlertText("e", "Un titular", "c", "q", "s", "h", ("Goal",), "w")}))
    with speaking("es"):
        english = read(draw(bundle(told)))
    spanish = read(draw(replace(bundle(told), language="es")))
    assert [embed["title"] for embed in (*english["embeds"], *spanish["embeds"])] == [
        ALERT.headline,
        "Un titular",
    ]
    assert spanish["embeds"][0]["fields"][0]["name"] == "Qué cambia"
    assert [one["label"] for one in english["components"][0]][:2] == ["Status", "Timeline"]
    assert [one["label"] for one in spanish["components"][0]][:2] == ["Situación", "Cronología"]
    assert english == read(draw(bundle(told)))


def test_in_any_language_the_history_goes_first_where_all_do_not_fit() -> None:
    long = [Row(alert(headline=f"Alert {number}", history="h" * 900)) for number in range(8)]
    fields = [
        embed["fields"]
        for embed in read(draw(replace(bundle(*long, is_whole=True), language="es")))["embeds"]
    ]
    names = {field["name"] for one in fields for field in one}
    assert "Qué cambia" in names
    assert "Cómo hemos llegado aquí" not in names
