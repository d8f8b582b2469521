# SPDX-License-Identifier: Apache-2.0
import tempfile

from fastapi.responses import FileResponse

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.path = tempfile.mkdtemp() + "/x"
        with open(self.path, "w") as file:
            file.write("This is an embedded resource content.")

    def run_api(self) -> FileResponse:
        """Gives a text file."""
        return FileResponse(self.path, media_type="text/plain", filename="résumé.txt")
