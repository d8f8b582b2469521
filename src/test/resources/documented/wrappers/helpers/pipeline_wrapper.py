# SPDX-License-Identifier: Apache-2.0
"""Helper modules beside the wrapper, and code that pipelines share."""

from typing import Any

from hayhooks import BasePipelineWrapper, coerce_pipeline_inputs, log
from hayhooks.server.utils.haystack_compat import Pipeline
from shared_words import greeting

from .counting import count


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        from haystack.components.joiners import DocumentJoiner

        self.pipeline = Pipeline()
        self.pipeline.add_component("joiner", DocumentJoiner())

    def run_api(self, name: str, pipeline_inputs: dict[str, Any]) -> dict:
        log.debug("Greeting {}", name)
        result = self.pipeline.run(coerce_pipeline_inputs(self.pipeline, pipeline_inputs))
        return {"greeting": greeting(name), "documents": count(result["joiner"]["documents"])}
