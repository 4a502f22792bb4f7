"""The details below an answer's first lines, field by field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.cards.details import (
    conflict_lines,
    deal_lines,
    evidence_line,
    fee_line,
)
from bot.cards.sides import club_side, player_side, seller_side
from bot.model import Certainty, Fee, FeeRole, Kind, Modality
from bot.sagas.fold import current
from tests.bot.sagas.telling import PLAYER, bid, claim, file, on, row

if TYPE_CHECKING:
    import datetime as dt

    from bot.model import Rumour
    from bot.sagas.saga import Saga

OFFICIAL, RECORD = Certainty.OFFICIAL, Certainty.ON_RECORD


def saga(*told: tuple[dt.date, Rumour]) -> Saga:
    found = current(PLAYER, file(*told).rumours)
    assert found is not None
    return found


def fee(millions: int, role: FeeRole) -> Fee:
    return Fee(millions * 1_000_000, "GBP", role)


def test_each_suitor_has_a_ladder_and_a_step_that_nobody_stands_up_for_is_marked() -> None:
    found = saga((on(1), row(claim(Kind.BID_REJECTED), fees=(bid(20),))))
    assert deal_lines(found) == ["▰▰▰▰▰▱▱▱▱  Everton: an offer was turned down, as reported"]
    sure = saga((on(1), row(claim(Kind.FEE_AGREED, certainty=RECORD))))
    assert deal_lines(sure) == ["▰▰▰▰▰▰▱▱▱  Everton: the fee is agreed"]


def test_who_is_out_is_told_with_the_reason_and_who_is_only_behind_apart() -> None:
    found = saga(
        (on(1), row(claim(Kind.INTEREST, "Fulham"), club="Fulham")),
        (on(2), row(claim(Kind.BID_REJECTED, "Leeds"), club="Leeds", fees=(bid(20),))),
        (on(3), row(claim(Kind.WITHDREW, "Leeds"), club="Leeds")),
        (on(9), row(claim(Kind.FEE_AGREED, certainty=RECORD))),
    )
    assert deal_lines(found)[1:] == [
        "Behind since a rival agreed: Fulham",
        "Out: Leeds (pulled out, as reported, got as far as a refused offer)",
    ]


def test_an_offer_that_the_player_refuses_stands_with_his_no_beside_it() -> None:
    no = claim(Kind.REJECTS_MOVE, actor=PLAYER)
    found = saga((on(1), row(claim(Kind.FEE_AGREED))), (on(2), row(no)))
    assert "the player has said no" in deal_lines(found)[0]


def test_each_side_says_in_its_own_row_what_it_does_with_who_answers_for_it_and_when() -> None:
    found = saga(
        (on(1), row(claim(Kind.WANTS_MOVE, source="Daily Mirror"), claim(Kind.NOT_FOR_SALE))),
        (on(4), row(claim(Kind.TALKS, source="BBC"), claim(Kind.NOT_FOR_SALE, certainty=RECORD))),
    )
    assert player_side(found) == "Wants to go (Daily Mirror, 1 Jan)"
    assert seller_side(found) == "Do not want to sell (Brentford, on record, 4 Jan)"
    assert club_side(found, "Everton") == "Are in talks (BBC, 4 Jan)"


def test_what_has_happened_is_not_told_as_thought_of_too() -> None:
    thought = claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING)
    found = saga((on(1), row(thought)), (on(3), row(claim(Kind.TRANSFER_REQUEST))))
    assert player_side(found) == "Has handed in a transfer request (reported, 3 Jan)"


def test_a_sum_told_otherwise_by_others_is_a_range_with_their_names() -> None:
    found = saga(
        (on(1), row(claim(Kind.BID_REJECTED, source="Sky Sports"), fees=(bid(20),))),
        (on(1), row(claim(Kind.BID_REJECTED, source="Daily Mirror"), fees=(bid(22),))),
    )
    assert fee_line(found) in (
        "£20m–£22m offered (Sky Sports and Daily Mirror)",
        "£20m–£22m offered (Daily Mirror and Sky Sports)",
    )
    assert "two sums are told of one offer" in conflict_lines(found)[0]


def test_prices_and_offers_go_when_a_fee_is_agreed() -> None:
    told = [
        (on(1), row(claim(Kind.PRICE_SET), claim(Kind.INTEREST), fees=(fee(40, FeeRole.ASKING),))),
        (on(3), row(claim(Kind.BID), fees=(bid(20),))),
        (on(9), row(claim(Kind.FEE_AGREED), fees=(fee(30, FeeRole.AGREED),))),
    ]
    assert fee_line(saga(*told[:2])) == "£20m offered · £40m asked"
    assert fee_line(saga(*told)) == "£30m agreed"
    signed = (on(12), row(claim(Kind.SIGNED, certainty=OFFICIAL)))
    assert fee_line(saga(*told, signed)) == "£30m agreed"


def test_what_an_agreement_has_overtaken_stands_in_nobodys_row() -> None:
    told = [
        (on(1), row(claim(Kind.NOT_FOR_SALE), claim(Kind.INTEREST))),
        (on(3), row(claim(Kind.BID, modality=Modality.EXPECTED))),
        (on(5), row(claim(Kind.BID), fees=(bid(20),))),
    ]
    before = saga(*told)
    assert seller_side(before) == "Do not want to sell (reported, 1 Jan)"
    assert (
        club_side(before, "Everton")
        == "Have made an offer of £20m (reported, 5 Jan) · Are interested (reported, 1 Jan)"
    )
    after = saga(*told, (on(9), row(claim(Kind.FEE_AGREED))))
    assert seller_side(after) == "Have agreed a fee with Everton (reported, 9 Jan)"
    assert club_side(after, "Everton") == ""


def test_an_agreement_that_somebody_surer_denied_stands_in_nobodys_row() -> None:
    agreed = row(claim(Kind.FEE_AGREED), fees=(fee(30, FeeRole.AGREED),))
    no = claim(Kind.FEE_AGREED, modality=Modality.NEGATED, certainty=RECORD, speaker="Ian Marsh")
    assert seller_side(saga((on(1), agreed))) == "Have agreed a fee of £30m with Everton (reported, 1 Jan)"
    found = saga((on(1), agreed), (on(2), row(no)))
    assert seller_side(found) == "There is no agreement with Everton (Ian Marsh, on record, 2 Jan)"


def test_the_fee_agreed_with_one_club_is_not_told_of_another_that_leads() -> None:
    first = row(claim(Kind.FEE_AGREED, "Fulham"), club="Fulham", fees=(fee(30, FeeRole.AGREED),))
    later = row(claim(Kind.FEE_AGREED), claim(Kind.MEDICAL))
    assert fee_line(saga((on(1), first))) == "£30m agreed"
    assert "£30m" not in fee_line(saga((on(1), first), (on(5), later)))


def test_an_offer_that_was_refused_stands_no_more_in_the_row_of_who_made_it() -> None:
    found = saga((on(3), row(claim(Kind.BID), fees=(bid(20),))), (on(5), row(claim(Kind.BID_REJECTED))))
    assert club_side(found, "Everton") == ""
    assert seller_side(found).startswith("Have turned down an offer")


def test_a_denial_and_a_contradiction_are_shown_with_who_says_so() -> None:
    no = claim(Kind.FEE_AGREED, modality=Modality.NEGATED, certainty=RECORD, speaker="Ian Marsh")
    found = saga((on(1), row(claim(Kind.FEE_AGREED))), (on(2), row(no)))
    assert conflict_lines(found) == [
        "There is no agreement with Everton (Ian Marsh, on record); others say there is."
    ]
    denial = claim(Kind.DENIED, actor="Brentford", certainty=RECORD)
    denied = saga((on(1), row(claim(Kind.BID), fees=(bid(20),))), (on(2), row(denial)))
    assert conflict_lines(denied) == ["Brentford deny it (Brentford, on record); others report it."]


def test_many_origins_are_cut_and_a_single_one_has_no_confirmation() -> None:
    single = saga((on(1), row(claim(Kind.INTEREST, source="BBC"))))
    assert evidence_line(single) == "1 origin: BBC (tier 1) · no independent confirmation"
    outlets = ("BBC", "Sky Sports", "Marca", "Kicker", "Record", "Bild")
    many = saga(
        *((on(1 + 2 * at), row(claim(Kind.INTEREST, source=name))) for at, name in enumerate(outlets))
    )
    assert evidence_line(many).startswith("6 origins: BBC (tier 1)")
    assert "and 2 more" in evidence_line(many)
