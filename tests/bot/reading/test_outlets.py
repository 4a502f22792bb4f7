"""Who is a source: listed outlets where they attribute, handles, reporters and outlets that no list has."""

from __future__ import annotations

import pytest

from bot.reading.document import examine
from bot.reading.normalise import normalise
from bot.reading.units import Of


def outlets(text: str) -> list[str]:
    return [name for line in examine(normalise(text)).lines for name in line.values(Of.OUTLET)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("AS: Falkman is close.", ["AS"]),
        ("That is the claim of AS.", ["AS"]),
        ("He wore red as was agreed.", []),
        ("The Standard's version is another.", ["Evening Standard"]),
        ("Over at The Courier they know more.", ["The Courier"]),
        ("The News of the World reports it.", ["News of the World"]),
        ("May not be this week [Mail]", ["Daily Mail"]),
        ("kicker: Falkman is close.", ["Kicker"]),
        ("It was a quick kick. The mirror broke.", []),
        ("RMC in France says no.", ["RMC Sport"]),
        ("Another paper, Aksam, reckons so.", ["Aksam"]),
        ("Notes\n\nDaily Star - Falkman is close.", ["Daily Star"]),
        ("He told Radio Vala that it was over.", ["Radio Vala"]),
        ("Falkman will stay, say Sky Sports Brazil, and the club agree.", ["Sky Sports"]),
        ("According to the Hillside Gazette he will go.", ["Hillside Gazette"]),
        ("The official is quoted by Novosport.", ["Novosport"]),
        ("He reads kickvala.com at night.", ["kickvala.com"]),
    ],
)
def test_an_outlet_counts_where_it_says_something(text: str, found: list[str]) -> None:
    assert outlets(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Everton are close, says @FabrizioRomano.", ["Fabrizio Romano"]),
        ("Everton are close, says @DiMarzio.", ["Gianluca Di Marzio"]),
        ("@OleFalkman: Everton are close.", ["Ole Falkman"]),
        ("Thanks @OleFalkman for the picture.", []),
        ("@fan1999: Everton are useless.", []),
        ("Everton are close, says @Everton.", []),
    ],
)
def test_a_handle_is_a_source_if_it_is_listed_or_attributes(text: str, found: list[str]) -> None:
    assert outlets(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The journalist Ole Falkman has more.", ["Ole Falkman"]),
        ("Transfer expert Ole Falkman has more.", ["Ole Falkman"]),
        ("Ole Falkman of Sky Sports has more.", ["Ole Falkman", "Sky Sports"]),
        (
            "Sky Sports' rival, the Telegraph's Ole Falkman, has more.",
            ["Sky Sports", "The Daily Telegraph", "Ole Falkman"],
        ),
        ("It is done, writes Ole Falkman.", ["Ole Falkman"]),
        ("Ole Falkman reports that it is done.", ["Ole Falkman"]),
        ("The journalist Ole Falkman has more. Falkman adds a sum.", ["Ole Falkman", "Ole Falkman"]),
        ("Ole Falkman reported for training.", []),
        ("Ole Falkman of Everton has more.", []),
        ("Bristol City reports that it is done.", []),
    ],
)
def test_a_reporter_is_known_by_his_trade_or_his_outlet(text: str, found: list[str]) -> None:
    assert outlets(text) == found


def test_in_a_column_of_sources_in_brackets_a_name_in_that_place_is_one() -> None:
    column = (
        "Gossip\n\nEverton like Falkman. (Daily Mail)\n\nOrdega stays. (Sky Sports)\n\nLens wait. (ValaBlog)"
    )
    assert outlets(column) == ["Daily Mail", "Sky Sports", "ValaBlog"]
    assert outlets("Gossip\n\nLens wait for word of him. (ValaBlog)") == []


def test_the_edition_of_an_outlet_is_no_person() -> None:
    found = examine(normalise("Falkman will stay, say Sky Sports Brazil, and the club agree."))
    assert [person.name for person in found.people] == ["Falkman"]
