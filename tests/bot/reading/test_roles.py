from __future__ import annotations

import pytest

from bot.model import Article, Certainty, Claim, Kind, Reading
from bot.reading import Known, read

KNOWN = (Known("Joao Almeida", owner="Brentford", suitors=("Everton",)),)

DEEDS = (
    ("Brentford have thrown out Everton's latest proposal for Almeida.", Kind.BID_REJECTED),
    ("Brentford turned Everton's £20m offer for Almeida down.", Kind.BID_REJECTED),
    (
        "Everton's £30m for Almeida was sent back by Brentford, who want £40m.",
        Kind.BID_REJECTED,
    ),
    ("A £30m offer from Everton for Almeida was deemed too low by Brentford.", Kind.BID_REJECTED),
    ("Everton have come in with £32m for Almeida, a bid that Brentford are studying.", Kind.BID),
    ("Brentford have received a £30m offer from Everton for Almeida.", Kind.BID),
    ("Brentford have accepted £40m from Everton for Almeida.", Kind.FEE_AGREED),
    ("Everton have reached an agreement with Brentford for Almeida.", Kind.FEE_AGREED),
    ("Almeida has agreed a five-year contract with Everton.", Kind.PERSONAL_TERMS),
    ("Almeida has passed his medical with Everton.", Kind.MEDICAL),
    ("Almeida is an Everton player.", Kind.SIGNED),
    ("Almeida has left Brentford for Everton.", Kind.SIGNED),
    ("Brentford and Everton have agreed a season-long loan for Almeida.", Kind.LOAN_AGREED),
    ("Everton have walked away from the Almeida deal.", Kind.WITHDREW),
    ("Almeida's move to Everton has collapsed.", Kind.COLLAPSED),
    ("Almeida has refused to join Everton.", Kind.REJECTS_MOVE),
    ("Almeida has told Brentford he wants to go.", Kind.WANTS_MOVE),
    ("Brentford do not want to sell Almeida.", Kind.NOT_FOR_SALE),
    ("Brentford are holding out for £40m for Almeida.", Kind.PRICE_SET),
    ("Brentford have put Almeida on the market.", Kind.OPEN_TO_SALE),
    ("Everton are closing in on Almeida.", Kind.TALKS),
)


def told(reading: Reading) -> dict[Kind, Claim]:
    rows = [row for row in reading.rumours if row.held is None and row.player == KNOWN[0].player]
    claims = [claim for row in rows for claim in row.claims if claim.counts]
    return {claim.kind: claim for claim in claims}


@pytest.mark.parametrize(("text", "kind"), DEEDS)
def test_a_deed_between_known_parties_is_told_though_it_is_all_of_the_text(text: str, kind: Kind) -> None:
    assert kind in told(read(Article(text), KNOWN))


NOT_DONE = (
    ("Brentford have not accepted Everton's £40m for Almeida.", Kind.FEE_AGREED),
    ("Brentford will reject Everton's £40m offer for Almeida if it comes.", Kind.BID_REJECTED),
    ("Almeida's medical with Everton is still to come.", Kind.MEDICAL),
    ("Will Everton sign Almeida?", Kind.SIGNED),
    ("Everton had a £20m bid for Almeida rejected last summer.", Kind.BID_REJECTED),
    ("Fulham have signed Iker Salcedo while Everton wait for Almeida.", Kind.SIGNED),
    ("Brentford accepted Fulham's £10m for Iker Salcedo, and Almeida stays.", Kind.FEE_AGREED),
    ("Almeida, who has not joined Everton, scored twice on Saturday.", Kind.SIGNED),
)


@pytest.mark.parametrize(("text", "kind"), NOT_DONE)
def test_what_is_not_so_or_anothers_is_not_told(text: str, kind: Kind) -> None:
    assert kind not in told(read(Article(text), KNOWN))


def test_a_new_suitor_who_does_a_suitors_deed_is_believed() -> None:
    (row,) = read(Article("Fulham have made a £45m bid for Almeida."), KNOWN).rumours
    assert (row.from_club, row.to_club, row.held) == ("Brentford", "Fulham", None)


def test_a_month_of_the_winter_is_of_old_days_in_summer() -> None:
    text = (
        "date 2025-07-20 Almeida waits\n\nEverton offered £20m for Almeida in January and Brentford said no."
    )
    assert Kind.BID not in told(read(Article(text), KNOWN))


VOICES = (
    ("OFFICIAL: Joao Almeida is an Everton player.", Kind.SIGNED, Certainty.OFFICIAL),
    ("Everton are delighted to announce the signing of Joao Almeida.", Kind.SIGNED, Certainty.OFFICIAL),
    ("Almeida was announced this evening as an Everton player.", Kind.SIGNED, Certainty.OFFICIAL),
    (
        "Brentford manager Thomas Reed has confirmed that an offer from Everton for Almeida was refused.",
        Kind.BID_REJECTED,
        Certainty.ON_RECORD,
    ),
    (
        "Almeida has written on Instagram that he wants to leave Brentford.",
        Kind.WANTS_MOVE,
        Certainty.ON_RECORD,
    ),
    ("Almeida reportedly wants to leave Brentford.", Kind.WANTS_MOVE, Certainty.CLAIMED),
    ("Brentford have rejected a £30m offer from Everton for Almeida.", Kind.BID_REJECTED, Certainty.CLAIMED),
)


@pytest.mark.parametrize(("text", "kind", "certainty"), VOICES)
def test_how_sure_a_deed_is_depends_on_who_says_it(text: str, kind: Kind, certainty: Certainty) -> None:
    assert told(read(Article(text), KNOWN))[kind].certainty is certainty
