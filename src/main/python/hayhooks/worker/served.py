# SPDX-License-Identifier: Apache-2.0
"""Starlette response objects that a wrapper returns.

A response knows how to send itself to an ASGI server; so it is sent by calling it as one, whatever its class does
(files with their length and disposition, streams, background work). Plain bodies take a short cut, and files are left
to the server, which sends them without this process.
"""

import asyncio
import os
import stat
import sys
from collections.abc import Iterable
from typing import Any

from hayhooks.worker.answers import Answer, Served, Whole, head, in_pieces
from hayhooks.worker.calls import Call
from hayhooks.worker.errors import PIPELINE_FAILED, CallError, print_from_wrapper

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
    """Lets ``response`` send itself as the call's stream; then its background work is done.

    That is done even when the client has left meanwhile: it is often what deletes the file that was sent.
    """
    background, response.background = response.background, None
    try:
        if _sends_a_file(response):
            await _serve_file(call, response)
        else:
            await response(dict(_SCOPE), _never, _Sender(call).send)
    except asyncio.CancelledError:
        if not call.cancelled:
            raise
    call.task = None  # from here on a cancel changes nothing
    if background is not None:
        try:
            await background()
        except Exception as error:
            print_from_wrapper(error)
    call.end()


def _sends_a_file(response: Any) -> bool:
    base = getattr(sys.modules.get("starlette.responses"), "FileResponse", None)
    return base is not None and isinstance(response, base) and type(response).__call__ is base.__call__


async def _serve_file(call: Call, response: Any) -> None:
    """Has the server send the file, and waits until it has."""
    path = os.path.abspath(response.path)
    try:
        status = os.stat(path)
    except OSError as error:
        raise _unusable(path, error.strerror or type(error).__name__) from error
    if not stat.S_ISREG(status.st_mode):
        raise _unusable(path, "it is no file")
    if response.stat_result is None:
        response.set_stat_headers(status)
    call.stream(_head(response.status_code, response.raw_headers, keep_length=False, file=path))
    await call.wait_on_loop()


def _unusable(path: str, reason: str) -> CallError:
    name = os.path.basename(path)
    return CallError(PIPELINE_FAILED, f"Pipeline execution failed: the file '{name}' cannot be sent: {reason}")


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


def _head(status: int, raw_headers: Iterable[tuple[bytes, bytes]], keep_length: bool, file: str | None = None) -> bytes:
    content_type = None
    headers = []
    for raw_name, raw_value in raw_headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name == "content-type":
            content_type = value
        elif name != "content-length" or keep_length:
            headers.append((name, value))
    return head(status, content_type, headers, file)


def _response_class() -> Any:
    # A wrapper that returns one has imported it; the worker itself does not need to.
    return getattr(sys.modules.get("starlette.responses"), "Response", None)
