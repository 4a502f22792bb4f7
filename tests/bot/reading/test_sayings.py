"""What a sentence says as a whole, in words that no frame has, and of whom it says it."""

import pytest

from bot.model import Article, Kind, Modality
from bot.reading import document, read
from bot.reading.background import Known
from bot.reading.casting import Cast, cast
from bot.reading.document import Line
from bot.reading.normalise import normalise
from bot.reading.reader import explain
from bot.reading.sayings import SPOKEN, WHOLE, chance_told, spoken_kinds, tells, whole

ALMEIDA = Known("Joao Almeida", "Brentford", ("Everton", "Fulham"))
LEAD = "Brentford midfielder Joao Almeida is wanted by Everton and Fulham."


def line_and_cast(sentence: str) -> tuple[Line, Cast]:
    """A sentence behind one that says who is who, and the cast of both."""
    found = document.examine(normalise(f"{LEAD}\n\n{sentence}\n", None), (ALMEIDA,))
    return found.lines[-1], cast(found).casts[0]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Brentford sent back Everton's second letter with the same answer as the first.", Kind.BID_REJECTED),
        ("Everton slid £30m across the desk to Brentford on Monday for Almeida.", Kind.BID),
        ("Everton and Brentford shook hands on £32m for Almeida last night.", Kind.FEE_AGREED),
        ("Almeida was poked and scanned by Everton's doctors this morning.", Kind.MEDICAL),
        ("Everton have walked away from the table and will look elsewhere.", Kind.WITHDREW),
        ("Almeida has let Brentford know that he sees his future elsewhere.", Kind.WANTS_MOVE),
        ("Everton's men rang Brentford to ask what it would take.", Kind.ENQUIRY),
    ],
)
def test_a_step_is_heard_in_words_of_any_kind(sentence: str, kind: Kind) -> None:
    line, who = line_and_cast(sentence)
    assert kind in spoken_kinds(line, who)
    assert tells(line) > 0.5


@pytest.mark.parametrize(
    "sentence",
    [
        "Almeida scored twice against Celtic on Saturday.",
        "The crowd sang his name until the lights went out.",
        "He came to England in 2019 and has a contract until 2027.",
    ],
)
def test_a_sentence_that_tells_of_no_step_is_not_heard_to(sentence: str) -> None:
    line, who = line_and_cast(sentence)
    assert spoken_kinds(line, who) == []
    assert tells(line) < 0.5


def test_what_one_suitor_did_is_not_heard_of_another() -> None:
    line, who = line_and_cast("Everton have lodged a bid of £30m with Brentford.")
    event = whole(line, Kind.BID)
    assert chance_told(line, who, "Everton", event) > SPOKEN > chance_told(line, who, "Fulham", event)
    assert chance_told(line, who, None, event) == chance_told(line, who, "Everton", event)


def test_a_clause_is_heard_by_itself_where_the_rest_of_the_sentence_tells_something_else() -> None:
    line, who = line_and_cast("Almeida wants to join Everton, who have had two bids turned down.")
    kinds = {Kind.WANTS_MOVE, Kind.BID_REJECTED}
    heard = {kind for kind in kinds if chance_told(line, who, "Everton", whole(line, kind)) > SPOKEN}
    assert heard == kinds


def test_it_is_the_sentence_as_a_whole_that_is_quoted_for_what_no_frame_finds() -> None:
    sentence = "Almeida was poked and scanned by Everton's doctors this morning."
    _, found = explain(Article(f"{LEAD}\n\n{sentence}\n"), (ALMEIDA,))
    (said,) = [one for one in found if one.claim.kind is Kind.MEDICAL]
    assert (said.pattern, said.suitor, said.claim.quote) == (WHOLE, "Everton", sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Everton have not sent Brentford any letter about him.",
        "If Brentford ever shake hands with Everton, it will be news to the board.",
        "Two years ago Brentford sent back a letter from Celtic.",
    ],
)
def test_what_is_not_so_is_told_by_no_sentence_as_a_whole(sentence: str) -> None:
    told = {
        claim.kind
        for row in read(Article(f"{LEAD}\n\n{sentence}\n"), (ALMEIDA,)).rumours
        for claim in row.claims
        if claim.counts
        and claim.modality is Modality.ACTUAL
        and claim.kind not in (Kind.INTEREST, Kind.COMPETITION)
    }
    assert told == set()
