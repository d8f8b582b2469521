# SPDX-License-Identifier: Apache-2.0
"""Whether a method wants the headers of the HTTP request."""

from collections.abc import Callable
from typing import Any


def accepts_request_headers(method: Callable[..., Any]) -> bool:
    """True when ``method`` declares ``headers: Headers | None = None``."""
    from hayhooks.worker.parameters import wants_headers

    return wants_headers(getattr(method, "__name__", "method"), method)
