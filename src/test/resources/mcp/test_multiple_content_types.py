# SPDX-License-Identifier: Apache-2.0
from hayhooks import BasePipelineWrapper

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        pass

    def run_api(self) -> list[dict]:
        """Gives blocks of several kinds."""
        return [
            {"type": "text", "text": "Multiple content types test:"},
            {"type": "image", "data": PIXEL, "mimeType": "image/png"},
            {
                "type": "resource",
                "resource": {"uri": "test://mixed", "mimeType": "application/json", "text": '{"test": "data"}'},
            },
        ]
