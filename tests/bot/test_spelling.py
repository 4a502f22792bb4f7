"""Which names only look like others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.spelling import fold, is_mixed

CYRILLIC = {
    "a": "\u0430",
    "e": "\u0435",
    "o": "\u043e",
    "c": "\u0441",
    "p": "\u0440",
    "A": "\u0410",
    "B": "\u0412",
}


MIXED = (
    "Virgil v\u0430n Dijk",
    "J\u03bf\u00e3o Almeida",
    "\u0410lmeida",
    "Almeid\u0430",
    "Al\u217fe\u0456da",
    "K\u0391NE",
)
WHOLE = (
    "",
    "Virgil van Dijk",
    "João Félix",
    "Ødegaard",
    "İlkay Gündoğan",
    "N'Golo Kanté",
    "\uff35\uff4e\uff41\uff49 Simon",
    "\u0418\u0432\u0430\u043d \u041f\u0435\u0442\u0440\u043e\u0432",
    "\u0393\u03b9\u03ce\u03c1\u03b3\u03bf\u03c2",
    "\u4e09\u7b18 \u85ab",
    "Vi\u200drgil v\u00adan Dijk",
    "Son 7",
)


@pytest.mark.parametrize("name", MIXED)
def test_a_name_of_two_alphabets_is_noticed(name: str) -> None:
    assert is_mixed(name)


@pytest.mark.parametrize("name", WHOLE)
def test_a_name_of_one_alphabet_is_no_forgery(name: str) -> None:
    assert not is_mixed(name)


@given(st.text(alphabet="aeocpAB xyzK", min_size=1), st.data())
def test_one_forged_letter_among_others_is_enough(name: str, data: st.DataObject) -> None:
    places = [place for place, letter in enumerate(name) if letter in CYRILLIC]
    left = [place for place, letter in enumerate(name) if letter != " "]
    if not places or len(left) < 2:
        return
    place = data.draw(st.sampled_from(places))
    forged = name[:place] + CYRILLIC[name[place]] + name[place + 1 :]
    assert is_mixed(forged)
    assert fold(forged) != fold(name)
