# SPDX-License-Identifier: Apache-2.0
"""Haystack's pipeline classes, whichever of its versions is installed.

From version 3 on one class runs both ways; before, pipelines that run on the event loop had a class of their own.
"""

from haystack import Pipeline

try:
    from haystack import AsyncPipeline
except ImportError:
    AsyncPipeline = Pipeline

HaystackPipeline = Pipeline

__all__ = ["AsyncPipeline", "HaystackPipeline", "Pipeline"]
