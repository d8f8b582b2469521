# SPDX-License-Identifier: Apache-2.0
"""The text of a YAML pipeline, its data, and on which line of the text each part of the data stands."""

from typing import Any

import yaml

from hayhooks.server.exceptions import InvalidYamlIOError, PipelineYamlError

NO_IO = "YAML pipeline must declare at least one of 'inputs' or 'outputs'."


class YamlSource:
    """A parsed document; ``PipelineYamlError`` when it is none, or not a mapping."""

    def __init__(self, text: str) -> None:
        self._root = _compose(text)
        self.data = _construct(text, self._root)

    def line(self, *path: str | int) -> int | None:
        """The line of what stands at ``path`` (keys and positions), or of the nearest part of it that is there."""
        node, line = self._root, None
        for part in path:
            found = _child(node, part)
            if found is None:
                break
            line, node = found
        return line

    def error(self, message: str, *path: str | int) -> PipelineYamlError:
        """An error about what stands at ``path``."""
        return PipelineYamlError(message, self.line(*path))

    def io_error(self, message: str, *path: str | int) -> InvalidYamlIOError:
        """As ``error``, about the declared inputs and outputs."""
        return InvalidYamlIOError(message, self.line(*path))

    def mapping(self, key: str) -> dict[Any, Any]:
        """The mapping under a top-level key; empty when absent or null."""
        value = self.data.get(key)
        if value is None:
            return {}
        if not isinstance(value, dict):
            raise self.error(f"'{key}' must be a mapping, not {_kind(value)}", key)
        return value

    def check_declarations(self) -> None:
        """``InvalidYamlIOError`` when nothing is declared."""
        if not self.mapping("inputs") and not self.mapping("outputs"):
            raise InvalidYamlIOError(NO_IO)


def _compose(text: str) -> Any:
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (None, None)
        told = ", ".join(part for part in (error.context, error.problem) if part)
        raise PipelineYamlError(f"YAML syntax error: {told}", *place) from error
    except yaml.YAMLError as error:
        raise PipelineYamlError(f"YAML syntax error: {str(error).splitlines()[0]}") from error


def _construct(text: str, root: Any) -> dict[Any, Any]:
    from haystack.marshal import YamlMarshaller

    try:
        data = YamlMarshaller().unmarshal(text)
    except (TypeError, ValueError, yaml.YAMLError) as error:
        cause = error.__cause__ or error
        mark = getattr(cause, "problem_mark", None)
        told = getattr(cause, "problem", None) or str(cause)
        raise PipelineYamlError(f"YAML value error: {told}", mark.line + 1 if mark else None) from error
    if data is None:
        raise InvalidYamlIOError(NO_IO)
    if not isinstance(data, dict):
        line = root.start_mark.line + 1
        raise PipelineYamlError(f"A YAML pipeline must be a mapping with 'components', not {_kind(data)}", line)
    return data


def _child(node: Any, part: str | int) -> tuple[int, Any] | None:
    """Line and node of one part; null when it is not there."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value == str(part):
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        child = node.value[part]
        return child.start_mark.line + 1, child
    return None


def _kind(value: Any) -> str:
    names = {list: "a list", dict: "a mapping", str: "a text", bool: "a truth value", int: "a number"}
    return names.get(type(value), f"a {type(value).__name__}")
