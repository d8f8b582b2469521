# /// script
# dependencies = ["a2a-sdk==1.3.0", "mcp==2.3.0"]
# ///
"""An agent that asks another pipeline of the same server, over A2A: each run is a conversation of some messages."""

import httpx
from a2a.client import ClientConfig, create_client
from a2a.helpers.proto_helpers import get_stream_response_text, new_text_message
from a2a.types.a2a_pb2 import Role, SendMessageRequest

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    workers_max = 2

    def setup(self) -> None:
        self.pipeline = None
        # One for all conversations: making one reads all certificates, which takes longer than a conversation does.
        self.config = ClientConfig(httpx_client=httpx.AsyncClient(timeout=60))

    async def run_api_async(self, server: str, a: int, b: int, calls: int = 3) -> int:
        """The sum of all answers."""
        total = 0
        client = await create_client(f"{server}/adder", self.config)
        for _ in range(calls):
            message = new_text_message(f"{a} + {b}", role=Role.ROLE_USER)
            async for event in client.send_message(SendMessageRequest(message=message)):
                if event.HasField("artifact_update"):
                    total += int(get_stream_response_text(event))
        return total
