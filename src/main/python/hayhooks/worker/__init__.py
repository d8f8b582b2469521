# SPDX-License-Identifier: Apache-2.0
"""The process that serves one pipeline: loads its wrapper and answers calls that come over the worker link.

``frames`` and ``link`` carry bytes, ``loader`` and ``signature`` turn a directory into endpoints, ``run``, ``chat``
and ``response`` are kinds of endpoints, ``calls`` and ``pump`` carry one call to its end, ``process`` ties them
together.
Nothing here is for wrappers to import.
"""
