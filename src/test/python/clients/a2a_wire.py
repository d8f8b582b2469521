# SPDX-License-Identifier: Apache-2.0
"""What both protocol versions of A2A say, in one form, and a receiver of push notifications."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

FINAL = {"completed", "failed", "canceled", "rejected"}


@dataclass(frozen=True)
class Task:
    """A task as the scenarios look at it."""

    id: str
    context: str
    state: str
    parts: list[str]
    message: str
    history: list[str]

    @property
    def text(self) -> str:
        return "".join(self.parts)


@dataclass(frozen=True)
class Event:
    """One event of a stream: a `task`, a `status` or an `artifact`, with the state or the texts it brings."""

    kind: str
    task: str
    state: str = ""
    text: str = ""
    append: bool = False
    last: bool = False


@dataclass
class Stream:
    """The events of a stream that came."""

    events: list[Event] = field(default_factory=list)

    @property
    def task(self) -> str:
        return self.events[0].task

    @property
    def states(self) -> list[str]:
        return [event.state for event in self.events if event.state]

    @property
    def text(self) -> str:
        return "".join(event.text for event in self.events if event.kind == "artifact")


def state(status: dict[str, Any]) -> str:
    return status["state"].removeprefix("TASK_STATE_").lower().replace("-", "_")


def texts(parts: list[dict[str, Any]]) -> list[str]:
    return [part.get("text", "") for part in parts]


def task(wire: dict[str, Any]) -> Task:
    messages = wire.get("history", [])
    roles = [message["role"].removeprefix("ROLE_").lower() for message in messages]
    return Task(
        id=wire["id"],
        context=wire["contextId"],
        state=state(wire["status"]),
        parts=[text for artifact in wire.get("artifacts", []) for text in texts(artifact["parts"])],
        message="".join(texts(wire["status"].get("message", {}).get("parts", []))),
        history=[f"{role}:{''.join(texts(found['parts']))}" for role, found in zip(roles, messages, strict=True)],
    )


def event(kind: str, wire: dict[str, Any]) -> Event:
    if kind == "task":
        return Event(kind, wire["id"], state=state(wire["status"]))
    if kind == "status":
        return Event(kind, wire["taskId"], state=state(wire["status"]))
    text = "".join(texts(wire["artifact"].get("parts", [])))
    return Event(kind, wire["taskId"], text=text, append=wire.get("append", False), last=wire.get("lastChunk", False))


class Receiver:
    """Where push notifications arrive: their headers and bodies."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[tuple[dict[str, str], dict[str, Any]]] = []

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:] if line)}
        self.got.append((headers, json.loads(await body(reader, headers))))
        writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    def states(self) -> list[str]:
        """The states that notifications brought: those of 0.3 are tasks, those of 1.0 are events."""
        found = []
        for _, notification in self.got:
            holder = notification.get("statusUpdate") or notification.get("task") or notification
            if "status" in holder:
                found.append(state(holder["status"]))
        return found


async def body(reader: asyncio.StreamReader, headers: dict[str, str]) -> bytes:
    if "content-length" in headers:
        return await reader.readexactly(int(headers["content-length"]))
    found = b""
    while size := int((await reader.readline()).strip(), 16):
        found += await reader.readexactly(size)
        await reader.readline()
    return found


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    server = await asyncio.start_server(receiver._answer, "127.0.0.1", 0)
    receiver.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/notify"
    async with server:
        yield receiver
