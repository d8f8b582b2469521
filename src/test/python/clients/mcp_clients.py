# SPDX-License-Identifier: Apache-2.0
"""The `mcp` package's clients, 1.x and 2.x, behind one face; what they return is given in its wire form."""

import asyncio
import importlib.metadata
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

import mcp
from mcp.client.sse import sse_client
from mcp.client.streamable_http import streamable_http_client

MAJOR = int(importlib.metadata.version("mcp").split(".")[0])
TRANSPORTS = ("http", "sse") if MAJOR == 1 else ("http", "handshake", "sse")
"""2.x asks a server for its newest protocol before it falls back to the handshake, or is told to do the handshake."""


class Session:
    """A connection that was made, and the notifications that came over it."""

    def __init__(self) -> None:
        self.notices: list[str] = []
        self.session: Any = None
        self.client: Any = None
        self.initialized: dict[str, Any] = {}

    async def note(self, message: Any) -> None:
        notice = getattr(message, "root", message)
        self.notices.append(getattr(notice, "method", repr(message)))

    async def tools(self) -> dict[str, dict[str, Any]]:
        return {tool["name"]: tool for tool in wire(await self.client.list_tools())["tools"]}

    async def call(
        self, name: str, arguments: dict[str, Any] | None = None, on_progress: Callable | None = None
    ) -> dict[str, Any]:
        return wire(await self.client.call_tool(name, arguments or {}, progress_callback=on_progress))

    async def text(self, name: str, arguments: dict[str, Any] | None = None) -> str:
        """The text of a result that is no error."""
        result = await self.call(name, arguments)
        assert not result.get("isError"), result
        return "".join(part["text"] for part in result["content"])

    async def cancel(self, call: asyncio.Task) -> None:
        """Gives up a call; 2.x tells the server by itself, with 1.x its user has to."""
        if MAJOR == 1:
            await self.session.send_notification(cancelled(self.session._request_id - 1))
        call.cancel()
        await asyncio.gather(call, return_exceptions=True)


def wire(model: Any) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True, exclude_none=True)


def cancelled(request: int) -> Any:
    params = mcp.types.CancelledNotificationParams(requestId=request, reason="no longer wanted")
    return mcp.types.ClientNotification(
        mcp.types.CancelledNotification(method="notifications/cancelled", params=params)
    )


@asynccontextmanager
async def connect(base_url: str, transport: str) -> AsyncIterator[Session]:
    session = Session()
    async with AsyncExitStack() as stack:
        await (connect_1 if MAJOR == 1 else connect_2)(base_url, transport, session, stack)
        yield session


async def connect_1(base_url: str, transport: str, session: Session, stack: AsyncExitStack) -> None:
    opening = sse_client(f"{base_url}/sse") if transport == "sse" else streamable_http_client(f"{base_url}/mcp")
    streams = await stack.enter_async_context(opening)
    session.session = await stack.enter_async_context(
        mcp.ClientSession(streams[0], streams[1], message_handler=session.note)
    )
    session.client = session.session
    session.initialized = wire(await session.session.initialize())


async def connect_2(base_url: str, transport: str, session: Session, stack: AsyncExitStack) -> None:
    server = sse_client(f"{base_url}/sse") if transport == "sse" else f"{base_url}/mcp"
    mode = "auto" if transport == "http" else "legacy"
    session.client = await stack.enter_async_context(mcp.Client(server, mode=mode, message_handler=session.note))
    session.session = session.client.session
    result = session.session.initialize_result or session.session.discover_result
    session.initialized = {"protocolVersion": session.session.protocol_version, **wire(result)}
