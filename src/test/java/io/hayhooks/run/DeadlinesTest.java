// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hayhooks.config.RunConfig;
import io.hayhooks.config.Settings;
import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.Deadline;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlinesTest {
  private static Deadlines limit(String seconds) {
    return new Deadlines(new RunConfig(Settings.of(Map.of("HAYHOOKS_RUN_TIMEOUT", seconds))));
  }

  @Test
  void thereIsNoneUnlessSomebodyWantsOne() {
    assertThat(limit("0").of(7, Optional.empty())).isEqualTo(Deadline.NONE);
    assertThat(limit("0").of(7, Optional.of("1.5")))
        .isEqualTo(Deadline.after(7, Duration.ofMillis(1500)));
  }

  @Test
  void callerCanOnlyShortenTheLimit() {
    assertThat(limit("10").of(7, Optional.of("2")))
        .isEqualTo(Deadline.after(7, Duration.ofSeconds(2)));
    assertThat(limit("10").of(7, Optional.of("20")))
        .isEqualTo(Deadline.after(7, Duration.ofSeconds(10)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "soon", "NaN", "Infinity", "1e30"})
  void whatIsNoTimeIsRefused(String header) {
    assertThatThrownBy(() -> limit("0").of(7, Optional.of(header)))
        .isInstanceOf(ServerException.class)
        .hasMessageContaining("X-Request-Timeout is '%s'".formatted(header));
  }
}
