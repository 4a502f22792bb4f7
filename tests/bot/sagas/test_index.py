from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.files import PlayerName
from bot.sagas import index, spellings
from bot.sagas.index import MOST, NameIndex, keys
from bot.sagas.names import MAYBE, Match, Names, NoMatch, Several, find
from bot.sagas.spellings import MOST_CANDIDATES, Spellings
from bot.spelling import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

DAY = dt.date(2026, 1, 10)
# Few letters, so that names share beginnings, and some that fold to others or to nothing.
WORDS = st.text(alphabet="abÅß-' 🔥", min_size=1, max_size=4)
CALLED = st.lists(WORDS, min_size=1, max_size=3).map(" ".join)
DAYS = st.none() | st.integers(0, 3).map(lambda days: DAY - dt.timedelta(days))
PLAYERS = st.dictionaries(
    st.integers(1, 60),
    st.builds(
        PlayerName,
        id=st.just(0),
        name=CALLED,
        aliases=st.lists(CALLED, max_size=2).map(tuple),
        last_on=DAYS,
    ),
    max_size=60,
).map(lambda found: [PlayerName(n, p.name, p.aliases, last_on=p.last_on) for n, p in found.items()])
TYPED = st.text(alphabet="abÅß-' 🔥", max_size=6) | st.text(max_size=120)


@pytest.fixture(autouse=True, scope="module")
def _crowds_of_three() -> Iterator[None]:
    """Small lists behave like large ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "CROWD", 3)
        patch.setattr(spellings, "FEW", 3)
        yield


def spellings_of(player: PlayerName) -> list[str]:
    return [fold(name) for name in (player.name, *player.aliases)]


def scan(players: Sequence[PlayerName], typed: str) -> list[PlayerName]:
    """What an index has to give for a beginning, the plain way."""
    begins = [
        player
        for player in players
        if any((" " + name).find(" " + fold(typed)) >= 0 for name in spellings_of(player))
    ]
    return sorted(begins, key=place)[:MOST]


def place(player: PlayerName) -> tuple[int, str, int]:
    return -player.last_on.toordinal() if player.last_on else 0, fold(player.name), player.id


def bearers(players: Sequence[PlayerName], typed: str) -> list[PlayerName]:
    wanted = fold(typed)
    whole = [player for player in players if wanted in spellings_of(player)]
    ends = [player for player in players if any(name.endswith(" " + wanted) for name in spellings_of(player))]
    return sorted(whole or ends, key=place)


@given(PLAYERS, TYPED)
def test_a_beginning_finds_what_a_scan_finds(players: list[PlayerName], typed: str) -> None:
    found = Names(NameIndex(players)).suggest(typed)
    expected = scan(players, typed) if len(typed) <= 100 else []
    assert list(found[:MOST]) == expected or not expected
    assert len(found) <= MOST


@given(PLAYERS, TYPED)
def test_a_name_finds_those_who_bear_it(players: list[PlayerName], typed: str) -> None:
    found = find(typed, players)
    borne = bearers(players, typed) if fold(typed) and len(typed) <= 100 else []
    if borne:
        assert found == (Match(borne[0]) if len(borne) == 1 else Several(tuple(borne)))
    elif isinstance(found, NoMatch):
        assert len(found.near) <= 5
    else:
        assert isinstance(found, Match)
        assert max(OSA.normalized_similarity(fold(typed), end) for end in _ends(found.player)) >= MAYBE


def _ends(player: PlayerName) -> set[str]:
    return {end for name in (player.name, *player.aliases) for end in keys(name)}


@given(PLAYERS, PLAYERS, st.sets(st.integers(1, 60)), TYPED)
def test_a_changed_index_is_as_one_made_anew(
    before: list[PlayerName], known: list[PlayerName], gone: set[int], typed: str
) -> None:
    changed = NameIndex(before)
    changed.change(known, gone)
    now = {
        **{player.id: player for player in before if player.id not in gone},
        **{player.id: player for player in known},
    }
    anew = NameIndex(now.values())
    for asked in (typed, "", "a", "b", "ab", "aa", "ass"):
        assert Names(changed).suggest(asked)[:MOST] == Names(anew).suggest(asked)[:MOST] or not scan(
            list(now.values()), asked
        )
        assert sorted(changed.bearing(fold(asked))) == sorted(anew.bearing(fold(asked)))


@given(PLAYERS, PLAYERS, st.sets(st.integers(1, 60)), TYPED)
def test_two_lists_are_as_one_in_which_the_own_one_decides(
    common: list[PlayerName], own: list[PlayerName], hidden: set[int], typed: str
) -> None:
    apart = frozenset(hidden | {player.id for player in own})
    both = Names(NameIndex(own), NameIndex(common), apart)
    one = Names(NameIndex([*own, *(player for player in common if player.id not in apart)]))
    if scan([*own, *(player for player in common if player.id not in apart)], typed):
        assert both.suggest(typed) == one.suggest(typed)
    borne = both.find(typed)
    if isinstance(borne, Several):
        assert borne == one.find(typed)


def many() -> list[PlayerName]:
    """Some thousand names that share their words."""
    given_names = "Aaron Bilal Carlos Dario Enzo Felix Gonzalo Hugo Ivan Jonas Kevin Luca".split()
    starts = "Alm Ber Cor Dur Est Fer Gan Hol Iri Jar".split()
    ends = "eida nard tez ham eban rano zola mund arte qvist".split()
    names = [f"{given} {start}{end}" for given in given_names for start in starts for end in ends]
    return [PlayerName(at, name, last_on=DAY - dt.timedelta(at % 50)) for at, name in enumerate(names)]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("hugo almeidda", "Hugo Almeida"),
        ("hugo alemida", "Hugo Almeida"),
        ("hgo gannard", "Hugo Gannard"),
        ("dario berqvits", "Dario Berqvist"),
    ],
)
def test_a_misspelt_name_is_found_among_very_many(typed: str, name: str) -> None:
    assert find(typed, many()) == Match(next(player for player in many() if player.name == name))


def test_a_misspelt_name_that_many_bear_offers_those_last_spoken_of() -> None:
    found = find("almeidda", many())
    assert isinstance(found, NoMatch)
    assert {player.name.split()[1] for player in found.near} == {"Almeida"}
    assert list(found.near) == sorted(found.near, key=place)


def test_candidates_are_limited_however_many_are_alike() -> None:
    known = Spellings()
    for number in range(5_000):
        known.add(f"silva {number:04}")
    assert 0 < len(known.candidates("silva 0000")) <= MOST_CANDIDATES
    assert known.candidates("x") == []


def test_the_ones_last_spoken_of_are_offered_first_and_those_of_one_day_by_name() -> None:
    old = PlayerName(1, "Adam Berg", last_on=DAY - dt.timedelta(1))
    never = PlayerName(2, "Aaron Berg")
    new = [PlayerName(3, "Zoe Berg", last_on=DAY), PlayerName(4, "Carl Berg", last_on=DAY)]
    assert Names(NameIndex([old, never, *new])).suggest("berg") == (new[1], new[0], old, never)
    assert Names(NameIndex([old, never, *new])).suggest("") == (new[1], new[0], old, never)


def test_one_who_is_spoken_of_again_comes_first() -> None:
    players = many()
    names = NameIndex(players)
    again = PlayerName(7, players[7].name, last_on=DAY + dt.timedelta(1))
    names.change([again])
    assert Names(names).suggest("")[0] == again
    assert Names(names).suggest(players[7].name[:1])[0] == again
    names.change([], [7])
    assert again not in Names(names).suggest("")
    assert len(Names(names).suggest("")) == MOST
