# SPDX-License-Identifier: Apache-2.0
"""What ``import`` means in the code of one pipeline when several are loaded into one process."""

import builtins
import importlib
import importlib.util
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any


def is_importable(name: str) -> bool:
    """Whether an import of ``name``, which has no dots, would find something that is installed."""
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):
        return True


class OwnImports:
    """Has ``from helper import x`` find the pipeline's own ``helper``, whatever else is called so elsewhere.

    Two pipelines, or two revisions of one, may each have a file of that name, and there is one table of modules. So a
    pipeline's files are modules of its package, and its code, which is given ``builtins``, finds them there by their
    plain names, too. What is installed goes before, as nothing in a pipeline may take its place.
    """

    def __init__(self, name: str, package: str, directory: Path) -> None:
        self._name = name
        self._package = package
        self._directory = directory
        self._known: dict[str, str | None] = {}
        self.builtins = {**vars(builtins), "__import__": self._import}

    def _import(
        self,
        name: str,
        globals: Mapping[str, Any] | None = None,
        locals: Mapping[str, Any] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        top, dot, rest = name.partition(".")
        own = self._own(top) if level == 0 else None
        if own is None:
            return builtins.__import__(name, globals, locals, fromlist or (), level)
        if fromlist:
            return builtins.__import__(own + dot + rest, globals, locals, fromlist, 0)
        importlib.import_module(own + dot + rest)
        return sys.modules[own]

    def _own(self, top: str) -> str | None:
        """What the module is really called, when it is the pipeline's own."""
        if top not in self._known:
            self._known[top] = self._find(top)
        return self._known[top]

    def _find(self, top: str) -> str | None:
        here = (self._directory / f"{top}.py").is_file() or (self._directory / top).is_dir()
        if not here and top != self._name:
            return None
        if top in sys.modules or is_importable(top):
            return None
        return f"{self._package}.{top}" if here else self._package
