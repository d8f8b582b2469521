# SPDX-License-Identifier: Apache-2.0
"""The response endpoint: ``run_response`` or ``run_response_async``."""

from typing import Any

from pydantic import BaseModel, ConfigDict

from hayhooks.worker.model_endpoint import ModelEndpoint
from hayhooks.worker.response_items import response_chunks, response_json


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


class ResponseEndpoint(ModelEndpoint):
    """``run_response`` or ``run_response_async``."""

    body = ResponseBody
    encode = staticmethod(response_chunks)
    to_json = staticmethod(response_json)
    unsupported = "Unsupported response type from run_response"

    def fields(self, body: dict[str, Any]) -> dict[str, Any]:
        return {"model": body["model"], "input_items": _items(body["input"]), "body": body}


def _items(sent: str | list[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """The input as a list of items, whatever form the client chose."""
    if isinstance(sent, str):
        return [{"type": "message", "role": "user", "content": sent}]
    return sent or []
