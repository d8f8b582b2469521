# SPDX-License-Identifier: Apache-2.0
"""The base class of pipeline wrappers."""

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Generator
from typing import Any

_HINT = "The wrapper does not implement it"


class BasePipelineWrapper(ABC):
    """A pipeline as it is served: ``setup`` builds it once, the other methods answer calls.

    A wrapper implements any of the run, chat completion and response methods; the async form of a method wins when
    both are there. What it does not implement is not offered.
    """

    pipeline: Any = None
    """The Haystack pipeline or agent, when there is one."""

    skip_mcp: bool = False
    """True keeps the pipeline out of the MCP tools."""

    skip_a2a: bool = False
    """True keeps the pipeline out of the A2A agents."""

    a2a_card: Any = None
    """Fields of the A2A agent card to replace."""

    deployment_type: str | None = None
    """``pipeline`` or ``agent``, when ``pipeline`` does not tell it."""

    workers_min: int | str | None = None
    """Worker processes that the pipeline keeps, ``auto`` for one per processor; null: as the server is set."""

    workers_max: int | str | None = None
    """Worker processes that it may get under load; each has its own instance of the wrapper."""

    worker_group: str | None = None
    """Pipelines that name the same group share one worker process, and so the memory of what they import."""

    durable_revision: str | None = None
    """Of durable executions, which are not offered yet; so are the other attributes and methods of that name."""

    durable_resume_model: Any = None

    @abstractmethod
    def setup(self) -> None:
        """Called once, before the first call: load what the pipeline needs and set ``self.pipeline``."""

    def run_api(self, *args: Any, **kwargs: Any) -> Any:
        """Answers ``POST /{name}/run``; its parameters, which need types, are the fields of the JSON body."""
        raise NotImplementedError(f"run_api: {_HINT}")

    async def run_api_async(self, *args: Any, **kwargs: Any) -> Any:
        """As ``run_api``, on the event loop."""
        raise NotImplementedError(f"run_api_async: {_HINT}")

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> str | Generator:
        """Answers OpenAI chat completions: a text, a generator of texts, chunks and events, or a completion object."""
        raise NotImplementedError(f"run_chat_completion: {_HINT}")

    async def run_chat_completion_async(self, model: str, messages: list[dict], body: dict) -> str | AsyncGenerator:
        """As ``run_chat_completion``, on the event loop."""
        raise NotImplementedError(f"run_chat_completion_async: {_HINT}")

    def run_response(self, model: str, input_items: list[dict], body: dict) -> str | Generator:
        """Answers OpenAI responses."""
        raise NotImplementedError(f"run_response: {_HINT}")

    async def run_response_async(self, model: str, input_items: list[dict], body: dict) -> str | AsyncGenerator:
        """As ``run_response``, on the event loop."""
        raise NotImplementedError(f"run_response_async: {_HINT}")

    def run_file_upload(self, filename: str | None, content_type: str | None, content: bytes, purpose: str) -> dict:
        """Takes a file uploaded to ``/v1/files``; returns OpenAI's file object."""
        raise NotImplementedError(f"run_file_upload: {_HINT}")

    def run_durable(self, context: Any, request: Any) -> Any:
        """Durable executions are not offered yet."""
        raise NotImplementedError(f"run_durable: {_HINT}")

    async def run_durable_async(self, context: Any, request: Any) -> Any:
        """Durable executions are not offered yet."""
        raise NotImplementedError(f"run_durable_async: {_HINT}")
