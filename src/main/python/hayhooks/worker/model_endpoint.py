# SPDX-License-Identifier: Apache-2.0
"""What the endpoints that take OpenAI requests have in common."""

from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

from pydantic import BaseModel

from hayhooks.worker.answers import JSON, TEXT, Answer, Encoder, Request, Stream, Whole
from hayhooks.worker.body import BodyReader
from hayhooks.worker.documentation import documentation_of
from hayhooks.worker.errors import PIPELINE_FAILED, CallError
from hayhooks.worker.parameters import wants_headers
from hayhooks.worker.run import request_headers


class ModelEndpoint(ABC):
    """Hands the client's body to the wrapper and makes neutral chunks of what it gives."""

    body: type[BaseModel]
    """What a body must be; what it has beyond that is kept."""

    encode: Encoder
    """Turns one streamed item into chunks."""

    to_json: Callable[[Any], bytes | None]
    """Writes a whole answer that the wrapper made itself; null when the value is none."""

    unsupported: str
    """Told of values that are no answer."""

    def __init__(self, name: str, method: Callable[..., Any], is_async: bool) -> None:
        self.method = method
        self.is_async = is_async
        self.description = documentation_of(method).summary
        self._wants_headers = wants_headers(name, method)
        self.signature = {"wants_headers": self._wants_headers}
        """This method's part of READY."""
        self._reader = BodyReader(self.body, empty_is_object=False)

    @abstractmethod
    def fields(self, body: dict[str, Any]) -> dict[str, Any]:
        """The method's arguments beside the headers."""

    def arguments(self, request: Request) -> dict[str, Any]:
        arguments = self.fields(dict(self._reader.read(request)))
        if self._wants_headers:
            arguments["headers"] = request_headers(request)
        return arguments

    def answer(self, value: Any) -> Answer:
        if isinstance(value, str):
            return Whole(TEXT, value.encode("utf-8", "replace"))
        if isinstance(value, (Iterator, AsyncIterator)):
            return Stream(JSON, value, self.encode)
        whole = self.to_json(value)
        if whole is None:
            raise CallError(PIPELINE_FAILED, self.unsupported)
        return Whole(JSON, whole)
