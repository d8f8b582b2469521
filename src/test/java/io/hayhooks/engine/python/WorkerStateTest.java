// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.WorkerState.DRAINING;
import static io.hayhooks.engine.python.WorkerState.FAILED;
import static io.hayhooks.engine.python.WorkerState.LOADING;
import static io.hayhooks.engine.python.WorkerState.READY;
import static io.hayhooks.engine.python.WorkerState.STARTING;
import static io.hayhooks.engine.python.WorkerState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkerStateTest {
  private static final Map<WorkerState, Set<WorkerState>> NEXT =
      new EnumMap<>(
          Map.of(
              STARTING, Set.of(LOADING, DRAINING, FAILED),
              LOADING, Set.of(READY, DRAINING, FAILED),
              READY, Set.of(DRAINING, FAILED),
              DRAINING, Set.of(STOPPED, FAILED),
              STOPPED, Set.of(),
              FAILED, Set.of()));

  @ParameterizedTest
  @EnumSource
  void everyPairOfStatesIsDecided(WorkerState from) {
    for (WorkerState to : WorkerState.values()) {
      assertThat(from.canBecome(to))
          .as("%s to %s", from, to)
          .isEqualTo(NEXT.get(from).contains(to));
    }
    assertThat(from.isTerminal()).isEqualTo(NEXT.get(from).isEmpty());
  }
}
