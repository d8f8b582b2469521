# SPDX-License-Identifier: Apache-2.0
"""The graph that a worker tells."""

from types import SimpleNamespace

from hayhooks.worker.graph import GraphEndpoint, has_graph

GRAPH = 4
AGENT = """
        from haystack.components.agents import Agent
        from haystack.components.generators.chat import OpenAIChatGenerator
        from haystack.tools import tool
        from haystack.utils import Secret

        def weather(city: str) -> str:
            \"\"\"Tells the weather.\"\"\"
            return city

        generator = OpenAIChatGenerator(model="m", api_key=Secret.from_token("none"))
        self.pipeline = Agent(chat_generator=generator, tools=[tool(weather)])
"""


def test_a_pipeline_tells_components_and_connections(loaded):
    worker = loaded("chat_pipeline")
    assert worker.ready["has_graph"] is True
    graph = worker.answer(worker.start(b"", method=GRAPH)).json
    assert all(set(component) == {"name", "type", "inputs", "outputs"} for component in graph["components"])
    sockets = {f"{c['name']}.{socket}" for c in graph["components"] for socket in c["inputs"] + c["outputs"]}
    assert {end for connection in graph["connections"] for end in (connection["from"], connection["to"])} <= sockets


def test_an_agent_shows_its_generator_and_tools(load, wrapper):
    worker = load(wrapper("def run_api(self) -> int: return 1", setup=AGENT.strip()))
    graph = worker.answer(worker.start(b"", method=GRAPH)).json
    assert [(c["name"], c["type"]) for c in graph["components"]] == [
        ("agent", "Agent"),
        ("chat_generator", "OpenAIChatGenerator"),
        ("weather", "Tool"),
    ]
    assert {"from": "chat_generator.replies", "to": "weather.arguments"} in graph["connections"]


def test_tools_with_the_same_name_stay_apart():
    class Agent:
        __module__ = "haystack.components.agents"
        chat_generator = object()
        tools = (SimpleNamespace(name="agent"), [SimpleNamespace(name="a.b"), SimpleNamespace(name="a.b")])

    endpoint = GraphEndpoint(SimpleNamespace(pipeline=Agent()))
    names = [component["name"] for component in endpoint.method()["components"]]
    assert names == ["agent", "chat_generator", "agent_2", "a_b", "a_b_2"]


def test_other_wrappers_have_none(loaded):
    worker = loaded("echo_typed")
    assert worker.ready["has_graph"] is False
    assert worker.answer(worker.start(b"", method=GRAPH)).error["code"] == "NOT_IMPLEMENTED"
    assert not has_graph(SimpleNamespace(pipeline=object()))
