// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A redeploy, done or refused, costs no caller a call. */
@ExtendWith(ServerExtension.class)
final class RedeployIT {
  private static final String WRAPPER =
      """
      import time
      from hayhooks import BasePipelineWrapper

      class PipelineWrapper(BasePipelineWrapper):
          def setup(self) -> None:
              pass

          def run_api(self) -> int:
              time.sleep(0.01)
              return %d
      """;

  private final ServerProcess server;
  private final AtomicBoolean done = new AtomicBoolean();
  private final Queue<String> failed = new ConcurrentLinkedQueue<>();

  RedeployIT(ServerProcess server) {
    this.server = server;
  }

  @Test
  void callersNoticeNothing() {
    server.deployWrapper("hot", WRAPPER.formatted(0));
    List<CompletableFuture<Integer>> callers =
        IntStream.range(0, 4).mapToObj(i -> CompletableFuture.supplyAsync(this::call)).toList();

    for (int version = 1; version <= 5; version++) {
      assertThat(server.deployWrapper("hot", WRAPPER.formatted(version)).statusCode())
          .isEqualTo(200);
      assertThat(server.deployWrapper("hot", "import nothing_like_it").statusCode()).isEqualTo(422);
      assertThat(server.post("/hot/run", "{}").body()).isEqualTo("{\"result\":%d}", version);
    }

    done.set(true);
    assertThat(callers.stream().mapToInt(CompletableFuture::join).sum()).isGreaterThan(20);
    assertThat(failed).isEmpty();
  }

  /** Calls one after the other until told to stop; returns how many calls succeeded. */
  private int call() {
    int succeeded = 0;
    while (!done.get()) {
      HttpResponse<String> answer = server.post("/hot/run", "{}");
      if (answer.statusCode() == 200) {
        succeeded++;
      } else {
        failed.add(answer.statusCode() + " " + answer.body());
      }
    }
    return succeeded;
  }
}
