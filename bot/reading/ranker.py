"""Linear rankers: how much each sign speaks for each answer. Learned by ``tests/training``, shipped as data."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Ranker:
    """Weighs signs for some answers.

    ``weights`` gives for each sign one weight an answer; ``bias`` is what each answer has without any sign.
    One answer alone is weighed against "no".
    """

    def __init__(
        self, answers: tuple[str, ...], bias: tuple[float, ...], weights: Mapping[str, tuple[float, ...]]
    ) -> None:
        """All tuples are as long as ``answers``."""
        self.answers = answers
        self.bias = bias
        self.weights = weights
        self._alone = {sign: row[0] for sign, row in weights.items()} if len(answers) == 1 else {}

    def scores(self, signs: Iterable[str]) -> list[float]:
        """The sum of weights for each answer, the same in whatever order the signs come."""
        if self._alone:
            weight = self._alone.get
            return [math.fsum((self.bias[0], *(weight(sign, 0.0) for sign in signs)))]
        total = list(self.bias)
        for sign in signs:
            for place, weight in enumerate(self.weights.get(sign, ())):
                total[place] += weight
        return [round(score, 6) for score in total]

    def probabilities(self, signs: Iterable[str]) -> dict[str, float]:
        """How likely each answer is, from 0 to 1."""
        scores = self.scores(signs)
        if len(scores) == 1:
            return {self.answers[0]: 1 / (1 + math.exp(-max(-30.0, min(30.0, scores[0]))))}
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        return dict(zip(self.answers, (power / sum(powers) for power in powers), strict=True))


_overrides: dict[str, Ranker] = {}


def override(rankers: Mapping[str, Ranker]) -> None:
    """Use other rankers than the shipped ones from now on: for measuring what has not been shipped."""
    _overrides.update(rankers)


def ranker(name: str) -> Ranker:
    """The ranker of that name."""
    return _overrides.get(name) or _shipped(name)


@cache
def _shipped(name: str) -> Ranker:
    """What ``data/rankers/NAME.json`` holds."""
    stored = json.loads(read_text(f"rankers/{name}.json"))
    weights = {sign: tuple(row) for sign, row in stored["weights"].items()}
    return Ranker(tuple(stored["answers"]), tuple(stored["bias"]), weights)
