// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

/** One HTTP header field; a name may come several times. */
public record Header(String name, String value) {
  public Header {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }
}
