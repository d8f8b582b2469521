# SPDX-License-Identifier: Apache-2.0
"""What a component's output says of the model it called, by OpenTelemetry's names for generative AI.

These are names and numbers, never what was said.
"""

from collections.abc import Iterator, Mapping
from typing import Any

_OUTPUT = "haystack.component.output"
_USAGE = {
    "gen_ai.usage.input_tokens": ("prompt_tokens", "input_tokens"),
    "gen_ai.usage.output_tokens": ("completion_tokens", "output_tokens"),
}


def facts_of(key: str, output: Any) -> Iterator[tuple[str, Any]]:
    """The tags that follow from a component's output; none for other keys."""
    if key != _OUTPUT or not isinstance(output, Mapping):
        return
    operation, meta = _meta(output)
    if not isinstance(meta, Mapping) or not isinstance(meta.get("model"), str):
        return
    yield "gen_ai.operation.name", operation
    yield "gen_ai.response.model", meta["model"]
    if isinstance(meta.get("finish_reason"), str):
        yield "gen_ai.response.finish_reasons", [meta["finish_reason"]]
    usage = meta.get("usage")
    if isinstance(usage, Mapping):
        for name, keys in _USAGE.items():
            number = next((usage[one] for one in keys if isinstance(usage.get(one), int)), None)
            if number is not None:
                yield name, number


def _meta(output: Mapping[str, Any]) -> tuple[str, Any]:
    replies = output.get("replies")
    if isinstance(replies, list) and replies:
        if hasattr(replies[0], "meta"):
            return "chat", replies[0].meta
        meta = output.get("meta")
        return "text_completion", meta[0] if isinstance(meta, list) and meta else meta
    return "embeddings", output.get("meta") if "embedding" in output or "documents" in output else None
