"""Linear rankers: how much each sign speaks for each answer. Learned by ``tests/training``, shipped as data."""

from __future__ import annotations

import json
import math
from functools import cache
from typing import TYPE_CHECKING

from bot.reading.data import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


class Ranker:
    """Weighs signs for some answers.

    ``weights`` gives for each sign one weight an answer; ``bias`` is what each answer has without any sign.
    One answer alone is weighed against "no".
    """

    def __init__(
        self, answers: tuple[str, ...], bias: tuple[float, ...], weights: Mapping[str, Sequence[float]]
    ) -> None:
        """All tuples are as long as ``answers``."""
        self.answers = answers
        self.bias = bias
        is_alone = len(answers) == 1
        self._alone = {sign: row[0] for sign, row in weights.items()} if is_alone else {}
        self._rows = {} if is_alone else {sign: tuple(row) for sign, row in weights.items()}

    @property
    def weights(self) -> dict[str, tuple[float, ...]]:
        """For each sign one weight an answer."""
        return {sign: (weight,) for sign, weight in self._alone.items()} or self._rows

    def scores(self, signs: Iterable[str]) -> list[float]:
        """The sum of weights for each answer, the same in whatever order the signs come."""
        if self._alone:
            return [math.fsum((self.bias[0], *filter(None, map(self._alone.get, signs))))]
        rows = filter(None, map(self._rows.get, signs))
        return [round(math.fsum(column), 6) for column in zip(self.bias, *rows, strict=True)]

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
    return Ranker(tuple(stored["answers"]), tuple(stored["bias"]), stored["weights"])
