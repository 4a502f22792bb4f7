from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import bot.reading
from bot.reading.ranker import Ranker, ranker

RANKERS = sorted((Path(bot.reading.__file__).parent / "data" / "rankers").glob("*.json"))


def test_one_answer_is_weighed_against_no() -> None:
    model = Ranker(("yes",), (0.0,), {"bid": (2.0,), "denied": (-2.0,)})
    assert model.probabilities(["bid"])["yes"] > 0.8
    assert model.probabilities(["bid", "denied"])["yes"] == pytest.approx(0.5)
    assert model.probabilities(["unheard of"])["yes"] == pytest.approx(0.5)


def test_the_chances_of_several_answers_add_up_to_one() -> None:
    model = Ranker(("owner", "suitor"), (0.0, 1.0), {"from": (3.0, -1.0)})
    assert sum(model.probabilities(["from"]).values()) == pytest.approx(1)
    assert model.probabilities(["from"])["owner"] > model.probabilities([])["owner"]


@pytest.mark.parametrize("file", RANKERS, ids=lambda file: file.stem)
def test_a_shipped_ranker_has_a_weight_an_answer_and_no_names_among_its_signs(file: Path) -> None:
    model = ranker(file.stem)
    assert all(len(row) == len(model.answers) for row in model.weights.values())
    # Kinds of mentions are written in capitals; a capital followed by small letters would be somebody's name.
    assert not [
        sign for sign in json.loads(file.read_text("utf8"))["weights"] if re.search(r"[A-Z][a-z]", sign)
    ]
