// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.it;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Reads an event stream line by line while it goes on. */
final class EventLines {
  private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
  private final CompletableFuture<Void> begun = new CompletableFuture<>();
  private final CompletableFuture<?> done;

  EventLines(HttpClient client, HttpRequest request) {
    done =
        client
            .sendAsync(request, HttpResponse.BodyHandlers.ofLines())
            .thenAccept(
                answer -> {
                  begun.complete(null);
                  answer
                      .body()
                      .filter(line -> line.startsWith("data:") || line.startsWith("event:"))
                      .forEach(line -> lines.add(Optional.of(line)));
                })
            .whenComplete((nothing, failure) -> lines.add(Optional.empty()));
  }

  /** Waits for the answer's head. */
  void awaitBegin() {
    begun.orTimeout(30, TimeUnit.SECONDS).join();
  }

  /** The next line with an event's name or data. */
  String next() {
    return poll(Duration.ofSeconds(30))
        .orElseThrow(() -> new AssertionError("The stream ended early: " + done));
  }

  /** The line before the end, which must come within {@code timeout}; empty: none. */
  String last(Duration timeout) {
    long end = System.nanoTime() + timeout.toNanos();
    String last = "";
    for (Optional<String> line = poll(timeout); line.isPresent(); ) {
      last = line.get();
      line = poll(Duration.ofNanos(end - System.nanoTime()));
    }
    return last;
  }

  private Optional<String> poll(Duration timeout) {
    try {
      Optional<String> line = lines.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
      if (line == null) {
        throw new AssertionError("Nothing came within " + timeout);
      }
      return line;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
