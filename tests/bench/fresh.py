"""Programs that run by themselves, in a new process: what is loaded here must not count there."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

IMPORTS = 15
IMPORT = "import time; t = time.perf_counter(); import bot.reading; print(1000 * (time.perf_counter() - t))"


def figure(code: str, environment: Mapping[str, str] | None = None) -> float:
    """The number that a program prints."""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)  # noqa: S603
    return float(done.stdout)


def import_ms() -> float:
    """Milliseconds to import the reader, the least of some: what another program takes is not the import's doing.

    From bytecode, as everywhere after the first start, even where Python is told to write none.
    """
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        figure(IMPORT, environment)
        return min(figure(IMPORT, environment) for _ in range(IMPORTS))
