"""Learn the rankers of the reader, or measure them on texts that they have not seen.

python -m tests.training.train --corpus DIR            write bot/reading/data/rankers/*
python -m tests.training.train --corpus DIR --folds    five-fold figures, nothing is written

Needs scikit-learn beside what the tests need. DIR holds texts labelled as LABELLING.md there says; they are not ours.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import bot.reading.ranker
from bot.model import Article
from bot.reading import read
from tests.training.fitting import folds, save
from tests.training.learn import Prepared, learn, prepare
from tests.training.sentences import learn_labels
from tests.training.texts import PARTS, of_corpus, of_project, of_streams, scorer

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.model import Rumour
    from bot.reading.ranker import Ranker
    from tests.training.texts import Labelled, Row, Scorer

_RANKERS = Path(bot.reading.ranker.__file__).parent / "data" / "rankers"
_FOLDS = 5


def _prediction(labelled: Labelled) -> Row:
    reading = read(Article(labelled.text))
    return {"id": labelled.name, "rumours": [_row(rumour) for rumour in reading.rumours]}


def _row(rumour: Rumour) -> Row:
    return {
        "player": rumour.player,
        "from_club": rumour.from_club,
        "to_club": rumour.to_club,
        "stage": rumour.stage.value,
        "developments": [kind.value for kind in rumour.developments],
        "fees": [
            {"amount": fee.amount, "currency": fee.currency, "role": fee.role.value} for fee in rumour.fees
        ],
        "sources": list(rumour.sources),
        **({"held": True} if rumour.held else {}),
    }


def _use(rankers: Mapping[str, Ranker]) -> None:
    """Let the reader use rankers that are not shipped."""
    bot.reading.ranker.override(rankers)


def _show(score: Scorer, texts: Sequence[Labelled], predictions: Mapping[str, Row]) -> None:
    for part in PARTS:
        of_part = [text for text in texts if text.part == part]
        gold = [{"id": text.name, "rumours": text.rows} for text in of_part]
        if gold:
            score.brief(part, score.score_articles(gold, [predictions[text.name] for text in of_part]))


def _measure(texts: Sequence[Prepared], score: Scorer) -> None:
    """Read each text with rankers that learnt nothing from its saga."""
    fold_of = folds((text.labelled.saga for text in texts if text.labelled.part != "own"), _FOLDS)
    predictions: dict[str, Row] = {}
    for fold in range(_FOLDS):
        held = {
            text.labelled.name: text.labelled for text in texts if fold_of.get(text.labelled.saga) == fold
        }
        _use(learn(texts, score, held))
        predictions |= {name: _prediction(text) for name, text in held.items() if text.part in PARTS}
    _show(score, list({text.labelled.name: text.labelled for text in texts}.values()), predictions)


def main() -> None:
    """Learn, and write what was learnt or show how good it is."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument("--folds", action="store_true", help="measure on texts that were not learnt from")
    parser.add_argument("--blind", action="store_true", help="read the blind texts with the shipped rankers")
    args = parser.parse_args()
    score = scorer(args.corpus)
    if args.blind:
        hidden = of_corpus(args.corpus, score, is_blind=True)
        _show(score, hidden, {labelled.name: _prediction(labelled) for labelled in hidden})
        return
    if not args.folds:  # the rankers take what the labels say as signs, so that these come first
        (_RANKERS / "sentence.txt").write_text(learn_labels().written(), "utf8")
    labelled = [*of_corpus(args.corpus, score), *of_streams(args.corpus, score), *of_project(score)]
    texts = [story for text in labelled for story in prepare(text, score)]
    if args.folds:
        _measure(texts, score)
        return
    _RANKERS.mkdir(exist_ok=True)
    for name, ranker in learn(texts, score).items():
        save(ranker, _RANKERS / f"{name}.json")
        sys.stdout.write(f"{name}: {len(ranker.weights)} signs\n")


if __name__ == "__main__":
    main()
