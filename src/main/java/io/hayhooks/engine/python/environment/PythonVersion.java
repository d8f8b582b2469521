// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

/** A version of Python. */
record PythonVersion(int major, int minor, int patch) {
  /** Whether Haystack and the worker package run on it. */
  boolean isSupported() {
    return major == 3 && minor >= 10;
  }

  @Override
  public String toString() {
    return "%d.%d.%d".formatted(major, minor, patch);
  }
}
