# SPDX-License-Identifier: Apache-2.0
"""What a wrapper can find out about the call that it is working on."""

import time
from contextvars import ContextVar
from typing import Protocol


class Cancellation(Protocol):
    """Whatever knows whether an answer is still wanted."""

    cancelled: bool


class RequestContext:
    """The call at hand; it is cancelled when its client left, its deadline passed, or an operator said so."""

    def __init__(self, call: Cancellation, timeout: float | None) -> None:
        self._call = call
        self._deadline = None if timeout is None else time.monotonic() + timeout

    @property
    def cancelled(self) -> bool:
        """Whether nobody wants the answer any more; long work should look from time to time and stop."""
        return self._call.cancelled

    @property
    def remaining(self) -> float | None:
        """Seconds until the deadline, never below zero; null when the call has none."""
        return None if self._deadline is None else max(0.0, self._deadline - time.monotonic())


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
