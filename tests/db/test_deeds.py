from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.files import Close, Edit, Merge, Rename, Retract, Split
from bot.model import Claim, Fee, Rumour
from db import copies, deeds

IDS = st.integers(1, 2**63 - 1)
RUMOURS = st.builds(
    Rumour,
    fees=st.lists(st.builds(Fee)).map(tuple),
    sources=st.lists(st.text()).map(tuple),
    claims=st.lists(st.builds(Claim, relays=st.lists(st.text()).map(tuple)), max_size=3).map(tuple),
)
DEEDS = st.one_of(
    st.builds(Retract, IDS),
    st.builds(Edit, IDS, RUMOURS, st.none() | IDS),
    st.builds(Merge, IDS),
    st.builds(Split, IDS, st.lists(IDS).map(tuple)),
    st.builds(Rename, st.text()),
    st.builds(Close, st.dates()),
)


@given(DEEDS)
def test_any_deed_comes_back_exactly_equal(deed: Retract | Edit | Merge | Split | Rename | Close) -> None:
    assert deeds.read(*deeds.write(deed)) == deed


@given(st.lists(st.integers(0, 2**32 - 1), min_size=1, max_size=128).map(tuple))
def test_any_sketch_comes_back_exactly_equal(sketch: tuple[int, ...]) -> None:
    written = copies.write(sketch)
    assert written is not None
    assert copies.read(written) == sketch


def test_no_sketch_is_kept_as_none() -> None:
    assert copies.write(()) is None
