# SPDX-License-Identifier: Apache-2.0
"""Two models in a row, both streaming, with a heading between them."""

from collections.abc import Generator

from haystack import Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from hayhooks import BasePipelineWrapper, get_last_user_message, streaming_generator

DRAFT = "{% message role='user' %}{{ query }}{% endmessage %}"
REFINE = "{% message role='user' %}better: {{ draft[0].text }}{% endmessage %}"


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = Pipeline()
        self.pipeline.add_component("draft_prompt", ChatPromptBuilder(DRAFT, required_variables="*"))
        self.pipeline.add_component("draft", OpenAIChatGenerator(model="gpt-4o-mini"))
        self.pipeline.add_component("refine_prompt", ChatPromptBuilder(REFINE, required_variables="*"))
        self.pipeline.add_component("refine", OpenAIChatGenerator(model="gpt-4o-mini"))
        self.pipeline.connect("draft_prompt.prompt", "draft.messages")
        self.pipeline.connect("draft.replies", "refine_prompt.draft")
        self.pipeline.connect("refine_prompt.prompt", "refine.messages")

    def run_api(self, query: str) -> dict:
        """Answer in two steps."""
        result = self.pipeline.run({"draft_prompt": {"query": query}}, include_outputs_from={"draft"})
        return {name: result[name]["replies"][0].text for name in ("draft", "refine")}

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> Generator:
        return streaming_generator(
            pipeline=self.pipeline,
            pipeline_run_args={"draft_prompt": {"query": get_last_user_message(messages)}},
            streaming_components="all",
        )
