# SPDX-License-Identifier: Apache-2.0
"""The mark that makes a run's stream server-sent events instead of plain text."""

from collections.abc import AsyncIterator, Iterator
from typing import Any


class SSEStream:
    """Wraps a generator, sync or async: its items are sent as server-sent events (``text/event-stream``)."""

    def __init__(self, stream: Iterator[Any] | AsyncIterator[Any]) -> None:
        self.stream = stream
