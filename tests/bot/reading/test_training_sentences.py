"""The sentences that the labels are learnt from: each has labels and slots that mean something."""

import re
from pathlib import Path

import pytest

from bot.model import Kind

FILES = sorted((Path(__file__).parents[2] / "training" / "sentences").glob("*.txt"))
SLOTS = {"PLAYER", "OWNER", "SUITOR", "RIVAL", "CLUB", "OTHER", "PERSON", "OUTLET", "MONEY"}
LABELS = {kind.value for kind in Kind}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_sentence_has_known_labels_and_slots(file: Path) -> None:
    for line in file.read_text("utf8").splitlines():
        labels, ends, sentence = line.partition(" ;; ")
        named = [label.partition("@") for label in re.split(r", ?", labels) if label != "-"]
        assert ends, line
        assert sentence, line
        assert all(kind in LABELS and whose in ("", "RIVAL") for kind, _, whose in named), line
        assert set(re.findall(r"\{([^}]*)\}", sentence)) <= SLOTS, line
        assert "{RIVAL}" in sentence or not any(whose for _, _, whose in named), line


def test_there_are_sentences() -> None:
    assert len(FILES) > 20
