// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.environment;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.Map;

/**
 * The installed uv.
 *
 * @param environment variables that it needs: what pip is told about indexes and certificates
 */
record Uv(Path path, Map<String, String> environment) {
  Uv {
    requireNonNull(path, "path is null");
    environment = Map.copyOf(environment);
  }
}
