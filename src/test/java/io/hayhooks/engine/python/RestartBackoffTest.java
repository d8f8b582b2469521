// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {
  private static final Duration FIRST = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LAST = Duration.ofSeconds(5);

  private final AtomicLong now = new AtomicLong(-3); // a ticker may be negative
  private final RestartBackoff backoff =
      new RestartBackoff(List.of(FIRST, SECOND, LAST), Duration.ofSeconds(60), now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void delaysGrowToTheLastAndStayThere() {
    assertThat(backoff.lost()).isEqualTo(FIRST);
    assertThat(backoff.lost()).isEqualTo(SECOND);
    assertThat(backoff.lost()).isEqualTo(LAST);
    assertThat(backoff.lost()).isEqualTo(LAST);
  }

  @Test
  void workerThatDiesSoonAfterItWasReadyDoesNotResetThem() {
    backoff.lost();
    backoff.ready();
    pass(Duration.ofSeconds(59));
    assertThat(backoff.lost()).isEqualTo(SECOND);
  }

  @Test
  void workerThatWasWellForAWhileResetsThem() {
    backoff.lost();
    backoff.lost();
    backoff.ready();
    pass(Duration.ofSeconds(60));
    assertThat(backoff.lost()).isEqualTo(FIRST);
    assertThat(backoff.lost()).isEqualTo(SECOND);
  }

  @Test
  void neitherTheLossOfAWorkerThatWasReadyRefusesCallsNorOneDuringTheStartAfterIt() {
    for (int i = 0; i < 4; i++) {
      backoff.lost();
    }
    backoff.ready();
    assertThat(backoff.lost()).isEqualTo(SECOND).isLessThan(RestartBackoff.LONGEST_WAIT);
    assertThat(backoff.lost()).isEqualTo(SECOND);
    assertThat(backoff.lost()).isEqualTo(LAST);
  }

  @Test
  void timeWithoutReadyWorkerDoesNotCount() {
    backoff.ready();
    backoff.lost();
    pass(Duration.ofHours(1));
    assertThat(backoff.lost()).isEqualTo(SECOND);
  }
}
