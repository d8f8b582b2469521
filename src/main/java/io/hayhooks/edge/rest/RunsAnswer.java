// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.hayhooks.pipeline.RunStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** The runs that go on, the oldest first. */
record RunsAnswer(List<One> runs) {
  static RunsAnswer of(List<RunStatus> runs) {
    return new RunsAnswer(runs.stream().map(One::of).toList());
  }

  /**
   * One run.
   *
   * @param age in seconds
   * @param deadline null when it may take as long as it wants
   * @param worker process id; null while it waits for a worker
   */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record One(
      String id,
      String pipeline,
      String method,
      String state,
      String started,
      double age,
      String deadline,
      Long worker) {
    static One of(RunStatus run) {
      return new One(
          run.id(),
          run.pipeline(),
          lower(run.method()),
          lower(run.state()),
          text(run.started()),
          run.age().toMillis() / 1000.0,
          run.deadline().map(One::text).orElse(null),
          run.worker().isPresent() ? run.worker().getAsLong() : null);
    }

    private static String lower(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Instant instant) {
      return instant.truncatedTo(ChronoUnit.MILLIS).toString();
    }
  }
}
