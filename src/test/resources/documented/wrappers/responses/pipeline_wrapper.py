# SPDX-License-Identifier: Apache-2.0
"""An agent behind the Responses API, with files that clients upload."""

import time

from haystack.components.agents import Agent
from haystack.components.generators.chat import OpenAIChatGenerator
from hayhooks import (
    BasePipelineWrapper,
    async_streaming_generator,
    chat_messages_from_openai_response,
    default_on_tool_call_end,
    default_on_tool_call_start,
    get_input_files,
)


class PipelineWrapper(BasePipelineWrapper):
    def setup(self) -> None:
        self.agent = Agent(chat_generator=OpenAIChatGenerator(model="gpt-4o-mini"))
        self.files: dict[str, bytes] = {}

    def run_file_upload(self, filename: str | None, content_type: str | None, content: bytes, purpose: str) -> dict:
        name = f"file-{len(self.files)}"
        self.files[name] = content
        created = int(time.time())
        return {"id": name, "bytes": len(content), "created_at": created, "purpose": purpose, "filename": filename}

    async def run_response_async(self, model: str, input_items: list[dict], body: dict) -> object:
        messages = chat_messages_from_openai_response(input_items)
        known = [self.files[file["file_id"]].decode() for file in get_input_files(input_items)]
        if known:
            return f"{len(known)} file: {known[0]}"
        return async_streaming_generator(
            self.agent,
            pipeline_run_args={"messages": messages},
            on_tool_call_start=default_on_tool_call_start,
            on_tool_call_end=default_on_tool_call_end,
        )
