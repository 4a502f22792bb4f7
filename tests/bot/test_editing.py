"""A rumour as the fields of a form: what is not touched stays, what is changed holds whatever was read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.cards.rumour_form import entries_of
from bot.editing import FEES, FROM, PLAYER, STAGE, STAGES, TO, edited
from bot.ladder import furthest
from bot.model import (
    Article,
    Bound,
    Certainty,
    Claim,
    Fee,
    FeeRole,
    Kind,
    Modality,
    Refusal,
    Rumour,
    Stage,
)
from bot.reading import read
from bot.reading.assemble import developments
from bot.speech import speaking


def rumour_of(text: str) -> Rumour:
    (row,) = read(Article(text)).rumours
    return row


REFUSED = rumour_of(
    "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida, according to Sky Sports."
)


def filled(rumour: Rumour, **values: str) -> dict[str, str]:
    """What is sent back by who changes only these fields."""
    chosen = {
        entry.key: next((one.value for one in entry.options if one.is_chosen), entry.value)
        for entry in entries_of(rumour)
    }
    return {**chosen, **values}


def changed(rumour: Rumour, **values: str) -> Rumour:
    return edited(rumour, filled(rumour, **values))


def kinds(rumour: Rumour) -> list[Kind]:
    return [claim.kind for claim in rumour.claims if claim.counts]


CLUBS = st.sampled_from((None, "Everton", "Leeds United", "Sunderland"))
CLAIMS = st.builds(
    Claim,
    kind=st.sampled_from(Kind),
    actor=st.sampled_from(("Joao Almeida", "Everton", "Brentford")),
    quote=st.just(""),
    start=st.integers(0, 9),
    end=st.just(9),
    club=st.sampled_from((None, "Everton")),
    modality=st.sampled_from(Modality),
    certainty=st.sampled_from(Certainty),
    held=st.sampled_from((None, "not sure")),
)
FEES_OF_ROWS = st.builds(
    Fee,
    st.sampled_from((20_000_000, 20_125_000, 750_000, 1_500_000_000)),
    st.sampled_from(("GBP", "EUR", "SEK", "USD")),
    st.sampled_from(FeeRole),
    st.sampled_from(Bound),
)


@st.composite
def rumours(draw: st.DrawFn) -> Rumour:
    claims = tuple(sorted(draw(st.lists(CLAIMS, max_size=5)), key=lambda claim: claim.start))
    told = developments(claims)
    fees = tuple(draw(st.lists(FEES_OF_ROWS, max_size=3, unique=True)))
    clubs = draw(st.sampled_from((None, "Brentford"))), draw(st.sampled_from((None, "Everton")))
    held = draw(st.sampled_from((None, None, "not sure")))
    return Rumour("Joao Almeida", *clubs, furthest(told), told, fees, ("Sky Sports",), claims, held)


@given(rumours(), st.sampled_from(("en", "es")))
def test_what_is_sent_back_as_it_was_changes_nothing_but_that_it_is_sure(
    rumour: Rumour, letters: str
) -> None:
    with speaking(letters):
        sure = changed(rumour)
    assert sure.held is None
    if rumour.held is None:
        assert sure == rumour
    else:
        assert (sure.player, sure.from_club, sure.to_club) == (
            "Joao Almeida",
            rumour.from_club,
            rumour.to_club,
        )
        assert (sure.fees, sure.stage) == (rumour.fees, rumour.stage)
        assert not any(claim.held for claim in sure.claims)


@given(rumours(), CLUBS, CLUBS, st.sampled_from(STAGES))
def test_what_is_chosen_holds(
    rumour: Rumour, from_club: str | None, to_club: str | None, stage: Stage
) -> None:
    values = filled(rumour, from_club=from_club or "", to_club=to_club or "", stage=stage.value)
    if from_club == to_club is not None:
        with pytest.raises(Refusal, match="cannot move from"):
            edited(rumour, values)
        return
    new = edited(rumour, values)
    assert (new.from_club, new.to_club) == (from_club, to_club)
    named = {club for claim in new.claims for club in (claim.actor, claim.club)}
    gone = {rumour.from_club, rumour.to_club} - {from_club, to_club, None}
    assert not named & gone
    if stage is not rumour.stage:
        assert new.stage is stage
        assert furthest(new.developments) is stage
        assert new.developments == developments(new.claims)


def test_clubs_may_change_places() -> None:
    new = changed(REFUSED, from_club="Everton", to_club="brentford")
    assert (new.from_club, new.to_club) == ("Everton", "Brentford")
    assert [(claim.actor, claim.club) for claim in new.claims] == [("Everton", "Brentford")]


def test_another_name_is_his_in_all_that_he_does() -> None:
    wants = rumour_of("Joao Almeida has told Brentford he wants to join Everton, according to Sky Sports.")
    new = changed(wants, player="  Joao  Almeyda ")
    assert new.player == "Joao Almeyda"
    assert "Joao Almeida" not in {claim.actor for claim in new.claims}


@pytest.mark.parametrize(
    ("typed", "club"),
    [
        ("spurs", "Tottenham Hotspur"),
        ("Inter", "Inter Milan"),
        ("man utd", "Manchester United"),
        ("Grebbe IF", "Grebbe IF"),
    ],
)
def test_a_club_is_taken_by_its_name_here(typed: str, club: str) -> None:
    assert changed(REFUSED, to_club=typed).to_club == club


@pytest.mark.parametrize(
    ("stage", "told", "words"),
    [
        (Stage.TALKS, [Kind.TALKS], True),
        (Stage.BID, [Kind.BID], True),
        (Stage.DONE, [Kind.BID_REJECTED, Kind.SIGNED], True),
        (Stage.OFF, [Kind.BID_REJECTED, Kind.COLLAPSED], True),
    ],
)
def test_the_claims_follow_the_stage_in_the_words_of_what_was_read(
    stage: Stage,
    told: list[Kind],
    words: bool,  # noqa: FBT001 - a column of the table
) -> None:
    new = changed(REFUSED, stage=stage.value)
    assert kinds(new) == told
    assert all(claim.quote == REFUSED.claims[0].quote for claim in new.claims) == words


def test_who_is_on_record_for_the_lesser_thing_has_not_said_the_greater_one() -> None:
    talks = Claim(
        Kind.TALKS,
        "Everton",
        "in talks",
        0,
        8,
        club="Everton",
        certainty=Certainty.ON_RECORD,
        speaker="Lena Voss",
    )
    row = Rumour("Joao Almeida", "Brentford", "Everton", Stage.TALKS, (Kind.TALKS,), claims=(talks,))
    raised = changed(row, stage="medical")
    assert [(one.kind, one.certainty, one.speaker) for one in raised.claims] == [
        (Kind.TALKS, Certainty.ON_RECORD, "Lena Voss"),
        (Kind.MEDICAL, Certainty.CLAIMED, None),
    ]
    lowered = changed(row, stage="enquiry")
    assert [(one.kind, one.certainty, one.speaker) for one in lowered.claims] == [
        (Kind.ENQUIRY, Certainty.ON_RECORD, "Lena Voss")
    ]


@pytest.mark.parametrize(
    ("typed", "fees"),
    [
        ("", ()),
        ("£25m", (Fee(25_000_000, "GBP", FeeRole.BID),)),
        (
            "£25m agreed; up to €30m",
            (Fee(25_000_000, "GBP", FeeRole.AGREED), Fee(30_000_000, "EUR", FeeRole.BID, Bound.UP_TO)),
        ),
        ("$1,500,000 release clause", (Fee(1_500_000, "USD", FeeRole.CLAUSE),)),
        ("Valued at about €40m", (Fee(40_000_000, "EUR", FeeRole.VALUATION, Bound.ABOUT),)),
        ("£60m-plus asked", (Fee(60_000_000, "GBP", FeeRole.ASKING, Bound.AT_LEAST),)),
        ("piden 60m €", (Fee(60_000_000, "EUR", FeeRole.ASKING),)),
        (
            "20 million euros\n£5m talked of",
            (Fee(20_000_000, "EUR", FeeRole.BID), Fee(5_000_000, "GBP", FeeRole.REPORTED)),
        ),
    ],
)
def test_sums_are_written_as_people_write_them(typed: str, fees: tuple[Fee, ...]) -> None:
    assert changed(REFUSED, fees=typed).fees == fees


def test_a_sum_that_is_left_stays_exactly_what_it_was_beside_a_new_one() -> None:
    odd = Fee(20_125_000, "GBP", FeeRole.BID)
    row = Rumour("Joao Almeida", "Brentford", "Everton", Stage.BID, (Kind.BID,), (odd,))
    assert changed(row, fees="£20.12m offered; £30m asked").fees == (
        odd,
        Fee(30_000_000, "GBP", FeeRole.ASKING),
    )


@pytest.mark.parametrize(
    ("field", "typed", "why"),
    [
        (PLAYER, "", "player is a name"),
        (PLAYER, "x" * 81, "player is a name"),
        (PLAYER, "\u202eaderf\u0000", "player is a name"),
        (FROM, "?!", "club is a name"),
        (TO, "united", "More than one club"),
        (TO, "Brentford", "cannot move from Brentford to Brentford"),
        (STAGE, "signed", "Choose one from the list"),
        (FEES, "20m", "is no sum"),
        (FEES, "a lot", "is no sum"),
        (FEES, "£20-25m", "is no sum"),
        (FEES, "£90,000 a week", "is no sum"),
        (FEES, "£0m", "is no sum"),
        (FEES, "£1m;" * 9, "too many"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_the_reason(field: str, typed: str, why: str) -> None:
    with pytest.raises(Refusal, match=why.replace("?", r"\?")):
        changed(REFUSED, **{field: typed})


def test_a_field_that_is_not_sent_at_all_is_none() -> None:
    new = edited(REFUSED, {PLAYER: "Joao Almeida"})
    assert (new.from_club, new.to_club, new.fees, new.stage) == (None, None, (), REFUSED.stage)


def test_the_form_can_be_filled_in_with_what_was_refused() -> None:
    typed = filled(REFUSED, fees="a lot", stage="talks")
    again = {entry.key: entry for entry in entries_of(REFUSED, typed)}
    assert again[FEES].value == "a lot"
    assert [one.value for one in again[STAGE].options if one.is_chosen] == ["talks"]
