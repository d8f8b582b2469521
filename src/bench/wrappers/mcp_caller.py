# /// script
# dependencies = ["a2a-sdk==1.3.0", "mcp==2.3.0"]
# ///
"""An agent whose tool is another pipeline of the same server, over MCP: each run is a session with some calls."""

from mcp import Client

from hayhooks import BasePipelineWrapper


class PipelineWrapper(BasePipelineWrapper):
    workers_max = 2

    def setup(self) -> None:
        self.pipeline = None

    async def run_api_async(self, server: str, a: int, b: int, calls: int = 3) -> int:
        """The sum of all calls' results."""
        total = 0
        async with Client(f"{server}/mcp") as client:
            for _ in range(calls):
                result = await client.call_tool("adder", {"a": a, "b": b})
                if result.is_error:
                    raise RuntimeError(result.content)
                total += int(result.content[0].text)
        return total
