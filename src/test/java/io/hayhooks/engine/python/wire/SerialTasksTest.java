// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class SerialTasksTest {
  private static final int THREADS = 4;
  private static final int TASKS = 2000;

  private final SerialTasks tasks = new SerialTasks();
  private final List<Integer> done = new ArrayList<>(); // as unsafe as the state of a connection

  @Test
  void taskOfTaskRunsAfterIt() {
    tasks.endLoop();
    tasks.add(
        () -> {
          tasks.add(() -> done.add(2));
          done.add(1);
        });
    assertThat(done).containsExactly(1, 2);
  }

  @RepeatedTest(20)
  void everyTaskRunsOnceAndAloneWhileTheLoopEnds() throws Exception {
    CountDownLatch started = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int t = 0; t < THREADS; t++) {
      threads.add(
          new Thread(
              () -> {
                for (int i = 0; i < TASKS; i++) {
                  int number = i;
                  tasks.add(() -> done.add(number));
                  started.countDown();
                }
              }));
    }
    threads.forEach(Thread::start);
    started.await();
    tasks.runAll();
    tasks.endLoop();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(done).hasSize(THREADS * TASKS);
  }
}
