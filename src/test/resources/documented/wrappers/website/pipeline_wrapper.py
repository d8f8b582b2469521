# SPDX-License-Identifier: Apache-2.0
"""A pipeline from a YAML file beside the wrapper; a run that streams by choice, as text or as events."""

from collections.abc import Generator
from pathlib import Path

from haystack import Pipeline
from hayhooks import BasePipelineWrapper, SSEStream, get_last_user_message, streaming_generator
from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper as Base
from starlette.datastructures import Headers

assert Base is BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = Pipeline.loads((Path(__file__).parent / "answer.yml").read_text())

    def run_api(self, documents: list[str], question: str, headers: Headers | None = None) -> Generator:
        """
        Answer from documents.

        Args:
            documents: Where the answer stands.
            question: What is asked.
        """
        stream = streaming_generator(pipeline=self.pipeline, pipeline_run_args=self.arguments(documents, question))
        return SSEStream(stream) if headers and headers.get("accept") == "text/event-stream" else stream

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> Generator:
        arguments = self.arguments(["nothing"], get_last_user_message(messages))
        return streaming_generator(pipeline=self.pipeline, pipeline_run_args=arguments)

    def arguments(self, documents: list[str], question: str) -> dict:
        return {"prompt": {"documents": documents, "query": question}}
