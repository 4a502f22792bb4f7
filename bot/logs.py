"""Logging without secrets: what looks like a token or a webhook is masked, in tracebacks too."""

from __future__ import annotations

import logging
import re
import sys
import traceback
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

MASK = "[masked]"

_SECRETS = re.compile(
    r"""
      https?://[^\s/]*discord[^\s/]*/api/(?:v\d+/)?webhooks/\S+  # whoever has the address may write there
    | \b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}                     # id, time and signature of a bot's token
    | \bmfa\.[\w-]{20,}
    """,
    re.VERBOSE,
)
_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"


class MaskingFormatter(logging.Formatter):
    """Formats a record and masks it as a whole.

    A filter would see the message alone; what an exception says joins it only here.
    """

    def __init__(self, secrets: Iterable[str] = (), fmt: str = _FORMAT) -> None:
        super().__init__(fmt)
        self._secrets = tuple(secret for secret in secrets if secret)

    def format(self, record: logging.LogRecord) -> str:
        """The record as text, masked."""
        return mask(super().format(record), self._secrets)


def mask(text: str, secrets: Iterable[str] = ()) -> str:
    """The text with these secrets, and all that looks like one, replaced."""
    for secret in secrets:
        text = text.replace(secret, MASK)
    return _SECRETS.sub(MASK, text)


def configure(level: str, secrets: Iterable[str]) -> None:
    """Log to standard error from ``level`` upwards, masking ``secrets``.

    The Discord library tells the bodies of messages at DEBUG, so it is never asked for that much.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(MaskingFormatter(secrets))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.getLogger("discord").setLevel(max(logging.INFO, logging.getLogger().level))


def report(log: logging.Logger, what: str, error: BaseException) -> None:
    """Log a fault: what failed, and the error by its :func:`trace`."""
    log.error("%s\n%s", what, trace(error))


def trace(error: BaseException) -> str:
    """Where an error arose and what its causes were, by type and place alone.

    What an exception says may quote a message or an article, and those belong into no log.
    """
    parts: list[str] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        parts.append(f"{type(cause).__module__}.{type(cause).__qualname__}")
        parts.extend(line.rstrip() for line in traceback.format_tb(cause.__traceback__))
        cause = cause.__cause__ or cause.__context__
    return "\n".join(parts)
