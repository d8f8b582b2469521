# SPDX-License-Identifier: Apache-2.0
"""Carries calls to their end: on a thread for synchronous methods and generators, on the loop for async ones.

A stream may change sides: a synchronous method can return an async generator and the other way round.
"""

import asyncio
import inspect
from collections.abc import AsyncIterator, Iterator
from contextvars import copy_context
from typing import Any

from hayhooks.context import RequestContext, enter
from hayhooks.worker.answers import Answer, Endpoint, Request, Served, Stream, Whole
from hayhooks.worker.calls import Call
from hayhooks.worker.served import serve
from hayhooks.worker.spans import current
from hayhooks.worker.threads import Threads


class Pump:
    """Starts calls and sends what they give. ``start`` belongs to the event loop's thread."""

    def __init__(self, loop: asyncio.AbstractEventLoop, threads: Threads) -> None:
        self._loop = loop
        self._threads = threads

    def start(self, call: Call, endpoint: Endpoint, request: Request) -> None:
        """Runs the endpoint's method where it belongs."""
        if endpoint.is_async:
            call.task = self._loop.create_task(self._run_on_loop(call, endpoint, request))
        else:
            self._threads.submit(lambda: self._run_in_thread(call, endpoint, request))

    # Whatever a wrapper raises ends its call and nothing else, SystemExit and KeyboardInterrupt included.

    def _run_in_thread(self, call: Call, endpoint: Endpoint, request: Request) -> None:
        if call.cancelled:
            call.drop()
            return
        _enter(call, request)
        try:
            answer = call.interruptibly(lambda: endpoint.answer(endpoint.method(**endpoint.arguments(request))))
        except BaseException as error:
            call.fail(error)
            return
        if isinstance(answer, Whole):
            call.result(answer.head, answer.body)
        elif isinstance(answer, Stream) and isinstance(answer.items, Iterator):
            pump_in_thread(call, answer, answer.items)
        else:
            self._loop.call_soon_threadsafe(copy_context().run, self._move_to_loop, call, answer)

    def _move_to_loop(self, call: Call, answer: Answer) -> None:
        if call.cancelled and not isinstance(answer, Served):  # which may have something to clear away
            call.drop()
        else:
            call.task = self._loop.create_task(self._finish_on_loop(call, answer))

    async def _run_on_loop(self, call: Call, endpoint: Endpoint, request: Request) -> None:
        call.begun = True
        _enter(call, request)
        try:
            value = endpoint.method(**endpoint.arguments(request))
            if inspect.isawaitable(value):
                value = await value
            await self._send_on_loop(call, endpoint.answer(value))
        except BaseException as error:
            call.fail(error)

    async def _finish_on_loop(self, call: Call, answer: Answer) -> None:
        call.begun = True
        try:
            await self._send_on_loop(call, answer)
        except BaseException as error:
            call.fail(error)

    async def _send_on_loop(self, call: Call, answer: Answer) -> None:
        if isinstance(answer, Whole):
            call.result(answer.head, answer.body)
        elif isinstance(answer, Served):
            await serve(call, answer.response)
        elif isinstance(answer.items, Iterator):
            items = answer.items
            call.task = None
            context = copy_context()
            self._threads.submit(lambda: context.run(pump_in_thread, call, answer, items))
        else:
            await pump_on_loop(call, answer, answer.items)


def _enter(call: Call, request: Request) -> None:
    """Tells code that works on the call what call that is; tasks made from here on know it, too."""
    enter(RequestContext(call, request.timeout, call.spans))
    if call.spans is not None:
        current.set(call.spans)


def pump_in_thread(call: Call, stream: Stream, items: Iterator[Any]) -> None:
    """Sends a synchronous iterator; a cancelled call's generator is closed before this returns."""
    call.stream(stream.head)
    failure: BaseException | None = None
    try:
        call.interruptibly(lambda: _send_items(call, stream, items))
    except BaseException as error:
        failure = error
    try:
        _close(items)
    except BaseException as error:
        failure = failure or error
    if failure is not None:
        call.fail(failure)
    else:
        call.end()


def _send_items(call: Call, stream: Stream, items: Iterator[Any]) -> None:
    if call.cancelled:
        return
    for item in items:
        for payload in stream.encode(item):
            if not call.ready() and not call.wait_in_thread():
                return
            call.chunk(payload)
        if call.cancelled:
            return


def _close(items: Iterator[Any]) -> None:
    close = getattr(items, "close", None)
    if close is not None:
        close()


async def pump_on_loop(call: Call, stream: Stream, items: AsyncIterator[Any]) -> None:
    """Sends an async iterator; cancelling the task closes it."""
    call.stream(stream.head)
    try:
        async for item in items:
            for payload in stream.encode(item):
                if not call.ready():
                    await call.wait_on_loop()
                call.chunk(payload)
    finally:
        aclose = getattr(items, "aclose", None)
        if aclose is not None:
            await aclose()
    call.end()
