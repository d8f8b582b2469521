# SPDX-License-Identifier: Apache-2.0
"""Helpers that wrappers use: reading messages, and the streaming generators."""

from collections.abc import Iterable
from typing import Any

from hayhooks.server.pipelines.coercion import coerce_pipeline_inputs
from hayhooks.server.pipelines.openai_messages import chat_messages_from_openai_response
from hayhooks.server.pipelines.reactions import (
    OnPipelineEnd,
    OnReasoning,
    OnToolCallEnd,
    OnToolCallStart,
    ToolCallbackReturn,
)
from hayhooks.server.pipelines.streaming import async_streaming_generator, streaming_generator
from hayhooks.server.pipelines.targets import (
    find_all_streaming_components,
    is_streaming_component,
    parse_streaming_components_setting,
)

__all__ = [
    "OnPipelineEnd",
    "OnReasoning",
    "OnToolCallEnd",
    "OnToolCallStart",
    "ToolCallbackReturn",
    "async_streaming_generator",
    "chat_messages_from_openai_response",
    "coerce_pipeline_inputs",
    "find_all_streaming_components",
    "get_content",
    "get_input_files",
    "get_last_user_input_text",
    "get_last_user_message",
    "is_streaming_component",
    "is_user_message",
    "parse_streaming_components_setting",
    "streaming_generator",
]


def is_user_message(msg: Any) -> bool:
    """Whether a chat message (a map or an object) is the user's."""
    return _field(msg, "role") == "user"


def get_content(msg: Any) -> Any:
    """A chat message's content as the client sent it: a text, a list of parts, or null."""
    return _field(msg, "content", "")


def get_last_user_message(messages: Iterable[Any]) -> Any:
    """The content of the last message of the user; null when there is none."""
    last = next((message for message in reversed(list(messages)) if is_user_message(message)), None)
    return None if last is None else get_content(last)


def get_last_user_input_text(input_items: Iterable[dict[str, Any]]) -> str | None:
    """The last text of the user among the input items of an OpenAI response request; null when there is none."""
    for item in reversed(list(input_items)):
        if not isinstance(item, dict) or item.get("role") != "user":
            continue
        content = item.get("content")
        if isinstance(content, str):
            return content
        texts = [part["text"] for part in _parts(content) if part.get("type") in ("input_text", "text")]
        if texts:
            return texts[-1]
    return None


def get_input_files(input_items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The file parts of the user's input items, in order."""
    return [
        part
        for item in input_items
        if isinstance(item, dict) and item.get("role") == "user"
        for part in _parts(item.get("content"))
        if part.get("type") == "input_file"
    ]


def _parts(content: Any) -> list[dict[str, Any]]:
    return [part for part in content if isinstance(part, dict)] if isinstance(content, list) else []


def _field(message: Any, name: str, default: Any = None) -> Any:
    if isinstance(message, dict):
        return message.get(name, default)
    return getattr(message, name, default)
