"""The two ways in which a gateway connection may ask to be compressed, and the way of those who do not."""

from __future__ import annotations

import importlib
import zlib
from typing import Any, Protocol


class Packing(Protocol):
    """Turns the text of one gateway message into what is sent for it."""

    def pack(self, text: str) -> str | bytes:
        """The frame's content: text as it is, or bytes."""
        ...


class Plain:
    """No compression was asked for: text frames."""

    def pack(self, text: str) -> str | bytes:
        """The text itself."""
        return text


class ZlibStream:
    """``compress=zlib-stream``: one zlib context for the whole connection.

    Each message ends with a sync flush, whose last bytes 00 00 ff ff are how the client knows that it is
    whole (pitfall 3 of the design notes).
    """

    def __init__(self) -> None:
        self._stream = zlib.compressobj()

    def pack(self, text: str) -> str | bytes:
        """The message's bytes in the stream."""
        return self._stream.compress(text.encode()) + self._stream.flush(zlib.Z_SYNC_FLUSH)


class ZstdStream:
    """``compress=zstd-stream``: discord.py asks for it as soon as the package ``zstandard`` is installed.

    The client can only have asked if it can unpack it, and a bot in the same process then uses a package
    that is here too: Python 3.14's own, or ``zstandard``. One is imported when it is needed.
    """

    def __init__(self) -> None:
        try:
            own: Any = importlib.import_module("compression.zstd")
        except ModuleNotFoundError:
            package: Any = importlib.import_module("zstandard")
            self._stream = package.ZstdCompressor().compressobj()
            self._flush = lambda: self._stream.flush(package.COMPRESSOBJ_FLUSH_BLOCK)
        else:
            self._stream = own.ZstdCompressor()
            self._flush = lambda: self._stream.flush(own.ZstdCompressor.FLUSH_BLOCK)

    def pack(self, text: str) -> str | bytes:
        """The message's bytes in the stream."""
        return self._stream.compress(text.encode()) + self._flush()


def packing(asked_for: str | None) -> Packing:
    """The packing for the ``compress`` parameter of the gateway's address.

    Raises:
        ModuleNotFoundError: zstd was asked for, and no package for it is installed here.
        ValueError: Discord knows no such compression.
    """
    match asked_for:
        case None | "":
            return Plain()
        case "zlib-stream":
            return ZlibStream()
        case "zstd-stream":
            return ZstdStream()
        case _:
            raise ValueError(f"no such compression: {asked_for}")
