"""The endpoints of logging in, of syncing commands, and of looking up users and guilds."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from bot.localdiscord.channel_payloads import channel_payload
from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.events import Event, Intent
from bot.localdiscord.payloads import guild_summary, role_payload
from bot.localdiscord.routes import Call, Route
from bot.localdiscord.user_payloads import member_payload, user_payload

if TYPE_CHECKING:
    from bot.localdiscord.state import State
    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import User


def _me(call: Call) -> Json:
    return user_payload(call.state.world.bot) | {"verified": True, "mfa_enabled": True, "locale": "en-US"}


def _application(call: Call) -> Json:
    world = call.state.world
    return {
        "id": str(world.application_id),
        "name": world.bot.name,
        "icon": None,
        "description": "",
        "summary": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user_payload(world.team or world.owner),
        "team": _team(world.team, world.owner) if world.team else None,
        "verify_key": "0" * 64,
        "flags": call.state.application_flags,
        "approximate_guild_count": sum(guild.bot_inside for guild in world.guilds.values()),
    }


def _team(team: User, owner: User) -> Json:
    """The team whose application it is (page "Teams"); that page's owner of the application is a user made of it."""
    number = str(team.id)
    member: Json = {"user": user_payload(owner), "team_id": number, "membership_state": 2, "role": "admin"}
    return {
        "id": number,
        "name": team.name,
        "icon": None,
        "owner_user_id": str(owner.id),
        "members": [member],
    }


def _gateway(call: Call) -> Json:
    return {"url": call.state.gateway_url}


def _gateway_bot(call: Call) -> Json:
    # What most bots have (page "Gateway", Session Start Limit Object); starts are not counted here.
    limit = {"total": 1000, "remaining": 1000, "reset_after": 0, "max_concurrency": 1}
    return {"url": call.state.gateway_url, "shards": call.state.shards, "session_start_limit": limit}


def _scope(call: Call) -> int | None:
    if call.id("application_id") != call.state.world.application_id:
        raise ApiError(Known.MISSING_ACCESS)
    return call.guild().id if "guild_id" in call.path else None


def _commands(call: Call) -> list[Json]:
    return call.state.commands.of(_scope(call))


def _sync(call: Call) -> list[Json]:
    if not isinstance(call.body.data, list):
        raise ApiError(Known.INVALID_JSON)
    return call.state.commands.replace(_scope(call), cast("list[Json]", call.body.data))


def _user(call: Call) -> Json:
    user = call.state.world.users.get(call.id("user_id"))
    if user is None:
        raise ApiError(Known.UNKNOWN_USER)
    return user_payload(user)


def _direct(call: Call) -> Json:
    recipient = call.state.world.users.get(int(call.body.json.get("recipient_id") or 0))
    if recipient is None or recipient.bot:
        # Bots cannot write to each other, nor to nobody.
        raise ApiError(Known.CANNOT_SEND_TO_USER)
    return channel_payload(call.state.world.direct(recipient))


def _guild(call: Call) -> Json:
    return guild_summary(call.guild())


def _guild_channels(call: Call) -> list[Json]:
    return [channel_payload(channel) for channel in call.guild().channels.values()]


def _guild_roles(call: Call) -> list[Json]:
    return [role_payload(role) for role in call.guild().roles.values()]


def _guild_member(call: Call) -> Json:
    member = call.guild().members.get(call.id("user_id"))
    if member is None:
        raise ApiError(Known.UNKNOWN_MEMBER)
    return member_payload(member)


def _leave(call: Call) -> None:
    leave(call.state, call.guild().id)


def leave(state: State, guild_id: int) -> None:
    """Take the bot out of a guild and tell it so."""
    guild = state.world.guilds[guild_id]
    guild.bot_inside = False
    guild.members.pop(state.world.bot.id, None)
    event = Event(name="GUILD_DELETE", data={"id": str(guild_id)}, guild_id=guild_id, intent=Intent.GUILDS)
    state.events.publish(event)


_APPLICATION = "/applications/{application_id}"

ROUTES = [
    Route("GET", "/users/@me", _me),
    Route("GET", "/oauth2/applications/@me", _application),
    Route("GET", "/applications/@me", _application),
    Route("GET", "/gateway", _gateway, open=True),
    Route("GET", "/gateway/bot", _gateway_bot),
    Route("GET", _APPLICATION + "/commands", _commands),
    Route("PUT", _APPLICATION + "/commands", _sync),
    Route("GET", _APPLICATION + "/guilds/{guild_id}/commands", _commands),
    Route("PUT", _APPLICATION + "/guilds/{guild_id}/commands", _sync),
    Route("POST", "/users/@me/channels", _direct),
    Route("DELETE", "/users/@me/guilds/{guild_id}", _leave),
    Route("GET", "/users/{user_id}", _user),
    Route("GET", "/guilds/{guild_id}", _guild),
    Route("GET", "/guilds/{guild_id}/channels", _guild_channels),
    Route("GET", "/guilds/{guild_id}/roles", _guild_roles),
    Route("GET", "/guilds/{guild_id}/members/{user_id}", _guild_member),
]
