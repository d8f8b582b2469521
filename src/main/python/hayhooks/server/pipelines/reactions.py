# SPDX-License-Identifier: Apache-2.0
"""What a stream shows beside its chunks: what the wrapper's callbacks make of tool calls, reasoning and the end."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from hayhooks.events import PipelineEvent
from hayhooks.server.logger import log

ToolCallbackReturn = PipelineEvent | str | list[PipelineEvent | str] | None
OnToolCallStart = Callable[[str, dict[str, Any], str | None], ToolCallbackReturn]
OnToolCallEnd = Callable[[str, dict[str, Any], str, bool], ToolCallbackReturn]
OnReasoning = Callable[[str, dict[str, Any] | None], ToolCallbackReturn]
OnPipelineEnd = Callable[[Any], str | None]


class Reactions:
    """Calls the callbacks; one that raises is logged and the stream goes on."""

    def __init__(
        self,
        on_tool_call_start: OnToolCallStart | None,
        on_tool_call_end: OnToolCallEnd | None,
        on_reasoning: OnReasoning | None,
        on_pipeline_end: OnPipelineEnd | None,
    ) -> None:
        self._on_tool_call_start = on_tool_call_start
        self._on_tool_call_end = on_tool_call_end
        self._on_reasoning = on_reasoning
        self._on_pipeline_end = on_pipeline_end

    def to_chunk(self, chunk: Any) -> Iterator[Any]:
        """What the callbacks give for ``chunk``, then the chunk."""
        if chunk.tool_calls and self._on_tool_call_start:
            for call in chunk.tool_calls:
                if call.tool_name:
                    told = (call.tool_name, _arguments(call.arguments), call.id)
                    yield from _call(self._on_tool_call_start, "on_tool_call_start", *told)
        if chunk.tool_call_result and self._on_tool_call_end:
            done = chunk.tool_call_result
            name, arguments = done.origin.tool_name, done.origin.arguments
            yield from _call(self._on_tool_call_end, "on_tool_call_end", name, arguments, done.result, bool(done.error))
        if chunk.reasoning and self._on_reasoning:
            reasoning = chunk.reasoning
            yield from _call(self._on_reasoning, "on_reasoning", reasoning.reasoning_text, reasoning.extra)
        yield chunk

    def to_end(self, result: Any) -> Iterator[Any]:
        """What ``on_pipeline_end`` gives, as chunks like the others."""
        if self._on_pipeline_end:
            from haystack.dataclasses import StreamingChunk

            for text in _call(self._on_pipeline_end, "on_pipeline_end", result):
                yield StreamingChunk(content=text) if isinstance(text, str) else text


def _arguments(text: str | None) -> dict[str, Any]:
    """A call's arguments, where its first piece has all of them; empty where more follows."""
    try:
        arguments = json.loads(text or "{}")
    except ValueError:
        return {}
    return arguments if isinstance(arguments, dict) else {}


def _call(callback: Callable[..., Any], name: str, *arguments: Any) -> list[Any]:
    try:
        shown = callback(*arguments)
    except Exception as error:
        log.error("Error in {} callback: {}", name, error)
        return []
    if not shown:
        return []
    return shown if isinstance(shown, list) else [shown]
