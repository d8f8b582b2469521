# SPDX-License-Identifier: Apache-2.0
"""The inputs and outputs that a YAML pipeline declares, resolved against the pipeline."""

import keyword
from typing import Any

from pydantic import BaseModel

from hayhooks.server.pipelines.yaml_source import YamlSource


class OutputResolution(BaseModel):
    """A declared output: which output of which component."""

    path: str
    component: str
    name: str
    type: Any


class InputResolution(OutputResolution):
    """A declared input. ``path``, ``component``, ``name`` and ``type`` are the first target's.

    It is required when any of its targets is. ``defaults`` are those of its targets, ``...`` where a connection
    makes up for a missing value.
    """

    required: bool
    targets: list[str]
    defaults: list[Any] = []


def resolve_inputs(source: YamlSource, pipeline: Any) -> dict[str, InputResolution]:
    """Declared inputs by name."""
    taken: dict[str, str] = {}
    resolved = {}
    for name, declared in source.mapping("inputs").items():
        _check_name(source, name)
        targets = declared if isinstance(declared, list) else [declared]
        if not targets:
            raise source.io_error(f"Declared input '{name}' has no target", "inputs", name)
        found = [_input_socket(source, pipeline, name, target) for target in targets]
        for target in targets:
            _claim(source, taken, name, target)
        component, _, socket = targets[0].partition(".")
        resolved[name] = InputResolution(
            path=targets[0],
            component=component,
            name=socket,
            type=found[0]["type"],
            required=any(socket["is_mandatory"] for socket in found),
            targets=targets,
            defaults=[socket.get("default_value", ...) for socket in found],
        )
    return resolved


def resolve_outputs(source: YamlSource, pipeline: Any) -> dict[str, OutputResolution]:
    """Declared outputs by name."""
    sockets = pipeline.outputs(include_components_with_connected_outputs=True)
    resolved = {}
    for name, declared in source.mapping("outputs").items():
        path = declared[0] if isinstance(declared, list) and len(declared) == 1 else declared
        component, socket = _split(source, "outputs", name, path)
        found = _socket(source, sockets, ("outputs", name, path), pipeline)
        resolved[str(name)] = OutputResolution(path=path, component=component, name=socket, type=found["type"])
    return resolved


def _check_name(source: YamlSource, name: Any) -> None:
    if not isinstance(name, str) or not name.isidentifier() or keyword.iskeyword(name):
        reason = "must be a name of letters, digits and underscores, and no keyword of Python"
        raise source.io_error(f"Declared input '{name}' {reason}", "inputs", name)


def _claim(source: YamlSource, taken: dict[str, str], name: str, target: str) -> None:
    if target in taken:
        raise source.io_error(
            f"Declared input '{name}' targets '{target}'; '{target}' already targeted by declared input "
            f"'{taken[target]}'. Each pipeline input target may be declared only once.",
            "inputs",
            name,
        )
    taken[target] = name


def _input_socket(source: YamlSource, pipeline: Any, name: str, target: Any) -> dict[str, Any]:
    component, socket = _split(source, "inputs", name, target)
    every = pipeline.inputs(include_components_with_connected_inputs=True)
    found = _socket(source, every, ("inputs", name, target), pipeline)
    if socket not in pipeline.inputs().get(component, {}):
        reason = f"Declared input '{name}' targets '{target}', which a connection feeds already"
        raise source.io_error(reason, "inputs", name)
    return found


def _split(source: YamlSource, section: str, name: Any, path: Any) -> tuple[str, str]:
    component, dot, socket = path.partition(".") if isinstance(path, str) else ("", "", "")
    if not component or not dot or not socket:
        raise source.io_error(
            f"Declared {section[:-1]} '{name}' must name a component's socket as 'component.socket', not {path!r}",
            section,
            name,
        )
    return component, socket


def _socket(source: YamlSource, sockets: Any, where: tuple[str, Any, str], pipeline: Any) -> dict[str, Any]:
    section, name, path = where
    component, _, socket = path.partition(".")
    kind = section[:-1]
    if component not in pipeline.graph.nodes:
        there = _listed(pipeline.graph.nodes)
        reason = f"but there is no component '{component}' (there: {there})"
        raise source.io_error(f"Declared {kind} '{name}' names '{path}', {reason}", section, name)
    found = sockets.get(component, {})
    if socket not in found:
        reason = f"but component '{component}' has no {kind} '{socket}' (it has: {_listed(found)})"
        raise source.io_error(f"Declared {kind} '{name}' names '{path}', {reason}", section, name)
    return found[socket]


def _listed(names: Any) -> str:
    return ", ".join(str(name) for name in names) or "none"
