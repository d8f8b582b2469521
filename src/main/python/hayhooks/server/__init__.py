# SPDX-License-Identifier: Apache-2.0
"""Homes of the public names; wrappers import some of them from here."""
