// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fault run of {@code src/bench/chaos.py}, for some seconds only. */
final class ChaosIT {
  private static final int SECONDS = 12;

  @Test
  void noCallFailsThatShouldNotAndNothingIsLeft() {
    String report =
        Commands.run(
            Map.of(),
            List.of(
                TestPaths.PYTHON.toString(),
                "src/bench/chaos.py",
                "target/hayhooks.jar",
                TestPaths.PYTHON.toString(),
                Integer.toString(SECONDS)));
    assertThat(report).contains("no call failed that should not have", "\"killed\"");
  }
}
