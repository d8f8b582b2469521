// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The Python of this machine, without the wrapper scripts that may stand before it. */
final class Python3 {
  static final String PATH = find();

  private Python3() {}

  private static String find() {
    try {
      Process process =
          new ProcessBuilder("python3", "-c", "import sys; print(sys.executable)").start();
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("These tests need python3", e);
    }
  }
}
