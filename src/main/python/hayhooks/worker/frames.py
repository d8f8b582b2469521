# SPDX-License-Identifier: Apache-2.0
"""Frames of the worker link as bytes (ADR 1). Pure functions, tested against the same bytes as the server's codec.

A frame is ``u32 length, u8 type, u32 call, payload``, big-endian; ``length`` counts everything after itself.
"""

import struct
from enum import IntEnum

LIMIT = 256 * 1024 * 1024
"""Largest allowed value of the length field."""

_HEADER = struct.Struct(">IBI")
_HEADED = struct.Struct(">IBII")
_RUN = struct.Struct(">BI")
_U32 = struct.Struct(">I")
_REST = 5
"""Bytes that the length counts beside the payload: type and call."""

Frame = tuple[int, int, bytes]
"""Type, call, payload."""


class FrameType(IntEnum):
    """What a frame says; the values travel on the link."""

    HELLO = 1
    LOAD = 2
    READY = 3
    RUN = 4
    RESULT = 5
    STREAM = 6
    CHUNK = 7
    END = 8
    ERROR = 9
    CREDIT = 10
    CANCEL = 11
    STOP = 12
    UNLOAD = 13
    UNLOADED = 14
    SPAN = 15


class ChunkKind(IntEnum):
    """How to read a CHUNK; the values travel on the link as its first byte."""

    BYTES = 0
    TEXT = 1
    DELTA = 2
    EVENT = 3
    COMPLETION = 4


class ProtocolError(Exception):
    """The peer sent something that is not a frame; the connection cannot be used any more."""


def encode(kind: int, call: int, payload: bytes = b"") -> bytes:
    """One frame."""
    return _HEADER.pack(_REST + len(payload), kind, call) + payload


def encode_headed(kind: int, call: int, head: bytes, body: bytes) -> bytes:
    """A frame whose payload is ``u32 headLength, head, body`` (RESULT)."""
    return _HEADED.pack(_REST + 4 + len(head) + len(body), kind, call, len(head)) + head + body


def split_run(payload: bytes) -> tuple[int, bytes, bytes]:
    """Method, head and body of a RUN frame."""
    try:
        method, length = _RUN.unpack_from(payload)
    except struct.error:
        raise ProtocolError(f"A RUN frame of {len(payload)} bytes has no head") from None
    start = _RUN.size + length
    if start > len(payload):
        raise ProtocolError(f"A RUN frame of {len(payload)} bytes cannot have a head of {length} bytes")
    return method, payload[_RUN.size : start], payload[start:]


def credit(payload: bytes) -> int:
    """The number in a CREDIT frame."""
    if len(payload) != _U32.size:
        raise ProtocolError(f"A CREDIT frame must have 4 bytes, not {len(payload)}")
    return _U32.unpack(payload)[0]


class FrameReader:
    """Cuts what arrives into frames.

    Whole frames are sliced from what was received; only a frame that is still incomplete is collected, by appending,
    so the work grows with the bytes received and not with their square.
    """

    def __init__(self, limit: int = LIMIT) -> None:
        self._limit = limit
        self._pending = bytearray()
        self._awaited = _HEADER.size

    def feed(self, data: bytes) -> list[Frame]:
        """Frames that are complete with ``data``; ``ProtocolError`` at the first bad one, before it is collected."""
        if not self._pending:
            frames, end = self._cut(data)
            self._pending += data[end:]
            return frames
        self._pending += data
        if len(self._pending) < self._awaited:
            return []
        with memoryview(self._pending) as view:
            frames, end = self._cut(view)
        del self._pending[:end]
        return frames

    def _cut(self, data: bytes | memoryview) -> tuple[list[Frame], int]:
        frames: list[Frame] = []
        start, size = 0, len(data)
        while size - start >= _HEADER.size:
            length, kind, call = _HEADER.unpack_from(data, start)
            self._check(length, kind)
            end = start + 4 + length
            if end > size:
                self._awaited = end - start
                return frames, start
            frames.append((kind, call, bytes(data[start + _HEADER.size : end])))
            start = end
        self._awaited = _HEADER.size
        return frames, start

    def _check(self, length: int, kind: int) -> None:
        if not _REST <= length <= self._limit:
            raise ProtocolError(f"A frame of {length} bytes is not between {_REST} and {self._limit}")
        if not FrameType.HELLO <= kind <= FrameType.SPAN:
            raise ProtocolError(f"Unknown frame type {kind}")
