// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeployThreads;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.function.Supplier;

/** Answers what may take minutes without holding a thread of the container. */
@Singleton
public final class DeployAnswers {
  private final DeployThreads threads;

  @Inject
  public DeployAnswers(DeployThreads threads) {
    this.threads = requireNonNull(threads, "threads is null");
  }

  void answer(AsyncResponse response, Supplier<Object> work) {
    threads.execute(() -> resume(response, work));
  }

  private static void resume(AsyncResponse response, Supplier<Object> work) {
    try {
      response.resume(work.get());
    } catch (RuntimeException | Error e) { // the root of a thread: the client must hear of it
      response.resume(e);
    }
  }
}
