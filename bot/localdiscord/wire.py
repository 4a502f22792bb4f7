"""JSON as it goes over the wire."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]
"""A JSON object; its shape is Discord's, and what comes from the bot is checked by the modules of limits."""


def array(node: Json, key: str) -> list[Json]:
    """The list of objects under ``key``; empty where there is none, or null."""
    return node.get(key) or []


def part(node: Json, key: str) -> Json:
    """The object under ``key``; empty where there is none, or null."""
    return node.get(key) or {}
