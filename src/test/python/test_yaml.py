# SPDX-License-Identifier: Apache-2.0
"""YAML pipelines in the worker: inputs, outputs, errors, conversations."""

import asyncio
import inspect
import json
import time

import pytest

from fake_server import FIXTURES, WorkerProcess
from hayhooks import YAMLPipelineWrapper
from hayhooks.server.exceptions import InvalidYamlIOError, PipelineYamlError
from hayhooks.server.utils.yaml_utils import get_inputs_outputs_from_yaml, get_streaming_components_from_yaml
from hayhooks.worker.answers import Request
from hayhooks.worker.errors import CallError
from hayhooks.worker.run import RunEndpoint
from yaml_sources import AGENT

YAML = FIXTURES / "yaml"
DOUBLE = "haystack.testing.sample_components.double.Double"
SUM = "haystack.testing.sample_components.sum.Sum"
ADD = "haystack.testing.sample_components.add_value.AddFixedValue"
TWO = f"""components:
  one:
    type: {ADD}
  two:
    type: {DOUBLE}
connections:
  - sender: one.result
    receiver: two.value
"""


def recorded(name):
    return (YAML / f"{name}.yml").read_text("utf-8")


# --- runs ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def made(monkeypatch, model_url):
    """``made(text)``: the run endpoint of a YAML pipeline, without a process around it."""
    monkeypatch.setenv("OPENAI_API_KEY", "none")
    monkeypatch.setenv("OPENAI_BASE_URL", model_url)

    def make(text):
        wrapper = YAMLPipelineWrapper.from_yaml(text)
        wrapper.setup()
        return RunEndpoint("p", "run_api_async", wrapper.run_api_async, True)

    return make


def run(endpoint, body):
    """The result of a run."""
    arguments = endpoint.arguments(Request(json.dumps(body).encode()))
    return json.loads(endpoint.answer(asyncio.run(endpoint.method(**arguments))).body)["result"]


def test_a_worker_tells_and_serves_it(load_yaml):
    options = {"description": "Adds two and doubles.", "skip_mcp": True, "skip_a2a": True}
    worker = load_yaml(recorded("calc"), "calc", options)
    request = worker.ready["run"]["request_schema"]
    assert request["title"] == "calcRunRequest"
    assert request["properties"] == {"value": {"title": "Value", "type": "integer", "description": "Parameter 'value'"}}
    assert worker.ready["run"]["response_schema"]["title"] == "calcRunResponse"
    assert worker.ready["type"] == "pipeline"
    assert (worker.ready["chat"], worker.ready["response"]) == (None, None)
    assert worker.ready["description"] == "Adds two and doubles."
    assert (worker.ready["skip_mcp"], worker.ready["skip_a2a"]) == (True, True)
    assert worker.run({"value": "3"}).json == {"result": {"twice": {"value": 10}}}
    assert worker.run({"value": "x"}).error["detail"][0]["type"] == "int_parsing"


def test_without_a_description_the_run_describes_itself(made):
    assert made(recorded("calc")).description == "Execute the YAML pipeline with the provided inputs."


def test_outputs_add_inner_components(made):
    assert run(made(recorded("multi_out")), {"value": 3}) == {"twice": {"value": 10}, "last": {"result": 15}}


def test_one_input_goes_to_all_its_targets(made):
    result = run(made(recorded("fan_in")), {"query": "why", "lang": "it"})
    assert result == {"question": {"prompt": "Q: why"}, "title": {"prompt": "T: why (it)"}}


def test_inputs_with_a_default_are_optional(made):
    endpoint = made(TWO + "inputs: {value: one.value, add: one.add}\noutputs: {r: two.value}")
    request = endpoint.signature["request_schema"]
    assert request["required"] == ["value"]
    assert request["properties"]["add"]["default"] is None
    assert run(endpoint, {"value": 1}) == {"two": {"value": 4}}
    assert run(endpoint, {"value": 1, "add": 2}) == {"two": {"value": 6}}


def test_a_default_that_cannot_be_shown_is_the_components_own(made):
    text = TWO + "  - sender: two.value\n    receiver: sum.values\ninputs: {value: one.value, more: sum.values}"
    endpoint = made(text.replace("connections:", f"  sum:\n    type: {SUM}\nconnections:"))
    assert "default" not in endpoint.signature["request_schema"]["properties"]["more"]
    assert run(endpoint, {"value": 1}) == {"sum": {"total": 4}}


def test_empty_init_parameters_are_none(made):
    text = TWO.replace("one:\n", "one:\n    init_parameters:\n") + "inputs: {value: one.value}"
    assert run(made(text), {"value": 1}) == {"two": {"value": 4}}


def test_a_run_without_inputs_fails_with_haystacks_words(made):
    with pytest.raises(ValueError, match=r"Missing mandatory input 'value' for component 'twice'\."):
        run(made(recorded("only_outputs")), {})


def test_documents_arrive_as_haystacks_objects(made):
    joiner = "haystack.components.joiners.document_joiner.DocumentJoiner"
    endpoint = made(f"components: {{j: {{type: {joiner}}}}}\ninputs: {{documents: j.documents, top_k: j.top_k}}")
    result = run(endpoint, {"documents": [{"content": "c", "score": 0.5}]})
    assert result["j"]["documents"][0]["content"] == "c"
    with pytest.raises(CallError, match="Input should be a dictionary or an instance of Document"):
        run(endpoint, {"documents": ["c"]})


@pytest.mark.parametrize(
    "message", [{"role": "user", "content": "hi"}, {"_role": "user", "_content": [{"text": "hi"}]}], ids=str
)
def test_messages_are_taken_in_both_forms(made, message):
    endpoint = made(AGENT)
    result = run(endpoint, {"messages": [message]})
    assert result["agent"]["last_message"]["_content"] == [{"text": "Mock reply to: hi"}]
    with pytest.raises(CallError, match="'nobody' is not a valid ChatRole"):
        run(endpoint, {"messages": [{"role": "nobody", "content": "x"}]})


# --- errors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (recorded("bad_syntax"), "YAML syntax error: while parsing a flow sequence, expected ',' or ']', but got ':' "),
        (recorded("bad_syntax"), "(line 2, column 4)"),
        ("- a\n", "A YAML pipeline must be a mapping with 'components', not a list (line 1)"),
        ("", "YAML pipeline must declare at least one of 'inputs' or 'outputs'."),
        (recorded("no_io"), "YAML pipeline must declare at least one of 'inputs' or 'outputs'."),
        (recorded("unknown_component"), "Component 'x' (haystack.components.nope.Nope): No module named"),
        (recorded("foreign_component"), "HAYSTACK_DESERIALIZATION_ALLOWLIST. (line 2)"),
        (
            recorded("missing_connection"),
            "Connection 'nosuch.value' to 'twice.value': Component named nosuch not found",
        ),
        (recorded("missing_connection"), "(line 6)"),
        (
            recorded("bad_target"),
            "input 'name' names 'nosuch.name', but there is no component 'nosuch' (there: prompt)",
        ),
        (recorded("dup_target"), "Each pipeline input target may be declared only once. (line 9)"),
        (TWO + "inputs: {a: one.nope}", "component 'one' has no input 'nope' (it has: value, add) (line 9)"),
        (TWO + "inputs: {a: two.value}", "targets 'two.value', which a connection feeds already (line 9)"),
        (TWO + "inputs: {a: one}", "must name a component's socket as 'component.socket', not 'one'"),
        (TWO + "inputs: {from: one.value}", "Declared input 'from' must be a name"),
        (TWO + "inputs: [a]", "'inputs' must be a mapping, not a list (line 9)"),
        (TWO + "outputs:\n  o: two.nope", "component 'two' has no output 'nope' (it has: value) (line 10)"),
        (TWO.replace(DOUBLE, "Double") + "inputs: {a: one.value}", "has the type 'Double', which is no full name"),
        (
            TWO.replace("one:\n", "one:\n    init_parameters: {nope: 1}\n") + "inputs: {a: one.value}",
            "keyword argument 'nope'",
        ),
    ],
)
def test_what_is_wrong_is_said_with_line_and_component(text, message):
    with pytest.raises(PipelineYamlError) as error:
        YAMLPipelineWrapper.from_yaml(text)
    assert message in str(error.value)


def test_a_load_that_fails_names_the_pipelines_file(load_yaml):
    error = load_yaml(recorded("bad_syntax"), "sums").ready
    assert error["code"] == "PIPELINE_NOT_LOADABLE"
    assert error["message"].endswith(" but got ':' (sums.yml, line 2, column 4)")


def test_trusted_modules_come_from_the_environment(load_yaml, tmp_path):
    (tmp_path / "of_mine.py").write_text(
        "from haystack import component\n\n\n@component\nclass Upper:\n    @component.output_types(text=str)\n"
        "    def run(self, text: str):\n        return {'text': text.upper()}\n"
    )
    text = "components: {u: {type: of_mine.Upper}}\ninputs: {text: u.text}"
    with WorkerProcess({"HAYSTACK_DESERIALIZATION_ALLOWLIST": "of_mine", "PYTHONPATH": str(tmp_path)}) as worker:
        assert load_yaml(text, worker=worker).run({"text": "a"}).json == {"result": {"u": {"text": "A"}}}


def test_a_package_that_is_missing_is_named(load_yaml):
    kind = "haystack_integrations.components.generators.ollama.generator.OllamaGenerator"
    message = load_yaml(f"components: {{u: {{type: {kind}}}}}\ninputs: {{text: u.text}}").ready["message"]
    assert ". Add 'ollama-haystack' to the script metadata in its comments: nothing installed provides" in message


def test_many_runs_wait_at_once(load_yaml, tmp_path):
    (tmp_path / "slow.py").write_text(
        "import time\nfrom haystack import component\n\n\n@component\nclass Slow:\n    @component.output_types(n=int)\n"
        "    def run(self, n: int):\n        time.sleep(0.2)\n        return {'n': n}\n"
    )
    environment = {"HAYSTACK_DESERIALIZATION_ALLOWLIST": "slow", "PYTHONPATH": str(tmp_path)}
    with WorkerProcess(environment) as worker:
        load_yaml("components: {s: {type: slow.Slow}}\ninputs: {n: s.n}", worker=worker)
        start = time.monotonic()
        calls = [worker.start({"n": n}) for n in range(50)]
        assert [worker.answer(call).json["result"]["s"]["n"] for call in calls] == list(range(50))
        assert time.monotonic() - start < 1.5, "one after the other on a few threads takes longer"


# --- the class, in Python --------------------------------------------------------------------------------------------


def test_the_wrapper_can_be_made_and_run_in_python():
    wrapper = YAMLPipelineWrapper.from_file(YAML / "fan_in.yml", description="Two prompts")
    assert (wrapper.description, wrapper.pipeline) == ("Two prompts", None)
    wrapper.setup()
    made = wrapper.pipeline
    wrapper.setup()
    assert wrapper.pipeline is made
    assert list(inspect.signature(wrapper.run_api_async).parameters) == ["query", "lang"]
    assert asyncio.run(wrapper.run_api_async(query="a", lang="b"))["title"] == {"prompt": "T: a (b)"}
    with pytest.raises(TypeError):
        asyncio.run(wrapper.run_api_async(query="a", lang="b", more=1))


def test_a_file_that_is_not_there_is_named():
    with pytest.raises(FileNotFoundError, match=r"/nowhere\.yml"):
        YAMLPipelineWrapper.from_file("/nowhere.yml")


def test_declarations_can_be_read():
    found = get_inputs_outputs_from_yaml(recorded("calc"))
    value = found["inputs"]["value"]
    assert (value.path, value.type, value.required, value.targets) == ("plus.value", int, True, ["plus.value"])
    assert found["outputs"]["answer"].component == "twice"
    with pytest.raises(InvalidYamlIOError):
        get_inputs_outputs_from_yaml(recorded("no_io"))
    with pytest.raises(PipelineYamlError):
        get_inputs_outputs_from_yaml("a: [")


@pytest.mark.parametrize(
    ("value", "wanted"), [("all", "all"), ("ALL", "all"), ("[a, 1]", ["a", "1"]), ("a", None), ("", None), ("5", None)]
)
def test_streaming_components_are_read(value, wanted):
    assert get_streaming_components_from_yaml(f"streaming_components: {value}") == wanted
