# SPDX-License-Identifier: Apache-2.0
from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        pass

    def run_api(self) -> str:
        """Fails."""
        raise RuntimeError("This tool intentionally returns an error for testing")
