"""Adds two numbers, for whoever asks over whichever door."""

import re

from hayhooks import BasePipelineWrapper, get_last_user_message


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.pipeline = None

    async def run_api_async(self, a: int, b: int) -> int:
        """Add two numbers."""
        return a + b

    async def run_chat_completion_async(self, model: str, messages: list[dict], body: dict) -> str:
        return str(sum(map(int, re.findall(r"\d+", get_last_user_message(messages) or ""))))
