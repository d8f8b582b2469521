// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How many processes the system has killed for want of memory: in this container, or at all. */
final class OutOfMemoryKills {
  private static final List<Path> COUNTERS =
      List.of(Path.of("/sys/fs/cgroup/memory.events"), Path.of("/proc/vmstat"));

  private static final String NAME = "oom_kill ";

  private OutOfMemoryKills() {}

  /** The number so far; 0 where the system does not count. */
  static long count() {
    return COUNTERS.stream()
        .filter(Files::isReadable)
        .findFirst()
        .map(OutOfMemoryKills::in)
        .orElse(0L);
  }

  static long in(Path counters) {
    try (Stream<String> lines = Files.lines(counters)) {
      return lines
          .filter(line -> line.startsWith(NAME))
          .mapToLong(line -> Long.parseLong(line.substring(NAME.length()).strip()))
          .sum();
    } catch (IOException | UncheckedIOException | NumberFormatException e) {
      return 0;
    }
  }
}
