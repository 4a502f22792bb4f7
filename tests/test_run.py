"""The bootstrap: what it installs, and what it says when it cannot."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import run

if TYPE_CHECKING:
    from collections.abc import Sequence

ROOT = Path(__file__).resolve().parent.parent


class Commands:
    """Stands in for ``subprocess.run``: keeps the commands and gives each the same exit status."""

    def __init__(self, status: int) -> None:
        self.said: list[Sequence[str]] = []
        self._status = status

    def __call__(self, command: Sequence[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.said.append(command)
        return subprocess.CompletedProcess(command, self._status)


@pytest.fixture
def peer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for the peer's environment that looks made, but has nothing installed."""
    monkeypatch.setattr(run, "HOME", tmp_path)
    monkeypatch.setattr(run, "PEER", tmp_path / "peer")
    python = run.python_of(tmp_path / "peer")
    python.parent.mkdir(parents=True)
    python.touch()
    return tmp_path / "peer"


def test_the_peer_is_installed_once(peer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = Commands(0)
    monkeypatch.setattr(subprocess, "run", commands)
    run.install_peer()
    run.install_peer()
    assert [list(command[-len(run.PEER_PACKAGES) :]) for command in commands.said] == [
        list(run.PEER_PACKAGES)
    ]
    assert str(run.python_of(peer)) in commands.said[0]


def test_a_peer_that_cannot_be_installed_ends_in_one_sentence_that_says_what_to_do(
    peer: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", Commands(1))
    with pytest.raises(SystemExit) as end:
        run.bench(["--peer"])
    told = capsys.readouterr().err.splitlines()[-1]
    assert end.value.code == 2
    assert told.startswith("spaCy could not be installed")
    assert told.endswith("then run the same command again.")
    assert not list(peer.glob(".peer-*"))


def test_a_peer_that_failed_is_tried_again(peer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", Commands(1))
    with pytest.raises(SystemExit):
        run.install_peer()
    again = Commands(0)
    monkeypatch.setattr(subprocess, "run", again)
    run.install_peer()
    assert again.said


def test_an_environment_that_cannot_be_made_is_told_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(command: Sequence[str], **_: object) -> None:
        raise subprocess.CalledProcessError(1, command)

    monkeypatch.setattr(run, "HOME", tmp_path)
    monkeypatch.setattr(subprocess, "run", fail)
    with pytest.raises(SystemExit):
        run.make_environment(tmp_path / "peer")
    assert "apt install python3-venv" in capsys.readouterr().err


@pytest.mark.parametrize(
    "file", ["pyproject.toml", "requirements.lock", "tests/requirements.lock", ".ci/requirements.lock"]
)
def test_the_peer_is_no_dependency(file: str) -> None:
    assert not re.search("spacy|en.core.web", (ROOT / file).read_text("utf8"), re.IGNORECASE)


def test_the_peer_lives_where_git_does_not_look() -> None:
    ignored = (ROOT / ".gitignore").read_text("utf8").splitlines()
    assert f"{run.PEER.relative_to(run.HOME).parts[0]}/" in ignored


def test_a_benchmark_that_does_not_exist_is_answered_with_those_that_do(
    capsys: pytest.CaptureFixture[str],
) -> None:
    for named in (["no-such-thing"], ["store", "no-such-thing"]):
        with pytest.raises(SystemExit):
            run.bench(named)
    told = capsys.readouterr().err
    assert all(name in told for name in ("reading", "store", "--peer"))


@pytest.fixture
def benchmarks(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands by which benchmarks would be run: the file's name, and the options."""
    commands: list[list[str]] = []

    def python(file: str, *options: str, is_last: bool = True) -> int:
        assert not is_last
        commands.append([Path(file).stem, *options])
        return len(commands) - 1

    monkeypatch.setattr(run, "python", python)
    return commands


def test_benchmarks_that_take_minutes_are_run_only_when_they_are_named(benchmarks: list[list[str]]) -> None:
    assert run.bench([]) == 2
    assert benchmarks == [["bench_reading"], ["bench_sagas"], ["bench_store"]]


def test_the_options_after_a_benchmark_s_name_are_its_own(benchmarks: list[list[str]]) -> None:
    assert run.bench(["chaos", "--seed", "3"]) == 0
    assert benchmarks == [["bench_chaos", "--seed", "3"]]


def test_options_alone_name_no_benchmark(benchmarks: list[list[str]]) -> None:
    with pytest.raises(SystemExit):
        run.bench(["--seed", "3"])
    assert benchmarks == []


def test_an_old_python_is_told_of(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10))
    with pytest.raises(SystemExit):
        run.main(["demo"])
    assert "needs Python 3.11" in capsys.readouterr().err
