# SPDX-License-Identifier: Apache-2.0
"""Events of a chat page around an agent's stream."""

from collections.abc import AsyncGenerator

from haystack.components.agents import Agent
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from hayhooks import BasePipelineWrapper, async_streaming_generator, get_last_user_message
from hayhooks.chainlit_events import create_custom_element_event
from hayhooks.events import create_status_event


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.agent = Agent(chat_generator=OpenAIChatGenerator(model="gpt-4o-mini"))

    async def run_chat_completion_async(self, model: str, messages: list[dict], body: dict) -> AsyncGenerator:
        async def stream() -> AsyncGenerator:
            yield create_status_event("thinking")
            words = [ChatMessage.from_user(get_last_user_message(messages))]
            async for chunk in async_streaming_generator(self.agent, pipeline_run_args={"messages": words}):
                yield chunk
            yield create_custom_element_event("Card", {"title": "done"})
            yield create_status_event("thought", done=True)

        return stream()
