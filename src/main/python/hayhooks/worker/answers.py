# SPDX-License-Identifier: Apache-2.0
"""What an endpoint makes of a wrapper's return value, ready for the link."""

from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from pydantic_core import to_json

JSON = b""
"""The empty head: status 200, ``application/json``, no headers."""

CHUNK_SIZE = 64 * 1024
"""Most bytes of one chunk: credit counts chunks, so that a window has a bound."""

Encoder = Callable[[Any], Sequence[bytes]]
"""Turns one streamed item into payloads of CHUNK frames (kind and data); none when there is nothing to show."""


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole answer."""

    head: bytes
    body: bytes


@dataclass(frozen=True, slots=True)
class Stream:
    """An answer that comes item by item."""

    head: bytes
    items: Iterator[Any] | AsyncIterator[Any]
    encode: Encoder


@dataclass(frozen=True, slots=True)
class Served:
    """A Starlette response that wants to send itself (files, streams, background work)."""

    response: Any


Answer = Whole | Stream | Served


@dataclass(frozen=True, slots=True)
class Request:
    """What came with a RUN frame.

    ``content_type`` is null when the client sent none; with ``form`` the body is the server's own description of a form
    with files.
    """

    body: bytes
    content_type: str | None = "application/json"
    headers: Sequence[tuple[str, str]] = ()
    form: bool = False
    timeout: float | None = None
    """Seconds until the deadline, when there is one."""


class Endpoint(Protocol):
    """One of the wrapper's methods."""

    is_async: bool
    method: Callable[..., Any]

    def arguments(self, request: Request) -> dict[str, Any]:
        """The method's arguments; ``CallError`` when the request does not fit."""

    def answer(self, value: Any) -> Answer:
        """What the method's return value says; ``CallError`` when it cannot be sent."""


def head(
    status: int = 200,
    content_type: str | None = "application/json",
    headers: Sequence[Any] = (),
    file: str | None = None,
) -> bytes:
    """The head of a RESULT or STREAM frame; headers are pairs of name and value, ``file`` an absolute path."""
    fields: dict[str, Any] = {}
    if status != 200:
        fields["status"] = status
    if content_type != "application/json":
        fields["content_type"] = content_type
    if headers:
        fields["headers"] = headers
    if file is not None:
        fields["file"] = file
    return to_json(fields) if fields else JSON


TEXT = head(content_type="text/plain; charset=utf-8")
EVENT_STREAM = head(content_type="text/event-stream; charset=utf-8")


def in_pieces(kind: bytes, data: bytes) -> Sequence[bytes]:
    """Payloads of CHUNK frames for ``data``, none larger than ``CHUNK_SIZE``."""
    if len(data) <= CHUNK_SIZE:
        return (kind + data,)
    return [kind + data[start : start + CHUNK_SIZE] for start in range(0, len(data), CHUNK_SIZE)]
