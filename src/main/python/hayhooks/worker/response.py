# SPDX-License-Identifier: Apache-2.0
"""The response endpoint: ``run_response`` or ``run_response_async``."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict

from hayhooks.worker.answers import JSON, TEXT, Answer, Request, Stream, Whole
from hayhooks.worker.body import BodyReader
from hayhooks.worker.documentation import documentation_of
from hayhooks.worker.errors import PIPELINE_FAILED, CallError
from hayhooks.worker.parameters import wants_headers
from hayhooks.worker.response_items import response_chunks, response_json
from hayhooks.worker.run import request_headers

UNSUPPORTED = "Unsupported response type from run_response"


class ResponseBody(BaseModel):
    """The fields that wrappers find in the body whether or not the client sent them; further ones are kept."""

    model_config = ConfigDict(extra="allow", protected_namespaces=())

    model: str
    input: str | list[dict[str, Any]] | None = None
    instructions: str | None = None
    temperature: float | None = None
    top_p: float | None = None
    max_output_tokens: int | None = None
    tools: list[dict[str, Any]] | None = None
    tool_choice: str | dict[str, Any] | None = None
    parallel_tool_calls: bool | None = None
    metadata: dict[str, Any] | None = None
    previous_response_id: str | None = None
    store: bool | None = None
    stream: bool = False
    stream_options: dict[str, Any] | None = None
    reasoning: dict[str, Any] | None = None
    text: dict[str, Any] | None = None
    service_tier: str | None = None
    top_logprobs: int | None = None


class ResponseEndpoint:
    """Hands the client's input to the wrapper and makes neutral chunks of what it gives."""

    def __init__(self, name: str, method: Callable[..., Any], is_async: bool) -> None:
        self.method = method
        self.is_async = is_async
        self.description = documentation_of(method).summary
        self._wants_headers = wants_headers(name, method)
        self.signature = {"wants_headers": self._wants_headers}
        """The ``response`` part of READY."""
        self._reader = BodyReader(ResponseBody, empty_is_object=False)

    def arguments(self, request: Request) -> dict[str, Any]:
        body = dict(self._reader.read(request))
        arguments = {"model": body["model"], "input_items": _items(body["input"]), "body": body}
        if self._wants_headers:
            arguments["headers"] = request_headers(request)
        return arguments

    def answer(self, value: Any) -> Answer:
        if isinstance(value, str):
            return Whole(TEXT, value.encode("utf-8", "replace"))
        if isinstance(value, (Iterator, AsyncIterator)):
            return Stream(JSON, value, response_chunks)
        response = response_json(value)
        if response is None:
            raise CallError(PIPELINE_FAILED, UNSUPPORTED)
        return Whole(JSON, response)


def _items(sent: str | list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """The input as a list of items, whatever form the client chose."""
    if isinstance(sent, str):
        return [{"type": "message", "role": "user", "content": sent}]
    return sent or []
