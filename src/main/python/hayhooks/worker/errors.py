# SPDX-License-Identifier: Apache-2.0
"""Failures as the link tells them: a code, a message, and what of an HTTP answer the wrapper chose itself."""

import os
import sys
import traceback
from dataclasses import dataclass, field
from typing import Any

from pydantic_core import to_json

INVALID_REQUEST = "INVALID_REQUEST"
PIPELINE_FAILED = "PIPELINE_FAILED"
NOT_IMPLEMENTED = "NOT_IMPLEMENTED"
PIPELINE_NOT_LOADABLE = "PIPELINE_NOT_LOADABLE"
"""Names of the server's error codes."""

_WORKER = os.path.dirname(__file__)


@dataclass(eq=False)
class CallError(Exception):
    """A failure with its code; ``status`` and ``detail`` are left out where the server's own are right."""

    code: str
    message: str
    status: int | None = None
    detail: Any = None
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.message

    def to_json(self, **more: Any) -> bytes:
        """The payload of an ERROR frame; a detail that JSON cannot hold is left out."""
        message = self.message.encode("utf-8", "replace").decode()
        fields: dict[str, Any] = {"code": self.code, "message": message, **more}
        if self.status is not None:
            fields["status"] = self.status
        try:
            return to_json(self._with_choices(fields), fallback=_describe)
        except Exception:
            return to_json(fields)

    def _with_choices(self, fields: dict[str, Any]) -> dict[str, Any]:
        fields = dict(fields)
        if self.detail is not None:
            fields["detail"] = self.detail
        if self.headers:
            fields["headers"] = self.headers
        return fields


class Failures:
    """Turns what a wrapper raised into a ``CallError``.

    The pipeline's directory is taken out of messages: it is the server's business. With ``show_tracebacks`` the
    traceback follows the message.
    """

    def __init__(self, directory: str, show_tracebacks: bool) -> None:
        self._directory = directory
        self._show_tracebacks = show_tracebacks

    def of(self, error: BaseException, what: str = "Pipeline execution failed") -> CallError:
        """What the client is told about ``error``; ``what`` did not work."""
        if isinstance(error, CallError):
            return error
        http_exception = _http_exception_class()
        if http_exception is not None and isinstance(error, http_exception):
            return _from_http_exception(error)
        print_from_wrapper(error)
        return CallError(PIPELINE_FAILED, self.text(f"{what}: {_text_of(error)}", error))

    def text(self, message: str, error: BaseException) -> str:
        """``message`` without server paths, followed by the traceback of ``error`` when tracebacks are asked for."""
        message = self.without_paths(message)
        if self._show_tracebacks:
            message += "\n" + "".join(traceback.format_exception(error))
        return message

    def without_paths(self, message: str) -> str:
        """``message`` with files of the pipeline named relative to it and those of the environment to that."""
        for root in (self._directory, sys.prefix, sys.base_prefix):
            message = message.replace(root + "/", "")
        return message


def print_from_wrapper(error: BaseException) -> None:
    """Prints the traceback of ``error`` for the server's log, from the wrapper's first line on."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None and trace.tb_frame.f_code.co_filename.startswith(_WORKER):
        trace = trace.tb_next
    traceback.print_exception(type(error), error, trace)


def _http_exception_class() -> type[Exception] | None:
    # A wrapper that raises one has imported it; the worker itself does not need to.
    module = sys.modules.get("starlette.exceptions")
    return getattr(module, "HTTPException", None)


def _from_http_exception(error: Any) -> CallError:
    detail = error.detail
    message = detail if isinstance(detail, str) else _as_json(detail)
    headers = {str(name): str(value) for name, value in (error.headers or {}).items()}
    return CallError(PIPELINE_FAILED, message, error.status_code, detail, headers)


def _text_of(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return type(error).__name__


def _as_json(detail: Any) -> str:
    try:
        return to_json(detail, fallback=_describe).decode()
    except Exception:
        return repr(detail)


def _describe(value: Any) -> Any:
    # Pydantic puts the exception itself into the context of a value_error; Hayhooks shows an empty object for it.
    return {} if isinstance(value, BaseException) else str(value)
