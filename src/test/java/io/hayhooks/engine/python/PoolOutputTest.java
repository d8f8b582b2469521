// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.hayhooks.pipeline.OutputLine;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PoolOutputTest {
  @Test
  void theLastThousandLinesAreKept() {
    PoolOutput output = new PoolOutput(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    for (int i = 0; i < 1200; i++) {
      output.add(i % 2, "line " + i);
    }
    assertThat(output.lines())
        .hasSize(1000)
        .startsWith(new OutputLine(Instant.EPOCH, 0, "line 200"))
        .endsWith(new OutputLine(Instant.EPOCH, 1, "line 1199"));
  }
}
