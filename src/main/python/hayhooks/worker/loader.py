# SPDX-License-Identifier: Apache-2.0
"""Loads ``pipeline_wrapper.py`` (or ``pipeline.yml``) from a directory and makes its wrapper.

The directory becomes a package, so that relative imports work, and is appended to the import path, so that
``from helper import x`` does; appended, because nothing in it may take the place of an installed module. Of several
pipelines in one process, each has a package of its own and finds its files there (``OwnImports``), and can be unloaded.
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
from hayhooks.worker.own_imports import OwnImports, is_importable
from hayhooks.worker.packages import package_of

WRAPPER_FILE = "pipeline_wrapper.py"
YAML_FILE = "pipeline.yml"
"""What a directory of a YAML pipeline holds instead."""


class Loader:
    """Makes the wrapper of one pipeline; every failure is a ``CallError`` that names file, line and cause."""

    def __init__(self, name: str, directory: str, failures: Failures, unit: int = 0) -> None:
        self._name = name
        self._directory = Path(directory)
        self._failures = failures
        self._unit = unit
        self._package = ""
        self._hook: Callable[[str], FileFinder] | None = None

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
        self._package = self._package_name()
        own_builtins = None
        if self._unit:
            own_builtins = OwnImports(self._name, self._package, self._directory).builtins
        else:
            sys.path.append(str(self._directory))
        self._hook = _finder_of(self._directory, own_builtins)
        sys.path_hooks.insert(0, self._hook)
        _add_package(self._package, self._directory, own_builtins)
        return importlib.import_module(f"{self._package}.pipeline_wrapper")

    def _package_name(self) -> str:
        """The pipeline's name when nothing else is called so, else a name that no import statement can spell."""
        name = self._name
        if self._unit:
            return f"pipeline {name.replace('.', '_')} {self._unit}"
        if "." not in name and name not in sys.modules and not is_importable(name):
            return name
        return f"pipeline {name.replace('.', '_')}"

    def unload(self) -> None:
        """Forgets the modules, of one of several pipelines."""
        if self._hook is None:
            return
        sys.path_hooks.remove(self._hook)
        self._hook = None
        for name in list(sys.modules):
            if name == self._package or name.startswith(f"{self._package}."):
                sys.modules.pop(name, None)
        for path in list(sys.path_importer_cache):
            if Path(path).is_relative_to(self._directory):
                sys.path_importer_cache.pop(path, None)

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


class _Loader(SourceFileLoader):
    """Writes no byte code, as the pipeline's files belong to the server, and says what is built in."""

    def __init__(self, fullname: str, path: str, own_builtins: dict[str, Any] | None) -> None:
        super().__init__(fullname, path)
        self._own_builtins = own_builtins

    def set_data(self, path: str, data: Any, *, _mode: int = 0o666) -> None:
        """Does nothing."""

    def exec_module(self, module: ModuleType) -> None:
        """Runs the module's code."""
        if self._own_builtins is not None:
            module.__dict__["__builtins__"] = self._own_builtins
        super().exec_module(module)


def _add_package(package: str, directory: Path, own_builtins: dict[str, Any] | None) -> None:
    init = directory / "__init__.py"
    if init.is_file():
        loader = _Loader(package, str(init), own_builtins)
        spec = importlib.util.spec_from_file_location(
            package, init, loader=loader, submodule_search_locations=[str(directory)]
        )
        if spec is None or spec.loader is None:
            raise ImportError(f"cannot read {init.name}")
        module = importlib.util.module_from_spec(spec)
        sys.modules[package] = module
        spec.loader.exec_module(module)
        return
    module = ModuleType(package)
    module.__path__ = [str(directory)]
    sys.modules[package] = module


def _finder_of(directory: Path, own_builtins: dict[str, Any] | None) -> Callable[[str], FileFinder]:
    """A hook that finds modules below ``directory``."""
    root = str(directory)

    def load(fullname: str, path: str) -> _Loader:
        return _Loader(fullname, path, own_builtins)

    def hook(path: str) -> FileFinder:
        if path != root and not path.startswith(root + "/"):
            raise ImportError
        return FileFinder(path, (ExtensionFileLoader, EXTENSION_SUFFIXES), (load, SOURCE_SUFFIXES))

    return hook


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
    if top != "haystack_integrations" and (top in sys.modules or is_importable(top)):
        return ""
    package = package_of(error, said)
    what = f"'{package}'" if package else "the package"
    return f". Add {what} to {place}: nothing installed provides '{error.name}'"
