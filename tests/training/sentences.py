"""Single sentences with what they tell, in which slots stand for names: what the labels "sentence" learn from."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from importlib import import_module
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.model import Kind
from bot.reading import document
from bot.reading.background import Known
from bot.reading.candidates import OF_PLAYER
from bot.reading.labels import STEP, Labels
from bot.reading.normalise import normalise
from bot.reading.sayings import NEWS
from bot.reading.sentence_signs import signs, word
from bot.reading.units import Of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.reading.sentence_signs import Word
    from bot.reading.units import Unit

HERE = Path(__file__).parent / "sentences"
_SLOT = re.compile(r"\{([A-Z]+)\}")
_NAMES = {
    "PLAYER": (
        "Tomas Keller",
        "Diego Saavedra",
        "Luis Fontana",
        "Marek Dolny",
        "Jonas Eklund",
        "Rui Caldeira",
        "Sami Benali",
        "Owen Hartley",
        "Pierre Lavoie",
        "Matteo Righi",
        "Ewan Coyle",
        "Yusuf Demirel",
    ),
    "CLUB": (
        "Everton",
        "Chelsea",
        "Juventus",
        "Sevilla",
        "Porto",
        "Wolfsburg",
        "Lyon",
        "Fulham",
        "Napoli",
        "Valencia",
        "Ajax",
        "Galatasaray",
        "Leicester City",
        "Aston Villa",
        "Real Betis",
        "Benfica",
        "Lazio",
        "Monaco",
        "Brentford",
        "Celtic",
    ),
    "OUTLET": ("The Athletic", "Marca", "Sky Sports", "BBC Sport", "L'Equipe", "Bild"),
    "MONEY": ("£45m", "€30 million", "£62 million", "€18m", "$25m"),
    "PERSON": ("Carlo Bruni", "Alan Whitmore", "Peter Lindqvist", "Jose Marques"),
}


@dataclass(frozen=True, slots=True)
class Example:
    """The signs of a sentence for one suitor, and the kinds that it tells of him."""

    signs: frozenset[int]
    kinds: frozenset[str]


class Numbers(dict[str, int]):
    """Words with their numbers; a new word gets the next one."""

    def __contains__(self, _: object) -> bool:
        """True: what it does not have yet it makes."""
        return True

    def __missing__(self, name: str) -> int:
        """The number of a new word."""
        self[name] = len(self) + 1
        return self[name]


def examples(known: Numbers, *, of_news: bool = False) -> Iterator[Example]:
    """Every sentence for its suitor; for another one, whose deeds are not his; and for another player.

    Then two sentences as one, which tells what both tell: news has several facts in a sentence. Or, ``of_news``,
    whether a sentence tells anything, whoever they are.
    """
    before: tuple[list[Word], frozenset[str]] | None = None
    for scene, told in _scenes():
        if of_news:
            words = scene.words({}, known)
            yield Example(frozenset(signs(words)), frozenset({NEWS} if told else ()))
            continue
        tellings = [(scene.words(parts, known), kinds) for parts, kinds in scene.tellings(told)]
        yield from (Example(frozenset(signs(words)), kinds) for words, kinds in tellings)
        words, kinds = tellings[0]
        if before is not None:
            yield Example(frozenset(signs([*before[0], *words])), before[1] | kinds)
        before = (words, kinds) if before is None else None


def _scenes() -> Iterator[tuple[_Scene, frozenset[str]]]:
    chosen = random.Random(1)
    for file in sorted(HERE.glob("*.txt")):
        for line in file.read_text("utf8").splitlines():
            labels, ends, sentence = line.partition(";;")
            if ends and not line.startswith("#"):
                told = frozenset(label.strip() for label in labels.split(",")) - {"-"}
                yield _scene(sentence.strip(), chosen), told


Parts = dict[object, str]


@dataclass(frozen=True, slots=True)
class _Scene:
    """A sentence with names in its slots, as units, and who is who in it."""

    sentence: str
    units: list[Unit]
    owner: str
    suitor: str
    rivals: tuple[str, ...]
    him: Parts

    def words(self, parts: Parts, known: Numbers) -> list[Word]:
        """The words of the sentence if those are the parts."""
        return [word(unit, parts.get(_key(unit), ""), known) for unit in self.units]

    def tellings(self, told: frozenset[str]) -> Iterator[tuple[Parts, frozenset[str]]]:
        """What it tells: of the suitor, of another one, and of another player, of whom it tells nothing."""
        rivals: Parts = dict.fromkeys(self.rivals, "RIVAL")
        of_suitor = frozenset(label for label in told if "@" not in label)
        yield {self.owner: "OWNER", **rivals, self.suitor: "SUITOR", **self.him}, of_suitor
        if "{SUITOR}" in self.sentence or "{RIVAL}" in self.sentence:
            parts = {
                self.owner: "OWNER",
                **rivals,
                self.rivals[0]: "SUITOR",
                self.suitor: "RIVAL",
                **self.him,
            }
            of_rival = {label.partition("@")[0] for label in told if "@" in label}
            yield parts, frozenset(of_rival | {label for label in of_suitor if Kind(label) in OF_PLAYER})
        if "{PLAYER}" in self.sentence:
            yield {self.owner: "OWNER", **rivals, self.suitor: "SUITOR"}, frozenset()


def _key(unit: Unit) -> object:
    return unit.value if unit.of is Of.CLUB else id(unit.value) if unit.of is Of.PERSON else None


def _scene(sentence: str, chosen: random.Random) -> _Scene:
    clubs = chosen.sample(_NAMES["CLUB"], 8)
    players = chosen.sample(_NAMES["PLAYER"], 6)
    text = _filled(sentence, clubs, players, chosen)
    known = Known(players[0], clubs[0], tuple(clubs[1:4]))
    found = document.examine(normalise(text + "\n", None), (known,))
    units = [unit for line in found.lines for unit in line.units]
    surname = players[0].split()[-1]
    him: Parts = {id(person): "PLAYER" for person in found.people if person.name.split()[-1] == surname}
    return _Scene(sentence, units, clubs[0], clubs[1], tuple(clubs[2:4]), him)


def _filled(sentence: str, clubs: Sequence[str], players: Sequence[str], chosen: random.Random) -> str:
    """The sentence with names in its slots: the player's by his surname where it was named before."""
    is_known = chosen.random() < 0.5
    staff = chosen.sample(_NAMES["PERSON"], 3)
    seen: Counter[str] = Counter()

    def name(match: re.Match[str]) -> str:
        slot = match[1]
        number = seen[slot]
        seen[slot] += 1
        if slot == "PLAYER":
            return players[0].split()[-1] if is_known or number else players[0]
        pools: dict[str, Sequence[str]] = {
            "OWNER": clubs[:1],
            "SUITOR": clubs[1:2],
            "RIVAL": clubs[2:4],
            "CLUB": clubs[4:],
            "OTHER": players[1:],
            "PERSON": staff,
        }
        return pools[slot][number % len(pools[slot])] if slot in pools else chosen.choice(_NAMES[slot])

    return _SLOT.sub(name, sentence)


_LEAST = 8
"""A sign must stand in so many sentences."""

_STRENGTH = 1.5
_FAINT = 0.2
"""A weight of less is left out."""


def learn_labels() -> Labels:
    """The labels "sentence": a model for each kind, and one for whether anything is told at all."""
    known = Numbers()
    rows: dict[int, list[tuple[int, int]]] = defaultdict(list)
    names: list[str] = []
    bias: list[int] = []
    for of_news in (False, True):
        found = list(examples(known, of_news=of_news))
        matrix, columns = _matrix(found)
        for kind in sorted({kind for example in found for kind in example.kinds}):
            model = _linear().fit(matrix, [kind in example.kinds for example in found])
            for sign, weight in zip(columns, map(float, model.coef_[0]), strict=True):
                if abs(weight) >= _FAINT:
                    rows[sign].append((len(names), round(weight / STEP)))
            names.append(kind)
            bias.append(round(float(model.intercept_[0]) / STEP))
    return Labels(names, bias, dict(known), {sign: tuple(row) for sign, row in rows.items()})


def _linear() -> Any:
    return import_module("sklearn.linear_model").LogisticRegression(C=_STRENGTH, solver="liblinear")


def _matrix(found: Sequence[Example]) -> tuple[Any, list[int]]:
    """Which signs each sentence has, a row each, and what the columns are."""
    counts = Counter(sign for example in found for sign in example.signs)
    columns = sorted(sign for sign, count in counts.items() if count >= _LEAST)
    column_of = {sign: column for column, sign in enumerate(columns)}
    cells = [sorted(column_of[sign] for sign in example.signs if sign in column_of) for example in found]
    ends = list(accumulate(map(len, cells), initial=0))
    flat = [column for row in cells for column in row]
    sparse: Any = import_module("scipy.sparse")
    return sparse.csr_matrix(([1.0] * len(flat), flat, ends), shape=(len(found), len(columns))), columns
