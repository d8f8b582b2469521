// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.run;

import io.hayhooks.deploy.PipelinesChanged;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.concurrent.CompletionStage;

/** Nobody follows what is deployed. */
final class NoObservers implements Event<PipelinesChanged> {
  @Override
  public void fire(PipelinesChanged event) {}

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
