# SPDX-License-Identifier: Apache-2.0
"""The settings a wrapper may look at, from the same ``HAYHOOKS_`` variables as the server's."""

import os
from dataclasses import dataclass, fields
from typing import Any

_TRUE = ("1", "true", "yes", "on", "y", "t")


@dataclass
class AppSettings:
    """Names and defaults of Hayhooks; what only concerns the server's protocols is not here."""

    host: str = "localhost"
    port: int = 1416
    root_path: str = ""
    pipelines_dir: str = "./pipelines"
    additional_python_path: str = ""
    show_tracebacks: bool = False
    streaming_components: str = ""

    def __post_init__(self) -> None:
        for setting in fields(self):
            text = os.environ.get(f"HAYHOOKS_{setting.name.upper()}")
            if text is not None:
                setattr(self, setting.name, _parse(text, setting.type))


def _parse(text: str, kind: Any) -> Any:
    if kind is bool:
        return text.strip().lower() in _TRUE
    return int(text) if kind is int else text


settings = AppSettings()
"""The worker takes over what the server tells it at LOAD."""
