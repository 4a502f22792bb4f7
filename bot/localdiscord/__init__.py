"""A Discord on the loopback, which the real client connects to over real sockets.

It serves the demo, the end-to-end tests and the chaos runs, and knows nothing of the bot::

    async with LocalDiscord() as discord:
        guild = discord.add_guild("Anfield Chat")
        news = guild.add_channel("transfer-news")
        mods = guild.add_role("Moderators", permissions=Permission.MANAGE_MESSAGES)
        alice = guild.add_member("alice", roles=[mods])
        # Point the client at discord.api_url (discord.http.Route.BASE) and discord.gateway_url
        # (DiscordWebSocket.DEFAULT_GATEWAY, a yarl.URL), start it with discord.token, and then:
        await discord.ready()
        message = await alice.say(news, "!status van dijk")
        reply = await news.next_message(after=message)
        answer = await alice.slash(news, "alerts add", player="van dijk")
        await alice.press(answer, "Confirm")
        form = await alice.slash(news, "rumour add")
        await alice.submit(form, {"Text": "..."})

For chaos runs, in which the bot is another process that may be killed::

    async with LocalDiscord(keep=1000) as discord:  # bounds the memory; discord.listen() hears of everything
        discord.rate_limits.as_discord()
        discord.faults.at_random({ServerError(503): 0.02, Dropped(after_work=True): 0.01}, seed=7)
        ...                                         # start the process
        await discord.ready()
        ...                                         # kill it
        await discord.gone()
        discord.faults.dealt, discord.invalid_requests, discord.gateway.identified

It is as strict as Discord: a payload that breaks a limit, a permission that is missing, an answer after three
seconds and a message that was made before are answered as Discord answers them. Nothing listens but
127.0.0.1, and the port and the token are random.
"""

from bot.localdiscord.chat import Chat
from bot.localdiscord.clock import Clock
from bot.localdiscord.errors import (
    ClientRefusalError,
    InvalidOptionError,
    NotPermittedError,
    UnknownCommandError,
    UnknownComponentError,
)
from bot.localdiscord.events import PRIVILEGED, Event, Intent
from bot.localdiscord.faults import Banned, Dropped, Fault, Hang, ServerError, Slow, TooMany
from bot.localdiscord.guilds import LocalGuild
from bot.localdiscord.interactions import Kind
from bot.localdiscord.modals import Field, Modal
from bot.localdiscord.people import LocalMember
from bot.localdiscord.permissions import Permission
from bot.localdiscord.places import LocalChannel
from bot.localdiscord.responses import Response
from bot.localdiscord.server import LocalDiscord
from bot.localdiscord.state import Broken, Request, Sent
from bot.localdiscord.uploads import File
from bot.localdiscord.world import ChannelKind, Message, Role

__all__ = [
    "PRIVILEGED",
    "Banned",
    "Broken",
    "ChannelKind",
    "Chat",
    "ClientRefusalError",
    "Clock",
    "Dropped",
    "Event",
    "Fault",
    "Field",
    "File",
    "Hang",
    "Intent",
    "InvalidOptionError",
    "Kind",
    "LocalChannel",
    "LocalDiscord",
    "LocalGuild",
    "LocalMember",
    "Message",
    "Modal",
    "NotPermittedError",
    "Permission",
    "Request",
    "Response",
    "Role",
    "Sent",
    "ServerError",
    "Slow",
    "TooMany",
    "UnknownCommandError",
    "UnknownComponentError",
]
