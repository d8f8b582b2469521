// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hayhooks.pipeline.RunChunk;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveEventsTest {
  private final ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
  private final AtomicInteger looks = new AtomicInteger();
  private final LiveEvents events =
      new LiveEvents(() -> List.of(looks.incrementAndGet()), Duration.ofMillis(10), scheduler);

  @AfterEach
  void stop() {
    scheduler.shutdownNow();
  }

  /** Takes as many events as it has asked for. */
  private static final class Taker implements Flow.Subscriber<RunChunk> {
    final List<String> taken = new CopyOnWriteArrayList<>();
    private final int wanted;
    volatile Flow.Subscription subscription;

    Taker(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      newSubscription.request(wanted);
    }

    @Override
    public void onNext(RunChunk chunk) {
      taken.add(StandardCharsets.UTF_8.decode(chunk.data()).toString());
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  private Taker watch(int wanted) {
    Taker taker = new Taker(wanted);
    events.subscribe(taker);
    return taker;
  }

  @Test
  void aWatcherIsToldAtOnceAndThenAgain() {
    Taker taker = watch(100);

    assertThat(taker.taken).first().isEqualTo("data: [1]\n\n");
    await().until(() -> taker.taken.size() > 2);
  }

  @Test
  void watchersShareOneLook() {
    Taker one = watch(100);
    Taker other = watch(100);

    await().until(() -> other.taken.size() > 2);
    assertThat(one.taken).containsAll(other.taken.subList(1, 3));
  }

  @Test
  void whoTakesNothingIsToldNothingMore() {
    Taker slow = watch(1);
    Taker quick = watch(100);

    await().until(() -> quick.taken.size() > 3);
    assertThat(slow.taken).hasSize(1);
  }

  @Test
  void nothingIsLookedAtWithoutWatchers() {
    assertThat(events.isRunning()).isFalse();
    Taker one = watch(100);
    Taker other = watch(100);
    one.subscription.cancel();
    assertThat(events.isRunning()).isTrue();
    other.subscription.cancel();
    assertThat(events.isRunning()).isFalse();
  }
}
