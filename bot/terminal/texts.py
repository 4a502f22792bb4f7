"""The texts that a verb is given: files, or standard input as ``-``. Each unusable one gets one sentence."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bot.intake import MAX_BYTES, decode
from bot.model import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DONE = 0
PARTLY = 1
UNUSABLE = 2


@dataclass(frozen=True, slots=True)
class Text:
    """A text with the id under which it is told of: the file's stem, or "-"."""

    id: str
    text: str


class Texts:
    """The usable texts among some files; afterwards ``status`` is the exit status they deserve."""

    def __init__(self, names: Iterable[str]) -> None:
        """``names`` are paths; "-" is standard input."""
        self._names = tuple(names)
        self._failed = 0

    def __iter__(self) -> Iterator[Text]:
        """Each usable text in order; of each other one a sentence goes to standard error."""
        self._failed = 0
        for name in self._names:
            try:
                yield Text("-" if name == "-" else Path(name).stem, decode(_bytes(name)))
            except Refusal as refusal:
                self.fail(name, str(refusal))
            except OSError as error:
                self.fail(name, f"It cannot be read: {error.strerror or 'unknown reason'}.")

    def fail(self, name: str, why: str) -> None:
        """Say why a text is not used, and count it."""
        self._failed += 1
        complain(f"{'standard input' if name == '-' else name}: {why}")

    @property
    def status(self) -> int:
        """0 all were used, 1 some were not, 2 none was."""
        if self._failed == 0:
            return DONE
        return UNUSABLE if self._failed == len(self._names) else PARTLY


def complain(sentence: str) -> None:
    """One sentence to standard error."""
    print(sentence, file=sys.stderr)


def _bytes(name: str) -> bytes:
    """The bytes of a file, at most one more than may be: enough to see that it is too long."""
    if name == "-":
        if sys.stdin is None:
            raise Refusal("There is no standard input.")
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(name).open("rb") as file:
        return file.read(MAX_BYTES + 1)
