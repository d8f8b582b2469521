# SPDX-License-Identifier: Apache-2.0
"""Spans around what a wrapper does, by Haystack's tracer, which does nothing unless the wrapper enables one."""

import sys
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import AbstractContextManager, contextmanager
from typing import Any

SPAN_PIPELINE_RUN = "hayhooks.pipeline.run"
SPAN_OPENAI_RUN = "hayhooks.openai.run"
SPAN_OPENAI_FILE_UPLOAD = "hayhooks.openai.file_upload"


class SilentSpan:
    """A span that keeps nothing."""

    def set_tag(self, key: str, value: Any) -> None:
        """Keeps nothing."""

    def set_tags(self, tags: Mapping[str, Any]) -> None:
        """Keeps nothing."""

    def set_content_tag(self, key: str, value: Any) -> None:
        """Keeps nothing."""

    def raw_span(self) -> Any:
        """The span itself."""
        return self

    def get_correlation_data_for_logs(self) -> dict[str, Any]:
        """Nothing."""
        return {}


def build_trace_tags(tags: Mapping[str, Any] | None = None, **kwargs: Any) -> dict[str, Any]:
    """One map of both, without what is null."""
    return {name: value for name, value in {**(tags or {}), **kwargs}.items() if value is not None}


def build_streaming_trace_tags(tags: Mapping[str, Any] | None = None, *, stream_type: str) -> dict[str, Any]:
    """``tags`` and that it is a stream, of which kind."""
    streaming = {"hayhooks.response.streaming": True, "hayhooks.response.stream_type": stream_type}
    return {**(tags or {}), **streaming}


def configure_tracing() -> bool:
    """Whether a tracer of Haystack is enabled; which one is the wrapper's decision."""
    module = sys.modules.get("haystack.tracing")
    return module is not None and module.is_tracing_enabled()


def get_trace_log_context() -> dict[str, str]:
    """What ties log lines to the current span."""
    span = getattr(_haystack_tracer(), "current_span", lambda: None)()
    return {} if span is None else {name: str(value) for name, value in span.get_correlation_data_for_logs().items()}


@contextmanager
def trace_operation(operation_name: str, *, tags: Mapping[str, Any] | None = None) -> Generator[Any, None, None]:
    """A span around a block; what the block raises goes on, and is told in the span's tags."""
    tracer = _haystack_tracer()
    if tracer is None:
        yield SilentSpan()
        return
    with tracer.trace(operation_name, tags=dict(tags or {})) as span:
        try:
            yield span
        except BaseException as error:
            span.set_tags({"hayhooks.success": False, "hayhooks.error.type": type(error).__name__})
            raise
        span.set_tag("hayhooks.success", True)


class _Operation:
    """A span that is begun and ended by hand."""

    def __init__(self, trace: AbstractContextManager[Any]) -> None:
        self._trace = trace
        self.span: Any = None

    def start(self) -> Any:
        self.span = self._trace.__enter__()
        return self.span

    def finish(self, exc: BaseException | None = None) -> None:
        try:
            self._trace.__exit__(type(exc) if exc else None, exc, exc.__traceback__ if exc else None)
        except BaseException as error:
            if error is not exc:
                raise


def start_trace_operation(operation_name: str, *, tags: Mapping[str, Any] | None = None) -> _Operation:
    """As ``trace_operation``, with ``start`` and ``finish``."""
    return _Operation(trace_operation(operation_name, tags=tags))


def trace_sync_stream(
    stream: Generator[Any, None, None], operation_name: str, *, tags: Mapping[str, Any] | None = None
) -> Generator[Any, None, None]:
    """The items of ``stream``, with a span around their production."""
    with trace_operation(operation_name, tags=build_streaming_trace_tags(tags, stream_type="sync")):
        yield from stream


async def trace_async_stream(
    stream: AsyncGenerator[Any, None], operation_name: str, *, tags: Mapping[str, Any] | None = None
) -> AsyncGenerator[Any, None]:
    """As ``trace_sync_stream``, on the event loop."""
    with trace_operation(operation_name, tags=build_streaming_trace_tags(tags, stream_type="async")):
        try:
            async for item in stream:
                yield item
        finally:
            await stream.aclose()


def _haystack_tracer() -> Any:
    # A wrapper that wants spans has imported Haystack; others need not wait for it.
    return getattr(sys.modules.get("haystack.tracing"), "tracer", None)
