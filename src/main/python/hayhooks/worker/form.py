# SPDX-License-Identifier: Apache-2.0
"""Reads forms into a pydantic model, with the answers that FastAPI gives to forms that do not fit.

Forms with files come as the server describes them (their files are on disk); URL-encoded ones as the client sent them.
"""

import dataclasses
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Any, get_origin, is_typeddict
from urllib.parse import parse_qsl

from pydantic import BaseModel, ValidationError

from hayhooks.worker.answers import Request
from hayhooks.worker.body import errors_of, invalid, media_type
from hayhooks.worker.errors import INVALID_REQUEST, CallError
from hayhooks.worker.parameters import members

_MOST_FIELDS = 1000


def is_form(request: Request) -> bool:
    """Whether the body is a form."""
    return request.form or _is_url_encoded(request.content_type)


@lru_cache(maxsize=64)
def _is_url_encoded(content_type: str | None) -> bool:
    return media_type(content_type) == "application/x-www-form-urlencoded"


class FormReader:
    """Validates forms against one model.

    A parameter of a list type takes all fields of its name, another one the last. Where the last is empty, the
    parameter keeps its default. Lists and maps may also come as JSON text, as the command line client sends them.
    """

    def __init__(self, model: type[BaseModel]) -> None:
        self._validator = model.__pydantic_validator__
        fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        self._lists = {name for name, annotation in fields.items() if any(map(_is_list, members(annotation)))}
        self._maps = {name for name, annotation in fields.items() if any(map(_is_map, members(annotation)))}
        self._names = set(fields)

    def read(self, request: Request) -> Any:
        """An instance of the model; ``CallError`` when the form does not fit."""
        sent: dict[str, list[Any]] = defaultdict(list)
        for name, value in _described(request.body, self._names) if request.form else _url_encoded(request.body):
            sent[name].append(value)
        found = {name: self._value(name, sent[name]) for name in self._names.intersection(sent)}
        values = {name: value for name, value in found.items() if value != ""}
        try:
            return self._validator.validate_python(values, from_attributes=True)
        except ValidationError as error:
            raise invalid([{**entry, "input": _shown(entry["input"])} for entry in errors_of(error)]) from None

    def _value(self, name: str, sent: list[Any]) -> Any:
        last = sent[-1]
        if name in self._lists:
            decoded = _from_json(last, list) if len(sent) == 1 else None
            return sent if decoded is None else decoded
        decoded = _from_json(last, dict) if name in self._maps else None
        return last if decoded is None else decoded


def _described(body: bytes, wanted: Collection[str]) -> Iterable[tuple[str, Any]]:
    form = json.loads(body)
    yield from form["fields"]
    for file in form["files"]:
        if file["field"] in wanted:
            yield file["field"], upload(file)


def upload(file: Mapping[str, Any]) -> Any:
    """FastAPI's ``UploadFile`` of a file that the server has written to disk."""
    from fastapi import UploadFile
    from starlette.datastructures import Headers

    filename = file["filename"].replace("\\", "\\\\").replace('"', '\\"')
    headers = {"content-disposition": f'form-data; name="{file["field"]}"; filename="{filename}"'}
    if file.get("content_type"):
        headers["content-type"] = file["content_type"]
    raw = [(name.encode(), value.encode("utf-8", "replace")) for name, value in headers.items()]
    # Closed with the last reference to it, which a generator may hold longer than this call lasts.
    content = open(file["path"], "rb")  # noqa: SIM115
    return UploadFile(content, size=file["size"], filename=file["filename"], headers=Headers(raw=raw))


def _url_encoded(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError:
        message = f"Too many fields. Maximum number of fields is {_MOST_FIELDS}."
        raise CallError(INVALID_REQUEST, message, status=400) from None


def _from_json(text: Any, kind: type) -> Any:
    """The JSON value that ``text`` is, if it is one of that kind."""
    if not isinstance(text, str) or not text.lstrip().startswith("[" if kind is list else "{"):
        return None
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, kind) else None


def _is_list(annotation: Any) -> bool:
    origin = get_origin(annotation) or annotation
    if not isinstance(origin, type) or issubclass(origin, (str, bytes, bytearray, Mapping)):
        return False
    return issubclass(origin, Collection) and not is_typeddict(origin)


def _is_map(annotation: Any) -> bool:
    origin = get_origin(annotation) or annotation
    if is_typeddict(origin) or dataclasses.is_dataclass(origin):
        return True
    return isinstance(origin, type) and issubclass(origin, (Mapping, BaseModel))


def _shown(value: Any) -> Any:
    """``value`` as an error may show it: of an uploaded file no more than the client knows."""
    if isinstance(value, dict):
        return {name: _shown(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_shown(item) for item in value]
    if hasattr(value, "filename") and hasattr(value, "content_type"):
        return {"filename": value.filename, "content_type": value.content_type, "size": value.size}
    return value


def not_expected() -> CallError:
    """The answer to a form for a pipeline that took forms when it was sent and has been replaced since."""
    message = "Input should be a valid dictionary or object to extract fields from"
    return invalid([{"type": "model_attributes_type", "loc": ["body"], "msg": message, "input": None}])
