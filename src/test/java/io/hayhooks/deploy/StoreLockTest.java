// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another process does is what another lock on the same file does. */
class StoreLockTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path temp;

  private StoreLock lock(Duration patience) {
    return new StoreLock(temp.resolve("x/lock"), patience);
  }

  @Test
  void whoeverIsAloneMayBeSoOnceMore() throws IOException {
    try (StoreLock lock = lock(LONG)) {
      assertThat(lock.alone(() -> lock.alone(() -> 1))).isEqualTo(1);
    }
  }

  @Test
  void anotherServerWaitsForItsTurn() throws Exception {
    try (StoreLock lock = lock(LONG);
        StoreLock other = lock(LONG)) {
      lock.enter();
      CompletableFuture<Integer> turn = CompletableFuture.supplyAsync(() -> one(other));
      assertThat(turn).isNotDone();
      lock.leave();
      assertThat(turn.get(1, TimeUnit.MINUTES)).isEqualTo(1);
    }
  }

  private static int one(StoreLock lock) {
    try {
      return lock.alone(() -> 1);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aServerThatNeverEndsItsTurnIsNotWaitedForForever() throws IOException {
    try (StoreLock lock = lock(LONG);
        StoreLock other = lock(Duration.ZERO)) {
      lock.enter();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(other::enter)
          .withMessage("another server has been changing the directory for 0 s");
      lock.leave();
      assertThat(one(other)).isEqualTo(1);
    }
  }

  @Test
  void theTurnOfADeadServerIsOver() throws IOException {
    StoreLock dead = lock(LONG);
    dead.enter();
    dead.close();
    try (StoreLock other = lock(Duration.ZERO)) {
      assertThat(one(other)).isEqualTo(1);
    }
  }

  @Test
  void whereNothingCanBeWrittenThereIsNoLock() throws IOException {
    Files.writeString(temp.resolve("x"), "a file in the place of the directory");
    try (StoreLock lock = lock(LONG)) {
      assertThat(List.of(one(lock), one(lock))).containsExactly(1, 1);
    }
  }
}
