// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.http.form;

import static java.util.Objects.requireNonNull;

/** A text field of a form; a name may come several times. */
public record FormField(String name, String value) {
  public FormField {
    requireNonNull(name, "name is null");
    requireNonNull(value, "value is null");
  }
}
