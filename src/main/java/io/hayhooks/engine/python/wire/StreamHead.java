// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.engine.python.wire;

import static java.util.Objects.requireNonNull;

import io.hayhooks.pipeline.RunHead;
import java.nio.file.Path;
import java.util.Optional;

/** Payload of STREAM: what begins, and the file that is sent in the place of chunks. */
record StreamHead(RunHead head, Optional<Path> file) {
  StreamHead {
    requireNonNull(head, "head is null");
    requireNonNull(file, "file is null");
  }
}
