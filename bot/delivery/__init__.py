"""Alerts on their way from the outbox to the channels."""

from bot.delivery.dispatcher import Dispatcher
from bot.delivery.traffic import Traffic

__all__ = ["Dispatcher", "Traffic"]
