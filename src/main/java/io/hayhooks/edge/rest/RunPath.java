// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.edge.rest;

import io.hayhooks.edge.http.PathSegment;
import java.util.Optional;

/**
 * Finds the pipeline's name in {@code /{name}/run}. The path is taken as it was sent, since servers
 * decode it each in their own way; names may hold anything that percent-encoding can carry.
 */
final class RunPath {
  private static final String RUN = "run";

  private RunPath() {}

  /** The name, when {@code path} has that form; one slash at the end is accepted. */
  static Optional<String> name(String path) {
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    int slash = path.indexOf('/', 1);
    boolean twoSegments = slash > 1 && path.lastIndexOf('/', end - 1) == slash;
    if (!twoSegments
        || PathSegment.decode(path.substring(slash + 1, end)).filter(RUN::equals).isEmpty()) {
      return Optional.empty();
    }
    return PathSegment.decode(path.substring(1, slash));
  }
}
