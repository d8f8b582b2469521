# SPDX-License-Identifier: Apache-2.0
"""What a wrapper can find out about the call that it is working on."""

import time
from contextvars import ContextVar
from typing import Protocol


class Cancellation(Protocol):
    """Whatever knows whether an answer is still wanted."""

    cancelled: bool


class TraceNames(Protocol):
    """Whatever knows which trace a call belongs to."""

    traceparent: str
    tracestate: str
    trace_id: str
    request_id: str


class RequestContext:
    """The call at hand; it is cancelled when its client left, its deadline passed, or an operator said so."""

    def __init__(self, call: Cancellation, timeout: float | None, trace: TraceNames | None = None) -> None:
        self._call = call
        self._trace = trace
        self._deadline = None if timeout is None else time.monotonic() + timeout

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the answer any more; long work should look from time to time and stop."""
        return self._call.cancelled

    @property
    def remaining(self) -> float | None:
        """Seconds until the deadline, never below zero; null when the call has none."""
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())

    @property
    def traceparent(self) -> str | None:
        """The call's span as the W3C header for what it calls itself; null when nothing is traced."""
        return None if self._trace is None else self._trace.traceparent

    @property
    def tracestate(self) -> str | None:
        """What goes with ``traceparent``, as the caller sent it; null when nothing is traced."""
        return None if self._trace is None else self._trace.tracestate

    @property
    def trace_id(self) -> str | None:
        """The id under which the call is found among the traces; null when nothing is traced."""
        return None if self._trace is None else self._trace.trace_id

    @property
    def request_id(self) -> str | None:
        """What the client got as ``X-Request-Id``; null when nothing is traced."""
        return (self._trace.request_id or None) if self._trace is not None else None


_current: ContextVar[RequestContext] = ContextVar("hayhooks_request_context")


def request_context() -> RequestContext:
    """The context of the current call; ``LookupError`` outside of one, such as in ``setup()``."""
    try:
        return _current.get()
    except LookupError:
        raise LookupError("There is no request here: request_context() is for code that answers a call") from None


def enter(context: RequestContext) -> None:
    """Makes ``context`` that of the current task or job."""
    _current.set(context)
