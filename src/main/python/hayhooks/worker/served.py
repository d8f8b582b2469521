# SPDX-License-Identifier: Apache-2.0
"""Starlette response objects that a wrapper returns.

A response knows how to send itself to an ASGI server; so it is sent by calling it as one, whatever its class does
(files with their length and disposition, streams, background work). Plain bodies take a short cut.
"""

import asyncio
import sys
from collections.abc import Iterable
from typing import Any

from hayhooks.worker.answers import Answer, Served, Whole, head, in_pieces
from hayhooks.worker.calls import Call

_SCOPE = {
    "type": "http",
    "asgi": {"version": "3.0", "spec_version": "2.4"},
    "http_version": "1.1",
    "method": "POST",
    "path": "/",
    "query_string": b"",
    "headers": [],
    "extensions": {},
}


def is_response(value: Any) -> bool:
    """Whether ``value`` is a Starlette (or FastAPI) response."""
    base = _response_class()
    return base is not None and isinstance(value, base)


def is_response_class(value: Any) -> bool:
    """Whether ``value`` is the class of such responses."""
    base = _response_class()
    return base is not None and isinstance(value, type) and issubclass(value, base)


def answer_response(response: Any) -> Answer:
    """A response as an answer."""
    base = _response_class()
    if type(response).__call__ is not base.__call__ or response.background is not None:
        return Served(response)
    return Whole(_head(response.status_code, response.raw_headers, keep_length=False), bytes(response.body))


async def serve(call: Call, response: Any) -> None:
    """Lets ``response`` send itself as the call's stream."""
    sender = _Sender(call)
    await response(dict(_SCOPE), _never, sender.send)
    call.end()


class _Sender:
    """The ASGI ``send`` of one call."""

    def __init__(self, call: Call) -> None:
        self._call = call

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self._call.stream(_head(message["status"], message.get("headers", ()), keep_length=True))
        elif message["type"] == "http.response.body":
            await self._body(bytes(message.get("body", b"")))

    async def _body(self, data: bytes) -> None:
        if not data:
            return
        for payload in in_pieces(b"\0", data):
            if not self._call.ready():
                await self._call.wait_on_loop()
            self._call.chunk(payload)


async def _never() -> dict[str, Any]:
    # A client that leaves cancels the call's task; there is nothing else to receive.
    await asyncio.get_running_loop().create_future()
    return {"type": "http.disconnect"}


def _head(status: int, raw_headers: Iterable[tuple[bytes, bytes]], keep_length: bool) -> bytes:
    content_type = None
    headers = []
    for raw_name, raw_value in raw_headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name == "content-type":
            content_type = value
        elif name != "content-length" or keep_length:
            headers.append((name, value))
    return head(status, content_type, headers)


def _response_class() -> Any:
    # A wrapper that returns one has imported it; the worker itself does not need to.
    return getattr(sys.modules.get("starlette.responses"), "Response", None)
