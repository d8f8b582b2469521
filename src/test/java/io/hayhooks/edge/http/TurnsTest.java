// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnsTest {
  private final List<Runnable> submitted = new ArrayList<>();
  private final List<String> done = new ArrayList<>();
  private final Turns turns = new Turns(submitted::add);

  @Test
  void manyTurnsNeedNoMoreThreadsThanThereAreProcessors() {
    for (int i = 0; i < 100; i++) {
      turns.add(() -> done.add("turn"));
    }
    assertThat(submitted).hasSize(Runtime.getRuntime().availableProcessors());
    submitted.get(0).run();
    assertThat(done).hasSize(100);
  }

  @Test
  void aTurnThatFailsDoesNotStopTheOthers() {
    turns.add(
        () -> {
          throw new IllegalStateException("a failure that this test wants in the log");
        });
    turns.add(() -> done.add("second"));
    submitted.remove(0).run();
    assertThat(done).containsExactly("second");
  }

  @Test
  void aTurnThatComesWhenAllAreTakenStartsAnew() {
    turns.add(() -> done.add("first"));
    submitted.remove(0).run();
    turns.add(() -> done.add("second"));
    submitted.remove(0).run();
    assertThat(done).containsExactly("first", "second");
  }
}
