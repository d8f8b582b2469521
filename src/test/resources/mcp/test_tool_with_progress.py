# SPDX-License-Identifier: Apache-2.0
from collections.abc import Generator

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        pass

    def run_api(self) -> Generator:
        """Gives three pieces."""
        yield from ("one ", "two ", "three")
