"""Chats with any model that speaks OpenAI's API, token by token.

Set OPENAI_API_KEY before the server starts; OPENAI_BASE_URL for a server other than OpenAI's own, and
HAYHOOKS_EXAMPLE_MODEL for another model.
"""

import os
from collections.abc import Generator

from haystack import Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator

from hayhooks import BasePipelineWrapper, streaming_generator

TEMPLATE = """
{% message role="system" %}You are a helpful assistant. Answer briefly.{% endmessage %}
{% for message in messages %}{% message role=message.role %}{{ message.content }}{% endmessage %}{% endfor %}
"""
NO_KEY = "No model is configured: set OPENAI_API_KEY (and OPENAI_BASE_URL for another server) and start again."


class PipelineWrapper(BasePipelineWrapper):
    """Prompt builder, then chat generator; what the generator streams is what the client sees."""

    def setup(self) -> None:
        if not os.environ.get("OPENAI_API_KEY"):
            return
        model = os.environ.get("HAYHOOKS_EXAMPLE_MODEL")
        self.pipeline = Pipeline()
        self.pipeline.add_component("prompt", ChatPromptBuilder(TEMPLATE, required_variables="*"))
        self.pipeline.add_component("llm", OpenAIChatGenerator(model=model) if model else OpenAIChatGenerator())
        self.pipeline.connect("prompt.prompt", "llm.messages")

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> str | Generator:
        """Answer with the configured model."""
        if self.pipeline is None:
            return NO_KEY
        return streaming_generator(self.pipeline, pipeline_run_args={"prompt": {"messages": _plain(messages)}})


def _plain(messages: list[dict]) -> list[dict]:
    """Roles and texts of the messages; pictures and tool calls are left out."""
    return [
        {"role": message["role"], "content": _text(message.get("content"))}
        for message in messages
        if message.get("role") in ("system", "user", "assistant")
    ]


def _text(content: str | list[dict] | None) -> str:
    if isinstance(content, list):
        return "\n".join(part["text"] for part in content if part.get("type") == "text")
    return content or ""
