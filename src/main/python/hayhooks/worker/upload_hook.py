# SPDX-License-Identifier: Apache-2.0
"""The file upload endpoint: ``run_file_upload``, which takes files that clients upload to ``/v1/files``."""

import asyncio
import inspect
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from hayhooks.worker.answers import JSON, Answer, Request, Whole
from hayhooks.worker.errors import INVALID_REQUEST, PIPELINE_FAILED, CallError, Failures

_Upload = tuple[str, str | None, Path, str]
_FAILED = "File upload failed"
UNSUPPORTED = "run_file_upload returned an unsupported type"


class FileObject(BaseModel):
    """OpenAI's file object; the wrapper's further fields are kept."""

    model_config = ConfigDict(extra="allow")

    id: str
    object: str = "file"
    bytes: int
    created_at: int
    filename: str | None = None
    purpose: str
    status: str = "processed"


class UploadEndpoint:
    """Reads an uploaded file for the wrapper, whose answer is OpenAI's file object."""

    def __init__(self, method: Callable[..., Any], failures: Failures) -> None:
        self.is_async = inspect.iscoroutinefunction(method)
        self.method = self._call_async if self.is_async else self._call
        self._method = method
        self._failures = failures

    def arguments(self, request: Request) -> dict[str, Any]:
        if not request.form:
            raise CallError(INVALID_REQUEST, "A file comes in a form")
        form = json.loads(request.body)
        file = next(file for file in form["files"] if file["field"] == "file")
        purpose = dict(form["fields"])["purpose"]
        return {"upload": (file["filename"], file.get("content_type"), Path(file["path"]), purpose)}

    # Arguments go by position, as wrappers may call them what they like.

    def _call(self, upload: _Upload) -> Any:
        filename, content_type, path, purpose = upload
        try:
            return self._method(filename, content_type, path.read_bytes(), purpose)
        except Exception as error:
            raise self._failures.of(error, _FAILED) from error

    async def _call_async(self, upload: _Upload) -> Any:
        filename, content_type, path, purpose = upload
        try:
            content = await asyncio.to_thread(path.read_bytes)
            return await self._method(filename, content_type, content, purpose)
        except Exception as error:
            raise self._failures.of(error, _FAILED) from error

    def answer(self, value: Any) -> Answer:
        if isinstance(value, BaseModel):
            value = value.model_dump()
        if not isinstance(value, Mapping):
            raise CallError(PIPELINE_FAILED, UNSUPPORTED)
        try:
            return Whole(JSON, FileObject.model_validate(value).model_dump_json().encode())
        except Exception as error:
            raise self._failures.of(error, _FAILED) from error
