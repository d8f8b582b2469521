// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.trace;

import static java.util.Objects.requireNonNull;

/** One fact about a span. */
public record Tag(String key, String value) {
  public Tag {
    requireNonNull(key, "key is null");
    requireNonNull(value, "value is null");
  }
}
