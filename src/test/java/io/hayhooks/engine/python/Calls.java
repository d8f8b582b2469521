// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import io.hayhooks.error.ServerException;
import io.hayhooks.pipeline.DeployedPipeline;
import io.hayhooks.pipeline.RunAnswer;
import io.hayhooks.pipeline.RunMethod;
import io.hayhooks.pipeline.RunRequest;
import io.hayhooks.pipeline.RunResult;
import io.hayhooks.pipeline.RunStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What tests send and how they look at what comes back. */
final class Calls {
  private Calls() {}

  static RunRequest request(String body) {
    return new RunRequest(
        RunMethod.RUN,
        "application/json",
        List.of(),
        ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)));
  }

  static String text(ByteBuffer buffer) {
    return StandardCharsets.UTF_8.decode(buffer.duplicate()).toString();
  }

  /** Runs and waits for the whole answer. */
  static String answer(DeployedPipeline pipeline, String body) {
    return text(((RunAnswer) result(pipeline.run(request(body)))).body());
  }

  /** Runs and waits for the stream to open. */
  static RunStream stream(DeployedPipeline pipeline, String body) {
    return (RunStream) result(pipeline.run(request(body)));
  }

  /** What a future brings within the time that any test can spare. */
  static RunResult result(CompletableFuture<RunResult> future) {
    return within(future, 10_000);
  }

  /** The error that a future brings within {@code millis}. */
  static ServerException error(CompletableFuture<?> future, long millis) {
    try {
      within(future, millis);
    } catch (ServerException e) {
      return e;
    }
    throw new AssertionError("There was no error");
  }

  static <T> T within(CompletableFuture<T> future, long millis) {
    try {
      return future.get(millis, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ServerException error) {
        throw error;
      }
      throw new AssertionError(e);
    } catch (InterruptedException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }
}
