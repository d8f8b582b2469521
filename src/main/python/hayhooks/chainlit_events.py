# SPDX-License-Identifier: Apache-2.0
"""Events that Chainlit understands."""

from typing import Any

from hayhooks.events import PipelineEvent


class ChainlitEvent(PipelineEvent):
    """An event of Chainlit's own types."""

    data: dict[str, Any]


def create_custom_element_event(name: str, props: dict[str, Any]) -> ChainlitEvent:
    """Shows a custom element."""
    return ChainlitEvent(type="custom_element", data={"name": name, "props": props})
