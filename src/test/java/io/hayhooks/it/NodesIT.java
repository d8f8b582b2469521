// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two servers on one pipelines directory: {@code src/bench/nodes.py}, once through. */
final class NodesIT {
  @Test
  void serversOnOneDirectoryAgreeAndFailNoCallWhateverChangesIt() {
    String report =
        Commands.run(
            Map.of(),
            List.of(
                TestPaths.PYTHON.toString(),
                "src/bench/nodes.py",
                "target/hayhooks.jar",
                TestPaths.PYTHON.toString(),
                "1",
                "2"));
    assertThat(report).contains("no call failed", "undeployed");
  }
}
