# SPDX-License-Identifier: Apache-2.0
"""Home of the wrapper's base class."""
