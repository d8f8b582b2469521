// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkerOutputTest {
  private static String kept(String printed) throws InterruptedException {
    WorkerOutput output = new WorkerOutput("p", line -> {});
    output.read(new ByteArrayInputStream(printed.getBytes(StandardCharsets.UTF_8)));
    return output.lastLines(0);
  }

  @Test
  void lastLineNeedsNoEnd() throws Exception {
    assertThat(kept("a\r\nä")).isEqualTo("a\nä");
  }

  @Test
  void onlyTheLastLinesAreKept() throws Exception {
    String printed =
        IntStream.range(0, 120).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
    assertThat(kept(printed).lines()).hasSize(50).startsWith("70").endsWith("119");
  }

  @Test
  void endlessLineIsCut() throws Exception {
    assertThat(kept("x".repeat(1_000_000) + "\nnext")).isEqualTo("x".repeat(2000) + "…\nnext");
  }
}
