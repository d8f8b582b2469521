# SPDX-License-Identifier: Apache-2.0
"""What a YAML pipeline declares, for code that reads such files itself."""

from typing import Any, TypedDict

from hayhooks.server.exceptions import InvalidYamlIOError
from hayhooks.server.pipelines.yaml_graph import build_pipeline
from hayhooks.server.pipelines.yaml_io import InputResolution, OutputResolution, resolve_inputs, resolve_outputs
from hayhooks.server.pipelines.yaml_source import YamlSource

__all__ = [
    "InputResolution",
    "InvalidYamlIOError",
    "OutputResolution",
    "ResolvedIO",
    "get_components_from_outputs",
    "get_inputs_outputs_from_yaml",
    "get_streaming_components_from_yaml",
    "parse_yaml_pipeline",
]


class ResolvedIO(TypedDict):
    """Declared inputs and outputs by name."""

    inputs: dict[str, InputResolution]
    outputs: dict[str, OutputResolution]


def parse_yaml_pipeline(yaml_source_code: str) -> dict[str, Any]:
    """The document as a map; ``PipelineYamlError`` when it is none."""
    return YamlSource(yaml_source_code).data


def get_inputs_outputs_from_yaml(yaml_source_code: str) -> ResolvedIO:
    """Declared inputs and outputs with the types of the components; ``InvalidYamlIOError`` when they do not fit."""
    source = YamlSource(yaml_source_code)
    source.check_declarations()
    pipeline = build_pipeline(source)
    return {"inputs": resolve_inputs(source, pipeline), "outputs": resolve_outputs(source, pipeline)}


def get_components_from_outputs(resolved_outputs: dict[str, OutputResolution]) -> set[str]:
    """The components whose outputs are declared."""
    return {output.component for output in resolved_outputs.values()}


def get_streaming_components_from_yaml(yaml_source_code: str) -> list[str] | str | None:
    """``all``, the names of the components that shall stream, or null for the server's setting."""
    return streaming_components(YamlSource(yaml_source_code).data)


def streaming_components(data: dict[str, Any]) -> list[str] | str | None:
    """As ``get_streaming_components_from_yaml``, of a parsed document."""
    value = data.get("streaming_components")
    if isinstance(value, str) and value.lower() == "all":
        return "all"
    return [str(name) for name in value] if isinstance(value, list) else None
