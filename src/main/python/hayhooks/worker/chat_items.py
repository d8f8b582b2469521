# SPDX-License-Identifier: Apache-2.0
"""Items of a chat's stream as neutral chunks: text, delta, event or completion."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from hayhooks.a2a import InputRequired
from hayhooks.events import PipelineEvent
from hayhooks.worker.answers import CHUNK_SIZE
from hayhooks.worker.haystack_types import is_streaming_chunk, reasoning_of

_TEXT = b"\1"
DELTA = b"\2"
_EVENT = b"\3"
COMPLETION = b"\4"
_NOT_OPENAI = "tool_call_results"
"""Haystack's own finish reason: an agent's tools are done and its model goes on."""
_COMPLETIONS = ("chat.completion", "chat.completion.chunk")

_encoders: dict[type, Callable[[Any], Sequence[bytes]]] = {}
"""How to encode items of a class; found out at its first item."""


def chat_chunks(item: Any) -> Sequence[bytes]:
    """Payloads for one item."""
    if type(item) is str:
        return text_chunks(item)
    encoder = _encoders.get(type(item))
    if encoder is None:
        encoder = _encoders[type(item)] = _encoder_for(item)
    return encoder(item)


def completion_json(value: Any) -> bytes | None:
    """The JSON of a chat completion object that the wrapper made; null when ``value`` is none."""
    if isinstance(value, BaseModel) and getattr(value, "object", None) in _COMPLETIONS:
        return value.model_dump_json().encode()
    if isinstance(value, Mapping) and value.get("object") in _COMPLETIONS:
        return to_json(value)
    return None


def _encoder_for(item: Any) -> Callable[[Any], Sequence[bytes]]:
    if isinstance(item, PipelineEvent):
        return _event
    if isinstance(item, InputRequired):
        return _question
    if is_streaming_chunk(item):
        return _streaming_chunk
    return _other


def text_chunks(text: str) -> Sequence[bytes]:
    """Payloads for a piece of the reply's text; a long one is cut between characters."""
    data = text.encode("utf-8", "replace")
    if len(data) <= CHUNK_SIZE:
        return (_TEXT + data,)
    pieces = []
    start = 0
    while start < len(data):
        end = min(start + CHUNK_SIZE, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(_TEXT + data[start:end])
        start = end
    return pieces


def _event(event: PipelineEvent) -> Sequence[bytes]:
    return (_EVENT + to_json({"type": event.type, "data": event.data}, fallback=str),)


def _question(question: InputRequired) -> Sequence[bytes]:
    return (DELTA + to_json({"content": str(question), "input_required": True}),)


def _other(item: Any) -> Sequence[bytes]:
    completion = completion_json(item)
    return text_chunks(str(item)) if completion is None else (COMPLETION + completion,)


def _streaming_chunk(chunk: Any) -> Sequence[bytes]:
    delta = _delta(chunk)
    if not delta:
        return text_chunks(chunk.content) if chunk.content else ()
    if chunk.content:
        delta["content"] = chunk.content
    return (DELTA + to_json(delta, fallback=str),)


def _delta(chunk: Any) -> dict[str, Any]:
    """What a streaming chunk says beside its content."""
    delta: dict[str, Any] = {}
    if reasoning := reasoning_of(chunk):
        delta["reasoning_content"] = reasoning
    if calls := getattr(chunk, "tool_calls", None):
        delta["tool_calls"] = [_tool_call(call) for call in calls]
    finish_reason = getattr(chunk, "finish_reason", None)
    if finish_reason and finish_reason != _NOT_OPENAI:
        delta["finish_reason"] = finish_reason
    if usage := _usage(getattr(chunk, "meta", None)):
        delta["usage"] = usage
    return delta


def _tool_call(call: Any) -> dict[str, Any]:
    """OpenAI's form of a piece of a tool call; what the piece does not say is left out."""
    function = {"name": call.tool_name, "arguments": call.arguments or ""}
    fields = {"index": call.index, "id": call.id, "type": "function", "function": _present(function)}
    return _present(fields)


def _usage(meta: Any) -> Any:
    usage = meta.get("usage") if isinstance(meta, Mapping) else None
    return usage or None


def _present(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}
