"""A first pipeline: it greets by name, as a function and in a chat. Change it and deploy it again."""

from collections.abc import Generator

from haystack import Pipeline
from haystack.components.builders import PromptBuilder

from hayhooks import BasePipelineWrapper, get_last_user_message

TEMPLATE = "Hello, {{ name }}! You are talking to a Haystack pipeline."


class PipelineWrapper(BasePipelineWrapper):
    """What the server calls; the pipeline itself is made once, in setup()."""

    def setup(self) -> None:
        self.pipeline = Pipeline()
        self.pipeline.add_component("greeter", PromptBuilder(TEMPLATE, required_variables="*"))

    def run_api(self, name: str = "world") -> str:
        """
        Greet somebody.

        Args:
            name: Whom to greet.
        """
        return self.pipeline.run({"greeter": {"name": name}})["greeter"]["prompt"]

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> Generator:
        """Greet whoever the last message names, word by word."""
        greeting = self.run_api(str(get_last_user_message(messages) or "world"))
        for word in greeting.split(" "):
            yield word + " "
