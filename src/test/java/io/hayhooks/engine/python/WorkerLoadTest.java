// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines that cannot be loaded. Whatever the reason, it is named and no process is left. */
class WorkerLoadTest {
  private FakeEngine engine;

  @BeforeEach
  void start(@TempDir Path directory) {
    engine =
        new FakeEngine(
            directory, Map.of("HAYHOOKS_LOAD_TIMEOUT", "0.5", "HAYHOOKS_WORKER_START", "spawn"));
  }

  @AfterEach
  void close() {
    engine.close();
    await().until(() -> children().findAny().isEmpty());
  }

  private static Stream<ProcessHandle> children() {
    return ProcessHandle.current().children().filter(ProcessHandle::isAlive);
  }

  private ServerException failure(String orders) {
    return catchThrowableOfType(ServerException.class, () -> engine.load(orders));
  }

  @Test
  void errorOfTheWorkerIsTheErrorOfTheLoad() {
    ServerException error =
        failure("{\"error\": {\"code\": \"PIPELINE_NOT_LOADABLE\", \"message\": \"line 3: no\"}}");
    assertThat(error).hasMessage("line 3: no");
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
    assertThat(error.status()).isEqualTo(422);
    assertThat(error.detail()).isEqualTo("line 3: no");
  }

  @Test
  void exitWhileLoadingIsNamedWithTheLastOutput() {
    ServerException error = failure("{\"exit\": 7}");
    assertThat(error)
        .hasMessage(
            "The worker of pipeline 'fake' exited with status 7. Its last output:\nloading fake");
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
  }

  @Test
  void crashWhileLoadingIsNamed() {
    ServerException error = failure("{\"signal\": 11}");
    assertThat(error.getMessage()).contains("was killed by SIGSEGV");
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
  }

  @Test
  void loadThatTakesTooLongIsGivenUp() {
    ServerException error = failure("{\"sleep\": 30}");
    assertThat(error.getMessage()).contains("did not load within 0.5 s", "loading fake");
    assertThat(error.code()).isEqualTo(ErrorCode.PIPELINE_NOT_LOADABLE);
  }

  @Test
  void failedLoadIsNotTriedAgain() {
    failure("{\"exit\": 7}");
    assertThat(children()).isEmpty();
    assertThat(failure("{\"exit\": 8}")).hasMessageContaining("status 8");
  }
}
