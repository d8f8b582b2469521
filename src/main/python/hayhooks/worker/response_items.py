# SPDX-License-Identifier: Apache-2.0
"""Items of a response's stream as neutral chunks: those of a chat, and what OpenAI's own Responses API gives."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import to_json

from hayhooks.worker.chat_items import COMPLETION, DELTA, chat_chunks, text_chunks

_encoders: dict[type, Callable[[Any], Sequence[bytes]]] = {}
"""How to encode items of a class; found out at its first item."""


def response_chunks(item: Any) -> Sequence[bytes]:
    """Payloads for one item."""
    if type(item) is str:
        return text_chunks(item)
    encoder = _encoders.get(type(item))
    if encoder is None:
        encoder = _encoders[type(item)] = _sdk_event if _is_sdk_event(item) else _other
    return encoder(item)


def response_json(value: Any) -> bytes | None:
    """The JSON of a response object that the wrapper made or was given; null when ``value`` is none."""
    if isinstance(value, BaseModel) and getattr(value, "object", None) == "response":
        return value.__pydantic_serializer__.to_json(value, warnings=False)
    if isinstance(value, Mapping) and value.get("object") == "response":
        return to_json(value)
    return None


def _other(item: Any) -> Sequence[bytes]:
    response = response_json(item)
    return chat_chunks(item) if response is None else (COMPLETION + response,)


def _is_sdk_event(item: Any) -> bool:
    """Whether ``item`` is an event that the ``openai`` package read from a response's stream."""
    return type(item).__module__.startswith("openai.types.responses.") and isinstance(getattr(item, "type", None), str)


def _sdk_event(event: Any) -> Sequence[bytes]:
    """What an event adds to the reply: a wrapper may pass on what a model streams."""
    match event.type:
        case "response.output_text.delta" | "response.refusal.delta":
            return text_chunks(event.delta)
        case "response.reasoning_summary_text.delta" | "response.reasoning_text.delta":
            return _delta({"reasoning_content": event.delta})
        case "response.output_item.added" if event.item.type == "function_call":
            function = {"name": event.item.name, "arguments": event.item.arguments}
            return _delta({"tool_calls": [_tool_call(event, function, id=event.item.call_id)]})
        case "response.function_call_arguments.delta":
            return _delta({"tool_calls": [_tool_call(event, {"arguments": event.delta})]})
        case "response.completed" | "response.incomplete" if event.response.usage is not None:
            return _delta({"usage": event.response.usage.model_dump(exclude_none=True)})
        case "error":
            raise RuntimeError(event.message)
        case "response.failed":
            raise RuntimeError(event.response.error.message if event.response.error else "the model's response failed")
    return ()


def _tool_call(event: Any, function: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"index": event.output_index, **fields, "type": "function", "function": function}


def _delta(fields: dict[str, Any]) -> Sequence[bytes]:
    return (DELTA + to_json(fields, fallback=str),)
