# SPDX-License-Identifier: Apache-2.0
"""Looks into the types of components' sockets."""

import types
from typing import Annotated, Any, Union, get_args, get_origin


def members(kind: Any) -> tuple[Any, ...]:
    """The members of a union, or the type alone; ``Annotated`` is looked through."""
    if get_origin(kind) is Annotated:
        return members(get_args(kind)[0])
    if get_origin(kind) in (Union, types.UnionType):
        return tuple(member for part in get_args(kind) for member in members(part))
    return (kind,)


def takes_text(kind: Any) -> bool:
    """Whether a socket takes a text."""
    return any(member is Any or member is str for member in members(kind))


def takes_messages(kind: Any) -> bool:
    """Whether a socket takes a list of chat messages."""
    return any(member is Any or _is_list_of_messages(member) for member in members(kind))


def mentions_messages(kind: Any) -> bool:
    """Whether chat messages are what a socket is for."""
    return any(_is_list_of_messages(member) for member in members(kind))


def _is_list_of_messages(kind: Any) -> bool:
    if get_origin(kind) is not list:
        return False
    return any(getattr(member, "__name__", None) == "ChatMessage" for member in members(get_args(kind)[0]))
