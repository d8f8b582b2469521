// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.pipeline;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.concurrent.Flow;

/**
 * An answer whose body is a file. Whoever gets it takes the one subscription of {@code rest}, which
 * brings no chunk: requesting one says that the file was sent, upon which the pipeline does what is
 * left to do (deleting the file, often) and completes it; cancelling says that nobody wants the
 * file any more, after which the pipeline does the same.
 *
 * @param path the file, not yet looked at
 */
public record RunFile(RunHead head, Path path, Flow.Publisher<RunChunk> rest) implements RunResult {
  public RunFile {
    requireNonNull(head, "head is null");
    requireNonNull(path, "path is null");
    requireNonNull(rest, "rest is null");
  }

  /** Says that nobody wants the file, where no file can be an answer. */
  public void discard() {
    rest.subscribe(new Discard());
  }
}
