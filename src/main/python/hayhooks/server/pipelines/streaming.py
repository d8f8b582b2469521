# SPDX-License-Identifier: Apache-2.0
"""Generators over what a Haystack pipeline or agent streams while it runs.

Haystack calls a function for each chunk; these turn that around. The synchronous one runs the pipeline on a thread of
its own, the async one in a task. Closing a generator ends the run at its next chunk.
"""

import asyncio
import queue
import threading
from collections.abc import AsyncGenerator, Generator
from contextvars import copy_context
from typing import Any, Literal

from hayhooks.server.logger import log
from hayhooks.server.pipelines.reactions import (
    OnPipelineEnd,
    OnReasoning,
    OnToolCallEnd,
    OnToolCallStart,
    Reactions,
)
from hayhooks.server.pipelines.targets import Target

_WINDOW = 256
"""Chunks that may wait for the consumer before the pipeline waits for it."""

_POLL = 0.02
"""Seconds between looks at a queue that the wrapper fills itself."""

_END = object()


class StreamAbandoned(BaseException):
    """Ends a run that nobody listens to; not an ``Exception``, so that no component takes it for a failure to retry."""


def streaming_generator(
    pipeline: Any,
    *,
    pipeline_run_args: dict[str, Any] | None = None,
    on_tool_call_start: OnToolCallStart | None = None,
    on_tool_call_end: OnToolCallEnd | None = None,
    on_reasoning: OnReasoning | None = None,
    on_pipeline_end: OnPipelineEnd | None = None,
    streaming_components: list[str] | Literal["all"] | None = None,
    include_outputs_from: set[str] | None = None,
    external_event_queue: queue.Queue[Any] | None = None,
) -> Generator[Any, None, None]:
    """Runs ``pipeline`` and yields its streaming chunks, and what the callbacks return for them.

    Args:
        pipeline: A Haystack pipeline or agent.
        pipeline_run_args: What its ``run`` takes: inputs by component, or an agent's arguments.
        on_tool_call_start: Called with name, arguments and id of a tool call that begins; the arguments are empty when
            they come in pieces.
        on_tool_call_end: Called with name, arguments, result and whether it failed.
        on_reasoning: Called with the reasoning text and what the model adds to it.
        on_pipeline_end: Called with the pipeline's result; a text it returns is the last item.
        streaming_components: Names of the components that stream, or ``all``; by default what the server is set to,
            which is the last one that can.
        include_outputs_from: Components whose outputs the result shall have as well.
        external_event_queue: Items put there, by tools for example, are yielded in between.
    """
    target = Target(pipeline, streaming_components, include_outputs_from)
    reactions = Reactions(on_tool_call_start, on_tool_call_end, on_reasoning, on_pipeline_end)
    run = _Run(target, pipeline_run_args or {})
    return _stream(run, reactions, external_event_queue)


def async_streaming_generator(
    pipeline: Any,
    *,
    pipeline_run_args: dict[str, Any] | None = None,
    on_tool_call_start: OnToolCallStart | None = None,
    on_tool_call_end: OnToolCallEnd | None = None,
    on_reasoning: OnReasoning | None = None,
    on_pipeline_end: OnPipelineEnd | None = None,
    streaming_components: list[str] | Literal["all"] | None = None,
    include_outputs_from: set[str] | None = None,
    allow_sync_streaming_callbacks: bool = False,
    external_event_queue: "asyncio.Queue[Any] | None" = None,
    shield_pipeline_task: bool = False,
) -> AsyncGenerator[Any, None]:
    """As ``streaming_generator``, on the event loop.

    Args:
        pipeline: A Haystack pipeline or agent.
        pipeline_run_args: See ``streaming_generator``, as the other arguments of the same names.
        on_tool_call_start: See there.
        on_tool_call_end: See there.
        on_reasoning: See there.
        on_pipeline_end: See there.
        streaming_components: See there.
        include_outputs_from: See there.
        allow_sync_streaming_callbacks: Also stream from components that cannot run asynchronously.
        external_event_queue: Items put there are yielded in between.
        shield_pipeline_task: Let the pipeline run to its end when the generator is closed.
    """
    target = Target(pipeline, streaming_components, include_outputs_from)
    if not allow_sync_streaming_callbacks:
        target.check_async()
    reactions = Reactions(on_tool_call_start, on_tool_call_end, on_reasoning, on_pipeline_end)
    return _stream_async(target, pipeline_run_args or {}, reactions, external_event_queue, shield_pipeline_task)


class _Run:
    """A pipeline running on a thread and the queue of its chunks; ``_END`` is the last item."""

    def __init__(self, target: Target, arguments: dict[str, Any]) -> None:
        self._target = target
        self._arguments = arguments
        self._chunks: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._room = threading.Event()
        self._abandoned = False
        self.result: Any = None
        self.failure: BaseException | None = None

    def start(self) -> None:
        context = copy_context()
        threading.Thread(target=context.run, args=(self._work,), name="pipeline-stream", daemon=True).start()

    def take(self, timeout: float | None) -> Any:
        """The next chunk; ``queue.Empty`` when none comes in time."""
        chunk = self._chunks.get(timeout=timeout)
        if self._chunks.qsize() < _WINDOW // 2:
            self._room.set()
        return chunk

    def abandon(self) -> None:
        """The pipeline's next chunk ends it."""
        self._abandoned = True
        self._room.set()

    def _put(self, chunk: Any) -> None:
        self._chunks.put(chunk)
        if self._chunks.qsize() > _WINDOW:
            self._room.clear()
            if self._chunks.qsize() > _WINDOW and not self._abandoned:
                self._room.wait()
        if self._abandoned:
            raise StreamAbandoned

    def _work(self) -> None:
        # A function, not the bound method: Haystack copies inputs deeply, and a method brings all that it is bound to.
        def put(chunk: Any) -> None:
            self._put(chunk)

        try:
            self.result = self._target.run(self._arguments, put)
        except BaseException as error:
            self.failure = error
        self._chunks.put(_END)


def _stream(run: _Run, reactions: Reactions, external: queue.Queue[Any] | None) -> Generator[Any, None, None]:
    run.start()
    try:
        while True:
            try:
                chunk = run.take(None if external is None else _POLL)
            except queue.Empty:
                chunk = None
            yield from _waiting(external)
            if chunk is _END:
                break
            if chunk is not None:
                yield from reactions.to_chunk(chunk)
    finally:
        run.abandon()
    if run.failure is not None:
        raise run.failure
    yield from reactions.to_end(run.result)


def _waiting(external: Any) -> Generator[Any, None, None]:
    while external is not None and not external.empty():
        try:
            yield external.get_nowait()
        except (queue.Empty, asyncio.QueueEmpty):
            return


async def _stream_async(
    target: Target,
    arguments: dict[str, Any],
    reactions: Reactions,
    external: "asyncio.Queue[Any] | None",
    shield: bool,
) -> AsyncGenerator[Any, None]:
    chunks: asyncio.Queue[Any] = asyncio.Queue(_WINDOW)
    abandoned = threading.Event()
    task = asyncio.create_task(_work_async(target, arguments, chunks, abandoned, shield))
    try:
        while (chunk := await _take(chunks, external)) is not _END:
            for item in _waiting(external):
                yield item
            if chunk is not None:
                for item in reactions.to_chunk(chunk):
                    yield item
        for item in _waiting(external):
            yield item
        for item in reactions.to_end(await task):
            yield item
    finally:
        abandoned.set()
        _drain(chunks)
        if not shield:
            await _ended(task)


async def _take(chunks: "asyncio.Queue[Any]", external: Any) -> Any:
    """The next chunk; null when it is time to look at the other queue."""
    if external is None:
        return await chunks.get()
    try:
        return await asyncio.wait_for(chunks.get(), _POLL)
    except asyncio.TimeoutError:
        return None


async def _work_async(
    target: Target, arguments: dict[str, Any], chunks: "asyncio.Queue[Any]", abandoned: threading.Event, shield: bool
) -> Any:
    loop = asyncio.get_running_loop()

    async def put(chunk: Any) -> None:
        if not abandoned.is_set():
            await chunks.put(chunk)

    def put_from_thread(chunk: Any) -> None:
        if not abandoned.is_set():
            asyncio.run_coroutine_threadsafe(put(chunk), loop).result()
        elif not shield:
            raise StreamAbandoned

    try:
        return await target.run_async(arguments, put, put_from_thread)
    finally:
        if not abandoned.is_set():
            await chunks.put(_END)


def _drain(chunks: "asyncio.Queue[Any]") -> None:
    # Whoever waits for room goes on, sees that nobody listens, and ends.
    while not chunks.empty():
        chunks.get_nowait()


async def _ended(task: "asyncio.Task[Any]") -> None:
    if not task.done():
        task.cancel()
    try:
        await task
    except (asyncio.CancelledError, StreamAbandoned):
        return
    except Exception as error:
        log.debug("The pipeline of a closed stream ended with {!r}", error)
