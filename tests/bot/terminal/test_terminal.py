"""The terminal contract: shapes, exit statuses, and one sentence for everything that is wrong."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from bot.model import Certainty, Kind, Modality, Stage

ARTICLES = Path(__file__).parents[2] / "articles"
WISH = str(ARTICLES / "van-houten.txt")
BID, RELAY, AGREED = (str(ARTICLES / f"joao-almeida-{name}.txt") for name in ("bid", "relay", "agreed"))


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "saga.db")


def objects(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_read_prints_one_object_a_text_in_the_shape_of_the_contract(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["read", "--json", WISH, BID]) == 0
    wish, bid = objects(capsys)
    assert (wish["id"], wish["published"], wish["headline"]) == ("van-houten", "2019-07-10", None)
    assert set(wish) == {"id", "published", "headline", "summary", "rumours"}
    (row,) = wish["rumours"]
    assert set(row) == {
        "player", "from_club", "to_club", "stage", "developments", "fees", "sources", "claims",
    }  # fmt: skip
    assert row["fees"] == [{"amount": 45000000, "currency": "GBP", "role": "reported", "bound": "at_least"}]
    text = Path(WISH).read_text("utf8")
    for claim in row["claims"]:
        assert text[claim["start"] : claim["end"]] == claim["quote"]
        assert Kind(claim["kind"])
        assert Modality(claim["modality"])
        assert Certainty(claim["certainty"])
        assert claim["when"] in ("current", "past")
        assert claim["subject"] in ("player", "squad")
    assert Stage(bid["rumours"][0]["stage"]) is Stage.BID_REJECTED


@pytest.mark.parametrize("name", ["van-houten", "joao-almeida-bid", "joao-almeida-agreed"])
def test_developments_are_the_kinds_of_the_claims_that_count(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["read", "--json", str(ARTICLES / f"{name}.txt")])
    for row in objects(capsys)[0]["rumours"]:
        counting = {
            claim["kind"]
            for claim in row["claims"]
            if claim["modality"] == "actual" and claim["when"] == "current" and not claim.get("held")
        }
        assert set(row["developments"]) == counting


def test_read_takes_standard_input_and_the_day_it_is_given(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    words = b"Brentford have rejected a bid from Everton for Joao Almeida."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(words)))
    assert main(["read", "--json", "--published", "2024-01-12", "-"]) == 0
    (shape,) = objects(capsys)
    assert (shape["id"], shape["published"]) == ("-", "2024-01-12")
    assert shape["rumours"][0]["player"] == "Joao Almeida"


def test_explain_shows_words_frame_and_scope(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--explain", WISH]) == 0
    out = capsys.readouterr().out
    assert "contemplating" in out
    assert "frame  v:submit_request" in out


def test_no_news_in_a_text_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", str(ARTICLES / "tennis.txt")]) == 0
    (shape,) = objects(capsys)
    assert (shape["rumours"], shape["summary"]) == ([], "")
    assert main(["read", str(ARTICLES / "spanish.txt")]) == 0
    assert "only English is read" in capsys.readouterr().out


BAD = {
    "empty": (b"", "no text"),
    "blank": (b" \n\t ", "no text"),
    "too long": (b"a " * 160_000, "too long"),
    "binary": (bytes(range(256)) * 4, "UTF-8"),
    "null characters": (b"abc\x00def", "binary"),
    "UTF-16": ("Everton have made a bid".encode("utf-16"), "UTF-16"),
    "Latin-1": ("Modrić und Müller".encode("latin-1", "replace"), "UTF-8"),
}


@pytest.mark.parametrize("case", BAD)
@pytest.mark.parametrize("verb", ["read", "add", "replay"])
def test_an_unusable_text_gets_one_sentence_and_status_2(
    verb: str, case: str, database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data, word = BAD[case]
    path = tmp_path / "bad.txt"
    path.write_bytes(data)
    assert main([verb, *(["--db", database] if verb == "add" else []), str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1
    assert word in err


def test_the_other_texts_are_still_read_with_status_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "--json", "/no/such/file.txt", BID]) == 1
    out, err = capsys.readouterr()
    assert len(out.splitlines()) == 1
    assert len(err.splitlines()) == 1


def test_only_emoji_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "emoji.txt"
    path.write_text("⚽🔥🔥🔥", "utf8")
    assert main(["read", "--json", str(path)]) == 0
    assert objects(capsys)[0]["rumours"] == []


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["nonsense"],
        ["read"],
        ["status"],
        ["read", "--published", "31/02", "x"],
        ["replay"],
        ["add", "--bad"],
    ],
)
def test_a_wrong_command_line_gets_one_sentence_and_status_2(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(words)
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_what_was_added_is_answered_and_added_again_is_known(
    database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["add", "--db", database, BID]) == 0
    assert "added 1" in capsys.readouterr().out
    assert main(["add", "--db", database, BID]) == 0
    assert "nothing new" in capsys.readouterr().out
    assert main(["status", "--db", database, "ALMEIDA"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("Joao Almeida · Brentford → Everton")
    assert "Sky Sports reported the refusal on" in text


def test_status_in_json_has_player_state_and_text(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", "--db", database, WISH])
    capsys.readouterr()
    assert main(["status", "--db", database, "--json", "van", "houten"]) == 0
    (shape,) = objects(capsys)
    state = shape["state"]
    assert shape["player"] == "Pieter van Houten"
    assert (state["stage"], state["to_club"], state["suitors"]) == ("interest", "Liverpool", ["Liverpool"])
    assert (state["player_stance"], state["club_stance"]) == ("wants_move", "not_for_sale")
    assert "No request has been handed in" in shape["text"]
    assert "no bid is reported" in shape["text"]
    assert "agreed" not in shape["text"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["kane"], "Nothing stored about kane"),
        (["pieter"], "Did you mean Pieter van Houten"),
        (["van hudn"], "Did you mean Pieter van Houten"),
        (["--as-of", "2019-07-01", "van houten"], "Nothing stored about Pieter van Houten up to 1 Jul 2019"),
    ],
)
def test_a_name_of_which_nothing_is_stored_is_told_with_status_1(
    words: list[str], said: str, database: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["add", "--db", database, WISH])
    assert main(["status", "--db", database, *words]) == 1
    assert said in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [
        ["--published", "9999-12-31"],
        ["--url", "javascript:alert(1)"],
        ["--outlet", "x" * 200],
        ["--outlet", "a\x1b[31m"],
    ],
)
def test_what_cannot_be_said_of_an_article_is_refused_and_nothing_is_kept(
    options: list[str], database: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bid.txt"
    path.write_text("Brentford have rejected a bid from Everton for Joao Almeida.", "utf8")
    assert main(["add", "--db", database, *options, str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert main(["status", "--db", database, "almeida"]) == 1


def test_a_day_that_has_not_come_is_refused(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    main(["add", "--db", database, BID])
    assert main(["status", "--db", database, "--as-of", "9999-12-31", "almeida"]) == 2
    assert "has not come yet" in capsys.readouterr().err


def test_status_makes_no_database(database: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--db", database, "kane"]) == 1
    assert not Path(database).exists()
    assert "no database" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["add", "status"])
def test_an_unusable_database_is_told_in_one_sentence_and_left_alone(
    verb: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.db"
    empty.touch()
    assert main([verb, "--db", str(empty), BID]) == 2
    assert empty.read_bytes() == b""
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_database_path_that_cannot_be_written_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x")
    assert main(["add", "--db", str(blocked / "saga.db"), BID]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_replay_alerts_on_news_and_not_on_repeats(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", "--json", BID, RELAY, BID, AGREED]) == 0
    shapes = objects(capsys)
    assert [shape["alert"] for shape in shapes] == [True, False, False, True]
    assert [shape["verdicts"][0]["verdict"] for shape in shapes] == ["new", "repeat", "repeat", "new"]
    last = shapes[-1]["verdicts"][0]
    assert last["state"]["stage"] == "fee_agreed"
    assert last["state"]["club_stance"] == "sold"
    assert "Everton have agreed a fee" in last["message"]


def test_replay_takes_readings_instead_of_texts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["read", "--json", BID, RELAY, AGREED])
    readings = tmp_path / "readings.jsonl"
    readings.write_text(capsys.readouterr().out, "utf8")
    assert main(["replay", "--json", "--readings", str(readings)]) == 0
    assert [shape["alert"] for shape in objects(capsys)] == [True, False, True]


def test_a_reading_without_claims_speaks_by_its_developments_stage_and_fees(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {
        "player": "Joao Almeida", "from_club": "Brentford", "to_club": "Everton", "stage": "talks",
        "developments": ["price_set"], "sources": ["BBC"],
        "fees": [{"amount": 35000000, "currency": "GBP", "role": "asking"}],
    }  # fmt: skip
    readings = tmp_path / "readings.jsonl"
    readings.write_text(json.dumps({"id": "1", "published": "2024-01-12", "rumours": [row]}), "utf8")
    assert main(["replay", "--json", "--readings", str(readings)]) == 0
    state = objects(capsys)[0]["verdicts"][0]["state"]
    assert (state["stage"], state["club_stance"]) == ("talks", "price_set")


@pytest.mark.parametrize("line", ["no json", '{"rumours": [{"player": 1}]}', '{"rumours": 5}', "[1]", '"x"'])
def test_readings_that_are_none_are_told_in_one_sentence(
    line: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readings = tmp_path / "readings.jsonl"
    readings.write_text(line, "utf8")
    assert main(["replay", "--readings", str(readings)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_script_that_cannot_be_read_starts_no_demo(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--script", "/no/such/script"]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.splitlines()) == 1


def test_run_without_a_token_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DISCORD_TOKEN", raising=False)
    assert main(["run"]) == 2
    assert "DISCORD_TOKEN" in capsys.readouterr().err


def test_the_demo_plays_its_script_and_ends_by_itself(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = tmp_path / "script.txt"
    pasted = f"paste into /rumour add\n{Path(BID).read_text('utf8')}\n.\n\n\n\n[Confirm]\n"
    script.write_text(f"!status van dijk\n{pasted}{pasted}as member\n/rumour add\n", "utf8")
    assert main(["demo", "--script", str(script)]) == 0
    out = capsys.readouterr().out
    assert "Virgil van Dijk · Southampton" in out
    assert out.count("#transfer-news Sagabot:") == 1
    assert "Nothing new" in out
    assert "may add rumours" in out
    assert "DISCORD_TOKEN" not in out
    assert "To go live" in out


def test_a_first_day_can_be_played_in_the_demo(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    script = tmp_path / "script.txt"
    lines = [
        "as owner",
        "/setup start",
        "[Channel for alerts: general]",
        "Everton",
        "as member",
        "Brentford have rejected a £20m bid from Everton for midfielder Joao Almeida, according to Sky Sports.",
        "as moderator",
        "menu Add as rumour",
        "[Correct]",
        *("", "", "", "", "£21m offered"),
        "[Confirm]",
        "/rumour retract almeida",
        "[Choose a rumour: 1]",
        "[Undo]",
        "as member",
        "/status almeida",
        "[Follow]",
    ]
    script.write_text("\n".join(lines), "utf8")
    assert main(["demo", "--script", str(script)]) == 0
    out = capsys.readouterr().out
    assert "#general is told of Everton now." in out
    assert "and 14 more" in out  # of the time zones
    assert "an empty line keeps 'Offer turned down'" in out
    assert "turned down an offer of £21m" in out
    assert out.count("Withdrawn on") == 2  # in both channels that are told
    assert "Undone" in out
    assert "(direct message) Sagabot:" in out
