// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static io.hayhooks.engine.python.Calls.error;
import static io.hayhooks.engine.python.Calls.within;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.hayhooks.engine.python.wire.Load;
import io.hayhooks.error.ErrorCode;
import io.hayhooks.error.ServerException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Processes that never become a worker. */
class WorkerStartTest {
  private static final String FAKE = "src/test/resources/fake_worker";

  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final WorkerThreads threads =
      new WorkerThreads(Executors.defaultThreadFactory(), scheduler);
  private final SocketDirectory sockets = new SocketDirectory();

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
    sockets.delete();
  }

  private Worker start(String... command) {
    Load load = new Load(0, "p", "/nowhere", 1, null, false, "", List.of(), "none");
    Duration second = Duration.ofSeconds(1);
    return Worker.start(
        new WorkerSpec(
            new Spawner(List.of(command)), WorkerDuty.of(load), second, second, second, false),
        threads,
        sockets);
  }

  private ServerException failure(String... command) {
    Worker worker = start(command);
    ServerException error = error(worker.ready(), 5000);
    within(worker.ended().toCompletableFuture(), 1000);
    assertThat(worker.state()).isEqualTo(WorkerState.FAILED);
    assertThat(ProcessHandle.of(worker.pid()).map(ProcessHandle::isAlive).orElse(false)).isFalse();
    assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    return error;
  }

  @Test
  void exitBeforeHelloIsNamedWithTheLastOutput() {
    assertThat(failure("sh", "-c", "echo out; echo err >&2; exit 5"))
        .hasMessage("The worker of pipeline 'p' exited with status 5. Its last output:\nout\nerr");
  }

  @Test
  void processThatNeverReportsIsGivenUp() {
    assertThat(failure("sleep", "60").getMessage()).contains("did not report within 1.0 s");
  }

  @Test
  void wrongTokenIsRefused() {
    assertThat(failure("env", "FAKE_HELLO={\"token\":\"guess\"}", Python3.PATH, FAKE).getMessage())
        .contains("did not know its token");
  }

  @Test
  void otherProtocolIsRefused() {
    assertThat(failure("env", "FAKE_HELLO={\"protocol\":9}", Python3.PATH, FAKE).getMessage())
        .contains("speaks version 9 of the worker link");
  }

  @Test
  void helloThatIsNoneIsRefused() {
    assertThat(failure("env", "FAKE_HELLO={\"token\":null}", Python3.PATH, FAKE).getMessage())
        .contains("broke the protocol");
  }

  @Test
  void programThatDoesNotExistIsNamed() {
    ServerException error =
        catchThrowableOfType(ServerException.class, () -> start("/no/such/python"));
    assertThat(error.code()).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(error.getMessage()).contains("/no/such/python");
  }

  @Test
  void socketsAreInShortPathsThatNoOtherUserCanReach() throws Exception {
    UnixWorkerSocket socket = sockets.bind("");
    assertThat(socket.path().toString()).hasSizeLessThan(104);
    assertThat(Files.getPosixFilePermissions(socket.path().getParent()))
        .isEqualTo(PosixFilePermissions.fromString("rwx------"));
    socket.close();
    assertThat(Files.exists(socket.path())).isFalse();
  }

  @Test
  void directoryOfSocketsThatWasTidiedAwayIsMadeAnew() throws Exception {
    UnixWorkerSocket first = sockets.bind("");
    first.close();
    Files.delete(first.path().getParent());
    UnixWorkerSocket second = sockets.bind("");
    assertThat(Files.exists(second.path())).isTrue();
    second.close();
  }

  @Test
  void killedBeforeItReportsIsStopped() {
    Worker worker = start("sleep", "60");
    worker.kill();
    within(worker.ended().toCompletableFuture(), 2000);
    assertThat(worker.state()).isEqualTo(WorkerState.STOPPED);
    assertThat(error(worker.ready(), 100).code()).isEqualTo(ErrorCode.UNAVAILABLE);
  }
}
