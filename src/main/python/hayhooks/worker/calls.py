# SPDX-License-Identifier: Apache-2.0
"""One call from its RUN to its last frame."""

import asyncio
import threading
from collections.abc import Callable
from typing import Protocol

from hayhooks.worker.errors import Failures
from hayhooks.worker.frames import FrameType, encode, encode_headed
from hayhooks.worker.interruptible import Interruptible
from hayhooks.worker.link import Link
from hayhooks.worker.spans import CallSpans

_CHUNK = int(FrameType.CHUNK)
_NO_LIMIT = 1 << 62


class Served(Protocol):
    """The pipeline that a call is for."""

    failures: Failures
    interrupt_after: float | None


class Calls:
    """The calls in flight, by number; says when the last one is gone after ``drain``."""

    def __init__(self) -> None:
        self._calls: dict[int, Call] = {}
        self._drained: Callable[[], None] | None = None

    def add(self, call: "Call") -> None:
        self._calls[call.number] = call

    def get(self, number: int) -> "Call | None":
        return self._calls.get(number)

    def remove(self, number: int) -> None:
        """Forgets a call whose work has ended; from any thread."""
        self._calls.pop(number, None)
        if self._drained is not None and not self._calls:
            self._drained()

    def drain(self, drained: Callable[[], None]) -> None:
        """Calls ``drained``, from whatever thread, once no call is in flight."""
        self._drained = drained
        if not self._calls:
            drained()


class Call(Interruptible):
    """Sends one call's frames and keeps its credit and its cancellation.

    Credit is two counters, each written by one side only: the loop grants, whoever produces the stream sends. So the
    common case needs no lock. After a cancellation nothing is sent any more but the END that says that the work has
    ended.
    """

    __slots__ = (
        "_calls",
        "_granted",
        "_link",
        "_sent",
        "_waiting",
        "begun",
        "cancelled",
        "number",
        "spans",
        "task",
        "unit",
    )

    def __init__(self, number: int, link: Link, calls: Calls, unit: Served) -> None:
        super().__init__()
        self.number = number
        self.unit = unit
        self.spans: CallSpans | None = None
        """What is told of its parts, when somebody wants to know."""
        self.cancelled = False
        self.begun = False
        """Whether ``task`` has run its first step; one that has not is cancelled without a trace."""
        self.task: asyncio.Task[None] | None = None
        self._link = link
        self._calls = calls
        self._granted = 0
        self._sent = 0
        self._waiting: asyncio.Future[None] | threading.Lock | None = None

    # --- from the loop -------------------------------------------------------------------------------------------

    def grant(self, count: int) -> None:
        """The server wants ``count`` more chunks."""
        self._granted = min(self._granted + count, _NO_LIMIT)
        self._wake()

    def cancel(self) -> None:
        """The answer is not wanted any more."""
        self.cancelled = True
        self._wake()
        if self.task is not None:
            self.task.cancel()
            if not self.begun:
                self.drop()

    def _wake(self) -> None:
        waiting, self._waiting = self._waiting, None
        if isinstance(waiting, asyncio.Future):
            if not waiting.done():
                waiting.set_result(None)
        elif waiting is not None:
            waiting.release()

    # --- from whoever does the work ------------------------------------------------------------------------------

    def result(self, head: bytes, body: bytes) -> None:
        """The whole answer."""
        self._last(encode_headed(FrameType.RESULT, self.number, head, body))

    def fail(self, error: BaseException) -> None:
        """The call, or its stream, failed; of a cancelled one nobody wants to know how it ended."""
        if self.cancelled:
            self.drop()
            return
        self._last(encode(FrameType.ERROR, self.number, self.unit.failures.of(error).to_json()))

    def stream(self, head: bytes) -> None:
        """A stream begins."""
        self._send(encode(FrameType.STREAM, self.number, head))

    def chunk(self, payload: bytes) -> None:
        """A piece of the stream (kind and data); takes one credit, which the caller has waited for."""
        self._sent += 1
        if not self.cancelled:
            self._link.send(encode(_CHUNK, self.number, payload))

    def end(self) -> None:
        """The stream is complete."""
        self._last(encode(FrameType.END, self.number))

    def drop(self) -> None:
        """The work of a cancelled call ended; that is all the server wants to know of it."""
        if self.spans is not None:
            self.spans.close()
        self._link.send(encode(FrameType.END, self.number))
        self._calls.remove(self.number)

    def ready(self) -> bool:
        """Whether a chunk may be sent without waiting."""
        return self._sent < self._granted and not self._link.paused and not self.cancelled

    def wait_in_thread(self) -> bool:
        """Waits for credit and for a server that reads; false when the call was cancelled meanwhile."""
        while not self.cancelled:
            if self._link.paused:
                self._link.wait_until_writable()
            if self._sent < self._granted:
                return True
            wakeup = threading.Lock()
            wakeup.acquire()
            self._waiting = wakeup
            # What came between the check and the line above did not see us waiting.
            if self._sent >= self._granted and not self.cancelled:
                wakeup.acquire()
        return False

    async def wait_on_loop(self) -> None:
        """As ``wait_in_thread``; a cancelled call's task is cancelled here."""
        while not self.cancelled:
            if self._link.paused:
                await self._link.writable()
            if self._sent < self._granted:
                return
            waiting: asyncio.Future[None] = asyncio.get_running_loop().create_future()
            self._waiting = waiting
            await waiting
        raise asyncio.CancelledError

    def trace(self, parent: str, state: str, request_id: str) -> None:
        """The call belongs to a trace."""
        self.spans = CallSpans(parent, state, request_id, self)

    def tell(self, spans: bytes) -> None:
        """What is known of the call's parts."""
        self._link.send(encode(FrameType.SPAN, self.number, spans))

    def later(self, seconds: float, task: Callable[[], None]) -> None:
        """Does ``task`` on the loop after a while."""
        self._link.later(seconds, task)

    def _send(self, frame: bytes) -> None:
        if not self.cancelled:
            self._link.send(frame)

    def _last(self, frame: bytes) -> None:
        if self.cancelled:
            self.drop()
            return
        if self.spans is not None:
            self.spans.close()
        self._link.send(frame)
        self._calls.remove(self.number)
