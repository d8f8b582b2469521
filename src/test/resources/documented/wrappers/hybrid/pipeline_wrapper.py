# SPDX-License-Identifier: Apache-2.0
"""An async chat whose generator has no async form."""

from collections.abc import AsyncGenerator, Callable

from haystack import component
from haystack.dataclasses import StreamingChunk
from hayhooks import AsyncPipeline, BasePipelineWrapper, async_streaming_generator, get_last_user_message, log


@component
class OldGenerator:
    @component.output_types(replies=list[str])
    def run(self, prompt: str, streaming_callback: Callable[[StreamingChunk], None] | None = None) -> dict:
        for word in prompt.split():
            if streaming_callback:
                streaming_callback(StreamingChunk(content=f"{word} "))
        return {"replies": [prompt]}


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = AsyncPipeline()
        self.pipeline.add_component("llm", OldGenerator())

    async def run_api_async(self, question: str) -> str:
        result = await self.pipeline.run_async({"llm": {"prompt": question}})
        return result["llm"]["replies"][0]

    async def run_chat_completion_async(self, model: str, messages: list[dict], body: dict) -> AsyncGenerator:
        log.trace("Chat with {}", model)
        return async_streaming_generator(
            pipeline=self.pipeline,
            pipeline_run_args={"llm": {"prompt": get_last_user_message(messages)}},
            allow_sync_streaming_callbacks=True,
        )
