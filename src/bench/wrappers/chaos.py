"""Works, hangs, exits, leaks or prints, as the caller likes."""

import os
import time

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    workers_min = 2
    workers_max = 3

    def setup(self) -> None:
        self.pipeline = None
        self.leak: list[bytes] = []

    def run_api(self, do: str = "work") -> str:
        if do == "hang":
            time.sleep(120)
        elif do == "exit":
            os._exit(3)
        elif do == "leak":
            self.leak.append(bytes(8 << 20))
        elif do == "print":
            print("x" * (1 << 20))
        return do
