"""Talks to the server as users of the `openai` package do.

Usage: openai_client.py BASE_URL MODEL; prints one JSON object.
"""

import asyncio
import json
import sys

from openai import APIStatusError, AsyncOpenAI, OpenAI

ASK = [{"role": "user", "content": "Tell me héllo 😀"}]


def plain(client: OpenAI, model: str) -> dict:
    completion = client.chat.completions.create(model=model, messages=ASK)
    return {
        "text": completion.choices[0].message.content,
        "finish": completion.choices[0].finish_reason,
        "usage": completion.usage.total_tokens,
    }


def streamed(client: OpenAI, model: str) -> dict:
    chunks = list(
        client.chat.completions.create(model=model, messages=ASK, stream=True, stream_options={"include_usage": True})
    )
    choices = [chunk.choices[0] for chunk in chunks if chunk.choices]
    return {
        "text": "".join(choice.delta.content or "" for choice in choices),
        "pieces": sum(bool(choice.delta.content) for choice in choices),
        "roles": [choice.delta.role for choice in choices if choice.delta.role],
        "finish": choices[-1].finish_reason,
        "usage": chunks[-1].usage.total_tokens,
        "ids": len({chunk.id for chunk in chunks}),
    }


def helper(client: OpenAI, model: str) -> dict:
    with client.chat.completions.stream(model=model, messages=ASK) as stream:
        message = stream.get_final_completion().choices[0].message
    return {"text": message.content, "role": message.role}


async def several(base_url: str, model: str) -> list[str]:
    async with AsyncOpenAI(base_url=base_url, api_key="none") as client:
        answers = await asyncio.gather(*(client.chat.completions.create(model=model, messages=ASK) for _ in range(20)))
    return sorted({answer.choices[0].message.content for answer in answers})


def unknown(client: OpenAI) -> dict:
    try:
        client.chat.completions.create(model="nope", messages=ASK)
    except APIStatusError as error:
        return {"status": error.status_code, "message": error.message, "type": error.type}
    return {}


def main() -> None:
    base_url, model = sys.argv[1:3]
    client = OpenAI(base_url=base_url, api_key="none", max_retries=0)
    answers = {
        "plain": plain(client, model),
        "streamed": streamed(client, model),
        "helper": helper(client, model),
        "several": asyncio.run(several(base_url, model)),
        "unknown": unknown(client),
        "models": [found.id for found in client.models.list()],
        "model": client.models.retrieve(model).id,
    }
    print(json.dumps(answers))


main()
