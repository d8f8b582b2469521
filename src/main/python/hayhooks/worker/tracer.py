# SPDX-License-Identifier: Apache-2.0
"""Haystack's tracer: its spans become those of the call at hand. It needs no OpenTelemetry."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

from haystack.tracing import Span, Tracer

from hayhooks.worker.model_facts import facts_of
from hayhooks.worker.spans import CallSpan, current

_active: ContextVar[Any] = ContextVar("hayhooks_haystack_span", default=None)


class CallTracerSpan(Span):
    """Keeps facts for the server, and for the tracer that the wrapper has enabled itself."""

    def __init__(self, span: CallSpan | None, other: Any) -> None:
        self.span = span
        self.other = other

    def set_tag(self, key: str, value: Any) -> None:
        if self.span is not None:
            self.span.tag(key, value)
        if self.other is not None:
            self.other.set_tag(key, value)

    def set_content_tag(self, key: str, value: Any) -> None:
        if self.span is not None:
            self.span.tag(key, value)
            self.span.tags(facts_of(key, value))
        if self.other is not None:
            self.other.set_content_tag(key, value)

    def raw_span(self) -> Any:
        return self if self.other is None else self.other.raw_span()

    def get_correlation_data_for_logs(self) -> dict[str, Any]:
        spans = current.get()
        data = {} if self.other is None else dict(self.other.get_correlation_data_for_logs())
        if spans is not None:
            data.setdefault("trace_id", spans.trace_id)
            data.setdefault("request_id", spans.request_id)
        return data


class CallTracer(Tracer):
    """Opens spans of the call at hand, and of another tracer beside them."""

    def __init__(self, other: Any, values: bool, excluded: tuple[str, ...]) -> None:
        self._other = other
        self._values = values
        self._excluded = excluded

    @contextmanager
    def trace(
        self, operation_name: str, tags: Mapping[str, Any] | None = None, parent_span: Any = None
    ) -> Iterator[Any]:
        with self._beside(operation_name, tags, parent_span) as other:
            spans = current.get()
            if spans is None or operation_name in self._excluded:
                yield CallTracerSpan(None, other)
                return
            around = parent_span if isinstance(parent_span, CallTracerSpan) else _active.get()
            inner = around.span if around is not None else None
            span = CallSpan(operation_name, spans.root if inner is None else inner.id, self._values)
            span.tags((tags or {}).items())
            spans.begin(span)
            shown = CallTracerSpan(span, other)
            token = _active.set(shown)
            failure: BaseException | None = None
            try:
                yield shown
            except BaseException as error:
                failure = error
                raise
            finally:
                _reset(token)
                span.end(failure)
                spans.changed(span)

    def _beside(self, name: str, tags: Mapping[str, Any] | None, parent: Any) -> Any:
        if self._other is None:
            return nullcontext()
        parent = parent.other if isinstance(parent, CallTracerSpan) else parent
        return self._other.trace(name, tags=dict(tags or {}), parent_span=parent)

    def current_span(self) -> Any:
        found = _active.get()
        return found if found is not None or self._other is None else self._other.current_span()


def _reset(token: Any) -> None:
    try:
        _active.reset(token)
    except ValueError:  # an async generator was closed by another task
        _active.set(None)
