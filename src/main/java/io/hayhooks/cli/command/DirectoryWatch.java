// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.cli.command;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Waits for changes of files by looking again and again: notifications of the system miss those in
 * directories that are mounted from elsewhere.
 */
final class DirectoryWatch {
  private static final int PAUSE_MILLIS = 200;

  private final Supplier<List<Path>> files;
  private Map<String, String> seen;

  DirectoryWatch(Supplier<List<Path>> files) {
    this.files = requireNonNull(files, "files is null");
    seen = look();
  }

  /** Returns when something is different from the last time and has come to rest. */
  void await() throws InterruptedException {
    Map<String, String> before = seen;
    Map<String, String> last = look();
    while (true) {
      Thread.sleep(PAUSE_MILLIS);
      Map<String, String> now = look();
      if (!now.equals(before) && now.equals(last)) {
        seen = now;
        return;
      }
      last = now;
    }
  }

  private Map<String, String> look() {
    Map<String, String> found = new TreeMap<>();
    for (Path file : files.get()) {
      found.put(file.toString(), state(file));
    }
    return found;
  }

  private static String state(Path file) {
    try {
      BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
      return attributes.lastModifiedTime() + " " + attributes.size();
    } catch (IOException e) {
      return "gone";
    }
  }
}
