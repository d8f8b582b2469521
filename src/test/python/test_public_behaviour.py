# SPDX-License-Identifier: Apache-2.0
"""What the less common names of ``hayhooks`` do."""

import asyncio
import logging
import subprocess
import sys

import pytest
from haystack import Document, Pipeline, component
from haystack.dataclasses import ChatMessage

import hayhooks
from fake_server import PACKAGE
from hayhooks import chat_messages_from_openai_response, coerce_pipeline_inputs
from hayhooks.server import tracing
from hayhooks.server.logger import Log, log_elapsed
from hayhooks.server.pipelines.registry import registry
from hayhooks.settings import AppSettings, DeployConcurrencyPolicy

EVERY_NAME = """AsyncPipeline BasePipelineWrapper DurableContext Pipeline PipelineEvent SSEStream YAMLPipelineWrapper
async_streaming_generator chat_messages_from_openai_response coerce_pipeline_inputs create_app current_durable_context
default_on_pipeline_end default_on_tool_call_end default_on_tool_call_start durable_streaming_callback get_input_files
get_last_user_input_text get_last_user_message is_user_message log run_app streaming_generator"""


@component
class Sockets:
    @component.output_types(nothing=str)
    def run(
        self,
        documents: list[Document] | None = None,
        either: Document | ChatMessage | None = None,
        messages: list[ChatMessage] | str | None = None,
        plain: dict | None = None,
    ):
        return {}


@pytest.fixture(scope="module")
def pipeline():
    made = Pipeline()
    made.add_component("s", Sockets())
    return made


def test_every_name_of_hayhooks_is_public():
    assert set(EVERY_NAME.split()) <= set(hayhooks.__all__)


def test_names_do_not_load_haystack_before_they_are_used():
    code = "import sys; from hayhooks import BasePipelineWrapper, log, SSEStream; print('haystack' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PACKAGE, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_what_is_not_offered_says_so():
    with pytest.raises(RuntimeError, match=r"create_app: .* 'java -jar hayhooks\.jar run'"):
        hayhooks.create_app()
    with pytest.raises(RuntimeError, match="HAYHOOKS_PORT"):
        hayhooks.run_app(None, port=1)
    with pytest.raises(NotImplementedError, match="not offered yet"):
        hayhooks.DurableContext()
    assert hayhooks.current_durable_context() is None
    assert hayhooks.durable_streaming_callback({"a": 1}) is None


def test_a_durable_wrapper_is_refused_with_the_reason(fresh):
    from fake_server import fixture

    error = fresh().load("durable_demo", fixture("durable_demo"))
    assert error["message"].startswith("run_durable: Durable executions are not offered yet")


# --- coercion ------------------------------------------------------------------------------------------------------


def test_maps_become_the_classes_that_sockets_want(pipeline):
    message = {"role": "user", "content": "hi"}
    given = {"s": {"documents": [{"content": "c"}, Document(content="d")], "messages": [message], "plain": {"a": 1}}}
    made = coerce_pipeline_inputs(pipeline, given)["s"]
    assert [document.content for document in made["documents"]] == ["c", "d"]
    assert made["messages"] == [ChatMessage.from_user("hi")]
    assert made["plain"] == {"a": 1}
    assert isinstance(given["s"]["documents"][0], dict), "the caller's own stay as they are"


def test_inputs_may_be_given_by_name_alone(pipeline):
    made = coerce_pipeline_inputs(pipeline, {"documents": [{"content": "c"}], "messages": "hi"})
    assert made == {"documents": [Document(content="c")], "messages": "hi"}


def test_what_could_be_two_classes_is_refused(pipeline):
    with pytest.raises(ValueError, match="it may be any of ChatMessage, Document"):
        coerce_pipeline_inputs(pipeline, {"s": {"either": {"content": "c"}}})


# --- messages ------------------------------------------------------------------------------------------------------


def test_input_items_become_chat_messages():
    call = {"type": "function_call", "call_id": "c1", "name": "f", "arguments": '{"a": 1}'}
    items = [
        {"role": "developer", "content": "rules"},
        {"role": "user", "content": [{"type": "input_text", "text": "a"}, {"type": "input_text", "text": "b"}]},
        call,
        {"type": "function_call_output", "call_id": "c1", "output": {"r": 1}},
        {"type": "message", "role": "assistant", "content": [{"type": "output_text", "text": "done"}]},
        {"type": "reasoning", "summary": []},
        {"role": "user", "content": [{"type": "input_file", "file_id": "f"}]},
        "neither",
    ]
    system, user, asks, told, assistant = chat_messages_from_openai_response(items)
    assert (system.role, user.text, assistant.text) == ("system", "a\nb", "done")
    assert (asks.tool_call.tool_name, asks.tool_call.arguments, asks.tool_call.id) == ("f", {"a": 1}, "c1")
    assert (told.tool_call_result.result, told.tool_call_result.origin.tool_name) == ('{"r": 1}', "f")


@pytest.mark.parametrize("arguments", ["no json", "[1]", "", None])
def test_odd_arguments_of_calls_are_none(arguments):
    (message,) = chat_messages_from_openai_response([{"type": "function_call", "name": "f", "arguments": arguments}])
    assert message.tool_call.arguments == {}
    assert message.tool_call.id.startswith("call_")


# --- log, tracing, registry, settings --------------------------------------------------------------------------------


def test_the_log_catches_and_times(caplog):
    log = Log(logging.getLogger("another log of its own"))

    @log.catch
    def breaks():
        raise ValueError("why")

    with caplog.at_level(5, logger="another log of its own"), log.contextualize(a=1):
        assert breaks() is None
        with pytest.raises(ValueError, match="again"), log.catch(reraise=True, message="told"):
            raise ValueError("again")
    assert [record.getMessage() for record in caplog.records] == ["An error occurred", "told"]


def test_elapsed_time_is_logged_of_both_kinds_of_functions():
    @log_elapsed()
    def double(x):
        return 2 * x

    @log_elapsed("TRACE")
    async def triple(x):
        return 3 * x

    assert (double(2), asyncio.run(triple(2))) == (4, 6)


def test_spans_surround_what_they_are_asked_to():
    with tracing.trace_operation("a", tags={"b": 1}) as span:
        span.set_tag("c", 2)
    with pytest.raises(ValueError, match="why"), tracing.trace_operation("a"):
        raise ValueError("why")
    operation = tracing.start_trace_operation("a")
    operation.start().set_tag("b", 1)
    operation.finish(ValueError("told, not raised"))
    assert list(tracing.trace_sync_stream(iter([1, 2]), "a")) == [1, 2]

    async def numbers():
        yield 1

    async def read():
        return [item async for item in tracing.trace_async_stream(numbers(), "a")]

    assert asyncio.run(read()) == [1]
    assert tracing.build_trace_tags({"a": 1, "b": None}, c=2) == {"a": 1, "c": 2}
    assert tracing.configure_tracing() is False
    assert tracing.get_trace_log_context() == {}


def test_a_wrapper_finds_itself_in_the_registry(load, wrapper):
    run = """
    def run_api(self) -> list:
        from hayhooks.server.pipelines import registry
        found = registry.get("me")
        return [registry.get_names(), found is self, registry.get_metadata("me")["description"], registry.get("you")]
    """
    assert load(wrapper(run), name="me").run().json == {"result": [["me"], True, "", None]}


def test_the_registry_takes_wrappers_only():
    with pytest.raises(TypeError, match="Expected BasePipelineWrapper instance, got int"):
        registry.add("x", 5)


def test_settings_have_hayhooks_types(monkeypatch):
    monkeypatch.setenv("HAYHOOKS_CORS_ALLOW_ORIGINS", '["http://a.example"]')
    monkeypatch.setenv("HAYHOOKS_DEPLOY_CONCURRENCY", "parallel")
    monkeypatch.setenv("HAYHOOKS_TRACING_TOKEN", "secret")
    monkeypatch.setenv("HAYHOOKS_CHAINLIT_REQUEST_TIMEOUT", "1.5")
    monkeypatch.setenv("HAYHOOKS_MCP_PORT", "not a number")
    settings = AppSettings(port=5)
    assert settings.cors_allow_origins == ["http://a.example"]
    assert settings.deploy_concurrency is DeployConcurrencyPolicy.PARALLEL
    assert settings.tracing_token.get_secret_value() == "secret"
    assert (settings.chainlit_request_timeout, settings.mcp_port) == (1.5, 1417)
    assert settings.chainlit_base_url == "http://localhost:5"
