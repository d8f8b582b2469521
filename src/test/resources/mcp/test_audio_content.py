# SPDX-License-Identifier: Apache-2.0
import io
import wave

from fastapi import Response

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        pass

    def run_api(self) -> Response:
        """Gives a sound."""
        sound = io.BytesIO()
        with wave.open(sound, "wb") as wav:
            wav.setparams((1, 1, 8000, 0, "NONE", ""))
            wav.writeframes(bytes(80))
        return Response(sound.getvalue(), media_type="audio/wav")
