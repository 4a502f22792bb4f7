"""What claims, sums and days are called in Spanish: as a fan would say it, clubs in the singular."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.countries import COUNTRIES, country_name
from bot.model import Bound, Certainty, Claim, Fee, FeeRole, Kind, Modality, Subject
from bot.reading.summary import summarise
from bot.speech import speaking
from bot.windows import countries
from bot.wording import (
    ago,
    attributed,
    day,
    days,
    fee_phrase,
    hedged,
    in_row,
    listed,
    money,
    noun,
    origin,
    phrase,
    short_day,
    strung,
    together,
)
from tests.bot.sagas.telling import PLAYER, RIVAL, SUITOR, bid, claim, row

if TYPE_CHECKING:
    from collections.abc import Iterator

RECORD, OFFICIAL = Certainty.ON_RECORD, Certainty.OFFICIAL
CONSIDERING, EXPECTED = Modality.CONSIDERING, Modality.EXPECTED
CONDITIONAL, NEGATED = Modality.CONDITIONAL, Modality.NEGATED


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    with speaking("es"):
        yield


CLAIMS: list[tuple[Claim, str]] = [
    (claim(Kind.INTEREST), "Everton, al parecer, tiene interés"),
    (claim(Kind.INTEREST, source="Daily Mirror"), "Everton tiene interés, según el Daily Mirror"),
    (claim(Kind.ENQUIRY, source="The Guardian"), "Everton ha preguntado por el fichaje, según The Guardian"),
    (claim(Kind.TALKS, source="Marca"), "Everton negocia el fichaje, según Marca"),
    (claim(Kind.TALKS, None), "otros clubes, al parecer, negocian el fichaje"),
    (claim(Kind.BID), "Everton, al parecer, ha hecho una oferta"),
    (claim(Kind.IMPROVED_BID, certainty=OFFICIAL), "Everton ha mejorado su oferta, según el comunicado oficial"),
    (claim(Kind.BID_REJECTED, certainty=RECORD), "Brentford ha rechazado una oferta de Everton, según el propio club"),
    (claim(Kind.FEE_AGREED), "Brentford, al parecer, ha acordado el traspaso con Everton"),
    (claim(Kind.PERSONAL_TERMS), "Almeida, al parecer, ha acordado su contrato con Everton"),
    (claim(Kind.MEDICAL), "el reconocimiento médico con Everton, al parecer, está programado"),
    (claim(Kind.SIGNED, certainty=OFFICIAL), "Everton ha fichado a Almeida, según el comunicado oficial"),
    (claim(Kind.LOAN_AGREED, source="Record"), "la cesión a Everton está acordada, según Record"),
    (claim(Kind.RELEASE_CLAUSE), "Everton, al parecer, ha pagado la cláusula"),
    (claim(Kind.WITHDREW), "Everton, al parecer, se ha retirado"),
    (claim(Kind.WITHDREW, None), "los interesados, al parecer, se han retirado"),
    (claim(Kind.DENIED, certainty=RECORD, speaker="Ian Marsh"), "Everton lo niega, dice Ian Marsh"),
    (claim(Kind.DENIED, actor=PLAYER, certainty=RECORD, speaker=PLAYER), "Almeida lo niega, dice Almeida"),
    (claim(Kind.COLLAPSED), "el fichaje por Everton, al parecer, se ha caído"),
    (claim(Kind.COLLAPSED, None), "el fichaje, al parecer, se ha caído"),
    (claim(Kind.WANTS_MOVE, certainty=RECORD), "Almeida quiere irse, según sus propias palabras"),
    (claim(Kind.TRANSFER_REQUEST), "Almeida, al parecer, ha presentado una solicitud de traspaso"),
    (claim(Kind.REJECTS_MOVE, actor=PLAYER, club=SUITOR), "Almeida, al parecer, ha dicho que no a Everton"),
    (claim(Kind.CONTRACT_RENEWAL, source="BBC Sport"), "Almeida ha acordado su renovación, según BBC Sport"),
    (
        claim(Kind.NOT_FOR_SALE, certainty=RECORD, speaker="Ian Marsh", subject=Subject.SQUAD),
        "Brentford no quiere vender, dice Ian Marsh de toda la plantilla",
    ),
    (claim(Kind.OPEN_TO_SALE), "Brentford, al parecer, aceptaría vender"),
    (claim(Kind.COMPETITION), "hay, al parecer, competencia por Almeida"),
    # what somebody weighs, in a verb; what is expected, as a thing
    (claim(Kind.TRANSFER_REQUEST, modality=CONSIDERING), "Almeida, al parecer, valora pedir el traspaso"),
    (claim(Kind.BID, modality=CONSIDERING), "Everton, al parecer, valora hacer una oferta"),
    (claim(Kind.BID, None, modality=CONSIDERING), "Brentford, al parecer, valora una oferta de otros clubes"),
    (claim(Kind.SIGNED, actor=PLAYER, modality=CONSIDERING), "Almeida, al parecer, valora fichar por Everton"),
    (claim(Kind.WITHDREW, modality=CONSIDERING, source="Record"), "Everton valora retirarse, según Record"),
    (claim(Kind.BID, modality=EXPECTED), "se espera, al parecer, una oferta"),
    (claim(Kind.MEDICAL, modality=EXPECTED), "se espera, al parecer, el reconocimiento médico con Everton"),
    (claim(Kind.INTEREST, modality=CONDITIONAL), "Everton, al parecer, tendría interés si se cumple una condición"),
    (claim(Kind.SIGNED, modality=CONDITIONAL), "el fichaje por Everton, al parecer, depende de una condición"),
    (claim(Kind.TALKS, modality=NEGATED, certainty=RECORD), "no hay negociaciones, según el propio club"),
    (claim(Kind.FEE_AGREED, modality=NEGATED), "no hay, al parecer, acuerdo con Everton"),
    (claim(Kind.BID_REJECTED, modality=NEGATED), "no se ha rechazado, al parecer, la oferta de Everton"),
    (claim(Kind.TRANSFER_REQUEST, modality=NEGATED, source="Marca"), "no hay solicitud de traspaso, según Marca"),
]  # fmt: skip


@pytest.mark.parametrize(("told", "words"), CLAIMS)
def test_a_claim_is_told_as_a_fan_would_tell_it(told: Claim, words: str) -> None:
    assert attributed(told, PLAYER) == words


@pytest.mark.parametrize(
    ("kind", "role", "words"),
    [
        (Kind.BID, FeeRole.BID, "Everton ha hecho una oferta de 20 M£"),
        (Kind.IMPROVED_BID, FeeRole.BID, "Everton ha mejorado su oferta a 20 M£"),
        (Kind.BID_REJECTED, FeeRole.BID, "Brentford ha rechazado una oferta de Everton de 20 M£"),
        (Kind.FEE_AGREED, FeeRole.AGREED, "Brentford ha acordado el traspaso con Everton por 20 M£"),
        (Kind.SIGNED, FeeRole.AGREED, "Everton ha fichado a Almeida por 20 M£"),
        (Kind.RELEASE_CLAUSE, FeeRole.CLAUSE, "Everton ha pagado la cláusula de 20 M£"),
        (Kind.PRICE_SET, FeeRole.ASKING, "Brentford ha fijado un precio de 20 M£"),
    ],
)
def test_a_sum_stands_where_it_belongs(kind: Kind, role: FeeRole, words: str) -> None:
    assert phrase(claim(kind), PLAYER, fee=replace(bid(20), role=role)) == words


def both(kind: Kind, *clubs: str, modality: Modality = Modality.ACTUAL) -> Claim:
    (one,) = together(claim(kind, club, modality=modality, source="Record") for club in clubs)
    return one


@pytest.mark.parametrize(
    ("kind", "clubs", "modality", "words"),
    [
        (Kind.INTEREST, (SUITOR, RIVAL), Modality.ACTUAL, "Everton y Fulham tienen interés"),
        (Kind.ENQUIRY, (SUITOR, "Inter"), Modality.ACTUAL, "Everton e Inter han preguntado por el fichaje"),
        (Kind.TALKS, (SUITOR, RIVAL), Modality.ACTUAL, "Everton y Fulham negocian el fichaje"),
        (Kind.WITHDREW, (SUITOR, RIVAL), Modality.ACTUAL, "Everton y Fulham se han retirado"),
        (Kind.ENQUIRY, (SUITOR, RIVAL), CONSIDERING, "Everton y Fulham valoran preguntar por el fichaje"),
        (Kind.INTEREST, ("Brighton and Hove Albion",), Modality.ACTUAL, "Brighton and Hove Albion tiene interés"),
    ],
)  # fmt: skip
def test_several_clubs_are_several_and_one_is_one(
    kind: Kind, clubs: tuple[str, ...], modality: Modality, words: str
) -> None:
    (one,) = together(claim(kind, club, modality=modality) for club in clubs)
    assert phrase(one, PLAYER) == words


@pytest.mark.parametrize(
    ("fee", "words"),
    [
        (Fee(60_000_000, "GBP", FeeRole.BID, Bound.AT_LEAST), "más de 60 M£"),
        (Fee(1_500_000, "EUR", FeeRole.BID, Bound.ABOUT), "unos 1,5 M€"),
        (Fee(750_000, "USD", FeeRole.BID, Bound.UP_TO), "hasta 750 mil $"),
        (Fee(1_250_000_000, "GBP", FeeRole.BID), "1,25 mil M£"),
        (Fee(8_000_000, "CHF", FeeRole.BID), "8 M CHF"),
        (Fee(900, "CHF", FeeRole.BID), "900 CHF"),
    ],
)
def test_a_sum_is_written_as_sports_papers_write_it(fee: Fee, words: str) -> None:
    assert money(fee) == words


def test_a_sum_says_what_it_is_for() -> None:
    said = [fee_phrase(Fee(30_000_000, "EUR", role)) for role in FeeRole]
    assert said == [
        "piden 30 M€",
        "oferta de 30 M€",
        "acuerdo por 30 M€",
        "cláusula de 30 M€",
        "valor de 30 M€",
        "se habla de 30 M€",
    ]


def test_days_and_spans() -> None:
    assert day(dt.date(2017, 7, 10)) == "10 jul 2017"
    assert day(dt.datetime(2017, 9, 3, 23, tzinfo=dt.UTC)) == "3 sept 2017"
    assert short_day(dt.date(2017, 1, 10)) == "10 ene"
    assert [ago(count) for count in (0, 1, 9, 45, 800)] == [
        "hoy", "hace 1 día", "hace 1 semana", "hace 1 mes", "hace 2 años",
    ]  # fmt: skip
    assert [days(count) for count in (0, 3, 21)] == ["menos de un día", "3 días", "3 semanas"]


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        ([], ""),
        (["Milan"], "Milan"),
        (["Milan", "Roma", "Napoli"], "Milan, Roma y Napoli"),
        (["Milan", "Inter"], "Milan e Inter"),
        (["Roma", "Hibernian"], "Roma e Hibernian"),
        (["Roma", "Ipswich Town"], "Roma e Ipswich Town"),
        (["Roma", "Iago Silva"], "Roma y Iago Silva"),
        (["Roma", "Young Boys"], "Roma y Young Boys"),
    ],
)
def test_and_sounds_right_before_every_name(words: list[str], whole: str) -> None:
    assert listed(words) == whole


def test_clauses_in_a_row() -> None:
    assert strung(["Almeida quiere irse", "Brentford no"]) == "Almeida quiere irse, y Brentford no"
    assert strung(["Almeida quiere irse", "Inter negocia"]) == "Almeida quiere irse, e Inter negocia"


def test_whoever_a_row_is_of_is_not_named_again() -> None:
    assert in_row(claim(Kind.WANTS_MOVE), PLAYER) == "quiere irse"
    assert in_row(claim(Kind.FEE_AGREED), PLAYER) == "ha acordado el traspaso con Everton"
    assert in_row(claim(Kind.FEE_AGREED), PLAYER, bid(20)) == "ha acordado el traspaso con Everton por 20 M£"
    assert (
        in_row(claim(Kind.FEE_AGREED, None), PLAYER) == "Brentford ha acordado el traspaso con otros clubes"
    )
    assert in_row(claim(Kind.MEDICAL), PLAYER) == "el reconocimiento médico con Everton está programado"


def test_who_answers_for_a_claim_is_short() -> None:
    assert origin(claim(Kind.BID)) == "según la prensa"
    assert origin(claim(Kind.BID, certainty=OFFICIAL)) == "oficial"
    assert origin(claim(Kind.BID, certainty=RECORD)) == "Everton, en público"
    squad = claim(Kind.NOT_FOR_SALE, certainty=RECORD, speaker="Ian Marsh", subject=Subject.SQUAD)
    assert origin(squad) == "Ian Marsh, en público, sobre toda la plantilla"


@pytest.mark.parametrize("kind", Kind)
def test_what_has_been_told_is_one_thing_so_that_it_is_announced_in_the_singular(kind: Kind) -> None:
    assert noun(kind).startswith(("el ", "la "))


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("modality", Modality)
def test_no_phrase_guesses_whether_the_player_is_a_man_or_a_woman(kind: Kind, modality: Modality) -> None:
    one = claim(kind, modality=modality)
    words = f"{hedged(one, PLAYER)}, {attributed(replace(one, certainty=RECORD), PLAYER)}"
    assert not {"él", "ella", "jugador", "jugadora", "le", "mismo"} & set(words.replace(",", "").split())


def test_every_country_of_the_windows_has_a_name() -> None:
    assert countries() == COUNTRIES
    assert country_name("England") == "Inglaterra"
    assert country_name("Atlantis") == "Atlantis"


def test_a_summary_is_told_in_whole_sentences() -> None:
    rumour = row(
        claim(Kind.WANTS_MOVE, source="Daily Mirror"),
        claim(Kind.TRANSFER_REQUEST, modality=CONSIDERING, source="Daily Mirror"),
        claim(Kind.INTEREST),
    )
    assert summarise((rumour,), speaks_of_bids=False) == (
        "Joao Almeida (Brentford) quiere irse, según el Daily Mirror. Almeida valora pedir el traspaso, según el "
        "Daily Mirror. Everton, al parecer, tiene interés. No se ha presentado ninguna solicitud y no consta "
        "ninguna oferta."
    )
