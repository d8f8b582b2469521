# SPDX-License-Identifier: Apache-2.0
"""Loads ``pipeline_wrapper.py`` (or ``pipeline.yml``) from a directory and makes its wrapper.

The directory becomes a package, so that relative imports work, and is appended to the import path, so that
``from helper import x`` does; appended, because nothing in it may take the place of an installed module.
"""

import importlib
import importlib.util
import sys
import traceback
from collections.abc import Callable
from importlib.machinery import EXTENSION_SUFFIXES, SOURCE_SUFFIXES, ExtensionFileLoader, FileFinder, SourceFileLoader
from pathlib import Path
from types import ModuleType
from typing import Any

from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper
from hayhooks.worker.errors import PIPELINE_NOT_LOADABLE, CallError, Failures, print_from_wrapper
from hayhooks.worker.packages import package_of

WRAPPER_FILE = "pipeline_wrapper.py"
YAML_FILE = "pipeline.yml"
"""What a directory of a YAML pipeline holds instead."""


class Loader:
    """Makes the wrapper of one pipeline; every failure is a ``CallError`` that names file, line and cause."""

    def __init__(self, name: str, directory: str, failures: Failures) -> None:
        self._name = name
        self._directory = Path(directory)
        self._failures = failures

    def load(self) -> BasePipelineWrapper:
        """The wrapper, set up."""
        if not (self._directory / WRAPPER_FILE).is_file() and (self._directory / YAML_FILE).is_file():
            from hayhooks.worker.yaml_loader import load_yaml

            return load_yaml(self._name, self._directory / YAML_FILE, self._failures)
        module = self._step(f"Failed to load pipeline module '{self._name}' - ", self._import)
        wrapper_class = self._wrapper_class(module)
        wrapper = self._step("Failed to create pipeline wrapper instance: ", wrapper_class)
        self._step("Failed to call setup() on pipeline wrapper instance: ", wrapper.setup)
        return wrapper

    def _step(self, prefix: str, action: Callable[[], Any]) -> Any:
        # SystemExit and KeyboardInterrupt of a wrapper are failures like any other.
        try:
            return action()
        except BaseException as error:
            print_from_wrapper(error)
            message = prefix + _reason(error) + _place(error, self._directory) + advice(error)
            raise CallError(PIPELINE_NOT_LOADABLE, self._failures.text(message, error)) from error

    def _import(self) -> ModuleType:
        _read_without_caches(self._directory)
        sys.path.append(str(self._directory))
        package = _package_name(self._name)
        _add_package(package, self._directory)
        return importlib.import_module(f"{package}.pipeline_wrapper")

    def _wrapper_class(self, module: ModuleType) -> Any:
        found = getattr(module, "PipelineWrapper", None)
        prefix = f"Failed to load pipeline module '{self._name}' - "
        if not isinstance(found, type):
            reason = f"Module '{self._name}' does not define a 'PipelineWrapper' class"
            raise CallError(PIPELINE_NOT_LOADABLE, f"{prefix}{reason} ({WRAPPER_FILE})")
        if not issubclass(found, BasePipelineWrapper):
            reason = "its class 'PipelineWrapper' must extend hayhooks.BasePipelineWrapper"
            raise CallError(PIPELINE_NOT_LOADABLE, f"{prefix}{reason} ({WRAPPER_FILE})")
        return found


def _package_name(name: str) -> str:
    """The pipeline's name when nothing else is called so, else a name that no import statement can spell."""
    if "." not in name and name not in sys.modules and not _is_importable(name):
        return name
    return f"pipeline {name.replace('.', '_')}"


def _is_importable(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return True


def _add_package(package: str, directory: Path) -> None:
    init = directory / "__init__.py"
    if init.is_file():
        spec = importlib.util.spec_from_file_location(package, init, submodule_search_locations=[str(directory)])
        if spec is None or spec.loader is None:
            raise ImportError(f"cannot read {init.name}")
        module = importlib.util.module_from_spec(spec)
        sys.modules[package] = module
        spec.loader.exec_module(module)
        return
    module = ModuleType(package)
    module.__path__ = [str(directory)]
    sys.modules[package] = module


class _UncachedLoader(SourceFileLoader):
    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        """Writes no byte code: the pipeline's files belong to the server."""


def _read_without_caches(directory: Path) -> None:
    root = str(directory)

    def hook(path: str) -> FileFinder:
        if path != root and not path.startswith(root + "/"):
            raise ImportError
        return FileFinder(path, (ExtensionFileLoader, EXTENSION_SUFFIXES), (_UncachedLoader, SOURCE_SUFFIXES))

    sys.path_hooks.insert(0, hook)


def _reason(error: BaseException) -> str:
    if isinstance(error, SystemExit):
        return f"it called sys.exit({error.code if error.code is not None else ''})"
    text = str(error)
    if isinstance(error, ImportError) and error.path:
        text = text.replace(f" ({error.path})", "")
    return text or type(error).__name__


def _place(error: BaseException, directory: Path) -> str:
    """Where in the pipeline's own files the error came from, such as `` (pipeline_wrapper.py, line 3)``."""
    if isinstance(error, SyntaxError):
        return ""  # its text names the place already
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.is_relative_to(directory):
            return f" ({path.relative_to(directory)}, line {frame.lineno})"
    return f" ({WRAPPER_FILE})"


def advice(error: BaseException | None, said: str = "", place: str = "the pipeline's requirements.txt") -> str:
    """Which package to add in which place when one is missing; empty for all other errors."""
    if isinstance(error, ImportError) and "pip install" in str(error):  # how Haystack names optional packages
        return f". Add that package to {place}"
    if not isinstance(error, ModuleNotFoundError) or not error.name or "pipeline_wrapper" in error.name:
        return ""
    top = error.name.partition(".")[0]
    if top != "haystack_integrations" and (top in sys.modules or _is_importable(top)):
        return ""
    package = package_of(error, said)
    what = f"'{package}'" if package else "the package"
    return f". Add {what} to {place}: nothing installed provides '{error.name}'"
