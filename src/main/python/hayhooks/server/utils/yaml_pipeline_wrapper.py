# SPDX-License-Identifier: Apache-2.0
"""The wrapper of a pipeline that is a YAML file."""

import inspect
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, TypeAdapter

from hayhooks.server.logger import log
from hayhooks.server.pipelines.coercion import coerce_pipeline_inputs
from hayhooks.server.pipelines.openai_messages import (
    chat_messages_from_openai,
    chat_messages_from_openai_response,
    last_user_text,
)
from hayhooks.server.pipelines.socket_types import mentions_messages
from hayhooks.server.pipelines.yaml_chat import conversation_of, reply_items
from hayhooks.server.pipelines.yaml_graph import build_pipeline
from hayhooks.server.pipelines.yaml_io import InputResolution, OutputResolution, resolve_inputs, resolve_outputs
from hayhooks.server.pipelines.yaml_source import YamlSource
from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper
from hayhooks.server.utils.yaml_utils import get_components_from_outputs, streaming_components

_OMITTED = object()
"""An input that the caller did not give: the component's own default holds."""

_PLAIN = (str, int, float, bool, type(None))


class YAMLPipelineWrapper(BasePipelineWrapper):
    """Serves a YAML pipeline: its declared inputs are the parameters of a run, its result is keyed by component.

    It chats, too, when an input takes the conversation and an output is a reply. Made by ``from_yaml``, ``from_file``.
    """

    def __init__(
        self,
        yaml_source: str,
        input_resolutions: dict[str, InputResolution],
        output_resolutions: dict[str, OutputResolution],
        include_outputs_from: set[str] | None = None,
        streaming_components: list[str] | str | None = None,
        description: str | None = None,
    ) -> None:
        super().__init__()
        self._yaml_source = yaml_source
        self._built: Any = None
        self.input_resolutions = input_resolutions
        self.output_resolutions = output_resolutions
        self.include_outputs_from = include_outputs_from
        self.streaming_components = streaming_components
        self.description = description
        self._conversation = conversation_of(input_resolutions, output_resolutions)
        self.run_api_async = _run_method(self)
        if self._conversation is not None:
            self.run_chat_completion_async = self._chat
            self.run_response_async = self._respond

    @classmethod
    def from_yaml(cls, source_code: str, description: str | None = None) -> "YAMLPipelineWrapper":
        """A wrapper of the YAML text; ``PipelineYamlError`` with line and reason when no pipeline can be made of it."""
        source = YamlSource(source_code)
        source.check_declarations()
        pipeline = build_pipeline(source)
        inputs, outputs = resolve_inputs(source, pipeline), resolve_outputs(source, pipeline)
        include = get_components_from_outputs(outputs) or None
        wrapper = cls(source_code, inputs, outputs, include, streaming_components(source.data), description)
        wrapper._built = pipeline
        return wrapper

    @classmethod
    def from_file(cls, yaml_path: Path | str, description: str | None = None) -> "YAMLPipelineWrapper":
        """As ``from_yaml``, of a file's text."""
        path = Path(yaml_path)
        if not path.is_file():
            raise FileNotFoundError(f"YAML pipeline file not found: {path}")
        return cls.from_yaml(path.read_text("utf-8"), description)

    def setup(self) -> None:
        """Makes the pipeline, unless it is made."""
        if self.pipeline is None:
            self.pipeline = self._built or build_pipeline(YamlSource(self._yaml_source))

    async def _chat(self, model: str, messages: list[dict], body: dict) -> Any:
        """Answers with the pipeline's reply to the conversation."""
        return await self._reply(messages, chat_messages_from_openai, body)

    async def _respond(self, model: str, input_items: list[dict], body: dict) -> Any:
        """Answers with the pipeline's reply to the input; instructions come before the conversation."""
        if instructions := body.get("instructions"):
            input_items = [{"role": "system", "content": instructions}, *input_items]
        return await self._reply(input_items, chat_messages_from_openai_response, body)

    async def _reply(self, items: list[dict], to_messages: Any, body: dict) -> Any:
        conversation = self._conversation
        assert conversation is not None
        messages = _converted(items, to_messages) if conversation.messages else []
        data = self._data(conversation.inputs(messages, last_user_text(items)))
        if body.get("stream") and self._streams():
            return self._stream(data)
        reply = conversation.reply_of(await self._run(data))
        return reply_items(reply) if hasattr(reply, "tool_calls") else str(reply)

    def _streams(self) -> bool:
        from hayhooks.server.pipelines.targets import find_all_streaming_components

        return bool(find_all_streaming_components(self.pipeline))

    def _stream(self, data: dict[str, Any]) -> AsyncGenerator[Any, None]:
        from hayhooks.server.pipelines.streaming import async_streaming_generator

        return async_streaming_generator(
            self.pipeline,
            pipeline_run_args=data,
            streaming_components=self.streaming_components,
            include_outputs_from=self.include_outputs_from,
            allow_sync_streaming_callbacks=True,
        )

    async def _run(self, data: dict[str, Any]) -> dict[str, Any]:
        return await self.pipeline.run_async(data=data, include_outputs_from=self.include_outputs_from)

    def _data(self, inputs: dict[str, Any]) -> dict[str, Any]:
        """What the pipeline's ``run`` takes: each declared input goes to all its targets."""
        data: dict[str, dict[str, Any]] = {}
        for name, value in inputs.items():
            for target in self.input_resolutions[name].targets if value is not _OMITTED else ():
                component, _, socket = target.partition(".")
                data.setdefault(component, {})[socket] = value
        return coerce_pipeline_inputs(self.pipeline, data)


def _run_method(wrapper: YAMLPipelineWrapper) -> Any:
    """A ``run_api_async`` whose parameters are the declared inputs."""

    async def run_api_async(**inputs: Any) -> dict:
        """Execute the YAML pipeline with the provided inputs."""
        signature.bind(**inputs)  # a TypeError for names that are not declared
        return await wrapper._run(wrapper._data(inputs))

    parameters = [_parameter(name, found) for name, found in wrapper.input_resolutions.items()]
    parameters.sort(key=lambda parameter: parameter.default is not parameter.empty)
    signature = inspect.Signature(parameters, return_annotation=dict)
    if wrapper.description:
        run_api_async.__doc__ = wrapper.description
    run_api_async.__signature__ = signature
    run_api_async.__annotations__ = {p.name: p.annotation for p in parameters} | {"return": dict}
    run_api_async.takes_instances = True
    return run_api_async


def _parameter(name: str, found: InputResolution) -> inspect.Parameter:
    default = inspect.Parameter.empty if found.required else _default(name, found.defaults)
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=_annotation(name, found), default=default)


def _default(name: str, defaults: list[Any]) -> Any:
    """The components' default where it can be shown and is the same for all, else one that leaves the input out."""
    first, *others = defaults
    if isinstance(first, _PLAIN) and all(type(other) is type(first) and other == first for other in others):
        return first
    return Field(default_factory=lambda: _OMITTED, description=f"Parameter '{name}'")


def _annotation(name: str, found: InputResolution) -> Any:
    try:
        TypeAdapter(found.type).json_schema()
    except Exception as error:
        log.warning("Input '{}' of type {} is open to any value: {}", name, found.type, str(error).splitlines()[0])
        return Any
    return Annotated[found.type, BeforeValidator(_messages)] if mentions_messages(found.type) else found.type


def _messages(value: Any) -> Any:
    """Messages in OpenAI's form as Haystack's; all else as it is."""
    if not isinstance(value, list) or not any(isinstance(item, dict) and "role" in item for item in value):
        return value
    from haystack.dataclasses import ChatMessage

    return [_message(ChatMessage, item) if isinstance(item, dict) and "role" in item else item for item in value]


def _message(chat_message: Any, item: dict[str, Any]) -> Any:
    try:
        return chat_message.from_openai_dict_format(item)
    except ValueError:
        return chat_message.from_dict(item)


def _converted(items: list[dict], to_messages: Any) -> list[Any]:
    try:
        return to_messages(items)
    except ValueError as error:
        from fastapi import HTTPException

        raise HTTPException(400, f"The messages cannot be given to the pipeline: {error}") from error
