# SPDX-License-Identifier: Apache-2.0
"""Items of a run's stream as bytes for the client."""

import json
import re
from collections.abc import Sequence
from typing import Any

from hayhooks.events import PipelineEvent
from hayhooks.server.logger import log
from hayhooks.worker.answers import in_pieces
from hayhooks.worker.haystack_types import is_streaming_chunk, reasoning_of

_BYTES = b"\0"
_LINE_END = re.compile(r"\r\n|\n|\r")


def plain_chunks(item: Any) -> Sequence[bytes]:
    """Payloads for one item of a plain stream."""
    if isinstance(item, bytes):
        return in_pieces(_BYTES, item) if item else ()
    text = _text(item)
    return in_pieces(_BYTES, text.encode("utf-8", "replace")) if text else ()


def event_chunks(item: Any) -> Sequence[bytes]:
    """Payloads for one item of a stream of server-sent events."""
    text = item.decode("utf-8", "replace") if isinstance(item, bytes) else _text(item)
    if text is None:
        return ()
    lines = _LINE_END.split(text)
    if len(lines) > 1 and not lines[-1]:
        lines.pop()
    frame = "".join(f"data: {line}\n" if line else "data:\n" for line in lines) + "\n"
    return in_pieces(_BYTES, frame.encode("utf-8", "replace"))


def _text(item: Any) -> str | None:
    """What an item shows; null for what does not belong into the stream."""
    if isinstance(item, str):
        return item
    if item is None:
        return ""
    if isinstance(item, PipelineEvent):
        log.warning("A run's stream has no place for events; dropped one of type '%s'", item.type)
        return None
    if is_streaming_chunk(item):
        return item.content or reasoning_of(item) or ""
    try:
        return json.dumps(item)
    except (TypeError, ValueError):
        return str(item)
