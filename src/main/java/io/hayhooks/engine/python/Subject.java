// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python;

import static java.util.Objects.requireNonNull;

/** Whom workers serve, as messages call it. */
record Subject(String kind, String name) {
  Subject {
    requireNonNull(kind, "kind is null");
    requireNonNull(name, "name is null");
  }

  static Subject pipeline(String name) {
    return new Subject("pipeline", name);
  }

  static Subject group(String name) {
    return new Subject("worker group", name);
  }

  /** At the beginning of a sentence. */
  String first() {
    return Character.toUpperCase(kind.charAt(0)) + toString().substring(1);
  }

  @Override
  public String toString() {
    return "%s '%s'".formatted(kind, name);
  }
}
