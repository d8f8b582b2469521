// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.task;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** What a task brought forth. */
public record Artifact(String artifactId, String name, List<Part> parts) {
  public Artifact {
    requireNonNull(artifactId, "artifactId is null");
    parts = parts == null ? List.of() : List.copyOf(parts);
  }

  /** Its text. */
  String text() {
    StringBuilder text = new StringBuilder();
    parts.stream().filter(part -> part.text() != null).forEach(part -> text.append(part.text()));
    return text.toString();
  }
}
