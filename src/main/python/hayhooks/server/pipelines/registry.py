# SPDX-License-Identifier: Apache-2.0
"""What is deployed, for reading: in a worker that is the one pipeline it serves, or those of its group."""

from typing import Any

from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper


class _PipelineRegistry:
    """Wrappers and what is known of them, by name."""

    def __init__(self) -> None:
        self._wrappers: dict[str, BasePipelineWrapper] = {}
        self._metadata: dict[str, dict[str, Any]] = {}

    def add(
        self, name: str, pipeline_wrapper: BasePipelineWrapper, metadata: dict[str, Any] | None = None
    ) -> BasePipelineWrapper:
        """Keeps a wrapper in this process; nothing is served by that: the worker adds the one it serves itself."""
        if not isinstance(pipeline_wrapper, BasePipelineWrapper):
            raise TypeError(f"Expected BasePipelineWrapper instance, got {type(pipeline_wrapper).__name__}")
        if name in self._wrappers:
            raise ValueError(f"A pipeline with name {name} is already in the registry.")
        self._wrappers[name] = pipeline_wrapper
        self._metadata[name] = dict(metadata or {})
        return pipeline_wrapper

    def get(self, name: str) -> BasePipelineWrapper | None:
        """The wrapper; null when the name is not there."""
        return self._wrappers.get(name)

    def get_metadata(self, name: str) -> dict[str, Any] | None:
        """What is known of it; null when the name is not there."""
        return self._metadata.get(name)

    def update_metadata(self, name: str, metadata: dict[str, Any]) -> None:
        """Adds to what is known of it."""
        if name in self._wrappers:
            self._metadata[name].update(metadata)

    def get_names(self) -> list[str]:
        """The names."""
        return list(self._wrappers)

    def remove(self, name: str) -> None:
        """Forgets a wrapper; it goes on being served."""
        self._wrappers.pop(name, None)
        self._metadata.pop(name, None)

    def clear(self) -> None:
        """Forgets all."""
        self._wrappers.clear()
        self._metadata.clear()


registry = _PipelineRegistry()


def metadata_of(wrapper: BasePipelineWrapper, signature: dict[str, Any]) -> dict[str, Any]:
    """What the registry knows of the pipeline that the worker serves."""
    return {
        "description": signature["description"],
        "request_model": None,
        "skip_mcp": signature["skip_mcp"],
        "skip_a2a": signature["skip_a2a"],
        "a2a_card": wrapper.a2a_card,
        "deployment_type": signature["type"],
        "include_outputs_from": getattr(wrapper, "include_outputs_from", None),
        "streaming_components": getattr(wrapper, "streaming_components", None),
    }
