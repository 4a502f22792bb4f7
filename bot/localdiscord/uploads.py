"""The body of a request: JSON, or multipart with ``payload_json`` and files (page "API Reference")."""

from __future__ import annotations

import json
import mimetypes
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

from aiohttp import BodyPartReader

from bot.localdiscord.errors import ApiError, Known
from bot.localdiscord.limits import check_files
from bot.localdiscord.posting import attach

if TYPE_CHECKING:
    from aiohttp import web

    from bot.localdiscord.wire import Json
    from bot.localdiscord.world import Attachment, World

_FILE_PART = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True, slots=True)
class Body:
    """What a request holds: ``data`` is its JSON (an object or a list), ``files`` are by their number."""

    data: Any = field(default_factory=dict[str, Any])
    files: dict[int, tuple[str, bytes]] = field(default_factory=dict[int, tuple[str, bytes]])

    @property
    def json(self) -> Json:
        """The JSON object.

        Raises:
            ApiError: 50109 if it is something else.
        """
        if not isinstance(self.data, dict):
            raise ApiError(Known.INVALID_JSON)
        return cast("Json", self.data)


@dataclass(frozen=True, slots=True)
class File:
    """A file that a member uploads: with a message, as an option, or in a form."""

    filename: str
    content: bytes
    content_type: str = "text/plain; charset=utf-8"


async def read_body(request: web.Request) -> Body:
    """Read the body.

    Raises:
        ApiError: 50109 if it is no JSON, 50035 if it is of another content type, 40005 for too large a file.
    """
    if not request.can_read_body:
        return Body()
    if request.content_type == "multipart/form-data":
        return await _read_multipart(request)
    raw = await request.read()
    if raw and request.content_type != "application/json":
        raise ApiError(
            Known.INVALID_FORM, {"_errors": [{"code": "CONTENT_TYPE_INVALID", "message": "Invalid."}]}
        )
    return Body(_parsed(raw) if raw else {})


def _parsed(raw: bytes) -> Any:
    try:
        return json.loads(raw)
    except ValueError:
        raise ApiError(Known.INVALID_JSON) from None


async def _read_multipart(request: web.Request) -> Body:
    data: Any = {}
    files: dict[int, tuple[str, bytes]] = {}
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            continue
        content = bytes(await part.read(decode=True))
        number = _FILE_PART.fullmatch(part.name or "")
        if part.name == "payload_json":
            data = _parsed(content)
        elif number is not None:
            files[int(number[1])] = (part.filename or "file", content)
    check_files([len(content) for _, content in files.values()])
    return Body(data, files)


def attachments_of(
    world: World, channel_id: int, body: Body, payload: Json, kept: list[Attachment]
) -> list[Attachment]:
    """The attachments that a message has after this: those of ``kept`` that it lists, and the uploads.

    ``attachments`` in the payload lists both: an upload by the number in its part's name, a kept one by its
    id. Without the list, uploads are added (page "API Reference", "Editing Message Attachments").
    """
    listed: list[Json] | None = payload.get("attachments")
    descriptions = {str(one.get("id")): one.get("description") for one in listed or []}
    remaining = kept if listed is None else [one for one in kept if str(one.id) in descriptions]
    uploaded: list[Attachment] = []
    for number, (filename, content) in sorted(body.files.items()):
        kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
        attachment = attach(world, channel_id, filename, content, kind)
        attachment.description = descriptions.get(str(number))
        uploaded.append(attachment)
    return [*remaining, *uploaded]


def with_addresses(embeds: list[Json], attachments: list[Attachment]) -> list[Json]:
    """The embeds with pictures named ``attachment://…`` pointing at the uploaded files."""
    addresses = {f"attachment://{one.filename}": one.url for one in attachments}
    return [
        {
            key: value | {"url": addresses.get(value.get("url"), value.get("url"))}
            if key in {"image", "thumbnail"}
            else value
            for key, value in embed.items()
        }
        for embed in embeds
    ]
