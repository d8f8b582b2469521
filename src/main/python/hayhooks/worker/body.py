# SPDX-License-Identifier: Apache-2.0
"""Reads a call's body into a pydantic model, with the answers that FastAPI gives to bodies that do not fit."""

import json
from email.message import Message
from functools import lru_cache
from typing import Any

from pydantic import BaseModel, ValidationError

from hayhooks.worker.answers import Request
from hayhooks.worker.errors import INVALID_REQUEST, CallError

UNREADABLE = "There was an error parsing the body"


class BodyReader:
    """Validates bodies against one model.

    The usual body is parsed and validated in one go. Whatever that refuses is read again the slow way, which accepts
    all that Python's own parser accepts (byte order marks, lone surrogates, UTF-16) and tells errors exactly as
    FastAPI does; so the quick way decides about nothing but success.
    """

    def __init__(self, model: type[BaseModel], empty_is_object: bool) -> None:
        self._validator = model.__pydantic_validator__
        self._empty_is_object = empty_is_object

    def read(self, request: Request) -> Any:
        """An instance of the model; ``CallError`` when the body does not fit."""
        body = request.body
        content_type = request.content_type
        if content_type == "application/json" or is_json(content_type):
            try:
                return self._validator.validate_json(body)
            except ValidationError:
                pass
        return self._read_slowly(body, is_json(content_type))

    def _read_slowly(self, body: bytes, as_json: bool) -> Any:
        if not body:
            if not self._empty_is_object:
                raise invalid([{"type": "missing", "loc": ["body"], "msg": "Field required", "input": None}])
            value: Any = {}
        elif as_json:
            value = parse(body)
        else:
            value = body.decode("utf-8", "replace")
        try:
            return self._validator.validate_python(value, from_attributes=True)
        except ValidationError as error:
            raise invalid(errors_of(error)) from None


def parse(body: bytes) -> Any:
    """The JSON value of ``body`` as FastAPI reads it."""
    try:
        return json.loads(body)
    except json.JSONDecodeError as error:
        problem = {"type": "json_invalid", "loc": ["body", error.pos], "msg": "JSON decode error", "input": {}}
        raise invalid([{**problem, "ctx": {"error": error.msg}}]) from None
    except (ValueError, RecursionError):
        raise CallError(INVALID_REQUEST, UNREADABLE, status=400) from None


def invalid(errors: list[dict[str, Any]]) -> CallError:
    """The answer to a request with ``errors`` in pydantic's form."""
    return CallError(INVALID_REQUEST, _summary(errors), detail=errors)


@lru_cache(maxsize=64)
def is_json(content_type: str | None) -> bool:
    """Whether FastAPI takes a body of this type for JSON: ``application/json`` and ``application/*+json``."""
    main, _, subtype = media_type(content_type).partition("/")
    return main == "application" and (subtype == "json" or subtype.endswith("+json"))


def media_type(content_type: str | None) -> str:
    """The type alone, in lower case; empty when there is none."""
    if content_type is None:
        return ""
    message = Message()
    message["content-type"] = content_type
    return message.get_content_type()


def errors_of(error: ValidationError) -> list[dict[str, Any]]:
    """The list of errors as FastAPI tells it."""
    return [{**entry, "loc": ["body", *entry["loc"]]} for entry in error.errors(include_url=False)]


def _summary(errors: list[dict[str, Any]]) -> str:
    return "; ".join(f"{'.'.join(str(part) for part in e['loc'])}: {e['msg']}" for e in errors[:5])
