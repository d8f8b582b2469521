# SPDX-License-Identifier: Apache-2.0
"""What the documentation of a wrapper's method says."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Documentation:
    """Summary (first line), descriptions of parameters by name, description of the return value."""

    summary: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    returns: str | None = None


def documentation_of(method: Callable[..., Any]) -> Documentation:
    """Reads the docstring of ``method``; Google, NumPy, reST and Epydoc styles are understood."""
    # Not inspect.getdoc: it would find the base class's documentation for a method that has none.
    text = inspect.cleandoc(method.__doc__ or "")
    if not text:
        return Documentation()
    summary = text.splitlines()[0].strip()
    # Imported here: a wrapper without documentation starts a little faster.
    import docstring_parser

    try:
        parsed = docstring_parser.parse(text)
    except docstring_parser.ParseError:
        return Documentation(summary)
    parameters = {p.arg_name: p.description for p in parsed.params if p.description}
    return Documentation(summary, parameters, parsed.returns.description if parsed.returns else None)
