# SPDX-License-Identifier: Apache-2.0
"""The chat endpoint: ``run_chat_completion`` or ``run_chat_completion_async``."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from hayhooks.worker.answers import JSON, TEXT, Answer, Request, Stream, Whole
from hayhooks.worker.body import BodyReader
from hayhooks.worker.chat_items import chat_chunks, completion_json
from hayhooks.worker.documentation import documentation_of
from hayhooks.worker.errors import PIPELINE_FAILED, CallError
from hayhooks.worker.parameters import wants_headers
from hayhooks.worker.run import request_headers

UNSUPPORTED = "Unsupported response type from completion"


class ChatBody(BaseModel):
    """What of the client's body a wrapper gets by name; everything else is kept as it is."""

    model_config = ConfigDict(extra="allow", protected_namespaces=())

    model: str
    messages: list[dict[str, Any]]
    stream: bool = False


class ChatEndpoint:
    """Hands the client's body to the wrapper and makes neutral chunks of what it gives."""

    def __init__(self, name: str, method: Callable[..., Any], is_async: bool) -> None:
        self.method = method
        self.is_async = is_async
        self.description = documentation_of(method).summary
        self._wants_headers = wants_headers(name, method)
        self.signature = {"wants_headers": self._wants_headers}
        """The ``chat`` part of READY."""
        self._reader = BodyReader(ChatBody, empty_is_object=False)

    def arguments(self, request: Request) -> dict[str, Any]:
        body = dict(self._reader.read(request))
        arguments = {"model": body["model"], "messages": body["messages"], "body": body}
        if self._wants_headers:
            arguments["headers"] = request_headers(request)
        return arguments

    def answer(self, value: Any) -> Answer:
        if isinstance(value, str):
            return Whole(TEXT, value.encode("utf-8", "replace"))
        if isinstance(value, (Iterator, AsyncIterator)):
            return Stream(JSON, value, chat_chunks)
        completion = completion_json(value)
        if completion is None:
            raise CallError(PIPELINE_FAILED, UNSUPPORTED)
        return Whole(JSON, completion)
