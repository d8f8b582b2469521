# SPDX-License-Identifier: Apache-2.0
"""The run endpoint: ``run_api`` or ``run_api_async``."""

from collections.abc import AsyncIterator, Callable, Generator, Iterator
from typing import Any

from pydantic import BaseModel

from hayhooks.server.pipelines.sse import SSEStream
from hayhooks.worker.answers import EVENT_STREAM, JSON, TEXT, Answer, Request, Stream, Whole
from hayhooks.worker.body import BodyReader
from hayhooks.worker.documentation import documentation_of
from hayhooks.worker.errors import PIPELINE_FAILED, CallError
from hayhooks.worker.form import FormReader, is_form, not_expected
from hayhooks.worker.items import event_chunks, plain_chunks
from hayhooks.worker.parameters import Parameters, response_model
from hayhooks.worker.schemas import schema
from hayhooks.worker.served import answer_response, is_response


class RunEndpoint:
    """Validates the body into arguments and the return value into ``{"result": …}``."""

    def __init__(self, pipeline: str, name: str, method: Callable[..., Any], is_async: bool) -> None:
        self.method = method
        self.is_async = is_async
        documentation = documentation_of(method)
        self.description = documentation.summary
        self._parameters = Parameters(pipeline, name, method, documentation)
        self._reader = BodyReader(self._parameters.model, not self._parameters.body_required)
        self._forms = FormReader(self._parameters.model)
        self._to_arguments = _fields if getattr(method, "takes_instances", False) else _maps(self._parameters.model)
        self._response = response_model(pipeline, name, method, documentation)
        self._write = _result_writer(self._response)
        self.signature = self._describe()
        """The ``run`` part of READY."""

    def _describe(self) -> dict[str, Any]:
        return {
            "request_schema": schema(self._parameters.model, "validation"),
            "response_schema": None if self._response is None else schema(self._response, "serialization"),
            "body_required": self._parameters.body_required,
            "takes_uploads": self._parameters.takes_uploads,
            "wants_headers": self._parameters.wants_headers,
        }

    def arguments(self, request: Request) -> dict[str, Any]:
        arguments = self._to_arguments(self._read(request))
        for field, parameter in self._parameters.renamed.items():
            arguments[parameter] = arguments.pop(field)
        if self._parameters.wants_headers:
            arguments["headers"] = request_headers(request)
        return arguments

    def _read(self, request: Request) -> Any:
        if self._parameters.takes_uploads and is_form(request):
            return self._forms.read(request)
        if request.form:
            raise not_expected()
        return self._reader.read(request)

    def answer(self, value: Any) -> Answer:
        if isinstance(value, SSEStream):
            return Stream(EVENT_STREAM, _items(value.stream), event_chunks)
        if isinstance(value, (Generator, AsyncIterator)):
            return Stream(TEXT, value, plain_chunks)  # other iterators, such as map(), are written as a list
        if is_response(value):
            return answer_response(value)
        return Whole(JSON, self._write(value))


def request_headers(request: Request) -> Any:
    """Starlette's ``Headers`` of the HTTP request."""
    from starlette.datastructures import Headers

    raw = [(name.lower().encode("latin-1"), value.encode("latin-1", "replace")) for name, value in request.headers]
    return Headers(raw=raw)


def _items(stream: Any) -> Iterator[Any] | AsyncIterator[Any]:
    return stream if isinstance(stream, (Iterator, AsyncIterator)) else iter(stream)


def _maps(model: type[BaseModel]) -> Callable[[BaseModel], dict[str, Any]]:
    """Models arrive in the method as plain maps, as wrappers written for Hayhooks expect."""
    to_python = model.__pydantic_serializer__.to_python
    return lambda body: to_python(body, warnings=False)


def _fields(body: BaseModel) -> dict[str, Any]:
    """The values as they were validated; for the method of a YAML pipeline."""
    return dict(body)


class _AnyResult(BaseModel):
    result: Any


def _result_writer(model: type[BaseModel] | None) -> Callable[[Any], bytes]:
    """Validates a value against the declared type and writes the JSON body; ``CallError`` when it cannot."""
    shape = model or _AnyResult
    validate, write = shape.__pydantic_validator__.validate_python, shape.__pydantic_serializer__.to_json

    def to_json(value: Any) -> bytes:
        result = validate({"result": value})
        try:
            return write(result, by_alias=True, warnings=False)
        except Exception as error:
            message = f"Pipeline execution failed: the result cannot be written as JSON: {error}"
            raise CallError(PIPELINE_FAILED, message) from error

    return to_json
