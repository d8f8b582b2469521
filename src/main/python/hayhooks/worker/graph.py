# SPDX-License-Identifier: Apache-2.0
"""The graph of a wrapper's pipeline: components and connections, for whoever draws it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic_core import to_json

from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper
from hayhooks.worker.answers import JSON, Answer, Request, Whole
from hayhooks.worker.haystack_types import kind_of

_GENERATOR = "chat_generator"


class GraphEndpoint:
    """Describes the pipeline as it is when asked."""

    is_async = False

    def __init__(self, wrapper: BasePipelineWrapper) -> None:
        self._wrapper = wrapper
        self.method: Callable[..., Any] = self._describe

    def arguments(self, _request: Request) -> dict[str, Any]:
        return {}

    def answer(self, value: Any) -> Answer:
        return Whole(JSON, to_json(value))

    def _describe(self) -> dict[str, Any]:
        pipeline = self._wrapper.pipeline
        return _agent(pipeline) if kind_of(pipeline) == "agent" else _pipeline(pipeline)


def has_graph(wrapper: BasePipelineWrapper) -> bool:
    """Whether the wrapper's ``pipeline`` is a Haystack pipeline or agent."""
    return kind_of(wrapper.pipeline) != "unknown"


def _pipeline(pipeline: Any) -> dict[str, Any]:
    connections = [
        _connection(f"{sender}.{edge['from_socket'].name}", f"{receiver}.{edge['to_socket'].name}", edge)
        for sender, receiver, edge in pipeline.graph.edges(data=True)
    ]
    return {
        "components": [_component(name, instance) for name, instance in pipeline.walk()],
        "connections": connections,
    }


def _agent(agent: Any) -> dict[str, Any]:
    """An agent asks its generator, which calls tools, whose results go back to the generator."""
    components = [_component("agent", agent), _component(_GENERATOR, agent.chat_generator)]
    connections = [
        _connection("agent.messages", f"{_GENERATOR}.messages"),
        _connection(f"{_GENERATOR}.replies", "agent.messages"),
    ]
    taken = {component["name"] for component in components}
    for tool in _tools(getattr(agent, "tools", None)):
        name = _free(str(tool.name), taken)
        kind = type(tool).__name__
        components.append({"name": name, "type": kind, "inputs": ["arguments"], "outputs": ["result"]})
        connections.append(_connection(f"{_GENERATOR}.replies", f"{name}.arguments"))
        connections.append(_connection(f"{name}.result", f"{_GENERATOR}.messages"))
    return {"components": components, "connections": connections}


def _component(name: str, instance: Any) -> dict[str, Any]:
    sides = (getattr(instance, f"__haystack_{side}__", None) for side in ("input", "output"))
    inputs, outputs = (list(getattr(sockets, "_sockets_dict", {})) for sockets in sides)
    return {"name": name, "type": type(instance).__name__, "inputs": inputs, "outputs": outputs}


def _connection(sender: str, receiver: str, edge: Any = None) -> dict[str, Any]:
    ends = {"from": sender, "to": receiver}
    return {**ends, "type": str(edge["conn_type"])} if edge and "conn_type" in edge else ends


def _tools(tools: Any) -> Iterator[Any]:
    """Tools, also those in sets of tools."""
    for tool in tools or ():
        if hasattr(tool, "name"):
            yield tool
        elif isinstance(tool, Iterable):
            yield from _tools(tool)


def _free(name: str, taken: set[str]) -> str:
    """``name``, with a number when it is taken; dots would look like a socket."""
    plain = name.replace(".", "_")
    free, number = plain, 1
    while free in taken:
        number += 1
        free = f"{plain}_{number}"
    taken.add(free)
    return free
