// SPDX-License-Identifier: Apache-2.0
// A first pipeline, for those who have none at hand.

const WRAPPER = `from haystack import Pipeline
from haystack.components.builders import PromptBuilder
from hayhooks import BasePipelineWrapper, get_last_user_message


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = Pipeline()
        self.pipeline.add_component("greeter", PromptBuilder("Hello, {{ name }}!", required_variables="*"))

    def run_api(self, name: str = "world") -> str:
        """Greets somebody."""
        return self.pipeline.run({"greeter": {"name": name}})["greeter"]["prompt"]

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> str:
        return self.run_api(get_last_user_message(messages))
`;

export const EXAMPLE = { name: "greeter", files: { "pipeline_wrapper.py": WRAPPER }, refused: [] };
