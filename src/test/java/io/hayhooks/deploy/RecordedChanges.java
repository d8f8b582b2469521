// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The CDI event without CDI: keeps what is fired, tells its listeners in order on the caller's
 * thread, and fails after a word, as an observer may.
 */
public final class RecordedChanges implements Event<PipelinesChanged> {
  final List<String> names = new CopyOnWriteArrayList<>();
  volatile boolean failing;
  private final List<Consumer<PipelinesChanged>> listeners = new CopyOnWriteArrayList<>();

  public void listen(Consumer<PipelinesChanged> listener) {
    listeners.add(listener);
  }

  @Override
  public void fire(PipelinesChanged event) {
    names.add(event.name().value());
    listeners.forEach(listener -> listener.accept(event));
    if (failing) {
      throw new IllegalStateException("an observer's bug");
    }
  }

  @Override
  public <U extends PipelinesChanged> CompletionStage<U> fireAsync(U event) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends PipelinesChanged> CompletionStage<U> fireAsync(
      U event, NotificationOptions options) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Event<PipelinesChanged> select(Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends PipelinesChanged> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends PipelinesChanged> Event<U> select(
      TypeLiteral<U> subtype, Annotation... qualifiers) {
    throw new UnsupportedOperationException();
  }
}
