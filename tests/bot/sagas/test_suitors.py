from __future__ import annotations

import pytest

from bot.model import Claim, Kind, Modality, When
from bot.sagas.suitors import is_linked
from tests.bot.sagas.telling import claim, kept, on, row

PAST = claim(Kind.WITHDREW, when=When.PAST)
WISH, KEEP = claim(Kind.WANTS_MOVE), claim(Kind.NOT_FOR_SALE)

# what a row with a club says, and whether the club is after him
LINKS: list[tuple[tuple[Claim, ...], bool]] = [
    ((claim(Kind.INTEREST),), True),
    ((claim(Kind.BID, modality=Modality.CONSIDERING),), True),
    ((claim(Kind.INTEREST, modality=Modality.NEGATED),), False),
    ((claim(Kind.INTEREST, modality=Modality.NEGATED), WISH), False),
    ((PAST,), False),
    ((PAST, KEEP), False),
    ((PAST, WISH), True),
    ((KEEP,), True),
    ((claim(Kind.BID, held="not clear"), KEEP), True),
    ((claim(Kind.BID, held="not clear"),), False),
]


@pytest.mark.parametrize(("claims", "linked"), LINKS)
def test_a_row_links_its_club_unless_that_is_denied_or_past(
    claims: tuple[Claim, ...],
    linked: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert is_linked(kept(1, on(1), row(*claims))) is linked
