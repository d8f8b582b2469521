# SPDX-License-Identifier: Apache-2.0
import base64
import tempfile

from fastapi.responses import FileResponse

from hayhooks import BasePipelineWrapper

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.path = tempfile.mkdtemp() + "/pixel.png"
        with open(self.path, "wb") as file:
            file.write(base64.b64decode(PIXEL))

    def run_api(self) -> FileResponse:
        """Gives an image file."""
        return FileResponse(self.path, media_type="image/png", filename="pixel.png")
