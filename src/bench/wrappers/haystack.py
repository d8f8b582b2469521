"""A small Haystack pipeline: a prompt and a model, of which the benchmark only asks the prompt."""

from haystack import Pipeline
from haystack.components.builders import ChatPromptBuilder
from haystack.components.generators.chat import OpenAIChatGenerator
from haystack.dataclasses import ChatMessage
from haystack.utils import Secret

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = Pipeline()
        self.pipeline.add_component("prompt", ChatPromptBuilder([ChatMessage.from_user("Say {{ word }}")]))
        self.pipeline.add_component("model", OpenAIChatGenerator(api_key=Secret.from_token("unused")))
        self.pipeline.connect("prompt.prompt", "model.messages")

    def run_api(self, word: str = "hello") -> list[str]:
        return [*self.pipeline.graph.nodes, word]
