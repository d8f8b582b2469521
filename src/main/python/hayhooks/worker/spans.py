# SPDX-License-Identifier: Apache-2.0
"""What a call's Haystack spans say, until it is told to the server (ADR 17)."""

import os
import threading
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any, Protocol

from pydantic_core import to_json

_MOST = 1000
"""Spans of one call; further ones are counted only."""
_BATCH = 64
_PERIOD = 0.25
"""Seconds until a span that goes on is told of."""
_SHORT, _LONG = 1000, 4000
_CONTENT = frozenset({"haystack.pipeline.input_data", "haystack.pipeline.output_data"})
_CONTENT_ENDS = (".input", ".output", "_data")


class SpanLink(Protocol):
    """Whatever brings spans to the server; from any thread, without waiting."""

    def tell(self, spans: bytes) -> None: ...

    def later(self, seconds: float, task: Callable[[], None]) -> None: ...


class CallSpans:
    """The spans of one call, told some at a time; from any thread, and nothing here waits for the server.

    A span is told when it has ended, and once before when it takes long, so that it can be watched.
    """

    def __init__(self, parent: str, state: str, request_id: str, link: SpanLink) -> None:
        self.traceparent = parent
        self.tracestate = state
        self.request_id = request_id
        self.trace_id, self.root = parent.split("-")[1:3]
        self._link = link
        self._lock = threading.Lock()
        self._pending: dict[str, CallSpan] = {}
        self._count = 0
        self._dropped = 0
        self._closed = False

    def begin(self, span: "CallSpan") -> None:
        """A span begins."""
        with self._lock:
            self._count += 1
            first = self._count == 1
            if self._count > _MOST:
                span.kept = False
                self._dropped += 1
        self.changed(span)
        if first:
            self._link.later(_PERIOD, self._tick)

    def _tick(self) -> None:
        if not self._closed:
            self.flush()
            self._link.later(_PERIOD, self._tick)

    def changed(self, span: "CallSpan") -> None:
        """A span began or ended."""
        if not span.kept:
            return
        with self._lock:
            if self._closed:
                return
            self._pending[span.id] = span
            due = len(self._pending) >= _BATCH
        if due:
            self.flush()

    def flush(self) -> None:
        """Tells what is not told yet."""
        with self._lock:
            spans, self._pending = list(self._pending.values()), {}
            dropped = self._dropped
        if spans:
            self._link.tell(to_json({"spans": [span.told() for span in spans], "dropped": dropped}, fallback=str))

    def close(self) -> None:
        """The call ends: spans that end later are nobody's."""
        if self._count:
            self.flush()
        self._closed = True


class CallSpan:
    """One span; its tags are texts, numbers and truth values."""

    def __init__(self, name: str, parent: str, values: bool) -> None:
        self.id = os.urandom(8).hex()
        self.kept = True
        self._name = name
        self._parent = parent
        self._values = values
        self._start = time.time_ns()
        self._end = 0
        self._tags: dict[str, Any] = {}
        self._error: BaseException | None = None

    def tag(self, key: str, value: Any) -> None:
        """Keeps a fact, unless it is what the pipeline works on and that shall not be kept."""
        content = key in _CONTENT or key.endswith(_CONTENT_ENDS)
        if self._values or not content:
            self._tags[key] = _plain(value, _LONG if content else _SHORT)

    def tags(self, pairs: Iterable[tuple[str, Any]]) -> None:
        for key, value in pairs:
            self.tag(key, value)

    def end(self, error: BaseException | None) -> None:
        self._error = error
        self._end = time.time_ns()

    def told(self) -> dict[str, Any]:
        """As the server reads it."""
        told = {
            "id": self.id,
            "parent": self._parent,
            "name": self._name,
            "start": self._start,
            "end": self._end,
            "tags": dict(self._tags),
        }
        if self._error is not None:
            told.update(error=type(self._error).__name__, message=str(self._error)[:_SHORT])
        return told


def _plain(value: Any, most: int) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    try:
        text = value if isinstance(value, str) else to_json(value, fallback=str).decode()
    except Exception:
        text = str(type(value))
    return text if len(text) <= most else text[:most] + "…"


current: ContextVar[CallSpans | None] = ContextVar("hayhooks_call_spans", default=None)
"""Those of the call that the current task or job works on."""
