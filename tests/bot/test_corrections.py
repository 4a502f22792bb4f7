from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.corrections import SILENCED, corrected, lesson, lessons_of, with_club, with_player
from bot.files import Lesson, Matter
from bot.model import Claim, Fee, FeeRole, Kind, Reading, Rumour, Stage
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

HASH = bytes(range(32))
PLAYER = Matter.PLAYER
CLUB = Matter.CLUB
FEE = Fee(20_000_000, "GBP", FeeRole.BID)


def claim(kind: Kind, actor: str, club: str | None = None, at: int = 0, held: str | None = None) -> Claim:
    return Claim(kind, actor, "words", at, at + 5, club=club, held=held)


def row(
    player: str = "V. Dijk",
    from_club: str | None = "Saints",
    to_club: str | None = "Liverpool",
    *claims: Claim,
    held: str | None = None,
) -> Rumour:
    told = claims or (
        claim(Kind.BID, to_club or "Liverpool", to_club, held=held),
        claim(Kind.BID_REJECTED, from_club or "Saints", to_club, 10, held),
        claim(Kind.WANTS_MOVE, player, None, 20, held),
    )
    kinds = tuple(dict.fromkeys(one.kind for one in told))
    return Rumour(player, from_club, to_club, Stage.BID_REJECTED, kinds, (FEE,), ("BBC",), told, held)


def reading(*rows: Rumour) -> Reading:
    return Reading(None, "A headline", "A summary", rows, None if rows else "No transfer news.")


def rows_after(rows: Sequence[Rumour], *lessons: Lesson) -> tuple[Rumour, ...]:
    return corrected(reading(*rows), lessons, HASH).rumours


def names(rumour: Rumour) -> set[str]:
    told = {name for one in rumour.claims for name in (one.actor, one.club, one.speaker)}
    return {name for name in (rumour.player, rumour.from_club, rumour.to_club, *told) if name}


def test_without_lessons_that_speak_of_it_a_reading_stays_as_it_is() -> None:
    same = reading(row())
    lessons = [
        lesson(PLAYER, "Alan Boro", "Al Boro"),
        lesson(CLUB, "Toffees", "Everton"),
        lesson(CLUB, "Saints", "St Mirren", "Alan Boro"),
        lesson(Matter.NOT_A_PLAYER, "Old Trafford"),
        lesson(Matter.NOT_A_TRANSFER, bytes(32).hex()),
    ]
    assert corrected(same, lessons, HASH) is same
    assert corrected(same, [], HASH) is same


def test_a_text_that_is_no_transfer_news_is_silent() -> None:
    silent = corrected(reading(row()), [lesson(Matter.NOT_A_TRANSFER, HASH.hex().upper())], HASH)
    assert (silent.rumours, silent.summary, silent.silence) == ((), "", SILENCED)
    assert silent.headline == "A headline"


@pytest.mark.parametrize("read", ["V. Dijk", "v dijk", "V. DIJK"])
def test_a_player_is_called_as_he_was_taught_and_his_claims_follow(read: str) -> None:
    spoken = replace(claim(Kind.WANTS_MOVE, "V. Dijk"), speaker="V. Dijk")
    (right,) = rows_after(
        [row("V. Dijk", "Saints", "Liverpool", spoken)], lesson(PLAYER, read, "Virgil van Dijk")
    )
    assert right.player == right.claims[0].actor == right.claims[0].speaker == "Virgil van Dijk"
    assert right.stage is Stage.BID_REJECTED


def test_a_club_is_another_for_anybody_or_for_one_player_only() -> None:
    everybody, for_him = lesson(CLUB, "Saints", "Southampton"), lesson(CLUB, "Saints", "St Mirren", "V. Dijk")
    rows = [row(), row("Alan Boro")]
    assert [one.from_club for one in rows_after(rows, everybody)] == ["Southampton"] * 2
    assert [one.from_club for one in rows_after(rows, for_him)] == ["St Mirren", "Saints"]
    both = rows_after(rows, for_him, everybody)
    assert [one.from_club for one in both] == ["St Mirren", "Southampton"]
    assert not any("Saints" in names(one) for one in both)


def test_a_lesson_of_a_players_club_holds_under_the_name_that_he_was_taught() -> None:
    lessons = lesson(PLAYER, "V. Dijk", "Virgil van Dijk"), lesson(CLUB, "Saints", "X", "Virgil van Dijk")
    assert rows_after([row()], *lessons)[0].from_club == "X"


def test_a_club_that_is_none_leaves_the_row_with_what_it_did_in_it() -> None:
    (right,) = rows_after([row()], lesson(CLUB, "Liverpool"))
    assert (right.to_club, right.from_club) == (None, "Saints")
    assert [one.kind for one in right.claims] == [Kind.BID_REJECTED, Kind.WANTS_MOVE]
    assert [one.club for one in right.claims] == [None, None]
    assert (right.stage, Kind.BID in right.developments) == (Stage.BID_REJECTED, False)


def test_a_row_of_which_nothing_is_left_goes() -> None:
    only = row("V. Dijk", "Saints", "Liverpool", claim(Kind.BID, "Liverpool", "Liverpool"))
    after = corrected(reading(only), [lesson(CLUB, "Liverpool")], HASH)
    assert (after.rumours, after.summary) == ((), "")
    assert after.silence == "Nothing is left of it after what moderators taught of V. Dijk."


def test_who_is_no_player_has_no_row() -> None:
    rows = [row("Old Trafford"), row()]
    assert rows_after(rows, lesson(Matter.NOT_A_PLAYER, "old trafford")) == (row(),)
    taught = lesson(PLAYER, "V. Dijk", "Old Trafford"), lesson(Matter.NOT_A_PLAYER, "Old Trafford")
    assert rows_after(rows, *taught) == ()


def test_rows_that_are_of_one_player_and_suitor_now_are_one() -> None:
    other = row("Virgil van Dijk", None, "Liverpool", claim(Kind.MEDICAL, "Virgil van Dijk", "Liverpool", 30))
    (one,) = rows_after([row(), other], lesson(PLAYER, "V. Dijk", "Virgil van Dijk"))
    assert (one.from_club, one.stage) == ("Saints", Stage.MEDICAL)
    assert [claim.kind for claim in one.claims] == [
        Kind.BID,
        Kind.BID_REJECTED,
        Kind.WANTS_MOVE,
        Kind.MEDICAL,
    ]
    assert one.fees == (FEE,)


@pytest.mark.parametrize("is_first", [True, False])
def test_what_is_held_in_one_of_two_rows_stays_held(*, is_first: bool) -> None:
    doubtful = replace(row("Virgil van Dijk", held="unsure"), fees=(replace(FEE, amount=1),))
    rows = [doubtful, row()] if is_first else [row(), doubtful]
    (one,) = rows_after(rows, lesson(PLAYER, "V. Dijk", "Virgil van Dijk"))
    assert (one.held, one.fees) == (None, (FEE,))
    assert sorted(claim.held or "" for claim in one.claims) == ["", "", "", "unsure", "unsure", "unsure"]


def test_two_held_rows_are_one_held_row() -> None:
    rows = [row("Virgil van Dijk", held="why"), row(held="unsure")]
    (one,) = rows_after(rows, lesson(PLAYER, "V. Dijk", "Virgil van Dijk"))
    assert (one.held, Kind.BID in one.developments) == ("why", True)


def test_a_suitor_who_turns_out_to_be_the_owner_is_none() -> None:
    (one,) = rows_after([row(to_club="The Saints")], lesson(CLUB, "The Saints", "Saints"))
    assert (one.from_club, one.to_club) == ("Saints", None)
    assert {claim.club for claim in one.claims} == {None}


def test_the_summary_is_told_anew() -> None:
    after = corrected(reading(row()), [lesson(PLAYER, "V. Dijk", "Virgil van Dijk")], HASH)
    assert "Van Dijk" in after.summary
    assert "no bid" not in after.summary.lower()


def test_lessons_lead_on_and_of_two_that_contradict_the_later_holds() -> None:
    first, second = lesson(PLAYER, "A", "B"), lesson(PLAYER, "B", "C")
    assert rows_after([row("A")], first, second)[0].player == "C"
    back = lesson(PLAYER, "B", "A")
    assert [rows_after([row(name)], first, back)[0].player for name in "AB"] == ["A", "A"]
    assert rows_after([row("a")], lesson(PLAYER, "a", "A"), back)[0].player == "A"
    assert rows_after([row("B")], lesson(PLAYER, "b", "B"), lesson(PLAYER, "A", "B"))[0].player == "B"
    assert rows_after([row("A")], lesson(PLAYER, "A", None)) == (row("A"),)


def test_clubs_that_lead_in_a_circle_are_left_as_they_were_read() -> None:
    circle = lesson(CLUB, "Saints", "Liverpool"), lesson(CLUB, "Liverpool", "Saints")
    assert rows_after([row()], *circle) == (row(),)


@pytest.mark.parametrize(
    ("after", "taught"),
    [
        (row(), []),
        (row("V Dijk"), []),
        (row("Virgil van Dijk"), [Lesson(PLAYER, "v dijk", "Virgil van Dijk")]),
        (row(from_club="Southampton"), [Lesson(CLUB, "saints", "Southampton", "v dijk")]),
        (row(to_club=None), [Lesson(CLUB, "liverpool", None, "v dijk")]),
        (row(from_club="Liverpool", to_club="Saints"), []),
        (row(from_club="Liverpool", to_club=None), [Lesson(CLUB, "saints", "Liverpool", "v dijk")]),
        (replace(row(), stage=Stage.DONE), []),
        (
            row("Bo", "X", "Y"),
            [
                Lesson(PLAYER, "v dijk", "Bo"),
                Lesson(CLUB, "saints", "X", "bo"),
                Lesson(CLUB, "liverpool", "Y", "bo"),
            ],
        ),
    ],
)
def test_an_edit_teaches_the_names_that_it_changes(after: Rumour, taught: list[Lesson]) -> None:
    assert list(lessons_of(row(), after)) == taught


def test_what_was_not_read_teaches_nothing() -> None:
    assert lessons_of(row(from_club=None), row()) == ()


NAMES = st.sampled_from(("A", "B", "C", "a", "b-c", "B C"))
CLUBS = st.sampled_from(("K", "L", "M", "k"))
LESSONS = st.one_of(
    st.builds(lesson, st.just(PLAYER), NAMES, NAMES),
    st.builds(lesson, st.just(CLUB), CLUBS, st.none() | CLUBS, st.none() | NAMES),
    st.builds(lesson, st.just(Matter.NOT_A_PLAYER), NAMES),
)
ROWS = st.builds(row, NAMES, st.none() | CLUBS, st.none() | CLUBS)


@given(st.lists(ROWS, max_size=4), st.lists(LESSONS, max_size=6))
def test_after_any_lessons_no_name_is_left_that_is_none(rows: list[Rumour], lessons: list[Lesson]) -> None:
    after = corrected(reading(*rows), lessons, HASH)
    nobodies = {one.read for one in lessons if one.matter is Matter.NOT_A_PLAYER}
    assert not nobodies & {fold(one.player) for one in after.rumours}
    assert bool(after.silence) == (not after.rumours)
    keys = [(fold(one.player), one.to_club) for one in after.rumours]
    assert after.rumours == tuple(rows) or len(keys) == len(set(keys))
    assert all(one.claims for one in after.rumours)


@given(ROWS, NAMES)
def test_a_row_keeps_all_but_the_name(rumour: Rumour, name: str) -> None:
    assert with_player(with_player(rumour, "Somebody Else"), rumour.player) == rumour
    assert with_player(rumour, name).player == name


@given(ROWS, CLUBS)
def test_a_club_that_is_not_in_a_row_changes_nothing(rumour: Rumour, club: str) -> None:
    assert with_club(rumour, "Nobody's Club", club) == rumour
