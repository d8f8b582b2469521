// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.docs;

import io.hayhooks.deploy.PipelinesChanged;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Tells its listeners in order, on the caller's thread, as CDI does. */
final class ListedEvent implements Event<PipelinesChanged> {
  private final List<Consumer<PipelinesChanged>> listeners = new ArrayList<>();

  void listen(Consumer<PipelinesChanged> listener) {
    listeners.add(listener);
  }

  @Override
  public void fire(PipelinesChanged change) {
    listeners.forEach(listener -> listener.accept(change));
  }

  @Override
  public <U extends PipelinesChanged> CompletionStage<U> fireAsync(U change) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <U extends PipelinesChanged> CompletionStage<U> fireAsync(
      U change, NotificationOptions options) {
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
