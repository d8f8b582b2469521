# SPDX-License-Identifier: Apache-2.0
"""What users of the `openai` package do, from chats to files; the same as openai_scenario.mjs.

Usage: openai_scenario.py BASE_URL MODEL; prints one JSON object.
"""

import json
import sys
from collections.abc import Callable

from openai import APIStatusError, OpenAI

QUESTION = "Tell me héllo 😀"
CITY = {
    "type": "object",
    "properties": {"city": {"type": "string"}},
    "required": ["city"],
    "additionalProperties": False,
}


def chat(client: OpenAI, model: str) -> dict:
    ask = {"model": model, "messages": [{"role": "user", "content": QUESTION}]}
    whole = client.chat.completions.create(**ask)
    with client.chat.completions.stream(**ask, stream_options={"include_usage": True}) as stream:
        streamed = stream.get_final_completion()
    return {
        "chat": whole.choices[0].message.content,
        "chat_stream": streamed.choices[0].message.content,
        "chat_usage": whole.usage.total_tokens > 0 and streamed.usage.total_tokens > 0,
    }


def tools(client: OpenAI, model: str) -> dict:
    messages = [{"role": "user", "content": "weather"}]
    ask = {
        "model": model,
        "messages": messages,
        "tools": [{"type": "function", "function": {"name": "weather", "parameters": CITY, "strict": True}}],
    }
    message = client.chat.completions.create(**ask).choices[0].message
    with client.chat.completions.stream(**ask) as stream:
        streamed = stream.get_final_completion().choices[0]
    call = message.tool_calls[0]
    messages += [message, {"role": "tool", "tool_call_id": call.id, "content": "sunny"}]
    answer = client.chat.completions.create(model=model, messages=messages)
    function = streamed.message.tool_calls[0].function
    return {
        "tool": f"{call.function.name} {call.function.arguments}",
        "tool_stream": f"{function.name} {function.arguments} {streamed.finish_reason}",
        "after_tool": answer.choices[0].message.content,
    }


def responses(client: OpenAI, model: str) -> dict:
    whole = client.responses.create(model=model, input=QUESTION, instructions="Be brief")
    events = []
    with client.responses.stream(model=model, input=QUESTION) as stream:
        for event in stream:
            events.append(event.type)
        streamed = stream.get_final_response()
    call = client.responses.create(
        model=model,
        input="weather",
        tools=[{"type": "function", "name": "weather", "parameters": CITY, "strict": True}],
    ).output[0]
    answer = client.responses.create(
        model=model, input=[call, {"type": "function_call_output", "call_id": call.call_id, "output": "sunny"}]
    )
    return {
        "response": whole.output_text,
        "response_usage": whole.usage.total_tokens > 0 and streamed.usage.total_tokens > 0,
        "response_instructions": whole.instructions,
        "response_stream": streamed.output_text,
        "response_events": list(dict.fromkeys(events)),
        "response_tool": f"{call.name} {call.arguments}",
        "response_after_tool": answer.output_text,
        "response_failed": failed(client, model),
    }


def failed(client: OpenAI, model: str) -> str:
    events = list(client.responses.create(model=model, input="fail", stream=True))
    return f"{events[-2].type}, {events[-1].type}: {events[-1].response.error.message}"


def files(client: OpenAI, model: str) -> dict:
    file = client.files.create(file=("a.txt", b"alpha"), purpose="user_data", extra_body={"model": model})
    answers = {
        "file": f"{file.filename} {file.bytes} {file.purpose} {file.status}",
        "file_listed": file.id in [found.id for found in client.files.list(purpose="user_data")],
        "file_found": client.files.retrieve(file.id).filename,
        "file_content": client.files.content(file.id).text,
        "file_known": client.responses.create(model=model, input=file.id).output_text,
        "file_deleted": client.files.delete(file.id).deleted,
    }
    return {**answers, "file_gone": status_of(lambda: client.files.retrieve(file.id))}


def status_of(call: Callable[[], object]) -> int:
    try:
        call()
    except APIStatusError as error:
        return error.status_code
    return 200


def main() -> None:
    base_url, model = sys.argv[1:3]
    client = OpenAI(base_url=base_url, api_key="none", max_retries=0)
    answers = {
        **chat(client, model),
        **tools(client, model),
        **responses(client, model),
        **files(client, model),
        "model": client.models.retrieve(model).id,
        "models": model in [found.id for found in client.models.list()],
        "unknown": status_of(lambda: client.responses.create(model="nope", input="hi")),
    }
    print(json.dumps(answers))


main()
