"""What an answer says: every sentence of it traces to a claim, or is a named absence."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.answers.status import SagaStatus
from bot.answers.whom import SeveralPlayers, UnknownPlayer
from bot.cards.card import Tone
from bot.cards.status import status_card
from bot.cards.text import text_of
from bot.files import PlayerName
from bot.model import Certainty, Kind, Modality, When
from bot.sagas.history import history
from tests.bot.sagas.telling import PLAYER, SUITOR, bid, claim, file, on, row

if TYPE_CHECKING:
    from bot.model import Rumour

CONSIDERING = claim(Kind.TRANSFER_REQUEST, modality=Modality.CONSIDERING, source="Daily Mirror")


def text(*claims: object, as_of: dt.date | None = None, fees: tuple[object, ...] = ()) -> str:
    told = row(*claims, fees=fees)  # type: ignore[arg-type]
    return text_of(status_card(answer((on(10), told), as_of=as_of or on(12))))


def answer(*rumours: tuple[dt.date, Rumour], as_of: dt.date) -> SagaStatus:
    *earlier, last = history(file(*rumours))
    return SagaStatus(last, as_of, earlier=tuple(chapter.saga for chapter in earlier))


def test_the_first_line_answers_alone() -> None:
    lines = text(claim(Kind.INTEREST), claim(Kind.WANTS_MOVE), claim(Kind.NOT_FOR_SALE)).splitlines()
    assert lines[0] == "Joao Almeida · Brentford → Everton"
    assert (
        lines[1]
        == "According to reports, Almeida wants to go, and Brentford do not want to sell; no bid is reported."
    )


@pytest.mark.parametrize("days", [0, 1, 14, 15, 400])
def test_how_old_the_last_news_is_stands_there_once(days: int) -> None:
    told = text(claim(Kind.INTEREST), as_of=on(10) + dt.timedelta(days=days)).casefold()
    assert told.count("last news") == 1
    assert "as of" in told


def test_a_considered_request_is_told_as_such_and_as_not_handed_in() -> None:
    answer = text(claim(Kind.INTEREST), CONSIDERING)
    assert (
        "considering a transfer request, according to the Daily Mirror. No request has been handed in."
        in answer
    )
    assert "handed in a transfer request" not in answer


def test_without_a_claim_its_sentence_is_gone() -> None:
    assert "transfer request" not in text(claim(Kind.INTEREST))
    assert "wants to go" not in text(claim(Kind.INTEREST))
    assert "£20m" not in text(claim(Kind.BID))
    assert "£20m" in text(claim(Kind.BID), fees=(bid(20),))


@pytest.mark.parametrize("kind", Kind)
def test_what_is_only_reported_is_never_told_as_a_fact(kind: Kind) -> None:
    answer = text(claim(kind)).splitlines()[1]
    assert "reportedly" in answer or answer == "Everton are linked, but no bid is reported."


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("modality", [Modality.NEGATED, Modality.EXPECTED, Modality.CONDITIONAL])
def test_what_is_not_so_does_not_stand_in_the_first_lines(kind: Kind, modality: Modality) -> None:
    first = "\n".join(text(claim(Kind.INTEREST), claim(kind, modality=modality)).splitlines()[:3])
    bare = "\n".join(text(claim(Kind.INTEREST)).splitlines()[:3])
    assert first.removesuffix(" No request has been handed in.") == bare


def test_words_on_record_are_quoted_with_their_speaker() -> None:
    said = claim(Kind.NOT_FOR_SALE, quote="“He stays.”", certainty=Certainty.ON_RECORD, speaker="Ian Marsh")
    assert "“He stays” – Ian Marsh, on record" in text(said)


def test_an_end_in_public_and_a_new_link_do_not_fit_and_are_shown() -> None:
    ended = claim(Kind.WITHDREW, when=When.PAST, certainty=Certainty.ON_RECORD)
    answer = text(ended, claim(Kind.INTEREST, source="Daily Mirror"))
    assert "Doesn't fit" in answer
    assert "Everton said in public they were out; now they are linked again (Daily Mirror)." in answer


def test_an_end_that_is_only_reported_was_not_said_in_public() -> None:
    answer = text(claim(Kind.WITHDREW, when=When.PAST), claim(Kind.INTEREST))
    assert "in public" not in answer


def test_a_denial_stands_beside_what_it_denies() -> None:
    denied = claim(Kind.TRANSFER_REQUEST, modality=Modality.NEGATED, source="The Guardian")
    answer = text(claim(Kind.TRANSFER_REQUEST, source="Daily Mirror"), denied)
    assert "There is no transfer request (The Guardian); others say there is." in answer


def test_where_there_were_bids_none_is_called_missing() -> None:
    rumours = [
        (on(1), row(claim(Kind.BID))),
        (on(2), row(claim(Kind.WITHDREW))),
        (on(13), row(claim(Kind.INTEREST))),
    ]
    assert "no bid" not in status_card(answer(*rumours, as_of=on(14))).lead


def test_old_news_says_how_old_it_is() -> None:
    assert "Last news 9 years ago." in text(claim(Kind.INTEREST), as_of=dt.date(2033, 2, 1))
    assert "Last news" not in text(claim(Kind.INTEREST))


def test_a_deal_that_is_done_says_so_and_no_more_of_wishes() -> None:
    moved = ((on(1), row(claim(Kind.WANTS_MOVE))), (on(10), row(claim(Kind.SIGNED))))
    card = status_card(answer(*moved, as_of=on(12)))
    assert card.tone is Tone.DONE
    assert card.lead.startswith(f"{SUITOR} have reportedly signed Almeida")


def test_evidence_counts_origins_and_names_their_tier() -> None:
    answer = text(claim(Kind.INTEREST, source="BBC"), claim(Kind.WANTS_MOVE, source="Daily Mirror"))
    assert "2 origins: BBC (tier 1), Daily Mirror (tier 3)" in answer


def test_an_unknown_name_is_never_guessed() -> None:
    near = PlayerName(1, PLAYER, (), "Brentford", SUITOR)
    card = status_card(UnknownPlayer("almada", (near,)))
    assert card.title == "Nothing stored about almada"
    assert card.lead == "Did you mean Joao Almeida · Brentford → Everton?"
    assert "Check the spelling" in status_card(UnknownPlayer("kane")).lead
    too_early = status_card(UnknownPlayer(PLAYER, as_of=on(1)))
    assert "up to 1 Jan 2024" in too_early.title
    assert "Check the spelling" not in too_early.lead


def test_two_of_one_name_are_both_offered() -> None:
    players = (PlayerName(1, PLAYER), replace(PlayerName(2, "Pedro Almeida"), from_club="Porto"))
    assert "Pedro Almeida · Porto" in status_card(SeveralPlayers("almeida", players)).lead


def test_an_earlier_saga_that_came_to_nothing_names_the_clubs_that_were_in_it() -> None:
    ended = row(claim(Kind.COLLAPSED, certainty=Certainty.OFFICIAL))
    again = row(claim(Kind.INTEREST, "Fulham"), club="Fulham")
    first = (on(10), row(claim(Kind.BID), fees=(bid(20),)))
    told = answer(first, (on(12), ended), (dt.date(2026, 7, 1), again), as_of=dt.date(2026, 7, 2))
    assert "Brentford, linked with Everton: came to nothing, 12 Jan 2024" in text_of(status_card(told))
