# SPDX-License-Identifier: Apache-2.0
"""A pipeline or agent and the places where streaming callbacks go."""

from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Literal

from hayhooks.settings import settings

Callback = Callable[[Any], None]
AsyncCallback = Callable[[Any], Awaitable[None]]
Names = list[str] | Literal["all"] | None


class Target:
    """Runs a Haystack pipeline or agent with callbacks in the components that shall stream.

    ``ValueError`` when it is neither, or when nothing in it can stream.
    """

    def __init__(self, pipeline: Any, streaming_components: Names, include_outputs_from: set[str] | None) -> None:
        self._pipeline = pipeline
        self._include_outputs_from = include_outputs_from
        self._components: dict[str, Any] = {}
        self._is_agent = _is_agent(pipeline)
        if self._is_agent:
            return
        if not hasattr(pipeline, "walk"):
            raise ValueError(f"Unsupported pipeline type: {type(pipeline)}")
        self._components = _chosen(pipeline, streaming_components)

    def check_async(self) -> None:
        """``ValueError`` when a component that shall stream cannot run asynchronously."""
        for name, component in self._components.items():
            if not _is_async(component):
                raise ValueError(
                    f"Component '{name}' of type '{type(component).__name__}' seems to not support async streaming "
                    "callbacks. Use the sync 'streaming_generator' function instead, switch to a component that "
                    "implements 'run_async', or set allow_sync_streaming_callbacks=True to enable hybrid mode."
                )

    def run(self, arguments: dict[str, Any], callback: Callback) -> Any:
        """Runs to the end; every chunk goes to ``callback``."""
        if self._is_agent:
            return self._pipeline.run(**{**arguments, "streaming_callback": callback})
        data = self._with_callbacks(arguments, lambda _component: callback)
        return self._pipeline.run(data=data, **self._options())

    async def run_async(self, arguments: dict[str, Any], callback: AsyncCallback, from_thread: Callback) -> Any:
        """As ``run``; components without an async form run on threads and call ``from_thread``."""
        if self._is_agent:
            return await self._pipeline.run_async(**{**arguments, "streaming_callback": callback})
        data = self._with_callbacks(arguments, lambda c: callback if _is_async(c) else from_thread)
        return await self._pipeline.run_async(data=data, **self._options())

    def _with_callbacks(self, arguments: dict[str, Any], choose: Callable[[Any], Any]) -> dict[str, Any]:
        data = dict(arguments)
        for name, component in self._components.items():
            data[name] = {**data.get(name, {}), "streaming_callback": choose(component)}
        return data

    def _options(self) -> dict[str, Any]:
        return {} if self._include_outputs_from is None else {"include_outputs_from": self._include_outputs_from}


def parse_streaming_components_setting(setting_value: str) -> Names:
    """What ``HAYHOOKS_STREAMING_COMPONENTS`` says: null for the last component, ``all``, or names."""
    text = setting_value.strip()
    if not text:
        return None
    if text.lower() == "all":
        return "all"
    return [name.strip() for name in text.split(",") if name.strip()]


def find_all_streaming_components(pipeline: Any) -> list[tuple[Any, str]]:
    """Components that can stream, with their names, in the order they were added."""
    return [(component, name) for name, component in pipeline.walk() if is_streaming_component(component)]


def is_streaming_component(component: Any) -> bool:
    """Whether ``component`` takes a streaming callback when it runs."""
    sockets: Iterable[str] = getattr(component, "__haystack_input__", ())
    return "streaming_callback" in sockets


def _chosen(pipeline: Any, streaming_components: Names) -> dict[str, Any]:
    found = {name: component for component, name in find_all_streaming_components(pipeline)}
    if not found:
        raise ValueError("No streaming-capable components found in the pipeline")
    wanted = streaming_components
    if wanted is None:
        wanted = parse_streaming_components_setting(settings.streaming_components)
    if wanted is None:
        last = list(found)[-1]
        return {last: found[last]}
    if wanted == "all":
        return found
    return {name: component for name, component in found.items() if name in wanted}


def _is_async(component: Any) -> bool:
    return bool(getattr(component, "__haystack_supports_async__", False))


def _is_agent(pipeline: Any) -> bool:
    return not hasattr(pipeline, "walk") and hasattr(pipeline, "run") and is_streaming_component(pipeline)
