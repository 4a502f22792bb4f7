"""What the operator sets, read once from the environment; ``.env.example`` explains every variable."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT_DATABASE = Path("data/sagabot.db")

_YES = frozenset(("on", "yes", "true", "1"))
_NO = frozenset(("off", "no", "false", "0", ""))
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")
_LONGEST_PREFIX = 10


class SettingsError(Exception):
    """Settings that the bot cannot start with; the text has one line for each fault, saying what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The operator's settings. The token appears in no repr."""

    token: str = field(default="", repr=False)
    database: Path = DEFAULT_DATABASE
    message_content: bool = False
    prefix: str = "!"
    log_level: str = "INFO"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> Settings:
        """The settings in these variables; those that are not set, or blank, have their defaults.

        Raises:
            SettingsError: some are unusable; all of them are told at once, and never a value of the token.
        """
        values = {name: value.strip() for name, value in env.items()}
        checks = (_token_fault, _content_fault, _prefix_fault, _level_fault)
        faults = [fault for check in checks if (fault := check(values))]
        if faults:
            raise SettingsError("\n".join(faults))
        return cls(
            token=values["DISCORD_TOKEN"],
            database=Path(values.get("SAGABOT_DB") or DEFAULT_DATABASE),
            message_content=values.get("SAGABOT_MESSAGE_CONTENT", "").casefold() in _YES,
            prefix=values.get("SAGABOT_PREFIX") or "!",
            log_level=values.get("SAGABOT_LOG_LEVEL", "").upper() or "INFO",
        )


def _token_fault(values: Mapping[str, str]) -> str | None:
    token = values.get("DISCORD_TOKEN", "")
    if not token:
        return "DISCORD_TOKEN is not set. Copy the bot's token from https://discord.com/developers into .env."
    if len(token.split()) > 1 or not token.isascii():
        return "DISCORD_TOKEN has characters that no token has. Copy it again, alone, without quotes."
    return None


def _content_fault(values: Mapping[str, str]) -> str | None:
    if values.get("SAGABOT_MESSAGE_CONTENT", "").casefold() in _YES | _NO:
        return None
    return "SAGABOT_MESSAGE_CONTENT is neither on nor off. Write one of the two."


def _prefix_fault(values: Mapping[str, str]) -> str | None:
    prefix = values.get("SAGABOT_PREFIX", "")
    if len(prefix) <= _LONGEST_PREFIX and len(prefix.split()) <= 1 and not prefix.startswith(("/", "@", "<")):
        return None
    return (
        f"SAGABOT_PREFIX is no prefix. Write at most {_LONGEST_PREFIX} characters without blanks, "
        "of which / and @ cannot be the first."
    )


def _level_fault(values: Mapping[str, str]) -> str | None:
    level = values.get("SAGABOT_LOG_LEVEL", "").upper()
    if level in ("", *_LEVELS):
        return None
    return f"SAGABOT_LOG_LEVEL is not known. Write one of {', '.join(_LEVELS)}."
