# SPDX-License-Identifier: Apache-2.0
"""Makes the wrapper of a YAML pipeline. Beside it, ``pipeline.json`` may tell its description and more."""

import json
from pathlib import Path
from typing import Any

from hayhooks.server.exceptions import PipelineYamlError
from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper
from hayhooks.server.utils.yaml_pipeline_wrapper import YAMLPipelineWrapper
from hayhooks.worker.errors import PIPELINE_NOT_LOADABLE, CallError, Failures, print_from_wrapper
from hayhooks.worker.loader import advice

OPTIONS_FILE = "pipeline.json"


def load_yaml(name: str, path: Path, failures: Failures) -> BasePipelineWrapper:
    """The wrapper, set up; every failure is a ``CallError`` that names line and cause."""
    options = _options(path.with_name(OPTIONS_FILE))
    try:
        wrapper = YAMLPipelineWrapper.from_yaml(path.read_text("utf-8"), options.get("description"))
        wrapper.skip_mcp = bool(options.get("skip_mcp"))
        wrapper.skip_a2a = bool(options.get("skip_a2a"))
        wrapper.worker_group = options.get("worker_group")
        wrapper.setup()
    except BaseException as error:
        print_from_wrapper(error)
        raise CallError(PIPELINE_NOT_LOADABLE, failures.text(_told(name, error), error)) from error
    return wrapper


def _options(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8")) if path.is_file() else {}


def _told(name: str, error: BaseException) -> str:
    if not isinstance(error, PipelineYamlError):
        return f"Failed to load YAML pipeline '{name}' - {error or type(error).__name__}"
    place = f" ({name}.yml, {error.place})" if error.place else ""
    return error.message + place + advice(_missing_import(error), error.message, "the script metadata in its comments")


def _missing_import(error: BaseException) -> BaseException | None:
    """The import error among the causes of ``error``."""
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ImportError):
        cause = cause.__cause__
    return cause
