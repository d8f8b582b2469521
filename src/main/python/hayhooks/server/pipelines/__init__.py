# SPDX-License-Identifier: Apache-2.0
"""Streams of Haystack pipelines and helpers for messages."""

from hayhooks.server.pipelines.registry import registry

__all__ = ["registry"]
