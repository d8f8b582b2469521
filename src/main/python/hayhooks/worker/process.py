# SPDX-License-Identifier: Apache-2.0
"""The worker process: connects, says HELLO, loads the pipeline, answers calls, ends when told or with the link."""

import asyncio
import gc
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

from hayhooks.server.pipelines.registry import metadata_of, registry
from hayhooks.settings import settings
from hayhooks.worker.answers import Endpoint, Request
from hayhooks.worker.calls import Call, Calls
from hayhooks.worker.connection import LINK, connect
from hayhooks.worker.errors import NOT_IMPLEMENTED, PIPELINE_NOT_LOADABLE, CallError, Failures
from hayhooks.worker.frames import FrameType, ProtocolError, credit, encode, split_run
from hayhooks.worker.graph import GraphEndpoint
from hayhooks.worker.link import Link, end_process
from hayhooks.worker.loader import Loader
from hayhooks.worker.pump import Pump
from hayhooks.worker.signature import Offer, offer_of
from hayhooks.worker.threads import Threads

PROTOCOL = 1
_EXIT_PATIENCE = 2.0
"""Seconds that threads of the wrapper may hold up a stopped worker's exit."""


class Worker:
    """Reacts to the server's frames; everything here runs on the event loop but ``_load``."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._calls = Calls()
        self._endpoints: dict[int, Endpoint] = {}
        self._failures = Failures("", False)
        self._graph: GraphEndpoint | None = None
        self._interrupt_after: float | None = None
        self._pump: Pump | None = None
        self._handlers: dict[int, Callable[[int, bytes], None]] = {
            FrameType.RUN: self._run,
            FrameType.CREDIT: self._credit,
            FrameType.CANCEL: self._cancel,
            FrameType.LOAD: self._start_loading,
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
        if self._pump is not None:
            raise ProtocolError("LOAD comes once")
        load = json.loads(payload)
        self._interrupt_after = load.get("interrupt_after")
        count = load.get("threads", 256)
        threads = Threads(count)
        # asyncio's own has a few threads for each processor; components of an async pipeline mostly wait in them.
        self._loop.set_default_executor(ThreadPoolExecutor(count, "component"))
        self._pump = Pump(self._loop, threads)
        self._failures = Failures(load["directory"], load.get("show_tracebacks", False))
        threads.submit(lambda: self._load(load))

    def _load(self, load: Mapping[str, Any]) -> None:
        # On a thread: setup() may take minutes, and the end of the link must be noticed meanwhile.
        try:
            sys.path.extend(load.get("python_path", ()))
            settings.streaming_components = load.get("streaming_components", "")
            settings.show_tracebacks = load.get("show_tracebacks", False)
            wrapper = Loader(load["name"], load["directory"], self._failures).load()
            offer = offer_of(load["name"], wrapper, self._failures)
            ready = to_json(offer.ready, fallback=str)
            self._graph = GraphEndpoint(wrapper) if offer.ready["has_graph"] else None
            registry.add(load["name"], wrapper, metadata_of(wrapper, offer.ready))
        except BaseException as error:
            failure = error if isinstance(error, CallError) else CallError(PIPELINE_NOT_LOADABLE, str(error))
            self.link.send(encode(FrameType.ERROR, 0, failure.to_json()))
            return
        gc.collect()
        gc.freeze()
        self._loop.call_soon_threadsafe(self._serve, offer, ready)

    def _serve(self, offer: Offer, ready: bytes) -> None:
        offered = {0: offer.run, 1: offer.chat, 2: offer.response, 3: offer.upload}
        self._endpoints = {method: endpoint for method, endpoint in offered.items() if endpoint is not None}
        if self._graph is not None:
            self._endpoints[4] = self._graph
        self.link.send(encode(FrameType.READY, 0, ready))

    def _run(self, number: int, payload: bytes) -> None:
        method, head, body = split_run(payload)
        call = Call(number, self.link, self._calls, self._failures)
        endpoint = self._endpoints.get(method)
        if endpoint is None or self._pump is None:
            call.fail(CallError(NOT_IMPLEMENTED, "The pipeline has no such method"))
            return
        self._calls.add(call)
        self._pump.start(call, endpoint, _request(head, body) if head else Request(body))

    def _credit(self, number: int, payload: bytes) -> None:
        call = self._calls.get(number)
        if call is not None:
            call.grant(credit(payload))

    def _cancel(self, number: int, _payload: bytes) -> None:
        call = self._calls.get(number)
        if call is not None:
            call.cancel()
            if self._interrupt_after is not None:
                self._loop.call_later(self._interrupt_after, call.interrupt)

    def _stop(self, _number: int, _payload: bytes) -> None:
        self._calls.drain(lambda: self._loop.call_soon_threadsafe(self.link.close, self._loop.stop))


def _request(head: bytes, body: bytes) -> Request:
    fields = json.loads(head)
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
