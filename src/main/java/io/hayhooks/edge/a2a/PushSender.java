// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.a2a;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.hayhooks.edge.http.Json;
import io.hayhooks.error.ServerException;
import io.hayhooks.task.PushConfig;
import io.hayhooks.task.PushService;
import io.hayhooks.task.Task;
import io.hayhooks.task.TaskSettled;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Tells those who want it that a task came to rest. No thread waits for them; a notification that
 * does not arrive is sent a few times more, and beyond so many under way, further ones are dropped.
 */
@Singleton
final class PushSender {
  private static final Logger LOG = Logger.getLogger(PushSender.class.getName());
  private static final int MOST = 1000;
  private static final List<Duration> PAUSES =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(25));

  private record Notification(Task task, PushConfig config, int attempt) {
    Notification again() {
      return new Notification(task, config, attempt + 1);
    }
  }

  private final PushService pushes;
  private final PushTargets targets;
  private final ManagedScheduledExecutorService scheduler;
  private final HttpClient client;
  private final AtomicInteger underWay = new AtomicInteger();
  private final Dialect version1 = new Version1();
  private final Dialect version03 = new Version03();

  @Inject
  PushSender(
      PushService pushes,
      PushTargets targets,
      ManagedExecutorService executor,
      ManagedScheduledExecutorService scheduler) {
    this.pushes = requireNonNull(pushes, "pushes is null");
    this.targets = requireNonNull(targets, "targets is null");
    this.scheduler = requireNonNull(scheduler, "scheduler is null");
    client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1) // not everybody understands an offer to upgrade
            .executor(executor)
            .connectTimeout(Duration.ofSeconds(10))
            .followRedirects(HttpClient.Redirect.NEVER) // they could lead anywhere
            .build();
  }

  void settled(@Observes TaskSettled settled) {
    CompletionStage<List<PushConfig>> wanting = pushes.wanting(settled);
    wanting.whenComplete(
        (configs, failure) -> {
          if (failure != null) {
            LOG.log(Level.WARNING, "Nobody could be told of a task", failure);
            return;
          }
          configs.forEach(config -> begin(new Notification(settled.task(), config, 0)));
        });
  }

  private void begin(Notification notification) {
    if (underWay.incrementAndGet() > MOST) {
      underWay.decrementAndGet();
      giveUp(notification, "too many others are under way");
    } else {
      send(notification);
    }
  }

  private void send(Notification notification) {
    CompletionStage<HttpResponse<Void>> answer;
    try {
      PushConfig config = notification.config();
      byte[] json = Json.bytes(body(notification));
      answer =
          client.sendAsync(
              PushRequest.of(targets.check(config.url()), config, json),
              HttpResponse.BodyHandlers.discarding());
    } catch (ServerException | RpcException e) {
      end(notification, e.getMessage());
      return;
    }
    answer.whenComplete((response, failure) -> judge(notification, response, failure));
  }

  private JsonNode body(Notification notification) {
    Dialect dialect =
        notification.config().version().equals(version03.version()) ? version03 : version1;
    return dialect.event(notification.task());
  }

  private void judge(Notification notification, HttpResponse<Void> response, Throwable failure) {
    int status = response == null ? 0 : response.statusCode();
    boolean arrived = status >= 200 && status < 300;
    boolean passing = status == 0 || status == 408 || status == 429 || status >= 500;
    String problem = failure == null ? "status " + status : failure.toString();
    if (arrived) {
      underWay.decrementAndGet();
    } else if (passing && notification.attempt() < PAUSES.size()) {
      long pause = PAUSES.get(notification.attempt()).toMillis();
      Object later =
          scheduler.schedule(() -> send(notification.again()), pause, TimeUnit.MILLISECONDS);
      LOG.log(Level.FINE, "{0}: once more as {1}", new Object[] {problem, later});
    } else {
      end(notification, problem);
    }
  }

  private void end(Notification notification, String problem) {
    underWay.decrementAndGet();
    giveUp(notification, problem);
  }

  private static void giveUp(Notification notification, String problem) {
    LOG.log(
        Level.WARNING,
        "The push notification of task {0} to {1} is given up: {2}",
        new Object[] {notification.task().id(), notification.config().url(), problem});
  }
}
