// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.error;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/** Finds what went wrong in what a future says of it. */
public final class Causes {
  private Causes() {}

  /** The failure itself, without what futures wrap around it. */
  public static Throwable of(Throwable failure) {
    Throwable cause = failure;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
