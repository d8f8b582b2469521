# SPDX-License-Identifier: Apache-2.0
"""A model that thinks aloud; chats and responses of one wrapper."""

from collections.abc import Callable, Generator

from haystack import Pipeline, component
from haystack.dataclasses import ReasoningContent, StreamingChunk
from hayhooks import (
    BasePipelineWrapper,
    get_last_user_input_text,
    get_last_user_message,
    streaming_generator,
)
from hayhooks.open_webui import create_status_event


@component
class Thinker:
    @component.output_types(text=str)
    def run(self, text: str, streaming_callback: Callable | None = None) -> dict:
        chunks = [
            StreamingChunk(content="", reasoning=ReasoningContent("let me see"), index=0),
            StreamingChunk(content=text.upper(), index=1, finish_reason="stop"),
        ]
        for chunk in chunks:
            if streaming_callback:
                streaming_callback(chunk)
        return {"text": text.upper()}


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = Pipeline()
        self.pipeline.add_component("thinker", Thinker())

    def stream(self, text: str) -> Generator:
        return streaming_generator(
            pipeline=self.pipeline,
            pipeline_run_args={"thinker": {"text": text}},
            on_reasoning=lambda text, extra: create_status_event(text),
        )

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> Generator:
        return self.stream(get_last_user_message(messages))

    def run_response(self, model: str, input_items: list[dict], body: dict) -> Generator:
        return self.stream(get_last_user_input_text(input_items) or "")
