// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import static java.util.Objects.requireNonNull;

import io.hayhooks.deploy.DeployRequest;
import io.hayhooks.deploy.DeployThreads;
import io.hayhooks.deploy.DeploymentService;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.container.AsyncResponse;
import java.util.function.Supplier;

/** Deploys and answers without holding a thread of the container, as it may take minutes. */
@Singleton
public final class DeployAnswers {
  private final DeploymentService deployments;
  private final DeployThreads threads;

  @Inject
  public DeployAnswers(DeploymentService deployments, DeployThreads threads) {
    this.deployments = requireNonNull(deployments, "deployments is null");
    this.threads = requireNonNull(threads, "threads is null");
  }

  /** Deploys what is asked for, whichever form it came in. */
  void deploy(AsyncResponse response, DeployRequest request) {
    answer(
        response,
        () -> {
          deployments.deploy(request);
          return DeployAnswer.of(request.name());
        });
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
