# SPDX-License-Identifier: Apache-2.0
"""An agent whose tool calls show in Open WebUI."""

from collections.abc import AsyncGenerator
from typing import Annotated

from haystack.components.agents import Agent
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.tools import tool
from hayhooks import BasePipelineWrapper, async_streaming_generator
from hayhooks.open_webui import (
    OpenWebUIEvent,
    create_details_tag,
    create_notification_event,
    create_status_event,
)


@tool
def weather(city: Annotated[str, "where"]) -> str:
    """Tells the weather."""
    return f"sunny in {city}"


def on_start(name: str, arguments: dict, call_id: str | None) -> list[OpenWebUIEvent]:
    return [create_status_event(f"{name} starts"), create_notification_event(f"{name} starts", "info")]


def on_end(name: str, arguments: dict, result: str, error: bool) -> list[OpenWebUIEvent | str]:
    done = create_status_event(f"{name} ended", done=True)
    return [done, create_details_tag(name, f"Result of {name}", f"{arguments}: {result}")]


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.agent = Agent(chat_generator=OpenAIChatGenerator(model="gpt-4o-mini"), tools=[weather])

    async def run_api_async(self, question: str) -> str:
        result = await self.agent.run_async(messages=[ChatMessage.from_user(question)])
        return result["last_message"].text

    async def run_chat_completion_async(self, model: str, messages: list[dict], body: dict) -> AsyncGenerator:
        return async_streaming_generator(
            self.agent,
            pipeline_run_args={"messages": [ChatMessage.from_openai_dict_format(message) for message in messages]},
            on_tool_call_start=on_start,
            on_tool_call_end=on_end,
        )
