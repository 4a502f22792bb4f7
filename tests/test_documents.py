"""What the documents say is so."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from bot.cli import VERBS
from bot.reading.data import lines, table

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / ".github").glob("*.md"))]
TOP = {
    "bot", "cogs", "db", "tests", "pyproject.toml", ".env.example", "README.md", "LICENSE", "run.py",
    "requirements.lock",
}  # fmt: skip


def test_nothing_stands_at_the_top_but_what_the_readme_needs() -> None:
    command = ["git", "ls-files"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout  # noqa: S603
    names = {line.split("/")[0] for line in listed.splitlines()}
    assert {name for name in names if not name.startswith(".")} <= TOP
    assert {name for name in names if name.startswith(".")} <= {
        ".ci",
        ".github",
        ".gitignore",
        ".env.example",
    }


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_path_that_a_document_names_exists(document: Path) -> None:
    named = re.findall(r"`((?:bot|cogs|db|tests)/[\w./-]+)`", document.read_text("utf8"))
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_test_that_is_named_against_a_threat_exists_and_every_threat_has_one() -> None:
    text = (ROOT / ".github" / "SECURITY.md").read_text("utf8")
    threats = re.findall(r"^\| (\d+) \| .+ \| (.+) \|$", text, re.MULTILINE)
    assert [int(number) for number, _ in threats] == [*range(1, 26)]
    assert [
        number for number, tests in threats if "::test_" not in tests and "not there yet" not in tests
    ] == []
    named: list[tuple[str, str]] = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", text)
    gone = [(file, name) for file, name in named if f"def {name}(" not in (ROOT / file).read_text("utf8")]
    assert gone == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_within_the_project_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", document.read_text("utf8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_readme_tells_of_every_verb_of_the_terminal() -> None:
    told = set(re.findall(r"`python3 run\.py (\w+)", (ROOT / "README.md").read_text("utf8")))
    assert told == {*VERBS, "bench"}


@pytest.mark.parametrize("lock", ["requirements.lock", "tests/requirements.lock", ".ci/requirements.lock"])
def test_a_lock_file_has_hashes_and_no_addresses(lock: str) -> None:
    text = (ROOT / lock).read_text("utf8")
    assert "--hash=sha256:" in text
    assert "://" not in text


def test_every_package_that_is_needed_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf8"))["project"]
    names = [re.split(r"[<>=]", needed)[0] for needed in project["dependencies"]]
    locked = (ROOT / "requirements.lock").read_text("utf8").replace("discord-py", "discord.py")
    assert [name for name in names if f"\n{name}==" not in "\n" + locked] == []


def test_no_club_is_named_by_a_word_that_is_listed_as_doubtful() -> None:
    doubtful = {word["word"] for word in table("ambiguous.toml")["word"]}
    sure = {
        name
        for club in table("clubs.toml")["club"]
        for name in (*club.get("short", ()), *club.get("aka", ()))
    }
    assert not doubtful & sure


def test_every_club_that_a_doubtful_word_may_stand_for_is_listed() -> None:
    clubs = {club["name"] for club in table("clubs.toml")["club"]}
    named = {club for word in table("ambiguous.toml")["word"] for club in word.get("clubs", ())}
    assert named <= clubs


def test_every_outlet_has_a_tier() -> None:
    assert {outlet["tier"] for outlet in table("outlets.toml")["outlet"]} == {1, 2, 3, 4}


def test_no_line_of_a_word_list_is_there_twice() -> None:
    for file in ("common_words.txt", "places.txt", "debris.txt"):
        rows = lines(file)
        assert len(rows) == len(set(rows))
