// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the events that are fired; after a word, it fails as an observer may. */
final class RecordedChanges implements Event<PipelinesChanged> {
  final List<String> names = new CopyOnWriteArrayList<>();
  volatile boolean failing;

  @Override
  public void fire(PipelinesChanged event) {
    names.add(event.name().value());
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
