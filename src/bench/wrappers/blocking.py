"""Waits 50 ms, as for a model or a database, and keeps its thread meanwhile."""

import time

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = None

    def run_api(self, text: str) -> str:
        time.sleep(0.05)
        return text
