# SPDX-License-Identifier: Apache-2.0
"""Recognises Haystack's objects without importing Haystack: wrappers that use it have done so, others need not wait."""

from typing import Any


def _is_a(value: Any, module: str, name: str) -> bool:
    return any(c.__name__ == name and c.__module__.startswith(module) for c in type(value).__mro__)


def is_streaming_chunk(item: Any) -> bool:
    """Whether ``item`` is one of ``haystack.dataclasses.StreamingChunk``."""
    return _is_a(item, "haystack.", "StreamingChunk")


def reasoning_of(chunk: Any) -> str | None:
    """The reasoning text of a streaming chunk."""
    return getattr(getattr(chunk, "reasoning", None), "reasoning_text", None)


def kind_of(pipeline: Any) -> str:
    """``pipeline``, ``agent`` or ``unknown``."""
    if _is_a(pipeline, "haystack.", "PipelineBase"):
        return "pipeline"
    if _is_a(pipeline, "haystack.", "Agent"):
        return "agent"
    return "unknown"
