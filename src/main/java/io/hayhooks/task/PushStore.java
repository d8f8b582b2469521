// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import java.nio.file.Path;

/** Placeholder. */
final class PushStore {
  private PushStore() {}

  static Path beside(Path file) {
    return file.resolveSibling(file.getFileName() + ".push");
  }
}
