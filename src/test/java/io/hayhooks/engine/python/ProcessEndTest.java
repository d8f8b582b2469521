// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessEndTest {
  @Test
  void signalsHaveNames() {
    assertThat(new ProcessEnd(139)).hasToString("was killed by SIGSEGV");
    assertThat(new ProcessEnd(0)).hasToString("exited with status 0");
    assertThat(new ProcessEnd(255)).hasToString("exited with status 255");
  }
}
