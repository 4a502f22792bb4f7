"""The sample news tells eight sagas as they went, is read as it is meant, and quotes nobody."""

from __future__ import annotations

import io
import json
import re
from contextlib import redirect_stdout
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import bot.samples
from bot.cli import main
from bot.ladder import GRAVE
from bot.model import Article, Kind, Reading
from bot.reading import read

FOLDER = Path(bot.samples.__file__).parent
FILES = sorted(FOLDER.glob("*.txt"))
TEXTS = {file.stem: file.read_text("utf8") for file in FILES}


@cache
def reading_of(name: str) -> Reading:
    return read(Article(TEXTS[name]))


PLAYERS = {
    "van-dijk": "Virgil van Dijk",
    "lukaku": "Romelu Lukaku",
    "mbappe": "Kylian Mbappe",
    "coutinho": "Philippe Coutinho",
    "kane": "Harry Kane",
    "walsh": "Keira Walsh",
    "rice": "Declan Rice",
    "bellingham": "Jude Bellingham",
}
PSG, CITY, UNITED = "Paris Saint-Germain", "Manchester City", "Manchester United"
SOUTHAMPTON, EVERTON, MONACO, LIVERPOOL = "Southampton", "Everton", "Monaco", "Liverpool"
TOTTENHAM, WEST_HAM, DORTMUND = "Tottenham Hotspur", "West Ham United", "Borussia Dortmund"

# file → the player's club, and for each suitor the kinds that must be told
TOLD: dict[str, tuple[str, dict[str, str]]] = {
    "2017-06-07-van-dijk-apology": (SOUTHAMPTON, {LIVERPOOL: "withdrew"}),
    "2017-07-10-van-dijk-wish": (SOUTHAMPTON, {LIVERPOOL: "interest not_for_sale wants_move"}),
    "2017-07-11-van-dijk-relay": (SOUTHAMPTON, {LIVERPOOL: "interest not_for_sale wants_move"}),
    "2017-07-21-van-dijk-alone": (SOUTHAMPTON, {LIVERPOOL: "not_for_sale wants_move"}),
    "2017-07-22-van-dijk-repeat": (SOUTHAMPTON, {LIVERPOOL: "interest not_for_sale wants_move"}),
    "2017-08-07-van-dijk-request": (
        SOUTHAMPTON,
        {LIVERPOOL: "interest not_for_sale transfer_request wants_move"},
    ),
    "2017-08-08-van-dijk-repeat": (
        SOUTHAMPTON,
        {LIVERPOOL: "interest not_for_sale transfer_request wants_move"},
    ),
    "2017-12-27-van-dijk-signed": (SOUTHAMPTON, {LIVERPOOL: "signed"}),
    "2017-06-08-lukaku-interest": (EVERTON, {"Chelsea": "interest price_set"}),
    "2017-07-06-lukaku-fee": (EVERTON, {UNITED: "fee_agreed", "Chelsea": "interest"}),
    "2017-07-07-lukaku-chelsea": (EVERTON, {"Chelsea": "bid", UNITED: "fee_agreed"}),
    "2017-07-08-lukaku-announced": (EVERTON, {UNITED: "fee_agreed"}),
    "2017-07-10-lukaku-signed": (EVERTON, {UNITED: "signed"}),
    "2017-07-11-lukaku-repeat": (EVERTON, {UNITED: "signed"}),
    "2017-07-03-mbappe-interest": (
        MONACO,
        {"Arsenal": "interest", "Real Madrid": "interest", PSG: "interest"},
    ),
    "2017-07-20-mbappe-statement": (
        MONACO,
        {"Arsenal": "interest not_for_sale", "Real Madrid": "interest", PSG: "interest"},
    ),
    "2017-07-25-mbappe-marca": (MONACO, {"Real Madrid": "fee_agreed"}),
    "2017-07-26-mbappe-denial": (MONACO, {"Real Madrid": "interest", PSG: "interest"}),
    "2017-08-27-mbappe-loan": (MONACO, {PSG: "loan_agreed medical"}),
    "2017-08-31-mbappe-signed": (MONACO, {PSG: "loan_agreed signed"}),
    "2017-09-01-mbappe-repeat": (MONACO, {PSG: "loan_agreed signed"}),
    "2017-07-20-coutinho-refused": (LIVERPOOL, {"Barcelona": "bid_rejected not_for_sale"}),
    "2017-07-21-coutinho-repeat": (LIVERPOOL, {"Barcelona": "bid_rejected not_for_sale"}),
    "2017-08-09-coutinho-second": (LIVERPOOL, {"Barcelona": "bid_rejected improved_bid not_for_sale"}),
    "2017-08-11-coutinho-request": (
        LIVERPOOL,
        {"Barcelona": "bid_rejected not_for_sale transfer_request wants_move"},
    ),
    "2017-08-18-coutinho-third": (LIVERPOOL, {"Barcelona": "bid_rejected not_for_sale"}),
    "2017-09-02-coutinho-stays": (LIVERPOOL, {"Barcelona": "bid_rejected collapsed"}),
    "2018-01-06-coutinho-fee": (LIVERPOOL, {"Barcelona": "fee_agreed"}),
    "2018-01-08-coutinho-signed": (LIVERPOOL, {"Barcelona": "signed"}),
    "2021-05-17-kane-wish": (TOTTENHAM, {CITY: "interest not_for_sale wants_move"}),
    "2021-06-21-kane-bid": (TOTTENHAM, {CITY: "bid not_for_sale"}),
    "2021-08-25-kane-stays": (TOTTENHAM, {CITY: "collapsed"}),
    "2023-06-27-kane-refused": (TOTTENHAM, {"Bayern Munich": "bid_rejected not_for_sale"}),
    "2023-07-10-kane-second": (TOTTENHAM, {"Bayern Munich": "bid_rejected improved_bid price_set"}),
    "2023-07-11-kane-repeat": (TOTTENHAM, {"Bayern Munich": "bid_rejected"}),
    "2023-08-10-kane-fee": (TOTTENHAM, {"Bayern Munich": "fee_agreed"}),
    "2023-08-11-kane-medical": (TOTTENHAM, {"Bayern Munich": "medical personal_terms"}),
    "2023-08-12-kane-signed": (TOTTENHAM, {"Bayern Munich": "signed"}),
    "2022-09-06-walsh-refused": (CITY, {"Barcelona": "bid_rejected not_for_sale"}),
    "2022-09-07-walsh-fee": (CITY, {"Barcelona": "fee_agreed"}),
    "2022-09-07-walsh-signed": (CITY, {"Barcelona": "signed"}),
    "2022-09-08-walsh-repeat": (CITY, {"Barcelona": "signed"}),
    "2024-09-14-walsh-arsenal": ("Barcelona", {"Arsenal": "bid_rejected"}),
    "2025-01-30-walsh-fee": ("Barcelona", {"Chelsea": "fee_agreed medical"}),
    "2025-01-31-walsh-signed": ("Barcelona", {"Chelsea": "signed"}),
    "2023-06-08-rice-leaving": (WEST_HAM, {"Arsenal": "interest open_to_sale"}),
    "2023-06-15-rice-refused": (WEST_HAM, {"Arsenal": "bid_rejected price_set"}),
    "2023-06-20-rice-second": (WEST_HAM, {"Arsenal": "bid_rejected improved_bid", CITY: "interest"}),
    "2023-06-27-rice-city": (WEST_HAM, {"Arsenal": "bid_rejected", CITY: "bid_rejected"}),
    "2023-06-28-rice-city-out": (WEST_HAM, {"Arsenal": "improved_bid talks", CITY: "withdrew"}),
    "2023-07-04-rice-fee": (WEST_HAM, {"Arsenal": "fee_agreed medical"}),
    "2023-07-15-rice-signed": (WEST_HAM, {"Arsenal": "signed"}),
    "2023-07-16-rice-repeat": (WEST_HAM, {"Arsenal": "signed"}),
    "2023-03-13-bellingham-interest": (
        DORTMUND,
        {LIVERPOOL: "interest", CITY: "interest", "Real Madrid": "interest"},
    ),
    "2023-04-11-bellingham-liverpool": (
        DORTMUND,
        {LIVERPOOL: "withdrew", CITY: "interest", "Real Madrid": "interest"},
    ),
    "2023-05-03-bellingham-terms": (DORTMUND, {"Real Madrid": "personal_terms"}),
    "2023-06-07-bellingham-fee": (DORTMUND, {"Real Madrid": "fee_agreed"}),
    "2023-06-08-bellingham-repeat": (DORTMUND, {"Real Madrid": "fee_agreed"}),
    "2023-06-14-bellingham-signed": (DORTMUND, {"Real Madrid": "signed"}),
}

# file → the sums that are told with a step, in millions
SUMS = {
    "2017-06-08-lukaku-interest": {"asking 100 GBP"},
    "2017-07-06-lukaku-fee": {"agreed 75 GBP"},
    "2017-07-07-lukaku-chelsea": {"bid 75 GBP"},
    "2017-07-20-coutinho-refused": {"bid 72 GBP"},
    "2017-07-25-mbappe-marca": {"agreed 180 EUR"},
    "2017-08-09-coutinho-second": {"bid 90 GBP"},
    "2017-08-18-coutinho-third": {"bid 114 GBP"},
    "2017-08-31-mbappe-signed": {"clause 180 EUR"},
    "2021-06-21-kane-bid": {"bid 100 GBP"},
    "2023-06-07-bellingham-fee": {"agreed 103 EUR"},
    "2023-06-15-rice-refused": {"bid 80 GBP", "asking 100 GBP"},
    "2023-06-20-rice-second": {"bid 90 GBP"},
    "2023-06-27-kane-refused": {"bid 70 EUR"},
    "2023-06-28-rice-city-out": {"bid 105 GBP"},
    "2023-07-04-rice-fee": {"agreed 105 GBP"},
    "2023-07-10-kane-second": {"bid 80 EUR", "asking 100 EUR"},
    "2023-08-10-kane-fee": {"agreed 100 EUR"},
    "2024-09-14-walsh-arsenal": {"bid 1.1 EUR"},
    "2025-01-30-walsh-fee": {"agreed 0.4 GBP"},
}

# what is told as not so, not yet so, or so once only
WEIGHED = {
    "2017-07-10-van-dijk-wish transfer_request considering current",
    "2017-07-10-van-dijk-wish withdrew actual past",
    "2017-07-10-van-dijk-wish interest conditional current",
    "2017-07-11-van-dijk-relay transfer_request considering current",
    "2017-07-21-van-dijk-alone withdrew actual past",
    "2017-07-21-coutinho-repeat open_to_sale negated current",
    "2017-07-26-mbappe-denial fee_agreed negated current",
    "2023-06-15-rice-refused bid expected current",
    "2023-06-15-rice-refused improved_bid expected current",
    "2023-06-27-kane-refused bid expected current",
    "2023-06-27-kane-refused improved_bid expected current",
}

# file → stage and suitor after it, as history has them
STANDS = {
    "2017-07-10-van-dijk-wish": ("interest", LIVERPOOL),
    "2017-08-07-van-dijk-request": ("interest", LIVERPOOL),
    "2017-12-27-van-dijk-signed": ("done", LIVERPOOL),
    "2017-07-08-lukaku-announced": ("fee_agreed", UNITED),
    "2017-07-11-lukaku-repeat": ("done", UNITED),
    "2017-09-01-mbappe-repeat": ("done", PSG),
    "2017-08-18-coutinho-third": ("bid_rejected", "Barcelona"),
    "2017-09-02-coutinho-stays": ("off", None),
    "2018-01-08-coutinho-signed": ("done", "Barcelona"),
    "2021-08-25-kane-stays": ("off", None),
    "2023-07-11-kane-repeat": ("bid_rejected", "Bayern Munich"),
    "2023-08-12-kane-signed": ("done", "Bayern Munich"),
    "2022-09-08-walsh-repeat": ("done", "Barcelona"),
    "2024-09-14-walsh-arsenal": ("bid_rejected", "Arsenal"),
    "2025-01-31-walsh-signed": ("done", "Chelsea"),
    "2023-06-28-rice-city-out": ("bid_rejected", "Arsenal"),
    "2023-07-16-rice-repeat": ("done", "Arsenal"),
    "2023-06-14-bellingham-signed": ("done", "Real Madrid"),
}


def player_of(name: str) -> str:
    return next(player for word, player in PLAYERS.items() if name[11:].startswith(word))


def kinds(words: str) -> set[Kind]:
    return {Kind(word) for word in words.split()}


def sums(reading: Reading) -> set[str]:
    fees = {fee for row in reading.rumours for fee in row.fees}
    told = {f"{fee.role.value} {fee.amount / 1_000_000:g} {fee.currency}" for fee in fees}
    return {text for text in told if not text.startswith(("reported", "valuation"))}


@pytest.fixture(scope="module")
def replayed() -> dict[str, dict[str, Any]]:
    """What would be posted of all samples in their order: file → the line of it."""
    printed = io.StringIO()
    with redirect_stdout(printed):
        assert main(["replay", "--json", *map(str, FILES)]) == 0
    return {shape["item"]: shape for shape in map(json.loads, printed.getvalue().splitlines())}


def test_every_sample_is_expected_and_every_player_has_a_saga() -> None:
    assert set(TEXTS) == set(TOLD)
    assert {player_of(name) for name in TEXTS} == set(PLAYERS.values())


@pytest.mark.parametrize("name", TEXTS)
def test_a_sample_is_short_dated_as_its_file_says_and_without_quotation_marks(name: str) -> None:
    text = TEXTS[name]
    assert text.startswith(f" date {name[:10]} ")
    assert str(reading_of(name).published) == name[:10]
    assert 200 <= len(text.strip()) <= 700
    assert not re.search(r"[\"“”„‘«»‹›`]|(?<!\w)['’]|['’](?!\w)", text)


@pytest.mark.parametrize("name", TOLD)
def test_a_sample_tells_its_player_his_club_his_suitors_and_what_happened(name: str) -> None:
    owner, suitors = TOLD[name]
    rows = reading_of(name).rumours
    assert [row.held for row in rows if row.held] == []
    assert {(row.player, row.from_club, row.to_club) for row in rows} == {
        (player_of(name), owner, suitor) for suitor in suitors
    }
    for row in rows:
        told, meant = set(row.developments), kinds(suitors[str(row.to_club)])
        assert meant <= told
        assert told & GRAVE == meant & GRAVE


def test_nothing_else_is_told_as_weighed_expected_denied_or_past() -> None:
    assert {
        f"{name} {claim.kind.value} {claim.modality.value} {claim.when.value}"
        for name in TEXTS
        for row in reading_of(name).rumours
        for claim in row.claims
        if claim.held is None and not claim.counts
    } == WEIGHED


@pytest.mark.parametrize("name", SUMS)
def test_a_sum_is_told_with_its_step(name: str) -> None:
    assert sums(reading_of(name)) == SUMS[name]


@pytest.mark.parametrize(
    "name",
    [name for name in TEXTS if name.endswith(("signed", "apology")) or name == "2017-07-08-lukaku-announced"],
)
def test_what_a_club_announces_is_official(name: str) -> None:
    assert "officially" in reading_of(name).summary


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith("signed")])
def test_a_fee_that_is_only_reported_is_not_told_as_official(name: str) -> None:
    assert not re.search(r"[£€][^.]*officially", reading_of(name).summary)


def test_the_request_that_is_only_considered_has_not_been_handed_in() -> None:
    for name in ("2017-07-10-van-dijk-wish", "2017-07-11-van-dijk-relay"):
        summary = reading_of(name).summary
        assert "considering a transfer request, according to the Daily Mirror" in summary
        assert "No request has been handed in" in summary


@pytest.mark.parametrize("name", STANDS)
def test_a_saga_stands_where_history_says(name: str, replayed: dict[str, dict[str, Any]]) -> None:
    (verdict,) = replayed[name]["verdicts"]
    assert (verdict["state"]["stage"], verdict["state"]["to_club"]) == STANDS[name]


@pytest.mark.parametrize("name", [name for name in TEXTS if name.endswith(("repeat", "relay"))])
def test_news_that_another_outlet_had_first_is_not_posted(
    name: str, replayed: dict[str, dict[str, Any]]
) -> None:
    assert not replayed[name]["alert"]


@pytest.mark.parametrize(
    "name", [name for name in TEXTS if name.endswith(("signed", "request", "stays", "wish"))]
)
def test_a_turn_of_a_saga_is_posted(name: str, replayed: dict[str, dict[str, Any]]) -> None:
    assert replayed[name]["alert"]
