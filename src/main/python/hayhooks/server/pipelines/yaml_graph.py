# SPDX-License-Identifier: Apache-2.0
"""Builds the Haystack pipeline of a YAML source, part by part, so that every failure has its component and line."""

from collections.abc import Callable
from typing import Any

from hayhooks.server.exceptions import PipelineYamlError
from hayhooks.server.pipelines.yaml_source import YamlSource

_FRAME = ("metadata", "max_runs_per_component", "connection_type_validation")


def build_pipeline(source: YamlSource) -> Any:
    """The pipeline; which modules components may come from is Haystack's allow-list's decision."""
    from hayhooks.server.utils.haystack_compat import AsyncPipeline

    components = source.mapping("components")
    frame = {key: source.data[key] for key in _FRAME if key in source.data}
    pipeline = _step(source, "The pipeline", (), lambda: AsyncPipeline.from_dict({**frame, "components": {}}))
    for name, data in components.items():
        _check_component(source, name, data)
        subject, path = f"Component '{name}' ({data['type']})", ("components", name)
        instance = _step(source, subject, path, lambda n=name, d=data: _component(AsyncPipeline, n, d))
        _step(source, subject, path, lambda n=name, i=instance: pipeline.add_component(n, i))
    for position, connection in enumerate(_connections(source)):
        _connect(source, pipeline, position, connection)
    return pipeline


def _check_component(source: YamlSource, name: Any, data: Any) -> None:
    if not isinstance(name, str):
        raise source.error(f"Component name {name!r} must be a text; put it into quotes", "components", name)
    if not isinstance(data, dict) or not isinstance(data.get("type"), str):
        raise source.error(f"Component '{name}' must be a mapping with a 'type'", "components", name)
    if "." not in data["type"]:
        reason = f"has the type '{data['type']}', which is no full name of a class"
        raise source.error(f"Component '{name}' {reason}", "components", name, "type")
    if not isinstance(data.get("init_parameters") or {}, dict):
        path = ("components", name, "init_parameters")
        raise source.error(f"'init_parameters' of component '{name}' must be a mapping", *path)


def _component(pipeline_class: Any, name: str, data: dict[str, Any]) -> Any:
    # A pipeline of one component: so Haystack's own checks apply, and the failure is that component's.
    plain = {**data, "init_parameters": data.get("init_parameters") or {}}
    one = pipeline_class.from_dict({"components": {name: plain}, "connections": []})
    return one.remove_component(name)


def _connections(source: YamlSource) -> list[Any]:
    connections = source.data.get("connections")
    if connections is None:
        return []
    if not isinstance(connections, list):
        raise source.error("'connections' must be a list of 'sender' and 'receiver' pairs", "connections")
    return connections


def _connect(source: YamlSource, pipeline: Any, position: int, connection: Any) -> None:
    path = ("connections", position)
    ends = [connection.get(end) for end in ("sender", "receiver")] if isinstance(connection, dict) else [None]
    if not all(isinstance(end, str) for end in ends):
        raise source.error("A connection must have a 'sender' and a 'receiver', such as 'component.socket'", *path)
    sender, receiver = ends
    _step(source, f"Connection '{sender}' to '{receiver}'", path, lambda: pipeline.connect(sender, receiver))


def _step(source: YamlSource, subject: str, path: tuple[str | int, ...], action: Callable[[], Any]) -> Any:
    try:
        return action()
    except PipelineYamlError:
        raise
    except Exception as error:
        raise source.error(f"{subject}: {_reason(error)}", *path) from error


def _reason(error: Exception) -> str:
    """Why, without the submitted parameters and the advice for Python code that Haystack's texts contain."""
    from haystack.core.errors import DeserializationError, PipelineConnectError, PipelineError

    cause = error.__cause__
    if isinstance(error, DeserializationError) and isinstance(cause, KeyError):
        return f"{cause} is missing"
    wraps = isinstance(error, (DeserializationError, PipelineError)) and not isinstance(error, PipelineConnectError)
    text = str(cause if wraps and cause is not None else error)
    return _without_advice(text) or type(error).__name__


def _without_advice(text: str) -> str:
    refusal, found, _ = text.partition(" If you trust the source")
    if not found:
        return text.partition("\nThe component might be registered")[0].strip()
    return f"{refusal} If you trust it, name the module in the server's HAYSTACK_DESERIALIZATION_ALLOWLIST."
