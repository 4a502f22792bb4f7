"""The first lines of an answer: every sentence of them traces to claims, or to a named absence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.status import SagaStatus
from bot.cards.opening import opening, sentences
from bot.files import KeptRumour, PlayerFile
from bot.model import Certainty, Fee, FeeRole, Kind, Modality
from bot.reading.candidates import OF_PLAYER
from bot.sagas.history import history
from tests.bot.sagas.telling import PLAYER, bid, claim, file, kept, on, row

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Claim, Rumour
    from bot.sagas.saga import Told


def answer(told: PlayerFile, as_of: dt.date) -> SagaStatus | None:
    chapters = history(told)
    return SagaStatus(chapters[-1], as_of) if chapters else None


def of(*rumours: tuple[dt.date, Rumour], as_of: dt.date | None = None) -> str:
    found = answer(file(*rumours), as_of or rumours[-1][0])
    assert found is not None
    return opening(found)


# --- what they say ---


def test_what_the_first_sentence_says_is_not_said_again_but_who_said_it_and_when() -> None:
    told = row(claim(Kind.BID_REJECTED, source="Sky Sports"), fees=(bid(20),))
    assert of((on(3), told)) == (
        "Brentford have reportedly turned down an offer of £20m from Everton.\n"
        "Sky Sports reported the refusal on 3 Jan 2024."
    )


def test_an_announced_deal_names_no_club_that_may_not_have_said_it() -> None:
    told = row(claim(Kind.SIGNED, certainty=Certainty.OFFICIAL))
    assert of((on(3), told)).endswith("\nThe signing was announced on 3 Jan 2024.")


def test_a_player_who_speaks_for_himself_is_called_by_his_surname() -> None:
    told = row(claim(Kind.TRANSFER_REQUEST, certainty=Certainty.ON_RECORD, speaker=PLAYER))
    assert "\nAlmeida said so on 3 Jan 2024." in of((on(3), told))


def test_what_somebody_says_of_the_player_is_not_told_as_his_own_words() -> None:
    told = row(claim(Kind.WANTS_MOVE, certainty=Certainty.ON_RECORD, speaker="Ian Marsh"))
    assert "\nIan Marsh said on 3 Jan 2024 that Almeida wants to go." in of((on(3), told))


def test_news_beyond_the_first_sentence_follows_it_with_its_source() -> None:
    first = row(claim(Kind.BID_REJECTED), fees=(bid(20),))
    later = row(claim(Kind.INTEREST, "Fulham", source="The Guardian"), club="Fulham")
    assert of((on(3), first), (on(5), later)).endswith("\nFulham are interested, according to the Guardian.")


def test_what_is_left_behind_is_not_told_again() -> None:
    first = row(claim(Kind.INTEREST))
    later = row(claim(Kind.FEE_AGREED), claim(Kind.TALKS))
    assert "talks" not in of((on(3), first), (on(5), later))


def test_old_news_opens_with_its_age() -> None:
    assert of((on(3), row(claim(Kind.TALKS))), as_of=on(3, 3)).startswith("Last news 2 months ago. ")


def test_a_window_that_has_shut_since_is_said_where_nothing_came_of_it() -> None:
    told = row(claim(Kind.TALKS))
    assert of((on(20), told), as_of=on(5, 2)).startswith(
        "Last news 2 weeks ago; the window has shut since. Everton are reportedly in talks"
    )
    done = row(claim(Kind.SIGNED, certainty=Certainty.OFFICIAL))
    assert "window" not in of((on(20), done), as_of=on(5, 2))


# --- where it comes from ---


def _claim(kind: Kind, modality: Modality, certainty: Certainty, source: str | None, club: str) -> Claim:
    return claim(
        kind,
        None if kind in OF_PLAYER else club,
        modality=modality,
        certainty=certainty,
        source=source,
        quote=f"{kind} {modality} {certainty} {source} {club}",
    )


_CLAIMS = st.builds(
    _claim,
    st.sampled_from(Kind),
    st.sampled_from([Modality.ACTUAL, Modality.ACTUAL, Modality.ACTUAL, *Modality]),
    st.sampled_from(Certainty),
    st.sampled_from([None, "Sky Sports", "Daily Mirror"]),
    st.sampled_from(["Everton", "Fulham"]),
)
_SUMS = st.sampled_from([(), (bid(20),), (Fee(30_000_000, "GBP", FeeRole.AGREED),)])


@st.composite
def _files(draw: st.DrawFn) -> PlayerFile:
    rows = draw(
        st.lists(st.tuples(st.integers(1, 60), st.lists(_CLAIMS, min_size=1, max_size=3), _SUMS), max_size=6)
    )
    rumours = [
        kept(number, on(1 + day % 28, 1 + day // 28), row(*claims, club=claims[0].club, fees=fees))
        for number, (day, claims, fees) in enumerate(rows, start=1)
    ]
    return PlayerFile(1, PLAYER, (), tuple(rumours))


def _without(told: PlayerFile, gone: set[tuple[int, Claim]]) -> PlayerFile:
    return replace(told, rumours=tuple(_left(one, gone) for one in told.rumours))


def _left(one: KeptRumour, gone: set[tuple[int, Claim]]) -> KeptRumour:
    claims = tuple(each for each in one.rumour.claims if (one.id, each) not in gone)
    return replace(one, rumour=replace(one.rumour, claims=claims))


def _marks(tellings: tuple[Told, ...]) -> set[tuple[int, Claim]]:
    return {(one.rumour_id, one.claim) for one in tellings}


@given(_files())
def test_every_sentence_rests_on_claims_and_goes_with_them_or_names_an_absence(told: PlayerFile) -> None:
    found = answer(told, on(1, 4))
    for sentence in sentences(found) if found else ():
        left: PlayerFile = told
        grounds = sentence.rests_on
        assert grounds or sentence.absence, sentence.text
        while grounds:  # others may have told the same: without any of them nobody tells it
            left = _without(left, _marks(grounds))
            again = answer(left, on(1, 4))
            same = [one for one in sentences(again) if one.text == sentence.text] if again else []
            grounds = tuple(ground for one in same for ground in one.rests_on)
            assert not same or grounds, f"{sentence.text!r} stands without a claim"


@given(_files())
def test_no_day_source_or_sum_is_made_up(told: PlayerFile) -> None:
    found = answer(told, on(1, 4))
    if found is None:
        return
    text = opening(found)
    sources = {each.source for one in told.rumours for each in one.rumour.claims}
    for name in ("Sky Sports", "Daily Mirror"):
        assert name in sources or name not in text
    if not any(one.rumour.fees for one in told.rumours):
        assert "£" not in text
