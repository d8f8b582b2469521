# SPDX-License-Identifier: Apache-2.0
"""Turns maps into Haystack's objects where a pipeline's sockets want such."""

import dataclasses
from collections.abc import Mapping
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from hayhooks.server.pipelines.socket_types import members


def coerce_pipeline_inputs(pipeline: Any, data: dict[str, Any]) -> dict[str, Any]:
    """A copy of ``data`` with maps made into instances of the classes that the sockets declare.

    Such classes have a ``from_dict`` (``Document``, ``ChatMessage``), or are pydantic models or dataclasses; a socket
    may take one or a list of them. Everything else stays as it is.

    Args:
        pipeline: A Haystack pipeline.
        data: What its ``run`` takes: inputs by component, or by name alone.

    Raises:
        ValueError: A map is given where a socket takes more than one such class; nothing tells which is meant.
    """
    sockets = pipeline.inputs(include_components_with_connected_inputs=True)
    if all(isinstance(value, dict) for value in data.values()):
        return {name: _component_inputs(sockets.get(name, {}), values) for name, values in data.items()}
    return {name: _coerce(value, _types_of(sockets, name)) for name, value in data.items()}


def _component_inputs(sockets: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _coerce(value, [sockets[name]["type"]] if name in sockets else []) for name, value in values.items()}


def _types_of(sockets: Mapping[str, Mapping[str, Any]], name: str) -> list[Any]:
    return [inputs[name]["type"] for inputs in sockets.values() if name in inputs]


def _coerce(value: Any, kinds: list[Any]) -> Any:
    maps = value if isinstance(value, list) else [value]
    if not any(isinstance(item, dict) for item in maps):
        return value
    classes = {found for kind in kinds for found in _classes(kind)}
    if not classes:
        return value
    if len(classes) > 1:
        names = ", ".join(sorted(found.__name__ for found in classes))
        raise ValueError(
            f"A map cannot be made into an input of type {' or '.join(str(kind) for kind in kinds)}: it may be any of "
            f"{names}. Give an object of the class that is meant."
        )
    target = classes.pop()
    made = [_instance(target, item) if isinstance(item, dict) else item for item in maps]
    return made if isinstance(value, list) else made[0]


def _classes(kind: Any) -> set[type]:
    found = set()
    for member in members(kind):
        inner = members(get_args(member)[0]) if get_origin(member) is list and get_args(member) else (member,)
        found.update(part for part in inner if _is_coercible(part))
    return found


def _is_coercible(kind: Any) -> bool:
    if not isinstance(kind, type) or get_origin(kind) is not None:
        return False
    return hasattr(kind, "from_dict") or issubclass(kind, BaseModel) or dataclasses.is_dataclass(kind)


def _instance(kind: Any, fields: dict[str, Any]) -> Any:
    if hasattr(kind, "from_dict"):
        return kind.from_dict(fields)
    if issubclass(kind, BaseModel):
        return kind.model_validate(fields)
    return kind(**fields)
