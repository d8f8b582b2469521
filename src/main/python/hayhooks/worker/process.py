# SPDX-License-Identifier: Apache-2.0
"""The worker process: connects, says HELLO, loads the pipeline, answers calls, ends when told or with the link."""

import asyncio
import io
import json
import os
import platform
import select
import signal
import sys
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import Any, cast

from pydantic_core import to_json

from hayhooks.worker.answers import Request
from hayhooks.worker.calls import Call, Calls
from hayhooks.worker.connection import LINK, connect
from hayhooks.worker.errors import NOT_IMPLEMENTED, CallError
from hayhooks.worker.frames import FrameType, ProtocolError, credit, encode, split_run
from hayhooks.worker.link import Link, end_process
from hayhooks.worker.unit import Unit

PROTOCOL = 1
_NO_METHOD = CallError(NOT_IMPLEMENTED, "The pipeline has no such method")
_EXIT_PATIENCE = 2.0
"""Seconds that threads of the wrapper may hold up a stopped worker's exit."""


class Worker:
    """Reacts to the server's frames; everything here runs on the event loop but ``_load`` and ``_unload``."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._calls = Calls()
        self._units: dict[int, Unit] = {}
        self._handlers: dict[int, Callable[[int, bytes], None]] = {
            FrameType.RUN: self._run,
            FrameType.CREDIT: self._credit,
            FrameType.CANCEL: self._cancel,
            FrameType.LOAD: self._start_loading,
            FrameType.UNLOAD: self._start_unloading,
            FrameType.STOP: self._stop,
        }
        self.link = Link(loop, self._handle)

    def hello(self, token: str) -> None:
        """Introduces this process."""
        fields = {"token": token, "protocol": PROTOCOL, "pid": os.getpid(), "python": platform.python_version()}
        self.link.send(encode(FrameType.HELLO, 0, to_json(fields)))

    def _handle(self, kind: int, number: int, payload: bytes) -> None:
        handler = self._handlers.get(kind)
        if handler is None:
            raise ProtocolError(f"{FrameType(kind).name} is not for workers")
        handler(number, payload)

    def _start_loading(self, _number: int, payload: bytes) -> None:
        load = json.loads(payload)
        unit = Unit(self._loop, load)
        if unit.number in self._units or 0 in self._units:
            raise ProtocolError("LOAD comes once for each pipeline")
        if not self._units:
            # asyncio's own has a few threads per processor; components of an async pipeline mostly wait in them.
            self._loop.set_default_executor(ThreadPoolExecutor(load.get("threads", 256), "component"))
        self._units[unit.number] = unit
        unit.threads.submit(lambda: self._load(unit))

    def _load(self, unit: Unit) -> None:
        # On a thread: setup() may take minutes, and the end of the link must be noticed meanwhile.
        kind = FrameType.READY
        try:
            payload = unit.load()
        except CallError as error:
            kind, payload = FrameType.ERROR, error.to_json(unit=unit.number)
        self._loop.call_soon_threadsafe(self._loaded, unit, kind, payload)

    def _loaded(self, unit: Unit, kind: FrameType, payload: bytes) -> None:
        if unit.unwanted:
            unit.threads.submit(lambda: self._unload(unit))
            return
        if kind == FrameType.ERROR:
            del self._units[unit.number]
        self.link.send(encode(kind, 0, payload))

    def _start_unloading(self, _number: int, payload: bytes) -> None:
        number = json.loads(payload)["unit"]
        unit = self._units.get(number)
        if unit is None:
            self._say_unloaded(number)
        elif unit.endpoints:
            unit.threads.submit(lambda: self._unload(unit))
        else:
            unit.unwanted = True
            unit.interrupt()

    def _unload(self, unit: Unit) -> None:
        unit.unload()
        self._loop.call_soon_threadsafe(self._say_unloaded, unit.number)

    def _say_unloaded(self, number: int) -> None:
        self._units.pop(number, None)
        self.link.send(encode(FrameType.UNLOADED, 0, to_json({"unit": number})))

    def _run(self, number: int, payload: bytes) -> None:
        method, head, body = split_run(payload)
        fields = json.loads(head) if head else None
        unit = self._units.get(fields.get("unit", 0) if fields else 0)
        endpoint = unit.endpoints.get(method) if unit is not None else None
        if endpoint is None or unit is None:
            self.link.send(encode(FrameType.ERROR, number, _NO_METHOD.to_json()))
            return
        call = Call(number, self.link, self._calls, unit)
        self._calls.add(call)
        if fields and "trace" in fields:
            call.trace(*fields["trace"])
        unit.pump.start(call, endpoint, _request(fields, body) if fields else Request(body))

    def _credit(self, number: int, payload: bytes) -> None:
        call = self._calls.get(number)
        if call is not None:
            call.grant(credit(payload))

    def _cancel(self, number: int, _payload: bytes) -> None:
        call = self._calls.get(number)
        if call is not None:
            call.cancel()
            if call.unit.interrupt_after is not None:
                self._loop.call_later(call.unit.interrupt_after, call.interrupt)

    def _stop(self, _number: int, _payload: bytes) -> None:
        self._calls.drain(lambda: self._loop.call_soon_threadsafe(self.link.close, self._loop.stop))


def _request(fields: Mapping[str, Any], body: bytes) -> Request:
    return Request(
        body, fields.get("content_type"), fields.get("headers", ()), fields.get("form") is True, fields.get("timeout")
    )


def main() -> int:
    """Serves as the environment says."""
    address, token = os.environ.pop("HAYHOOKS_WORKER_SOCKET", ""), os.environ.pop("HAYHOOKS_WORKER_TOKEN", "")
    if not address:
        print("A worker is started by the server, which sets HAYHOOKS_WORKER_SOCKET", file=sys.stderr)
        return 2
    return serve(address, token)


def serve(address: str, token: str) -> int:
    """Connects to the server at ``address`` and serves until told to stop."""
    for stream in (sys.stdout, sys.stderr):
        # The server reads lines as they come, in UTF-8 whatever the locale.
        cast(io.TextIOWrapper, stream).reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    # Ctrl+C in a terminal reaches every process of the group; when to stop is the server's decision.
    signal.signal(signal.SIGINT, lambda *_: None)
    connection = connect(address, token, LINK)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    worker = Worker(loop)
    loop.run_until_complete(loop.create_connection(lambda: worker.link, sock=connection))
    threading.Thread(target=_watch, args=(connection.fileno(), worker.link), name="link-watch", daemon=True).start()
    worker.hello(token)
    _run_until_stopped(loop)
    _exit_soon()
    return 0


def _run_until_stopped(loop: asyncio.AbstractEventLoop) -> None:
    # SystemExit and KeyboardInterrupt of a task that the wrapper made itself come out here; they end only that task.
    while True:
        try:
            loop.run_forever()
            return
        except (SystemExit, KeyboardInterrupt) as error:
            print(f"A task of the pipeline ended with {error!r}", file=sys.stderr)


def _watch(descriptor: int, link: Link) -> None:
    """Ends the process when the server is gone, even while the wrapper keeps the event loop busy."""
    if not hasattr(select, "poll"):  # Windows: the event loop will see it
        return
    poll = select.poll()
    poll.register(descriptor, getattr(select, "POLLRDHUP", select.POLLHUP))
    while not poll.poll():
        pass
    if not link.closing:
        end_process(1)


def _exit_soon() -> None:
    """Lets exit handlers of the wrapper's libraries run, but not for ever."""
    timer = threading.Timer(_EXIT_PATIENCE, end_process, (0,))
    timer.daemon = True
    timer.start()
