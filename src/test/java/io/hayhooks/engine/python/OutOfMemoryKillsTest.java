// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutOfMemoryKillsTest {
  @TempDir private Path directory;

  @Test
  void counterIsFoundAmongOthers() throws IOException {
    Path events =
        Files.writeString(directory.resolve("events"), "low 0\noom 3\noom_kill 2\nmax 1\n");
    assertThat(OutOfMemoryKills.in(events)).isEqualTo(2);
  }

  @Test
  void systemThatDoesNotCountHasKilledNobody() throws IOException {
    Path events = Files.writeString(directory.resolve("events"), "low 0\n");
    assertThat(OutOfMemoryKills.in(events)).isZero();
    assertThat(OutOfMemoryKills.in(directory.resolve("missing"))).isZero();
  }

  @Test
  void onlyAKilledProcessCanBeTheOne() {
    assertThat(ProcessEnd.ofWaitStatus(-9).outOfMemory())
        .hasToString("was killed by SIGKILL, since the system had run out of memory");
    assertThat(ProcessEnd.ofWaitStatus(1).outOfMemory()).hasToString("exited with status 1");
  }
}
