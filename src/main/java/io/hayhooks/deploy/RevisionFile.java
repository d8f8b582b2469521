// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A file of a revision.
 *
 * @param path relative to the pipeline's directory
 * @param hash of its content, as hexadecimal digits of SHA-256
 * @param text its content, unless it is no text or too much of it
 */
public record RevisionFile(String path, long size, String hash, Optional<String> text) {
  public RevisionFile {
    requireNonNull(path, "path is null");
    requireNonNull(hash, "hash is null");
    requireNonNull(text, "text is null");
  }
}
