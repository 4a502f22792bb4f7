from __future__ import annotations

from dataclasses import replace

from bot.answers.sources import Sources
from bot.answers.whom import SeveralPlayers
from bot.cards.sources import sources_cards
from bot.files import PlayerName
from bot.model import Certainty, Kind
from bot.sagas.evidence import evidence
from bot.sagas.fold import current
from tests.bot.sagas.telling import PLAYER, claim, kept, on, row


def test_origins_stand_by_their_tier_with_who_repeats_them_and_who_is_on_record() -> None:
    told = (
        replace(
            kept(1, on(1), row(claim(Kind.INTEREST, source="Daily Mirror"))), outlet="Goal", article_id=1
        ),
        kept(2, on(3), row(claim(Kind.TALKS, source="BBC"))),
        kept(3, on(5), row(claim(Kind.NOT_FOR_SALE, certainty=Certainty.ON_RECORD, speaker="Ian Marsh"))),
        kept(4, on(6), row(claim(Kind.COMPETITION, None))),
    )
    saga = current(PLAYER, told)
    assert saga is not None
    card = sources_cards(Sources(saga, evidence(saga)))[0]
    assert card.lead == (
        "2 independent origins, and 1 article without a named one. Who repeats another is not counted."
    )
    assert [(field.name, field.value) for field in card.fields] == [
        ("On record", "Ian Marsh: on record, first on 5 Jan 2024"),
        (
            "Reported by",
            (
                "BBC (tier 1), since 3 Jan 2024: the talks\n"
                "Daily Mirror (tier 3), since 1 Jan 2024: the interest; repeated by Goal"
            ),
        ),
    ]


def test_several_of_one_name_are_asked_back() -> None:
    players = (PlayerName(1, PLAYER), PlayerName(2, "Pedro Almeida"))
    assert sources_cards(SeveralPlayers("almeida", players))[0].title == "Which almeida?"
