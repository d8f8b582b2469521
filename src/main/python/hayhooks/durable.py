# SPDX-License-Identifier: Apache-2.0
"""The names of durable executions, which this server does not offer yet: wrappers may import them, not use them."""

from typing import Any

NOT_OFFERED = "Durable executions are not offered yet; run_api, run_chat_completion and run_response are"


class DurableContext:
    """What a durable run would get; here for the types of wrappers that have one beside other methods."""

    def __init__(self, *_: Any, **__: Any) -> None:
        raise NotImplementedError(NOT_OFFERED)


def current_durable_context() -> DurableContext | None:
    """The context of the durable execution that is running: none."""
    return None


def durable_streaming_callback(payload: object) -> None:
    """A streaming callback that keeps chunks for the viewers of a durable execution; elsewhere it does nothing."""
