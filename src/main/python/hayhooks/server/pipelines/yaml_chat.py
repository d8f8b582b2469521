# SPDX-License-Identifier: Apache-2.0
"""How a YAML pipeline takes part in a conversation: which inputs get it, and which output is the reply.

The rule is in src/site/adr/0008-yaml-pipelines.md.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hayhooks.server.pipelines.socket_types import takes_messages, takes_text
from hayhooks.server.pipelines.yaml_io import InputResolution, OutputResolution

CONVERSATION = "messages"
QUESTIONS = ("query", "question", "prompt", "text", "input", "user_input", "message")
"""Names of inputs that take the user's last words; the first one that is declared gets them."""

REPLIES = ("replies", "last_message", "messages", "answers")
"""Names of outputs that are replies: of generators, of agents, of answer builders."""


@dataclass(frozen=True)
class Conversation:
    """The inputs and the output of a chat; ``messages`` or ``question`` may be absent, not both."""

    messages: str | None
    question: str | None
    reply: OutputResolution

    def inputs(self, messages: list[Any], text: str) -> dict[str, Any]:
        """The pipeline's inputs for a conversation and its last words."""
        values = ((self.messages, messages), (self.question, text))
        return {name: value for name, value in values if name is not None}

    def reply_of(self, result: Mapping[str, Any]) -> Any:
        """The reply in a pipeline's result: a text or a chat message; an empty text when there is none."""
        value = result.get(self.reply.component, {}).get(self.reply.name)
        if isinstance(value, (list, tuple)):
            if not value:
                return ""
            value = value[-1] if self.reply.name == "messages" else value[0]
        if value is None:
            return ""
        return getattr(value, "data", value) if self.reply.name == "answers" else value


def conversation_of(
    inputs: Mapping[str, InputResolution], outputs: Mapping[str, OutputResolution]
) -> Conversation | None:
    """How the pipeline chats; null when it cannot."""
    reply = next((output for output in outputs.values() if output.name in REPLIES), None)
    if reply is None:
        return None
    declared = inputs.get(CONVERSATION)
    messages = CONVERSATION if declared is not None and takes_messages(declared.type) else None
    question = next((name for name in QUESTIONS if name in inputs and takes_text(inputs[name].type)), None)
    filled = {messages, question} - {None}
    if not filled or any(found.required for name, found in inputs.items() if name not in filled):
        return None
    return Conversation(messages, question, reply)


def reply_items(reply: Any) -> Iterator[Any]:
    """A chat message as items of a stream, so that its tool calls, reasoning and usage are kept."""
    from haystack.dataclasses import StreamingChunk, ToolCallDelta

    if reasoning := getattr(reply, "reasoning", None):
        yield StreamingChunk(content="", reasoning=reasoning, index=0)
    if reply.text:
        yield StreamingChunk(content=reply.text, index=0)
    calls = [
        ToolCallDelta(index=index, tool_name=call.tool_name, arguments=_json(call.arguments), id=call.id)
        for index, call in enumerate(reply.tool_calls)
    ]
    meta = {"usage": usage} if (usage := reply.meta.get("usage")) else {}
    finish_reason = reply.meta.get("finish_reason") or "stop"
    yield StreamingChunk(content="", tool_calls=calls or None, index=0, meta=meta, finish_reason=finish_reason)


def _json(arguments: Any) -> str:
    return json.dumps(arguments, ensure_ascii=False, default=str)
