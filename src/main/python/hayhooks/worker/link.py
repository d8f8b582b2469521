# SPDX-License-Identifier: Apache-2.0
"""The worker's end of the link: an asyncio protocol whose ``send`` may be called from any thread."""

import asyncio
import contextlib
import os
import sys
import threading
from collections.abc import Callable
from typing import cast

from hayhooks.worker.frames import FrameReader, ProtocolError

Handler = Callable[[int, int, bytes], None]


class Link(asyncio.Protocol):
    """Hands frames to ``handler`` on the event loop and writes what threads and the loop send.

    Frames go to one buffer; the first one schedules a flush and the others ride along, so a burst costs one wake-up
    of the loop and one write. When the link ends, so does the process: there are no orphans.
    """

    def __init__(self, loop: asyncio.AbstractEventLoop, handler: Handler) -> None:
        self._loop = loop
        self._loop_thread = threading.get_ident()
        self._handler = handler
        self._reader = FrameReader()
        self._out: list[bytes] = []
        self._scheduled = False
        self._transport: asyncio.Transport | None = None
        self._writable = threading.Event()
        self._writable.set()
        self._waiters: list[asyncio.Future[None]] = []
        self._closed: Callable[[], None] = lambda: end_process(1)
        self.closing = False
        self.paused = False
        """Whether producers should wait because the server does not read."""

    def send(self, frame: bytes) -> None:
        """Sends one frame; frames of one thread keep their order."""
        self._out.append(frame)
        if self._scheduled:
            return
        self._scheduled = True
        if threading.get_ident() == self._loop_thread:
            self._loop.call_soon(self._flush)
        else:
            self._loop.call_soon_threadsafe(self._flush)

    def close(self, then: Callable[[], None]) -> None:
        """Writes everything, closes, then calls ``then``."""
        self.closing = True
        self._closed = then
        self._flush()
        if self._transport is not None:
            self._transport.close()

    def wait_until_writable(self) -> None:
        """For threads: returns once the server reads again."""
        self._writable.wait()

    def later(self, seconds: float, task: Callable[[], None]) -> None:
        """Does ``task`` on the loop after a while; from any thread."""
        self._loop.call_soon_threadsafe(self._loop.call_later, seconds, task)

    async def writable(self) -> None:
        """For the loop: returns once the server reads again."""
        if self.paused:
            waiter: asyncio.Future[None] = self._loop.create_future()
            self._waiters.append(waiter)
            await waiter

    def _flush(self) -> None:
        # The flag goes down before the buffer is measured: a thread that appends later schedules the next flush.
        self._scheduled = False
        count = len(self._out)
        if count and self._transport is not None:
            frames = self._out[:count]
            del self._out[:count]
            self._transport.write(frames[0] if count == 1 else b"".join(frames))

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.set_write_buffer_limits(high=1024 * 1024)

    def data_received(self, data: bytes) -> None:
        try:
            for kind, call, payload in self._reader.feed(data):
                self._handler(kind, call, payload)
        except ProtocolError as error:
            print(f"The server broke the worker link: {error}", file=sys.stderr)
            end_process(1)

    def pause_writing(self) -> None:
        self.paused = True
        self._writable.clear()

    def resume_writing(self) -> None:
        self.paused = False
        self._writable.set()
        waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            if not waiter.done():
                waiter.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        self._closed()


def end_process(status: int) -> None:
    """Ends this process at once, whatever threads of the wrapper still do."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(status)
