# SPDX-License-Identifier: Apache-2.0
"""What a wrapper wants its A2A agent card to say."""

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticSerializationError, from_json, to_json

from hayhooks.server.utils.base_pipeline_wrapper import BasePipelineWrapper
from hayhooks.worker.errors import PIPELINE_NOT_LOADABLE, CallError


def agent_card_of(wrapper: BasePipelineWrapper) -> dict[str, Any] | None:
    """The fields of ``a2a_card`` as JSON has them; null when there are none. ``CallError`` when it is no card."""
    card = wrapper.a2a_card
    if card is None:
        return None
    if isinstance(card, BaseModel):
        card = card.model_dump(mode="json", exclude_none=True)
    if not isinstance(card, Mapping):
        raise _no_card(f"it is a {type(card).__name__}")
    try:
        return from_json(to_json(dict(card)))
    except PydanticSerializationError as error:
        raise _no_card(str(error)) from error


def _no_card(why: str) -> CallError:
    return CallError(PIPELINE_NOT_LOADABLE, f"a2a_card must be a dict of what JSON can hold: {why}")
