"""Alerts on their way from the outbox to the channels."""

from bot.delivery.sender import Dispatcher

__all__ = ["Dispatcher"]
