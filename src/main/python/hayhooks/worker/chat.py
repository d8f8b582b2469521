# SPDX-License-Identifier: Apache-2.0
"""The chat endpoint: ``run_chat_completion`` or ``run_chat_completion_async``."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from hayhooks.a2a import InputRequired
from hayhooks.worker.answers import JSON, Answer, Stream
from hayhooks.worker.chat_items import chat_chunks, completion_json
from hayhooks.worker.model_endpoint import ModelEndpoint


class ChatBody(BaseModel):
    """What of the client's body a wrapper gets by name; everything else is kept as it is."""

    model_config = ConfigDict(extra="allow", protected_namespaces=())

    model: str
    messages: list[dict[str, Any]]
    stream: bool = False


class ChatEndpoint(ModelEndpoint):
    """``run_chat_completion`` or ``run_chat_completion_async``."""

    body = ChatBody
    encode = staticmethod(chat_chunks)
    to_json = staticmethod(completion_json)
    unsupported = "Unsupported response type from completion"

    def answer(self, value: Any) -> Answer:
        if isinstance(value, InputRequired):
            return Stream(JSON, iter((value,)), self.encode)  # a plain text could not say that it is a question
        return super().answer(value)

    def fields(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"model": body["model"], "messages": body["messages"], "body": body}
