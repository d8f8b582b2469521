# SPDX-License-Identifier: Apache-2.0
from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        pass

    def run_api(self) -> str:
        """Gives a text on the stream of its call."""
        return "Reconnection test completed successfully"
