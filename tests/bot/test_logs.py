from __future__ import annotations

import io
import logging

import pytest

from bot.logs import MASK, MaskingFormatter, configure, mask, trace

# Shaped like a token of Discord: made up.
TOKEN = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GaBcDe.abcdefghijklmnopqrstuvwxyz_ABCDEFGHIJK"  # noqa: S105


def fail(secret: str) -> None:
    raise ValueError(f"what it quotes: {secret}")


def test_what_looks_like_a_token_is_masked() -> None:
    assert mask(f"login with {TOKEN} failed") == f"login with {MASK} failed"


def test_a_webhooks_address_is_masked() -> None:
    assert "s3cret" not in mask("POST https://discord.com/api/webhooks/123/s3cret 204")
    assert "s3cret" not in mask("POST https://discordapp.com/api/v10/webhooks/123/s3cret?wait=1 204")


def test_a_known_secret_is_masked_whatever_it_looks_like() -> None:
    assert mask("token=hunter2", ["hunter2"]) == f"token={MASK}"


def test_ordinary_words_stay() -> None:
    text = "2026-08-05 INFO bot.app.client: Commands work as /status, see https://discord.com/developers"
    assert mask(text) == text


def test_tracebacks_are_masked_too() -> None:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(MaskingFormatter(["hunter2"]))
    log = logging.Logger("test")  # noqa: LOG001 - one that nobody else has
    log.addHandler(handler)
    try:
        fail("hunter2")
    except ValueError:
        log.exception("It failed with %s", TOKEN)
    assert "ValueError" in stream.getvalue()
    assert "hunter2" not in stream.getvalue()
    assert TOKEN not in stream.getvalue()


def test_the_library_is_never_asked_for_the_bodies_of_messages() -> None:
    root, library = logging.getLogger(), logging.getLogger("discord")
    before = root.handlers[:], root.level, library.level
    try:
        configure("DEBUG", ["hunter2"])
        assert root.level == logging.DEBUG
        assert library.level == logging.INFO
        assert isinstance(root.handlers[0].formatter, MaskingFormatter)
        configure("ERROR", [])
        assert library.level == logging.ERROR
    finally:
        root.handlers[:], root.level, library.level = before


def fail_again() -> None:
    try:
        fail("the article")
    except ValueError as error:
        raise RuntimeError("more of the article") from error


def test_a_trace_tells_types_and_places_but_not_what_was_said() -> None:
    with pytest.raises(RuntimeError) as caught:
        fail_again()
    told = trace(caught.value)
    assert "builtins.RuntimeError" in told
    assert "builtins.ValueError" in told
    assert "in fail_again" in told
    # The lines of the source are shown, and those are ours.
    assert "what it quotes: the article" not in told
    assert "RuntimeError: " not in told
