# SPDX-License-Identifier: Apache-2.0
"""JSON Schemas of pydantic models, whatever types are in them."""

import warnings
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from hayhooks.server.logger import log

REFERENCES = "#/components/schemas/{model}"


def schema(model: type[BaseModel], mode: Any) -> dict[str, Any]:
    """JSON Schema of ``model`` with references as an OpenAPI document needs them."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return model.model_json_schema(ref_template=REFERENCES, mode=mode, schema_generator=_Lenient)
        except Exception as error:
            log.warning("%s is described as any object: %s", model.__name__, error)
            return {"type": "object", "title": model.__name__}


class _Lenient(GenerateJsonSchema):
    """Describes a type that JSON Schema has no words for as one that may be anything."""

    def handle_invalid_for_json_schema(self, schema: Any, error_info: str) -> JsonSchemaValue:
        log.warning("A type is described as any value, since there is no JSON Schema for it: %s", error_info)
        return {}
