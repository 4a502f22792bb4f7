"""The labelled texts that the rankers learn from: a corpus of the developer's own, and the texts kept here."""

from __future__ import annotations

import importlib.util
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HERE = Path(__file__).parent
PARTS = ("plain", "british", "abroad", "hard")
_HEAD = re.compile(r"^=== *(\S+) *$", re.MULTILINE)
_SUM = re.compile(r"(?P<number>[\d.]+)(?P<unit>bn|m|k)? (?P<currency>[A-Z]{3}) (?P<role>[a-z]+)")
_UNITS = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000, None: 1}

Row = dict[str, Any]
"""A labelled row: player, from_club, to_club, stage, developments, fees, sources, optional, aka."""


class Scorer(Protocol):
    """What is used of the corpus's ``score.py``: when two spellings are the same name."""

    IMPLIED: dict[str, set[str]]

    def same_player(self, one: str, other: str) -> bool:
        """True if both are spellings of one player."""
        ...

    def club(self, name: str | None) -> str | None:
        """The key of a club's name."""
        ...

    def source(self, name: str) -> str:
        """The key of an outlet's name."""
        ...

    def norm(self, name: str) -> str:
        """A name in lower case without marks."""
        ...

    def score_articles(self, gold: Sequence[Row], predicted: Sequence[Row], errors: int = 0) -> Row:
        """All figures."""
        ...

    def brief(self, name: str, figures: Row) -> None:
        """Print the figures in a line."""
        ...


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its labels. ``saga`` is the same for texts on one player."""

    name: str
    part: str
    text: str
    rows: list[Row]
    saga: str

    @property
    def required(self) -> list[Row]:
        """The rows that must be found."""
        return [row for row in self.rows if not row.get("optional")]


def scorer(corpus: Path) -> Scorer:
    """The corpus's ``score.py`` as a module."""
    spec = importlib.util.spec_from_file_location("score", corpus / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(corpus / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return cast("Scorer", cast("object", module))


def blind() -> frozenset[str]:
    """The texts that are never learnt from, nor looked at."""
    return frozenset((HERE / "blind.txt").read_text("utf8").split())


def of_corpus(corpus: Path, score: Scorer, *, is_blind: bool = False) -> list[Labelled]:
    """The texts of the corpus: those to learn from, or the blind ones."""
    hidden = blind()
    found: list[Labelled] = []
    for part in PARTS:
        for file in sorted((corpus / part).glob("labels*.jsonl")):
            for line in file.read_text("utf8").splitlines():
                label = json.loads(line)
                if (label["id"] in hidden) == is_blind:
                    text = (corpus / part / f"{label['id']}.txt").read_text("utf8")
                    found.append(
                        Labelled(label["id"], part, text, label["rumours"], _saga(score, label["rumours"]))
                    )
    return found


def of_streams(corpus: Path, score: Scorer) -> list[Labelled]:
    """The items of the streams that are not blind."""
    hidden = blind()
    found: list[Labelled] = []
    for line in (corpus / "streams" / "streams.jsonl").read_text("utf8").splitlines():
        label = json.loads(line)
        if label["saga"] in hidden:
            continue
        file = next((corpus / "streams" / label["saga"]).glob(f"{label['item']}*.txt"))
        name = f"{label['saga']}/{label['item']}"
        found.append(
            Labelled(
                name,
                "streams",
                file.read_text("utf8"),
                label["rumours"],
                _saga(score, [{"player": label["player"]}]),
            )
        )
    return found


def of_project(score: Scorer) -> list[Labelled]:
    """The texts that are kept here, all invented."""
    found: list[Labelled] = []
    for file in sorted((HERE / "texts").glob("*.txt")):
        pieces = _HEAD.split(file.read_text("utf8"))[1:]
        for name, body in zip(pieces[::2], pieces[1::2], strict=True):
            text, _, labels = body.partition("\n---")
            rows = [_row(line) for line in labels.splitlines() if line.strip()]
            found.append(Labelled(name, "own", text.strip("\n") + "\n", rows, f"own:{_series(name)}"))
    return found


def _series(name: str) -> str:
    """What the texts of one invented saga share: "follow-a-01" of "follow-a-01-03"."""
    return name.rpartition("-")[0] if name.startswith("follow-") else name


def _row(line: str) -> Row:
    """A label in one line: player | from | to | stage | kinds | sums | sources | opt."""
    cells = [cell.strip() for cell in line.split("|")] + [""] * 8
    player, owner, suitor, stage, kinds, sums, sources, optional = cells[:8]
    return {
        "player": player,
        "from_club": _none(owner),
        "to_club": _none(suitor),
        "stage": stage,
        "developments": [kind.strip() for kind in kinds.split(",") if kind.strip(" -")],
        "fees": list(_sums(sums)),
        "sources": [name.strip() for name in sources.split(";") if name.strip(" -")],
        **({"optional": True} if optional.startswith("opt") else {}),
    }


def _none(cell: str) -> str | None:
    return cell if cell.strip(" -") else None


def _sums(cell: str) -> Iterator[Row]:
    for part in cell.split(";"):
        match = _SUM.search(part)
        if match:
            amount = round(float(match["number"]) * _UNITS[match["unit"]])
            is_optional = {"optional": True} if part.rstrip().endswith("opt") else {}
            yield {
                "amount": amount,
                "currency": match["currency"],
                "role": match["role"],
                **is_optional,
            }


def _saga(score: Scorer, rows: Sequence[Row]) -> str:
    """The main player's surname, so that texts on one saga are never both learnt from and tested on."""
    main = next((row for row in rows if not row.get("optional")), rows[0] if rows else None)
    return score.norm(main["player"]).split()[-1] if main else "none"
