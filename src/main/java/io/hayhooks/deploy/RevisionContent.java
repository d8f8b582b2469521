// SPDX-License-Identifier: Apache-2.0
package io.hayhooks.deploy;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** A revision and the files that it consists of, in the order of their paths. */
public record RevisionContent(KnownRevision revision, List<RevisionFile> files) {
  public RevisionContent {
    requireNonNull(revision, "revision is null");
    files = List.copyOf(files);
  }
}
