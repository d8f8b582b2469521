# SPDX-License-Identifier: Apache-2.0
"""Messages of OpenAI's APIs as Haystack's."""

import json
import uuid
from collections.abc import Iterable
from typing import Any

_TEXTS = ("input_text", "output_text", "text")
_UNNAMED = "function"


def chat_messages_from_openai(messages: Iterable[dict[str, Any]]) -> list[Any]:
    """Haystack chat messages for those of a chat completion; ``ValueError`` for content that cannot be one."""
    from haystack.dataclasses import ChatMessage

    return [ChatMessage.from_openai_dict_format(dict(message)) for message in messages]


def chat_messages_from_openai_response(input_items: Iterable[Any]) -> list[Any]:
    """Haystack chat messages for the input items of a response.

    Messages keep their text, calls of functions become an assistant's tool calls and their outputs tool results.
    Items of other kinds, and messages without text, are left out.
    """
    calls: dict[str | None, Any] = {}
    messages = (_message(item, calls) for item in input_items if isinstance(item, dict))
    return [message for message in messages if message is not None]


def text_of(content: Any) -> str:
    """The text of a message's content: itself, or its text parts in lines."""
    if isinstance(content, str):
        return content
    if not isinstance(content, list):
        return ""
    parts = (part for part in content if isinstance(part, dict) and part.get("type") in _TEXTS)
    return "\n".join(part["text"] for part in parts if isinstance(part.get("text"), str))


def last_user_text(messages: Iterable[Any]) -> str:
    """The text of the user's last message or input item; empty when there is none."""
    users = [item for item in messages if isinstance(item, dict) and item.get("role") == "user"]
    return text_of(users[-1].get("content")) if users else ""


def _message(item: dict[str, Any], calls: dict[str | None, Any]) -> Any:
    kind = item.get("type") or "message"
    if kind == "function_call":
        return _call(item, calls)
    if kind == "function_call_output":
        return _output(item, calls)
    return _words(item) if kind == "message" else None


def _words(item: dict[str, Any]) -> Any:
    from haystack.dataclasses import ChatMessage

    text = text_of(item.get("content"))
    makers = {
        "user": ChatMessage.from_user,
        "system": ChatMessage.from_system,
        "developer": ChatMessage.from_system,
        "assistant": ChatMessage.from_assistant,
    }
    make = makers.get(item.get("role", ""))
    return make(text) if make and text else None


def _call(item: dict[str, Any], calls: dict[str | None, Any]) -> Any:
    from haystack.dataclasses import ChatMessage, ToolCall

    number = item.get("call_id") or item.get("id") or f"call_{uuid.uuid4().hex[:24]}"
    call = ToolCall(id=number, tool_name=item.get("name") or _UNNAMED, arguments=_arguments(item.get("arguments")))
    calls[number] = call
    return ChatMessage.from_assistant(tool_calls=[call])


def _output(item: dict[str, Any], calls: dict[str | None, Any]) -> Any:
    from haystack.dataclasses import ChatMessage, ToolCall

    number = item.get("call_id") or item.get("id") or None
    output = item.get("output", "")
    result = output if isinstance(output, str) else json.dumps(output)
    origin = calls.get(number) or ToolCall(id=number, tool_name=_UNNAMED, arguments={})
    return ChatMessage.from_tool(tool_result=result, origin=origin)


def _arguments(raw: Any) -> dict[str, Any]:
    try:
        arguments = json.loads(raw) if isinstance(raw, str) else raw
    except ValueError:
        return {}
    return arguments if isinstance(arguments, dict) else {}
