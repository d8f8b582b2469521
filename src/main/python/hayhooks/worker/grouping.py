# SPDX-License-Identifier: Apache-2.0
"""Says which worker group a wrapper's source names, without running it: ``python <package> group <directory>``.

A deployment waits for the answer, so nothing is imported here but what Python brings.
"""

import ast
import json
import sys
from pathlib import Path


def group_of(source: bytes) -> str | None:
    """The text that ``PipelineWrapper`` assigns to ``worker_group``; null when it assigns none, or no text."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None  # loading it will say what is wrong
    group = None
    for statement in tree.body:
        if isinstance(statement, ast.ClassDef) and statement.name == "PipelineWrapper":
            group = _assigned(statement)
    return group


def _assigned(wrapper: ast.ClassDef) -> str | None:
    group = None
    for statement in wrapper.body:
        targets = statement.targets if isinstance(statement, ast.Assign) else [getattr(statement, "target", None)]
        if any(isinstance(target, ast.Name) and target.id == "worker_group" for target in targets):
            value = getattr(statement, "value", None)
            group = value.value if isinstance(value, ast.Constant) and isinstance(value.value, str) else None
    return group


def main() -> int:
    """Prints the answer as JSON."""
    source = Path(sys.argv[2], "pipeline_wrapper.py").read_bytes()
    print(json.dumps({"worker_group": group_of(source)}))
    return 0
