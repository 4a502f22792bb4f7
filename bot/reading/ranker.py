"""Linear rankers: how much each sign speaks for each answer. Learned by ``tests/training``, shipped as data."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.reading.data import read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet


_KIND_ENDS = ": "


class OfKind(NamedTuple):
    """Signs of a thing that has a kind: the ``shared`` ones count by themselves and once more for the kind alone.

    ``own`` are others that count for the kind alone, ``plain`` by themselves alone.
    """

    kind: str
    shared: AbstractSet[str]
    own: AbstractSet[str]
    plain: tuple[str, ...]

    def written(self) -> set[str]:
        """All of them as a ranker learns them: "bid: headline" is "headline" for bids alone."""
        of_kind = (f"{self.kind}{_KIND_ENDS}{sign}" for sign in self.shared | self.own)
        return {*self.plain, *self.shared, *of_kind}


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
        self._rows = {sign: tuple(row) for sign, row in weights.items()} if len(answers) > 1 else {}
        self._alone: dict[str, dict[str, float]] = defaultdict(dict)
        """Of one answer: kind (none: "") → sign → weight, so that no sign is written out for its kind."""
        if len(answers) == 1:
            for sign, (weight,) in weights.items():
                kind, bare = _parted(sign)
                self._alone[kind][bare] = weight

    @property
    def weights(self) -> dict[str, tuple[float, ...]]:
        """For each sign one weight an answer."""
        return self._rows or dict(self._written())

    def _written(self) -> Iterator[tuple[str, tuple[float, ...]]]:
        for kind, signs in self._alone.items():
            lead = kind + _KIND_ENDS if kind else ""
            yield from ((lead + sign, (weight,)) for sign, weight in signs.items())

    def scores(self, signs: Iterable[str]) -> list[float]:
        """The sum of weights for each answer, the same in whatever order the signs come."""
        if self._alone:
            parted = map(_parted, signs)
            return [
                math.fsum(
                    (self.bias[0], *(self._alone.get(kind, {}).get(sign, 0.0) for kind, sign in parted))
                )
            ]
        rows = filter(None, map(self._rows.get, signs))
        return [round(math.fsum(column), 6) for column in zip(self.bias, *rows, strict=True)]

    def probabilities(self, signs: Iterable[str]) -> dict[str, float]:
        """How likely each answer is, from 0 to 1."""
        scores = self.scores(signs)
        if len(scores) == 1:
            return {self.answers[0]: chance_of(scores[0])}
        top = max(scores)
        powers = [math.exp(score - top) for score in scores]
        return dict(zip(self.answers, (power / sum(powers) for power in powers), strict=True))

    def chance(self, signs: OfKind) -> float:
        """How likely its one answer is: the same as of the written signs, without writing them."""
        alone, of_kind = self._alone.get("", {}).get, self._alone.get(signs.kind, {}).get
        found = (
            *map(alone, signs.plain),
            *map(alone, signs.shared),
            *map(of_kind, signs.shared),
            *map(of_kind, signs.own),
        )
        return chance_of(math.fsum((self.bias[0], *filter(None, found))))


def chance_of(score: float) -> float:
    """How likely something with that score is, from 0 to 1."""
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def _parted(sign: str) -> tuple[str, str]:
    """The kind for which a sign counts alone, or none, and the sign itself."""
    kind, ends, bare = sign.partition(_KIND_ENDS)
    return (kind, bare) if ends else ("", sign)


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
