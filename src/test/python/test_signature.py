# SPDX-License-Identifier: Apache-2.0
"""What READY says about a wrapper."""

from hayhooks.worker.process import PROTOCOL


def schema(worker, which="request_schema"):
    return worker.ready["run"][which]


def test_the_worker_introduces_itself(loaded):
    hello = loaded("echo_typed").hello
    assert (hello["token"], hello["protocol"]) == ("secret", PROTOCOL)
    assert hello["pid"] == loaded("echo_typed").process.pid
    assert hello["python"].startswith("3.")


def test_parameters_are_described_as_the_reference_describes_them(loaded):
    worker = loaded("echo_typed")
    request = schema(worker)
    assert request["title"] == "echo_typedRunRequest"
    assert request["required"] == ["query"]
    assert request["properties"]["query"] == {"description": "The text to echo.", "title": "Query", "type": "string"}
    assert request["properties"]["top_k"]["title"] == "Top K"
    assert request["properties"]["score"]["description"] == "Parameter 'score'"
    assert request["properties"]["mode"]["enum"] == ["fast", "slow"]
    assert request["properties"]["tag"]["anyOf"] == [{"type": "string"}, {"type": "null"}]
    assert schema(worker, "response_schema") == {
        "title": "echo_typedRunResponse",
        "type": "object",
        "required": ["result"],
        "properties": {
            "result": {
                "additionalProperties": True,
                "description": "All the arguments in one object.",
                "title": "Result",
                "type": "object",
            }
        },
    }
    assert worker.ready["description"] == "Echo every argument back."
    assert worker.ready["run"]["body_required"]


def test_models_are_referred_to_as_openapi_needs_them(loaded):
    worker = loaded("models_io")
    assert schema(worker)["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Item"}
    assert set(schema(worker)["$defs"]) == {"Item", "Color", "Point"}
    assert schema(worker, "response_schema")["properties"]["result"] == {"$ref": "#/components/schemas/Answer"}


def test_a_method_without_parameters_needs_no_body(loaded):
    run = loaded("no_params").ready["run"]
    assert run["request_schema"] == {"properties": {}, "title": "no_paramsRunRequest", "type": "object"}
    assert not run["body_required"]


def test_streams_and_hand_made_responses_have_no_response_schema(loaded):
    for name in ("stream_sync", "stream_async", "stream_sse_annotated", "file_out", "custom_response"):
        assert schema(loaded(name), "response_schema") is None


def test_a_run_or_chat_method_can_ask_for_headers(loaded):
    ready = loaded("headers_optin").ready
    assert ready["run"]["wants_headers"]
    assert ready["chat"]["wants_headers"]
    assert list(ready["run"]["request_schema"]["properties"]) == ["q"]
    plain = loaded("headers_plain").ready["run"]
    assert not plain["wants_headers"]
    assert "headers" in plain["request_schema"]["properties"]


def test_uploads_are_announced(loaded):
    run = loaded("upload").ready["run"]
    assert run["takes_uploads"]
    files = run["request_schema"]["properties"]["files"]["anyOf"][0]
    assert files["items"] == {"contentMediaType": "application/octet-stream", "type": "string"}


def test_what_json_schema_has_no_words_for_may_be_anything(load, wrapper):
    run = """
    def run_api(self, key: Callable | None = None, n: int = 1) -> dict[str, Callable]:
        \"\"\"Odd types.

        Args:
            key: What to call.
        \"\"\"
        return {}
    """
    worker = load(wrapper(run))
    key = schema(worker)["properties"]["key"]
    assert key == {"anyOf": [{}, {"type": "null"}], "default": None, "description": "What to call.", "title": "Key"}
    assert schema(worker)["properties"]["n"]["type"] == "integer"
    assert worker.run({"n": 2}).json == {"result": {}}
    worker.stop()
    assert "no JSON Schema for it" in worker.output()


def test_what_else_a_wrapper_offers_is_told(loaded):
    ready = loaded("skip_mcp_flag").ready
    assert (ready["skip_mcp"], ready["skip_a2a"], ready["response"], ready["takes_files"]) == (True, True, None, False)
    assert ready["chat"] == {"wants_headers": False}
    store = loaded("upload_store").ready
    assert (store["run"], store["chat"], store["takes_files"]) == (None, None, True)
    assert store["response"] == {"wants_headers": False}


def test_the_async_method_wins(loaded):
    worker = loaded("both_sync_async")
    assert worker.ready["description"] == "Async doc."
    assert "suffix" in schema(worker)["properties"]


def test_a_method_without_documentation_has_no_description(loaded):
    assert loaded("returns_none").ready["description"] == ""


def test_the_type_is_found_without_importing_haystack(loaded):
    assert loaded("echo_typed").ready["type"] == "unknown"
    assert loaded("yaml_llm_chat").ready["type"] == "pipeline"


def test_any_parameter_name_works(load, wrapper):
    run = """
    def run_api(self, json: int, model_config: str = "c", _x: bool = True) -> dict:
        return dict(j=json, m=model_config, x=_x)
    """
    worker = load(wrapper(run))
    assert list(schema(worker)["properties"]) == ["json", "model_config", "_x"]
    assert worker.run({"json": "3", "_x": "no"}).json == {"result": {"j": 3, "m": "c", "x": False}}


def test_string_annotations_and_fields_are_understood(load, wrapper):
    source = "from __future__ import annotations\nfrom pydantic import Field\n" + wrapper(
        "def run_api(self, n: Annotated[int, Field(ge=1, description='How many')], m: int = Field(2, le=9)) -> list:\n"
        "    return [n, m]"
    )
    worker = load(source)
    assert schema(worker)["properties"]["n"]["description"] == "How many"
    assert worker.run({"n": 1}).json == {"result": [1, 2]}
    problems = worker.run({"n": 0, "m": 10}).error["detail"]
    assert [problem["type"] for problem in problems] == ["greater_than_equal", "less_than_equal"]


def test_a_card_is_told_as_json(loaded, load, wrapper):
    assert loaded("a2a_card").ready["a2a_card"]["skills"][1] == {"id": "s2"}
    assert loaded("skip_mcp_flag").ready["a2a_card"] is None
    source = wrapper("def run_api(self, x: int) -> int: return x", "a2a_card = ['name']")
    refused = load(source).ready
    assert refused["code"] == "PIPELINE_NOT_LOADABLE"
    assert "a2a_card must be a dict" in refused["message"]
