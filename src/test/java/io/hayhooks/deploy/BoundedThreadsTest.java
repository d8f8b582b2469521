// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundedThreadsTest {
  private final List<Thread> made = new CopyOnWriteArrayList<>();
  private final BoundedThreads threads = new BoundedThreads(this::make, 3);

  private Thread make(Runnable work) {
    Thread thread = new Thread(work);
    thread.setUncaughtExceptionHandler((dead, failure) -> {});
    made.add(thread);
    return thread;
  }

  @Test
  void noMoreThanTheBoundWorkAtOnceAndNoneIsForgotten() {
    CompletableFuture<Void> goOn = new CompletableFuture<>();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> all =
        IntStream.range(0, 20)
            .mapToObj(
                i ->
                    CompletableFuture.runAsync(
                        () -> {
                          most.accumulateAndGet(now.incrementAndGet(), Math::max);
                          goOn.join();
                          now.decrementAndGet();
                        },
                        threads))
            .toList();
    await().until(() -> now.get() == 3);
    goOn.complete(null);
    await().until(() -> all.stream().allMatch(CompletableFuture::isDone));
    assertThat(most).hasValue(3);
    await().until(() -> made.stream().noneMatch(Thread::isAlive));
    assertThat(made).hasSizeGreaterThanOrEqualTo(3);
  }

  @Test
  void aThreadThatDiesOfItsWorkIsReplaced() {
    IntStream.range(0, 10)
        .forEach(
            i ->
                threads.execute(
                    () -> {
                      throw new IllegalStateException("a bug");
                    }));
    assertThat(CompletableFuture.supplyAsync(() -> "done", threads).join()).isEqualTo("done");
  }
}
