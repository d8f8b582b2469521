// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.file;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A file that is kept.
 *
 * @param object what clients are told of it; its {@code id} is what they find it by
 * @param content where its bytes are, as long as it is kept
 * @param stored when it was stored
 * @param expires when it goes, unless it is kept until it is deleted
 */
public record StoredFile(
    ObjectNode object, Path content, Instant stored, Optional<Instant> expires) {
  public StoredFile {
    requireNonNull(object, "object is null");
    requireNonNull(content, "content is null");
    requireNonNull(stored, "stored is null");
    requireNonNull(expires, "expires is null");
  }

  public String id() {
    return object.path("id").asText();
  }

  boolean isExpired(Instant now) {
    return expires.isPresent() && !expires.get().isAfter(now);
  }
}
