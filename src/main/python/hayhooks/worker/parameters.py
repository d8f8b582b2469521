# SPDX-License-Identifier: Apache-2.0
"""A wrapper method's signature as pydantic models: parameters become a request, the return type a response."""

import inspect
import sys
import types
import warnings
from collections.abc import AsyncIterator, Callable, Iterator
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, create_model
from pydantic.fields import FieldInfo

from hayhooks.server.pipelines.sse import SSEStream
from hayhooks.worker.documentation import Documentation
from hayhooks.worker.served import is_response_class

_CONFIG = ConfigDict(protected_namespaces=())


class SignatureError(Exception):
    """A method cannot be offered as it is declared; the message says why."""


class Parameters:
    """The parameters of a method.

    ``renamed`` maps fields to parameters where a parameter's name cannot be a pydantic field (``model_config``,
    ``_x``); the JSON name is the parameter's in any case.
    """

    def __init__(self, pipeline: str, name: str, method: Callable[..., Any], documentation: Documentation) -> None:
        self._name = name
        hints = _hints(name, method)
        self.renamed: dict[str, str] = {}
        self.wants_headers = False
        self.takes_uploads = False
        fields: dict[str, Any] = {}
        for parameter in inspect.signature(method).parameters.values():
            annotation = hints.get(parameter.name, inspect.Parameter.empty)
            if self._is_headers(parameter, annotation):
                self.wants_headers = True
                continue
            self._check(parameter, annotation)
            self.takes_uploads |= _takes_uploads(parameter.name, annotation)
            fields[self._field_name(parameter.name)] = (annotation, self._field(parameter, annotation, documentation))
        self.model = _model(f"{pipeline}RunRequest", fields)
        self.body_required = any(field.is_required() for field in self.model.model_fields.values())

    def _check(self, parameter: inspect.Parameter, annotation: Any) -> None:
        if parameter.kind in (parameter.VAR_POSITIONAL, parameter.VAR_KEYWORD, parameter.POSITIONAL_ONLY):
            raise SignatureError(
                f"{self._name}: parameter '{parameter.name}' cannot be filled from a JSON object by name"
            )
        if annotation is inspect.Parameter.empty:
            raise SignatureError(
                f"{self._name}: parameter '{parameter.name}' has no type; declare one, such as '{parameter.name}: str'"
            )
        try:
            TypeAdapter(annotation)
        except Exception as error:
            reason = _first_sentence(error)
            raise SignatureError(
                f"{self._name}: the type of parameter '{parameter.name}' cannot be described: {reason}"
            ) from error

    def _is_headers(self, parameter: inspect.Parameter, annotation: Any) -> bool:
        if parameter.name != "headers" or not _mentions(annotation, _class("starlette.datastructures", "Headers")):
            return False
        right = set(members(annotation)) == {_class("starlette.datastructures", "Headers"), type(None)}
        if not right or parameter.default is not None or parameter.kind is parameter.POSITIONAL_ONLY:
            raise SignatureError(
                f"{self._name}: request headers must be declared as a keyword parameter "
                "'headers: Headers | None = None'"
            )
        return True

    def _field_name(self, name: str) -> str:
        if not name.startswith("_") and not hasattr(BaseModel, name):
            return name
        field = f"parameter_{name.strip('_')}"
        self.renamed[field] = name
        return field

    def _field(self, parameter: inspect.Parameter, annotation: Any, documentation: Documentation) -> Any:
        default = ... if parameter.default is parameter.empty else parameter.default
        if isinstance(default, FieldInfo):
            return default
        described = any(isinstance(m, FieldInfo) and m.description for m in getattr(annotation, "__metadata__", ()))
        extra: dict[str, Any] = {}
        if not described:
            extra["description"] = documentation.parameters.get(parameter.name, f"Parameter '{parameter.name}'")
        if not parameter.name.isidentifier() or self._field_name(parameter.name) != parameter.name:
            extra["alias"] = parameter.name
        return Field(default, **extra)


def response_model(
    pipeline: str, name: str, method: Callable[..., Any], documentation: Documentation
) -> type[BaseModel] | None:
    """The model of ``{"result": …}``; null when the method streams or makes its responses itself."""
    hints = _hints(name, method)
    if "return" not in hints:
        raise SignatureError(f"Pipeline wrapper is missing a return type for '{name}' method")
    returned = hints["return"]
    if any(_is_free_form(member) for member in members(returned)):
        return None
    field = Field(..., description=documentation.returns) if documentation.returns else ...
    try:
        return _model(f"{pipeline}RunResponse", {"result": (returned, field)})
    except Exception as error:
        reason = _first_sentence(error)
        raise SignatureError(f"{name}: the return type cannot be described: {reason}") from error


def wants_headers(name: str, method: Callable[..., Any]) -> bool:
    """Whether a chat method declares the request's headers."""
    parameter = inspect.signature(method).parameters.get("headers")
    if parameter is None:
        return False
    annotation = _hints(name, method).get("headers")
    return _mentions(annotation, _class("starlette.datastructures", "Headers"))


def _first_sentence(error: Exception) -> str:
    """Why pydantic cannot describe a type, without its advice for whoever writes models."""
    return str(error).partition(". Set `")[0].splitlines()[0]


def _model(name: str, fields: dict[str, Any]) -> type[BaseModel]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return create_model(name, __config__=_CONFIG, **fields)


def _hints(name: str, method: Callable[..., Any]) -> dict[str, Any]:
    try:
        return get_type_hints(method, include_extras=True)
    except Exception as error:
        raise SignatureError(f"{name}: its types cannot be read: {error}") from error


def _takes_uploads(name: str, annotation: Any) -> bool:
    """Whether a parameter makes the route one for forms: by the name that Hayhooks goes by, or by its type."""
    return name == "files" or _mentions(annotation, _class("starlette.datastructures", "UploadFile"))


def members(annotation: Any) -> tuple[Any, ...]:
    """The members of a union, or the type alone; ``Annotated`` is looked through."""
    if get_origin(annotation) is Annotated:
        return members(get_args(annotation)[0])
    if get_origin(annotation) in (Union, types.UnionType):
        return tuple(member for part in get_args(annotation) for member in members(part))
    return (annotation,)


def _is_free_form(annotation: Any) -> bool:
    origin = get_origin(annotation) or annotation
    if not isinstance(origin, type):
        return False
    return issubclass(origin, (Iterator, AsyncIterator, SSEStream)) or is_response_class(origin)


def _mentions(annotation: Any, wanted: Any) -> bool:
    if wanted is None:
        return False
    if isinstance(annotation, type) and get_origin(annotation) is None and issubclass(annotation, wanted):
        return True
    return any(_mentions(part, wanted) for part in get_args(annotation))


def _class(module: str, name: str) -> Any:
    # A wrapper that names it has imported it; the worker itself does not need to.
    return getattr(sys.modules.get(module), name, None)
