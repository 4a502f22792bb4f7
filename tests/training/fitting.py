"""Fitting of linear rankers, the same bytes each time."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import import_module
from typing import TYPE_CHECKING, Any

from bot.reading.ranker import Ranker

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

_DIGITS = 2
_LEAST = 0.02
"""A sign of less weight says nothing that is worth its line."""

_ROUNDS = 2000


@dataclass
class Examples:
    """Signs of candidates with the right answer ("" for none); ``texts`` says which text each is from."""

    signs: list[Collection[str]] = field(default_factory=list[Any])
    answers: list[str] = field(default_factory=list[str])
    texts: list[str] = field(default_factory=list[str])

    def add(self, signs: Collection[str], answer: str, text: str) -> None:
        """Take in one candidate."""
        self.signs.append(signs)
        self.answers.append(answer)
        self.texts.append(text)

    def without(self, texts: Collection[str]) -> Examples:
        """All but the candidates of some texts."""
        kept = [place for place, text in enumerate(self.texts) if text not in texts]
        return Examples(
            [self.signs[place] for place in kept],
            [self.answers[place] for place in kept],
            [self.texts[place] for place in kept],
        )


_LOUD = 2.0
_SYNTAX = frozenset({"does", "object", "noun", "event"})
"""How signs of the verb, noun or event that a name goes with begin: they count twice what mere neighbours do."""


def _loudness(sign: str) -> float:
    words = sign.removeprefix("once ").split(" ")
    return _LOUD if words[0] in _SYNTAX else 1.0


def fit(examples: Examples, answers: Sequence[str], *, strength: float, least_texts: int) -> Ranker:
    """A ranker for some answers. Signs seen in fewer than ``least_texts`` texts are left out."""
    kept = _frequent(examples, least_texts)
    vectors: Any = import_module("sklearn.feature_extraction").DictVectorizer()
    rows = [{sign: _loudness(sign) for sign in signs if sign in kept} for signs in examples.signs]
    matrix: Any = vectors.fit_transform(rows)
    model: Any = import_module("sklearn.linear_model").LogisticRegression(C=strength, max_iter=_ROUNDS)
    model.fit(matrix, examples.answers)
    weights, bias = _by_answer(model, answers)
    names: list[str] = list(vectors.get_feature_names_out())
    rounded = {
        name: tuple(round(row[column] * _loudness(name), _DIGITS) + 0.0 for row in weights)
        for column, name in enumerate(names)
    }
    return Ranker(
        tuple(answers),
        tuple(round(value, _DIGITS) for value in bias),
        {name: row for name, row in rounded.items() if any(abs(weight) >= _LEAST for weight in row)},
    )


def _frequent(examples: Examples, least_texts: int) -> set[str]:
    seen: dict[str, set[str]] = defaultdict(set)
    for signs, text in zip(examples.signs, examples.texts, strict=True):
        for sign in signs:
            seen[sign].add(text)
    return {sign for sign, texts in seen.items() if len(texts) >= least_texts}


def _by_answer(model: Any, answers: Sequence[str]) -> tuple[list[list[float]], list[float]]:
    """A fitted model's weights and biases in the order of ``answers``; one answer is weighed against none."""
    weights: list[list[float]] = [list(map(float, row)) for row in model.coef_]
    bias: list[float] = [float(value) for value in model.intercept_]
    classes: list[str] = list(model.classes_)
    if len(answers) == 1:
        turn = 1.0 if classes[1] == answers[0] else -1.0
        return [[turn * weight for weight in weights[0]]], [turn * bias[0]]
    order = [classes.index(answer) for answer in answers]
    return [weights[place] for place in order], [bias[place] for place in order]


def save(ranker: Ranker, file: Path) -> None:
    """Write a ranker as the data that the project ships, one sign a line."""
    head = {"answers": list(ranker.answers), "bias": list(ranker.bias)}
    rows = ",\n".join(
        f"{json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(ranker.weights.items())
    )
    file.write_text(json.dumps(head)[:-1] + f', "weights": {{\n{rows}\n}}}}\n', "utf8")


def folds(sagas: Iterable[str], count: int) -> dict[str, int]:
    """Saga → fold, the same each time, of about equal size."""
    sizes: dict[str, int] = defaultdict(int)
    for saga in sagas:
        sizes[saga] += 1
    filled = [0] * count
    found: dict[str, int] = {}
    for saga in sorted(sizes, key=lambda name: (-sizes[name], name)):
        fold = filled.index(min(filled))
        found[saga] = fold
        filled[fold] += sizes[saga]
    return found
