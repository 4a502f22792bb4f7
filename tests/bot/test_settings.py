from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.settings import Settings, SettingsError

ROOT = Path(__file__).resolve().parents[2]
TOKEN = "not.a.real-token"  # noqa: S105 - made up


def test_a_token_is_all_that_must_be_set() -> None:
    settings = Settings.from_env({"DISCORD_TOKEN": TOKEN})
    assert settings == Settings(token=TOKEN, database=Path("data/sagabot.db"), prefix="!", log_level="INFO")
    assert not settings.message_content


def test_everything_can_be_set() -> None:
    settings = Settings.from_env(
        {
            "DISCORD_TOKEN": f" {TOKEN} ",
            "SAGABOT_DB": "/var/lib/saga.db",
            "SAGABOT_MESSAGE_CONTENT": "On",
            "SAGABOT_PREFIX": "?",
            "SAGABOT_LOG_LEVEL": "debug",
        }
    )
    assert settings == Settings(
        TOKEN, Path("/var/lib/saga.db"), message_content=True, prefix="?", log_level="DEBUG"
    )


def test_blank_values_count_as_not_set() -> None:
    blank = {"SAGABOT_DB": " ", "SAGABOT_MESSAGE_CONTENT": "", "SAGABOT_PREFIX": " ", "SAGABOT_LOG_LEVEL": ""}
    assert Settings.from_env({"DISCORD_TOKEN": TOKEN, **blank}) == Settings(token=TOKEN)


def test_all_faults_are_told_at_once_each_with_what_to_do() -> None:
    with pytest.raises(SettingsError) as fault:
        Settings.from_env(
            {"SAGABOT_MESSAGE_CONTENT": "perhaps", "SAGABOT_PREFIX": "/", "SAGABOT_LOG_LEVEL": "loud"}
        )
    lines = str(fault.value).splitlines()
    assert [line.split()[0] for line in lines] == [
        "DISCORD_TOKEN",
        "SAGABOT_MESSAGE_CONTENT",
        "SAGABOT_PREFIX",
        "SAGABOT_LOG_LEVEL",
    ]
    assert all("Write" in line or "Copy" in line for line in lines)


@pytest.mark.parametrize("prefix", ["two words", "<@1>", "@", "/", "x" * 11])
def test_a_prefix_that_cannot_work_is_refused(prefix: str) -> None:
    with pytest.raises(SettingsError, match="SAGABOT_PREFIX"):
        Settings.from_env({"DISCORD_TOKEN": TOKEN, "SAGABOT_PREFIX": prefix})


@pytest.mark.parametrize("token", ["two words of it", "tökén"])
def test_a_token_that_is_none_is_refused_without_being_repeated(token: str) -> None:
    with pytest.raises(SettingsError) as fault:
        Settings.from_env({"DISCORD_TOKEN": token})
    assert token not in str(fault.value)


def test_the_token_is_in_no_repr() -> None:
    assert TOKEN not in repr(Settings.from_env({"DISCORD_TOKEN": TOKEN}))


def test_the_example_names_every_variable_that_is_read_and_no_other() -> None:
    lines = (ROOT / ".env.example").read_text("utf8").splitlines()
    documented = {line.partition("=")[0] for line in lines if line and not line.startswith("#")}
    source = (ROOT / "bot" / "settings.py").read_text("utf8")
    assert documented == set(re.findall(r'"((?:DISCORD|SAGABOT)_[A-Z_]+)"', source))


def test_the_example_is_what_the_defaults_are() -> None:
    lines = (ROOT / ".env.example").read_text("utf8").splitlines()
    example = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    assert Settings.from_env(example | {"DISCORD_TOKEN": TOKEN}) == Settings(token=TOKEN)
