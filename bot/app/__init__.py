"""The bot as a client of Discord: what it asks for, how it starts and stops, and how it answers."""

from bot.app.actors import actor_of, scope_of
from bot.app.choices import suggest_players
from bot.app.client import SagaBot
from bot.app.failures import answer_error
from bot.app.running import CannotStart, run_bot
from bot.app.showing import ask, hand_over, show, show_instead, take_time, tell
from bot.endpoint import Endpoint

__all__ = [
    "CannotStart",
    "Endpoint",
    "SagaBot",
    "actor_of",
    "answer_error",
    "ask",
    "hand_over",
    "run_bot",
    "scope_of",
    "show",
    "show_instead",
    "suggest_players",
    "take_time",
    "tell",
]
