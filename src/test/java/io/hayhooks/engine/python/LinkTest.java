// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.answer;
import static io.hayhooks.engine.python.Calls.error;
import static io.hayhooks.engine.python.Calls.request;
import static io.hayhooks.engine.python.Calls.stream;
import static io.hayhooks.engine.python.Calls.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.pipeline.DeployedPipeline;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers serve alike however they start and are connected. */
class LinkTest {
  @ParameterizedTest
  @CsvSource({"fork,tcp", "spawn,tcp", "spawn,unix"})
  void workersServeStreamDieAndComeBack(String start, String link, @TempDir Path directory) {
    Map<String, String> settings =
        Map.of("HAYHOOKS_WORKER_START", start, "HAYHOOKS_WORKER_LINK", link);
    try (FakeEngine engine = new FakeEngine(directory, settings)) {
      DeployedPipeline pipeline = engine.load();
      String large = "x".repeat(3 << 20);
      assertThat(answer(pipeline, large)).isEqualTo(large);
      Collector collector = new Collector(32, 1);
      stream(pipeline, "{\"do\":\"stream\",\"chunks\":1000}").chunks().subscribe(collector);
      within(collector.end, 5000);
      assertThat(collector.chunks).hasSize(1000);
      assertThat(error(pipeline.run(request("{\"do\":\"exit\",\"status\":3}")), 3000))
          .hasMessageContaining("exited with status 3")
          .extracting(error -> error.code())
          .isEqualTo(ErrorCode.WORKER_DIED);
      await().until(() -> pipeline.workers().get(0).state().equals("ready"));
      assertThat(answer(pipeline, "again")).isEqualTo("again");
      assertThat(pipeline.workers().get(0).lastError()).contains("about to exit");
      within(pipeline.drain().toCompletableFuture(), 3000);
    }
  }
}
