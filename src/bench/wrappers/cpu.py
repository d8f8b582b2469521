"""Computes for some milliseconds; with two workers it can use two processors."""

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    workers_min = 2
    workers_max = 2

    def setup(self) -> None:
        self.pipeline = None

    def run_api(self, n: int = 60_000) -> int:
        total = 0
        for i in range(n):
            total += i * i % 7
        return total
