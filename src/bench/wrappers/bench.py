"""The functions that both servers run: an echo, a short chat and a stream of 200 tokens."""

from collections.abc import Generator

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = None

    def run_api(self, text: str, n: int = 1) -> dict:
        return {"text": text, "n": n}

    def run_chat_completion(self, model: str, messages: list[dict], body: dict) -> str | Generator:
        if not body.get("stream"):
            return "a short answer"
        return (f"token{i} " for i in range(200))
